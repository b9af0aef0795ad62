"""Reads a shortlist as its author left it. Errors give the line and say what to do."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import msgspec
import yaml

from briefings.shortlist.records import (
    ChosenReview,
    KeptQuote,
    LeftOut,
    OwnQuote,
    Shortlist,
    ShortlistError,
    TakeOptions,
)
from vocabulary.yaml_text import GivenTwiceError, YamlError, tree

# Names in the file that are Python keywords or would be unclear in code.
_RENAMED = {"for": "audience", "from": "start"}
_AS_IDS = ("focus_extracts", "keep", "worked", "questions", "implications")
_FORMS = {
    "int": "a whole number",
    "float": "a number",
    "str": "text",
    "array": "a list: one entry per line after a dash",
    "object": "a group of indented lines `name: value`",
    "bool": "true or false",
}
_PLACE = re.compile(r"`\$(.*)`$")


def read(path: Path) -> Shortlist:
    """The shortlist in a file. Raises ShortlistError."""
    return parse(text_of(path), path)


def text_of(path: Path) -> str:
    """The file's text."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as problem:
        raise ShortlistError(
            f"There is no file {path}. `reviews brief select --out {path}` writes a shortlist."
        ) from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise ShortlistError(
            f"{path} cannot be read as text: name a file that `reviews brief select --out` wrote."
        ) from problem


def parse(text: str, path: Path) -> Shortlist:
    """The shortlist in a text; `path` is for messages."""
    root = nodes(text, path)
    try:
        found = msgspec.convert(_plain(root), Shortlist, strict=False)
    except msgspec.ValidationError as problem:
        line, what = _said(str(problem), root)
        raise ShortlistError(
            f"{path}, line {line}: {what} See docs/briefings.md for the form, or undo the change."
        ) from problem
    for key, day in (("on", found.on), ("last_briefing", found.last_briefing)):
        if day and not _is_day(day):
            line = _at(root, f".{key}").start_mark.line + 1
            raise ShortlistError(
                f"{path}, line {line}: `{key}` is {day}. Write a day like 2026-03-12."
            )
    return found


def _is_day(words: str) -> bool:
    """Whether it is a day as YYYY-MM-DD, the only form that is accepted everywhere."""
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def _said(message: str, root: yaml.Node) -> tuple[int, str]:
    """The line of a fault, and what is wrong in plain words."""
    found = _PLACE.search(message)
    place = found.group(1) if found else ""
    node = _at(root, place)
    name = re.split(r"[.\]]", re.sub(r"\[[^\]]*\]$", "", place))[-1]
    shown = next((old for old, new in _RENAMED.items() if new == name), name)
    if unknown := re.search(r"unknown field `(\w+)`", message):
        word = unknown.group(1)
        line = next((k.start_mark.line for k, _ in node.value if k.value == word), 0) + 1
        near = get_close_matches(word, _names() if place else _names(Shortlist), n=1, cutoff=0.5)
        return line, f"there is no `{word}`" + (f"; did you mean `{near[0]}`?" if near else ".")
    if missing := re.search(r"missing required field `(\w+)`", message):
        return int(node.start_mark.line) + 1, f"`{missing.group(1)}` is missing."
    wanted = re.search(r"Expected `(\w+)", message)
    form = _FORMS.get(wanted.group(1), "of another form") if wanted else "of another form"
    return int(node.start_mark.line) + 1, f"`{shown}` is {form}."


def _names(*only: type[msgspec.Struct]) -> list[str]:
    """All names that may appear in a shortlist, or in its parts of these types."""
    forms = only or (Shortlist, ChosenReview, KeptQuote, LeftOut, OwnQuote, TakeOptions)
    renamed = {new: old for old, new in _RENAMED.items()}
    return sorted({renamed.get(name, name) for form in forms for name in form.__struct_fields__})


def nodes(text: str, path: Path) -> yaml.MappingNode:
    """The tree of the file, with the line of every part."""
    try:
        root = tree(text)
    except GivenTwiceError as problem:
        raise ShortlistError(f"{path}, {problem}. Put what is under both into one.") from problem
    except YamlError as problem:
        raise ShortlistError(
            f"{path}, {problem}. Look at the indentation, and put words that"
            " hold a colon or begin with a quotation mark between double quotation marks."
        ) from problem
    if not isinstance(root, yaml.MappingNode):
        raise ShortlistError(f"{path}, line 1: begin with `briefing:` and a title.")
    return root


def _plain(node: yaml.Node, key: str = "") -> Any:
    """Dictionaries, lists and strings. Empty values are left out, so that the default applies."""
    if isinstance(node, yaml.MappingNode):
        found = {}
        for name, value in node.value:
            plain = _plain(value, str(name.value))
            if plain not in (None, ""):
                found[_RENAMED.get(name.value, name.value)] = plain
        return found
    if isinstance(node, yaml.SequenceNode):
        items = [_plain(item) for item in node.value]
        if key in _AS_IDS:
            items = [{"id": item} if isinstance(item, str) else item for item in items]
        return items
    return None if node.tag == "tag:yaml.org,2002:null" else str(node.value).strip()


def _at(root: yaml.Node, place: str) -> yaml.Node:
    """The part at a place such as `.reviews[0].keep[1].id`, or the nearest one that exists."""
    node = root
    for name, number in re.findall(r"\.(\w+)|\[(\d+|\.\.\.)\]", place):
        if isinstance(node, yaml.MappingNode):
            wanted = {name, *(old for old, new in _RENAMED.items() if new == name)}
            found = [value for key, value in node.value if key.value in wanted]
        elif isinstance(node, yaml.SequenceNode) and number.isdigit():
            found = node.value[int(number) : int(number) + 1]
        else:
            found = []
        if not found:
            break
        node = found[0]
    return node
