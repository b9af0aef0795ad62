"""Data files as records: a mistake is reported at start with its file and line, not later."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

import msgspec

from vocabulary.located import VocabularyError, read_located
from vocabulary.yaml_text import YamlError, text_of, value_of

__all__ = ["FOLDER", "VocabularyError", "load", "mistake"]

FOLDER = Path(__file__).parent
Shape = TypeVar("Shape")


def load(name: str, shape: type[Shape], folder: Path = FOLDER) -> Shape:
    """The data file `name` as `shape`. Raises VocabularyError where it does not fit."""
    path = folder / name
    try:
        return msgspec.convert(value_of(text_of(path)), shape)
    except YamlError as error:
        raise VocabularyError(f"{path.name}, {error}") from error
    except msgspec.ValidationError as error:
        raise read_located(path).misshapen(error, shape) from error


def mistake(name: str, said: str, why: str, folder: Path = FOLDER) -> VocabularyError:
    """What is wrong with a file of the right shape, where it first holds the words `said`."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    whole = re.compile(rf"(?<![\w-]){re.escape(said)}(?![\w-])")
    line = next((number for number, text in enumerate(lines, 1) if whole.search(text)), 1)
    return VocabularyError(f"{name}, line {line}: {why}")
