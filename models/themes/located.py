"""YAML with the line of every value, so that a mistake is named where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from vocabulary.errors import ReviewsError
from vocabulary.loading import Loader

Place = tuple[str | int, ...]


class TaxonomyError(ReviewsError, ValueError):
    """Something in a data file is wrong; the message names file, line and what to do."""


class Located:
    """One file's value, and the line (from 1) of each of its parts."""

    def __init__(self, path: Path, value: Any, lines: dict[Place, int]) -> None:
        self.path = path
        self.value = value
        self.lines = lines

    def error(self, place: Place, message: str) -> TaxonomyError:
        """An error that names this file and the line of `place`, or of what encloses it."""
        while place and place not in self.lines:
            place = place[:-1]
        return TaxonomyError(f"{self.path.name}:{self.lines.get(place, 1)}: {message}")


def read_located(path: Path) -> Located:
    """Read one YAML file; raises TaxonomyError for broken YAML or a key given twice."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise TaxonomyError(f"{path.name}:{line}: this is not YAML: {error.problem}") from error
    lines: dict[Place, int] = {}
    if node is None:
        raise TaxonomyError(f"{path.name}:1: the file is empty")
    return Located(path, _value(path, node, (), lines), lines)


def _value(path: Path, node: yaml.Node, place: Place, lines: dict[Place, int]) -> Any:
    """The plain value of a node, noting lines on the way."""
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_value(path, item, (*place, i), lines) for i, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in mapping:
                line = key_node.start_mark.line + 1
                raise TaxonomyError(f"{path.name}:{line}: {key!r} is given twice")
            mapping[key] = _value(path, value_node, (*place, key), lines)
            lines[(*place, key)] = key_node.start_mark.line + 1
        return mapping
    if node.tag == "tag:yaml.org,2002:str":
        return node.value
    return yaml.SafeLoader("").construct_object(node, deep=True)
