"""Reads YAML: the value of a text, and its parts with their lines."""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from vocabulary.errors import ReviewsError
from vocabulary.kept import digest_of

# Values that are kept between processes depend on this version of the reader.
READ_BY = f"{digest_of(__file__)} {yaml.__version__}"
_IS_TRUTH = "tag:yaml.org,2002:bool"


class YamlError(ReviewsError, ValueError):
    """A text that is not YAML, or gives a name twice. `what` is the mistake without its line."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")
        self.line, self.what = line, what


class GivenTwiceError(YamlError):
    """A name appears twice in a group, so that the first value would be lost."""


class _Loader(yaml.CSafeLoader):  # in C, which all wheels have: seven times as fast as in Python
    """YAML as people mean it: no name twice, and only true and false are truth values.

    YAML 1.1 also takes "yes", "no", "on" and "off" for truth values. Here they are words.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        _once_each(node)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in found if tag != _IS_TRUTH]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_IS_TRUTH, re.compile("^(?:true|false)$"), list("tf"))


def text_of(path: Path) -> str:
    """The text of a file. Raises YamlError if it is not text in UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        what = "it is not text in UTF-8: save it so from a text editor, or restore the file"
        raise YamlError(line, what) from error


def value_of(text: str) -> Any:
    """The value of a text. Raises YamlError."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe one
    except yaml.YAMLError as error:
        raise _said(error) from error


def tree(text: str) -> yaml.Node | None:
    """The parts of a text with their positions; None if it is empty. Raises YamlError."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise _said(error) from error
    _once_everywhere(root)
    return root


def scalar(node: yaml.Node) -> Any:
    """The value of a part without parts of its own."""
    if node.tag == "tag:yaml.org,2002:str":
        return node.value
    return yaml.SafeLoader("").construct_object(node, deep=True)


def _once_everywhere(node: yaml.Node | None) -> None:
    if isinstance(node, yaml.MappingNode):
        _once_each(node)
        for _, value in node.value:
            _once_everywhere(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _once_everywhere(item)


def _once_each(node: yaml.MappingNode) -> None:
    seen: set[object] = set()
    for key, _ in node.value:
        if key.value in seen:
            raise GivenTwiceError(key.start_mark.line + 1, f"`{key.value}` is given twice")
        seen.add(key.value)


def _said(error: yaml.YAMLError) -> YamlError:
    if not isinstance(error, yaml.MarkedYAMLError):
        return YamlError(1, f"this is not YAML: {error}")
    mark = error.problem_mark
    return YamlError(mark.line + 1 if mark else 1, f"this is not YAML: {error.problem}")
