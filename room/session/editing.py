"""Changes a shortlist's text in place: a part that is not changed keeps every character.

People edit the file by hand as well. Their lines and comments stay as they are. In a part that is
changed here, comments move with the lines that they are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
import yaml

from briefings.shortlist import Shortlist, is_proposed
from vocabulary.yaml_text import tree

_NAMES = {"audience": "for", "start": "from"}  # names of fields in the file
_TOKEN = re.compile(r"[\w.-]*\w")
_BY_PROGRAM = "#."


class Comment(NamedTuple):
    """A comment, the id or key that it is about, whether it has a line of its own, and the line
    that it is beside or above.
    """

    text: str
    about: str
    is_alone: bool
    line: str = ""


def edited(text: str, before: Shortlist, after: Shortlist, remarks: Mapping[str, str]) -> str:
    """`text`, which says `before`, saying `after`.

    `remarks` are the program's comments for ids that are new in the file.
    """
    changed = [
        name
        for name in Shortlist.__struct_fields__
        if getattr(before, name) != getattr(after, name)
    ]
    head, blocks = _blocks(text)
    for name in changed:
        key = _NAMES.get(name, name)
        old = blocks.get(key, "")
        blocks[key] = _block(key, getattr(after, name), old, remarks)
    return head + "".join(blocks.values())


def fresh(shortlist: Shortlist, remarks: Mapping[str, str]) -> str:
    """The text of a new file."""
    empty = Shortlist(shortlist.briefing)
    head = (
        "# A briefing's shortlist. Edit it as you like: `reviews read` and `reviews brief` keep\n"
        "# your lines and comments.\n"
    )
    start = f"{head}{_dumped('briefing', shortlist.briefing)}"
    return edited(start, empty, shortlist, remarks)


def _blocks(text: str) -> tuple[str, dict[str, str]]:
    """The lines before the first key, and the lines of each key."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    root = tree(text)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    starts = [(str(key.value), key.start_mark.line) for key, _ in pairs]
    ends = [line for _, line in starts[1:]] + [len(lines)]
    first = starts[0][1] if starts else len(lines)
    found = {key: "".join(lines[start:end]) for (key, start), end in zip(starts, ends, strict=True)}
    return "".join(lines[:first]), found


def _block(key: str, value: Any, old: str, remarks: Mapping[str, str]) -> str:
    """The lines of a key with a new value, and the comments of the old lines."""
    comments = list(_comments(old))
    lines = _dumped(key, _plain(value)).splitlines()
    known = {comment.about for comment in comments}
    comments += [
        Comment(f"{_BY_PROGRAM} {said}", about, is_alone=False)
        for about, said in remarks.items()
        if about not in known
    ]
    lost: list[str] = []
    for comment in comments:
        place = _place(lines, comment)
        if place is None:
            # What the program said of a statement that is gone is of no use; her words are.
            if not comment.text.startswith(_BY_PROGRAM) or is_proposed(comment.text):
                lost.append(f"  {comment.text}")
        elif comment.is_alone:
            margin = " " * (len(lines[place]) - len(lines[place].lstrip()))
            lines.insert(place, margin + comment.text)
        else:
            lines[place] = f"{lines[place]:<28}  {comment.text}"
    return "\n".join([*lines, *lost]) + "\n" + _blank_end(old)


def _blank_end(old: str) -> str:
    return "\n" if old.endswith("\n\n") else ""


def _place(lines: list[str], comment: Comment) -> int | None:
    """The line that a comment was beside, or else the line of its id or key."""
    if not comment.about:
        return None
    same = [n for n, line in enumerate(lines) if line.strip() == comment.line != ""]
    if len(same) == 1:
        return same[0]
    for number, line in enumerate(lines):
        words = () if line.lstrip().startswith("#") else _TOKEN.findall(line.split(" #")[0])
        if comment.about in words:
            return number
    return None


def _comments(block: str) -> Iterator[Comment]:
    """The comments of some lines, each with the id or key beside or below it."""
    spans = _scalars(block)
    waiting: list[str] = []
    at = 0
    for line in block.splitlines(keepends=True):
        mark = next(
            (
                at + found.start(1)
                for found in re.finditer(r"(?:^|\s)(#)", line)
                if not any(start <= at + found.start(1) < end for start, end in spans)
            ),
            None,
        )
        content = line if mark is None else line[: mark - at]
        about, beside = _about(content), content.strip()
        if mark is not None and not content.strip():
            waiting.append(line.strip())
        else:
            if about:
                yield from (Comment(text, about, is_alone=True, line=beside) for text in waiting)
                waiting = []
            if mark is not None:
                yield Comment(line[mark - at :].strip(), about, is_alone=False, line=beside)
        at += len(line)
    yield from (Comment(text, "", is_alone=True) for text in waiting)


def _about(content: str) -> str:
    """The id of an entry, or else the key at the beginning of the line."""
    words = [word for word in _TOKEN.findall(content) if word not in ("id", "-")]
    return words[0] if words else ""


def _scalars(text: str) -> list[tuple[int, int]]:
    """Where values are. A "#" inside a value does not begin a comment."""
    found: list[tuple[int, int]] = []

    def visit(node: Any) -> None:
        if isinstance(node, yaml.ScalarNode):
            if node.style in ("'", '"', "|", ">"):
                found.append((node.start_mark.index, node.end_mark.index))
            return
        for part in getattr(node, "value", ()):
            for child in part if isinstance(part, tuple) else (part,):
                visit(child)

    visit(tree(text))
    return found


def _plain(value: Any) -> Any:
    """A value as the file has it: without empty parts, and an entry with only an id as that id."""
    if isinstance(value, msgspec.Struct):
        given = {
            _NAMES.get(name, name): _plain(getattr(value, name))
            for name in value.__struct_fields__
            if getattr(value, name) not in (None, "", (), {})
        }
        is_id = set(given) == {"id"} and type(value).__name__ == "Kept"
        return given["id"] if is_id else given
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _dumped(key: str, value: Any) -> str:
    text = yaml.safe_dump(
        {key: value}, sort_keys=False, allow_unicode=True, width=96, default_flow_style=False
    )
    # YAML 1.1 takes "on" for true, but in this file it is an ordinary key.
    return text.replace("'on':", "on:", 1) if key == "on" else text
