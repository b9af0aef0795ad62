"""Labels within a paragraph: "... was absent. **Recommendation 1:** The Board should ..."

Their line is cut in two, so that the label begins a paragraph of its own. Only bold words count,
and only after the end of a sentence: "as Recommendation 1: says" is a sentence about one. Numbers
count where they go on with a list that the paragraph began: "1. Add a check. 2. Send a letter."
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from extractors.structure.labels import Label, follows, read_label
from extractors.structure.paragraph import PagedLine
from extractors.structure.spacing import ends_sentence
from models.records import Line

_COUNTING = frozenset({"plain", "letter"})  # styles of labels that count a list, and no chapters
_NUMBER = re.compile(r"(?<=[.;:?] )(?:\d{1,2}[.)]|\([a-z]{1,4}\))(?= [A-Z])")
_NAMED = "word"  # the style of a label that has a word, as read_label gives it
_MARK = ":"  # "Good practice." in bold at the end of a paragraph speaks of what comes before it


def with_labels_begun(flow: Sequence[PagedLine]) -> Iterator[PagedLine]:
    """The lines, each cut before a bold label within it.

    A label that ends its line is put before the text of the next one, where it would begin.
    """
    waiting = ""
    for placed, following in pairwise([*with_numbers_begun(flow), None]):
        if placed is None:
            continue
        line = _led(placed.line, waiting)
        at = _begun(line, following)
        waiting = line.text[at:] if at is not None and _is_whole(line.text[at:]) else ""
        head, tail = (line, None) if at is None else _cut(line, at)
        yield PagedLine(placed.page, head)
        if tail is not None and not waiting:
            yield PagedLine(placed.page, tail)


def with_numbers_begun(flow: Sequence[PagedLine]) -> Iterator[PagedLine]:
    """The lines, each cut before the next number of the list that began at the start of a line."""
    last: Label | None = None
    block: tuple[int, int, tuple[int, int, int] | None] | None = None
    for placed in flow:
        line = placed.line
        label = read_label(line.text)
        place = placed.page, line.block, line.cell
        if label is not None and label.kind is None and label.style in _COUNTING:
            last, block = label, place
        elif place != block:
            last = None
        while last is not None and (cut := _counted(line.text, last)) is not None:
            at, last = cut
            head, line = _cut(line, at)
            yield PagedLine(placed.page, head)
        yield PagedLine(placed.page, line)


def _counted(text: str, last: Label) -> tuple[int, Label] | None:
    """Where the number after the last one begins within a line, and that number."""
    for match in _NUMBER.finditer(text):
        label = read_label(text[match.start() :])
        if label is not None and label.kind is None and follows(last, label):
            return match.start(), label
    return None


def _led(line: Line, label: str) -> Line:
    if not label:
        return line
    run = line.bold_run
    text = f"{label} {line.text}"
    led = len(text) - len(line.text)
    return msgspec.structs.replace(
        line, text=text, bold_run=(0, led + run[1]) if run and not run[0] else (0, led - 1)
    )


def _begun(line: Line, following: PagedLine | None) -> int | None:
    """Where in the line's text a bold label begins, if one does."""
    if line.bold_run is None or line.bold_run[0] == 0:
        return None
    start, end = line.bold_run
    before, rest = line.text[:start].rstrip(), line.text[start:].lstrip()
    if not ends_sentence(before):
        return None
    after = following.line.text if following and end >= len(line.text) else ""
    whole = f"{rest} {after}".rstrip()
    label = read_label(whole)
    if label is None or label.kind is None or label.style != _NAMED:
        return None
    is_told = label.number is not None or whole[: label.length].rstrip().endswith(_MARK)
    return len(line.text) - len(rest) if is_told and label.length < len(whole) else None


def _is_whole(rest: str) -> bool:
    """Whether the label, or the beginning of one, is all that is in the line after the cut."""
    label = read_label(rest)
    return label is None or label.kind is None or label.length >= len(rest)


def _cut(line: Line, at: int) -> tuple[Line, Line]:
    """Both parts of a line. The second keeps the place of the line, whose column it goes on in.

    Where the first ends is reckoned by the number of signs.
    """
    box = line.box
    x = box.x0 + (box.x1 - box.x0) * at / len(line.text)
    head = msgspec.structs.replace(
        line,
        text=line.text[:at].rstrip(),
        box=msgspec.structs.replace(box, x1=x),
        bold_run=None,
    )
    tail = msgspec.structs.replace(
        line,
        text=line.text[at:],
        marker=None,
        bold_run=(0, line.bold_run[1] - at) if line.bold_run and line.bold_run[1] > at else None,
    )
    return head, tail
