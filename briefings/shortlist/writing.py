"""Writes a shortlist without ever overwriting its author's lines."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
import yaml

from archive.files import write_whole
from briefings.shortlist.layout import as_yaml, more_of, review_entry, scalar
from briefings.shortlist.reading import nodes, parse, text_of
from briefings.shortlist.records import ChosenReview, Shortlist, ShortlistError
from briefings.shortlist.remarks import (
    MARK,
    Remarks,
    is_untouched,
    lines_of,
    own_words_on,
    signed,
    unsigned,
    with_proposed,
    with_remark,
    without_remark,
)

_NONE = Remarks({})


def write(shortlist: Shortlist, path: Path, remarks: Remarks = _NONE) -> Path:
    """Write a shortlist, or a new file beside it if the author has changed it. Returns the path.

    The new file has all her lines as they are, renewed comments by the program, and new
    reviews at the end of the list. It then counts as hers too. If it would be the same as her file
    or the last one beside it, nothing is written. If the author has not changed the file, it is
    proposed again, and what has gone from it is named at its end.
    """
    if not path.exists():
        return _propose(shortlist, path, remarks)
    text = text_of(path)
    if is_untouched(text):
        gone = [f"{name}: {remark.after}" for name, remark in sorted(remarks.gone.items())]
        told = msgspec.structs.replace(remarks, foot=(*remarks.foot, *gone))
        return _propose(shortlist, path, told)
    last, free = _beside(path)
    hers = with_proposed(renewed(text, path, shortlist, remarks), _as_read(shortlist, path))
    if hers == text:
        return path
    return last if last and text_of(last) == hers else _put(hers, free)


def renewed(text: str, path: Path, new: Shortlist, remarks: Remarks) -> str:
    """The author's text with the program's comments renewed and new reviews added."""
    hers = parse(text, path)
    known = {review.id for review in hers.reviews} | {left.id for left in hers.left_out}
    added = [review for review in new.reviews if review.id not in known]
    root = nodes(text, path)
    keys = _keys_by_line(root)
    verbatim = _block_lines(root)
    end = _end_of(root, "reviews")
    more = _lines_for_more(root)
    whys = _whys_by_line(root, remarks.whys)
    out: list[str] = lines_of(remarks.head, 0)
    for number, line in enumerate(unsigned(text).splitlines()):
        if number == end and added:
            out += _added(added, remarks)
        if number in verbatim:
            out.append(line)
            continue
        if line.lstrip().startswith(MARK):
            continue
        if number in whys:
            first, last, why = whys[number]
            out.append(line[:first] + scalar(why) + line[last:])
            continue
        remark = next((remarks.of[key] for key in keys.get(number, ()) if key in remarks.of), None)
        out.append(with_remark(without_remark(line), remark) if remark else without_remark(line))
        if remark:
            indent = len(line) - len(line.lstrip())
            out += lines_of(remark.below, indent + 2 * line.lstrip().startswith("-"))
        if number in more:
            out += lines_of(more_of(remarks, more[number]), 4)
    if end is None or end >= len(unsigned(text).splitlines()):
        out += _added(added, remarks)
    out += lines_of(remarks.foot, 0)
    return "\n".join(out) + "\n"


def _added(reviews: list[ChosenReview], remarks: Remarks) -> list[str]:
    found: list[str] = []
    for review in reviews:
        found += review_entry(review, remarks)
    return found


def _keys_by_line(node: yaml.Node) -> dict[int, list[str]]:
    """For each line the ids, themes and keys that are on it, the most specific first."""
    found: dict[int, list[str]] = {}

    def visit(part: yaml.Node) -> None:
        if isinstance(part, yaml.MappingNode):
            for key, value in part.value:
                if key.value == "own_words":
                    found.setdefault(key.start_mark.line, []).append("own_words")
                    found.update(_own_words_by_line(value))
                    continue
                if key.value == "id":
                    found.setdefault(value.start_mark.line, []).insert(0, str(value.value))
                else:
                    found.setdefault(key.start_mark.line, []).append(str(key.value))
                visit(value)
        elif isinstance(part, yaml.SequenceNode):
            for item in part.value:
                if isinstance(item, yaml.ScalarNode):
                    found.setdefault(item.start_mark.line, []).insert(0, str(item.value))
                visit(item)

    visit(node)
    return found


def _own_words_by_line(node: yaml.Node) -> dict[int, list[str]]:
    """The lines on which the author's own words begin, except plain text of several lines.

    A comment would end such text.
    """
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        return {}
    return {
        key.start_mark.line: [own_words_on(str(key.value))]
        for key, value in node.value
        if value.style in {"|", ">"} or value.start_mark.line == value.end_mark.line
    }


def _lines_for_more(root: yaml.MappingNode) -> dict[int, str]:
    """The line after which further quotes of a review go: `used`, `strike` or otherwise its id."""
    found: dict[int, str] = {}
    for key, value in root.value:
        if key.value == "reviews" and isinstance(value, yaml.SequenceNode):
            for entry in value.value:
                at = {k.value: (k.start_mark.line, v.value) for k, v in entry.value}
                last = next(at[name] for name in ("used", "strike", "id") if name in at)
                found[last[0]] = str(at["id"][1])
    return found


def _whys_by_line(
    root: yaml.MappingNode, whys: Mapping[str, str]
) -> dict[int, tuple[int, int, str]]:
    """Reasons that are still the program's own: first line, last line and the new reason."""
    found = {}
    for key, value in root.value:
        if key.value == "reviews" and isinstance(value, yaml.SequenceNode):
            for entry in value.value:
                at = {k.value: v for k, v in entry.value}
                why, new = at.get("why"), whys.get(str(at["id"].value))
                if why and new and why.start_mark.line == why.end_mark.line:
                    columns = why.start_mark.column, why.end_mark.column
                    found[why.start_mark.line] = (*columns, new)
    return found


def _block_lines(node: yaml.Node) -> set[int]:
    """Lines within texts of several lines. Whatever is in them belongs to the author."""
    if isinstance(node, yaml.ScalarNode):
        first, last = node.start_mark.line, node.end_mark.line
        # The end mark of a block text is on the line after it.
        stop = last if node.style in {"|", ">"} else last + 1
        return set(range(first + 1, stop)) if last > first else set()
    found: set[int] = set()
    for part in node.value:
        for child in part if isinstance(part, tuple) else (part,):
            found |= _block_lines(child)
    return found


def _end_of(root: yaml.MappingNode, name: str) -> int | None:
    """The line after the last entry of a list; None if the list is empty or on one line."""
    for at, (key, value) in enumerate(root.value):
        if key.value == name and isinstance(value, yaml.SequenceNode) and not value.flow_style:
            behind = root.value[at + 1 :]
            return behind[0][0].start_mark.line if behind else value.end_mark.line
    return None


def _propose(shortlist: Shortlist, path: Path, remarks: Remarks) -> Path:
    text = with_proposed(as_yaml(shortlist, remarks), _as_read(shortlist, path))
    return _put(signed(text), path)


def _as_read(shortlist: Shortlist, path: Path) -> Shortlist:
    """What the proposal contains for a reader."""
    return parse(as_yaml(shortlist, _NONE), path)


def _put(text: str, path: Path) -> Path:
    """Write the file whole or not at all."""
    try:
        write_whole(path, text.encode())
    except OSError as problem:
        raise ShortlistError(
            f"{path} cannot be written ({problem.strerror}): choose another place with --out."
        ) from problem
    return path


def _beside(path: Path) -> tuple[Path | None, Path]:
    """The last file of the form shortlist-2.yaml, if there is one, and the name of the next."""
    last, number = None, 2
    while (found := path.with_name(f"{path.stem}-{number}{path.suffix}")).exists():
        last, number = found, number + 1
    return last, found
