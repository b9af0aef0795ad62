"""Labels in bold within a paragraph: "... was absent. **Recommendation 1:** The Board should ..."

Their line is cut in two, so that the label begins a paragraph of its own. Only bold ones count, and
only after the end of a sentence: "as Recommendation 1: says" is a sentence about one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from extractors.structure.labels import read_label
from extractors.structure.paragraph import Placed
from extractors.structure.spacing import SENTENCE_END
from models.records import Line

_NAMED = "word"  # the style of a label that has a word, as read_label gives it
_MARK = ":"  # "Good practice." in bold at the end of a paragraph speaks of what stands before it


def with_labels_begun(flow: Sequence[Placed]) -> Iterator[Placed]:
    """The lines, each cut before a bold label that stands within it.

    A label that ends its line is put before the text of the next one, where it would begin.
    """
    waiting = ""
    for placed, following in pairwise([*flow, None]):
        if placed is None:
            continue
        line = _led(placed.line, waiting)
        at = _begun(line, following)
        waiting = line.text[at:] if at is not None and _is_whole(line) else ""
        head, tail = (line, None) if at is None else _cut(line, at)
        yield Placed(placed.page, head)
        if tail is not None and not waiting:
            yield Placed(placed.page, tail)


def _led(line: Line, label: str) -> Line:
    if not label:
        return line
    run = line.bold_run
    text = f"{label} {line.text}"
    led = len(text) - len(line.text)
    return msgspec.structs.replace(
        line, text=text, bold_run=(0, led + run[1]) if run and not run[0] else (0, led - 1)
    )


def _begun(line: Line, following: Placed | None) -> int | None:
    """Where in the line's text a bold label begins, if one does."""
    if line.bold_run is None or line.bold_run[0] == 0:
        return None
    start, end = line.bold_run
    before, rest = line.text[:start].rstrip(), line.text[start:].lstrip()
    if not SENTENCE_END.search(before):
        return None
    after = following.line.text if following and end >= len(line.text) else ""
    whole = f"{rest} {after}".rstrip()
    label = read_label(whole)
    if label is None or label.kind is None or label.style != _NAMED:
        return None
    is_told = label.number is not None or whole[: label.length].rstrip().endswith(_MARK)
    return len(line.text) - len(rest) if is_told and label.length < len(whole) else None


def _is_whole(line: Line) -> bool:
    """Whether the label, or its beginning, is all that stands in the line after the cut."""
    return line.bold_run is not None and line.bold_run[1] >= len(line.text)


def _cut(line: Line, at: int) -> tuple[Line, Line]:
    """Both parts of a line; where one ends is reckoned by the number of signs."""
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
        box=msgspec.structs.replace(box, x0=x),
        marker=None,
        bold_run=(0, (line.bold_run or (at, at))[1] - at),
    )
    return head, tail
