"""A YAML file with the line of every part, so that errors can give the line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from vocabulary.errors import ReviewsError
from vocabulary.kept import digest_of, kept
from vocabulary.yaml_text import READ_BY, YamlError, scalar, text_of, tree

_READ_BY = f"{digest_of(__file__)} {READ_BY}"
Place = tuple[str | int, ...]  # the names and numbers that lead to a part
_STEPS = re.compile(r" - at `\$(.*)`$")
_STEP = re.compile(r"\.(?P<name>\w+)|\[(?P<number>\d+)\]|\[\.\.\.\]")


class VocabularyError(ReviewsError, ValueError):
    """A data file is wrong. The message gives the file and the line."""


class Located:
    """One file's value, and the line (from 1) of each of its parts."""

    def __init__(self, path: Path, value: Any, lines: dict[Place, int]) -> None:
        self.path = path
        self.value = value
        self.lines = lines

    def error(self, place: Place, message: str) -> VocabularyError:
        """An error with this file and the line of `place`, or of the part around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return VocabularyError(f"{self.path.name}, line {self.lines.get(place, 1)}: {message}")

    def misshapen(self, error: msgspec.ValidationError, shape: Any) -> VocabularyError:
        """The error for a value of the wrong shape, with the line of the part that is wrong."""
        return self.error(_faulty(str(error), self.value, shape), str(error))


def read_located(path: Path, *, is_own: bool = False) -> Located:
    """Read one file. Raises VocabularyError if it is empty, not YAML, or has a name twice.

    `is_own`: it is a file of this program, so its content may be kept between processes.
    """
    try:
        text = text_of(path)
        if is_own:
            value, lines = kept(lambda: _read(text), "located", _READ_BY, text)
        else:
            value, lines = _read(text)
    except YamlError as error:
        raise VocabularyError(f"{path.name}, {error}") from error
    return Located(path, value, lines)


def _read(text: str) -> tuple[Any, dict[Place, int]]:
    lines: dict[Place, int] = {}
    node = tree(text)
    if node is None:
        raise YamlError(1, "the file is empty")
    return _value(node, (), lines), lines


def _value(node: yaml.Node, place: Place, lines: dict[Place, int]) -> Any:
    """The plain value of a node. Records the lines of its parts."""
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*place, i), lines) for i, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            mapping[key] = _value(value_node, (*place, key), lines)
            lines[(*place, key)] = key_node.start_mark.line + 1
        return mapping
    return scalar(node)


def _faulty(message: str, value: Any, shape: Any) -> Place:
    """Where msgspec found a mistake. For names that a file may choose, it does not say which."""
    found = _STEPS.search(message)
    place: Place = ()
    for step in _STEP.finditer(found[1] if found else ""):
        if step["name"] or step["number"]:
            place += (step["name"] or int(step["number"]),)
            continue
        names = _at(value, place)
        alone = ((n, _with(value, place, {n: names[n]})) for n in names if isinstance(names, dict))
        wrong = next((n for n, one in alone if _mistake(one, shape) == message), None)
        if wrong is None:
            break
        place += (wrong,)
    return place


def _at(value: Any, place: Place) -> Any:
    for step in place:
        value = value[step]
    return value


def _with(value: Any, place: Place, part: Any) -> Any:
    """The value with one part replaced."""
    if not place:
        return part
    inner = _with(value[place[0]], place[1:], part)
    if isinstance(value, Mapping):
        return {**value, place[0]: inner}
    return [inner if i == place[0] else one for i, one in enumerate(value)]


def _mistake(value: Any, shape: Any) -> str | None:
    try:
        msgspec.convert(value, shape)
    except msgspec.ValidationError as error:
        return str(error)
    return None
