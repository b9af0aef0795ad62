"""Reading the data files: a mistake is told with its file when the program starts, not later."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from vocabulary.errors import ReviewsError

FOLDER = Path(__file__).parent
Shape = TypeVar("Shape")
# PyYAML's reader in C, which all its wheels have: seven times as fast as the one in Python.
Loader = yaml.CSafeLoader


def plain(text: str) -> Any:
    """What a YAML text says; raises yaml.YAMLError."""
    return yaml.load(text, Loader=yaml.CSafeLoader)


class VocabularyError(ReviewsError, ValueError):
    """A data file of the vocabulary that does not fit. The message names file and place."""


def load(name: str, shape: type[Shape], folder: Path = FOLDER) -> Shape:
    """The data file `name` as `shape`. Raises VocabularyError where it does not fit."""
    path = folder / name
    try:
        found = plain(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise VocabularyError(f"{path.name} is not valid YAML: {error}") from error
    try:
        return msgspec.convert(found, shape)
    except msgspec.ValidationError as error:
        raise VocabularyError(f"{path.name}: {error}") from error
