"""Boxes beside the running text that a page break cuts: their rest is put right after their start.

The text beside the box goes on over the same page break. Read page by page, its end would be
between the two parts of the box.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from extractors.structure.paragraph import PagedLine, Paragraph
from extractors.structure.spacing import ends_sentence
from models.records import Box, Line

_EDGE = 3.0  # points by which the left edges of both parts may differ
_TOP = 1.5  # type sizes from the first line of a page to the first line of the rest of a box
_LONGEST = 8  # paragraphs of a box
_RAGGED = 8.0  # type sizes by which a full line may end before the longest
_LOW = 4.0  # type sizes from the foot of a page to the last line before a cut: two go together
_SAME_SIZE = 0.6


def with_whole_boxes(flow: Sequence[PagedLine]) -> list[PagedLine]:
    """The lines with the rest of each cut box before the other lines of its page."""
    out: list[PagedLine] = []
    for _, found in groupby(flow, key=lambda placed: placed.page):
        page = list(found)
        rest = _rest(out, page)
        taken = {id(placed) for placed in rest}
        out += rest
        out += [placed for placed in page if id(placed) not in taken]
    return out


def before_box(out: Sequence[Paragraph], placed: PagedLine) -> Paragraph | None:
    """The paragraph beside a cut box whose text goes on with the first lines of the next page."""
    if not out or out[-1].first.column == placed.line.column:
        return None
    box = out[-1].first.column
    lines = [p.first for p in out[-_LONGEST:] if p.first.column == box]
    for paragraph in reversed(out[-1 - _LONGEST :]):
        if paragraph.first.column == box:
            continue
        is_level = abs(paragraph.x0 - placed.line.box.x0) < _EDGE and paragraph.first.cell is None
        is_cut = paragraph.page_last == placed.page - 1 and not paragraph.bold
        return paragraph if is_level and is_cut and _is_set_apart(lines, paragraph.first) else None
    return None


def _rest(above: Sequence[PagedLine], page: Sequence[PagedLine]) -> list[PagedLine]:
    """The lines at the head of a page that go on with a box at the foot of the page before."""
    box = _box_at_foot(above)
    if not box:
        return []
    edge, end = min(line.box.x0 for line in box), box[-1]
    head = page[0].line
    rest = [
        placed
        for placed in _run(page, edge)
        if abs(placed.line.size - end.size) < _SAME_SIZE and placed.line.shaded == end.shaded
    ]
    if not rest or rest[0] is page[0] or rest[0].line.column == head.column:
        return []
    if not _goes_on(box, rest[0].line):
        return []
    is_at_top = rest[0].line.box.top - head.box.top < _TOP * head.size
    return rest if is_at_top and _are_beside(head.box, rest[0].line.box) else []


def _goes_on(box: Sequence[Line], line: Line) -> bool:
    """Whether a line may carry on a box: after a full line or a sentence, or within one."""
    last = box[-1]
    is_full = last.box.x1 > max(one.box.x1 for one in box) - _RAGGED * last.size
    return line.text[:1].islower() or is_full or ends_sentence(last.text)


def _run(page: Sequence[PagedLine], edge: float) -> Iterator[PagedLine]:
    """The first lines in one column whose first begins at the edge."""
    column = None
    for placed in page:
        if column is None and abs(placed.line.box.x0 - edge) < _EDGE:
            column = placed.line.column
        if column is not None:
            if placed.line.column != column:
                return
            yield placed


def _box_at_foot(above: Sequence[PagedLine]) -> list[Line]:
    """The last lines of a page, where they are in a column of their own beside other text."""
    if not above or above[-1].line.cell is not None:
        return []
    page, column = above[-1].page, above[-1].line.column
    lines = [placed.line for placed in above if placed.page == page]
    box = [line for line in lines if line.column == column]
    beside = [
        line for line in lines if line.column != column and _are_beside(line.box, box[-1].box)
    ]
    reach = max((line.box.bottom for line in lines), default=0.0)
    is_low = box[-1].box.bottom > reach - _LOW * box[-1].size
    return box if is_low and beside and all(_is_set_apart(box, other) for other in beside) else []


def _is_set_apart(box: Sequence[Line], beside: Line) -> bool:
    """Whether lines are set in another way than the text beside them: those of a column are not."""
    shaded = all(line.shaded for line in box) and not beside.shaded
    return shaded or box[-1].size < beside.size - _SAME_SIZE


def _are_beside(a: Box, b: Box) -> bool:
    """Whether two lines are level, or nearly so, and neither is above the other."""
    apart = a.x1 <= b.x0 or b.x1 <= a.x0
    return apart and abs(a.top - b.top) < max(a.height, b.height) * _TOP
