"""The YAML files of this package, read into frozen records; a file that does not fit is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

_FOLDER = Path(__file__).parent
Record = TypeVar("Record")


def load(name: str, kind: type[Record]) -> Record:
    """The file `name` as `kind`; raises ValueError, naming the file, where it does not fit."""
    data: Any = yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise ValueError(f"vocabulary/{name}: {error}") from error
