"""Reading the data files: a mistake is reported with its file at start, not later."""

from __future__ import annotations

import re
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


class _Loader(yaml.CSafeLoader):
    """YAML in which only true and false are truth values: "yes", "no" and "on" are words."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in found if tag != "tag:yaml.org,2002:bool"]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


class VocabularyError(ReviewsError, ValueError):
    """A data file of the vocabulary that does not fit. The message names file and place."""


def load(name: str, shape: type[Shape], folder: Path = FOLDER) -> Shape:
    """The data file `name` as `shape`. Raises VocabularyError where it does not fit."""
    path = folder / name
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe one
    except yaml.YAMLError as error:
        raise VocabularyError(f"{path.name} is not valid YAML: {error}") from error
    try:
        return msgspec.convert(found, shape)
    except msgspec.ValidationError as error:
        raise VocabularyError(f"{path.name}: {error}") from error


def line_of(path: Path, id_: str) -> int:
    """The line of a file on which the record with this id begins; 1 where there is none."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.strip() == f"- id: {id_}"), 1)
