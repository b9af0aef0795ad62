"""Data files as records: a mistake is reported at start with its file and line, not later.

The content of a file is kept between processes, because reading the YAML of all files takes a tenth
of a second in each process.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

import msgspec

from vocabulary.kept import kept
from vocabulary.located import VocabularyError, read_located
from vocabulary.yaml_text import READ_BY, YamlError, text_of, value_of

__all__ = ["FOLDER", "VocabularyError", "load", "mistake"]

FOLDER = Path(__file__).parent
Shape = TypeVar("Shape")


def load(name: str, shape: type[Shape], folder: Path = FOLDER, *, is_own: bool = True) -> Shape:
    """The data file `name` as `shape`. Raises VocabularyError if it does not fit.

    `is_own`: it is a file of this program, not of a person, so its content may be kept.
    """
    path = folder / name
    try:
        text = text_of(path)
        if is_own:
            return msgspec.convert(kept(lambda: value_of(text), "yaml", READ_BY, text), shape)
        return msgspec.convert(value_of(text), shape)
    except YamlError as error:
        raise VocabularyError(f"{path.name}, {error}") from error
    except msgspec.ValidationError as error:
        raise read_located(path).misshapen(error, shape) from error


def mistake(name: str, said: str, why: str, folder: Path = FOLDER) -> VocabularyError:
    """An error for a file of the right shape, with the line that first has the words `said`."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    whole = re.compile(rf"(?<![\w-]){re.escape(said)}(?![\w-])")
    line = next((number for number, text in enumerate(lines, 1) if whole.search(text)), 1)
    return VocabularyError(f"{name}, line {line}: {why}")
