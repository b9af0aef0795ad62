"""Panels: the framed or shaded fields of a briefing, each with a title of its own.

A page of panels is not a table of data: each panel is read as a whole, title first. Panels are
drawn as single boxes, as the cells of one ruled grid, as a row of titles above a row of texts, or
as a column of titles beside a column of texts. They are read in the order of their printed numbers,
otherwise row by row, or column by column if their heads do not align.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.reading.fragments import Fragment, is_bullet
from extractors.reading.order import read_rows
from extractors.reading.shapes import RuledLine
from extractors.reading.tables import Cell, Grid

_FEWEST = 4  # panels on a page
_LEVEL = 6.0  # points by which panels side by side may begin or end apart
_LINES = 3  # of each of two panels side by side
_TITLED = 0.6  # share of panels that must begin with a title
_NARROWEST, _LOWEST = 80.0, 24.0  # points
_LARGEST = 0.5  # share of the area that all text covers: a larger shade is a background
_LONGEST_TITLE = 12  # words
_FILLED = 0.85  # share of the words between the panels' edges: boxes in running text hold fewer
_NUMBER = re.compile(r"^\W*(\d{1,2})(?!\d|[.,]\d)")

Content = list[tuple[Cell, list[Fragment]]]


def free_panels(pieces: Sequence[Fragment], boxes: Iterable[RuledLine]) -> Grid | None:
    """Panels drawn one by one, as a grid of one column in reading order; None where none are."""
    if not pieces:
        return None
    kept = _without_banner(_outermost([b for b in boxes if _is_panel(b)], pieces))
    filled = [(box, [p for p in pieces if within(box, p)]) for box in kept]
    filled = [(box, content) for box, content in filled if content]
    if len(filled) < _FEWEST or not _any_beside([box for box, _ in filled]):
        filled = _level_panels(filled)
    if not filled:
        return None
    if not _are_titled([content for _, content in filled]):
        return None
    if not _fill_their_area(filled, pieces):
        return None
    cells = [Cell(0, 0, *box) for box, _ in filled]
    order = _order(cells, [content for _, content in filled])
    cells = [cells[i]._replace(row=row) for row, i in enumerate(order)]
    x0s, tops, x1s, bottoms = zip(*(cell[2:] for cell in cells), strict=True)
    return Grid(cells, min(x0s), min(tops), max(x1s), max(bottoms), is_box=False)


def _level_panels(
    filled: Sequence[tuple[RuledLine, list[Fragment]]],
) -> list[tuple[RuledLine, list[Fragment]]]:
    """Two or three panels side by side, of one height; others of the page are in its text."""
    for box, _ in filled:
        level = [
            (other, content)
            for other, content in filled
            if abs(other.top - box.top) < _LEVEL and abs(other.bottom - box.bottom) < _LEVEL
        ]
        if len(level) > 1 and all(len(read_rows(content)) >= _LINES for _, content in level):
            return level
    return []


def as_panels(content: Content) -> Content | None:
    """The filled cells of a ruled grid as panels: one column, title above text; None for data."""
    rows: dict[int, dict[int, list[Fragment]]] = {}
    for cell, found in content:
        rows.setdefault(cell.row, {})[cell.column] = found
    if len({cell.column for cell, _ in content}) < 2 or len(content) < _FEWEST:
        return None
    panels = _titles_inside(content, rows) or _titles_beside(rows) or _titles_above(rows)
    if panels is None:
        return None
    place = {id(found): cell for cell, found in content}
    order = _order([place[id(panel[0])] for panel in panels], [panel[0] for panel in panels])
    parts = [found for i in order for found in panels[i]]
    return [(place[id(found)]._replace(row=i, column=0), found) for i, found in enumerate(parts)]


def _titles_inside(
    content: Content, rows: dict[int, dict[int, list[Fragment]]]
) -> list[list[list[Fragment]]] | None:
    widths = [len(rows[key]) for key in sorted(rows)]
    # A lone field above a row of others is a table's band; titles alone above them are its head.
    if max(widths) < 2 or 2 * widths.count(max(widths)) <= len(widths):
        return None
    first = rows[min(rows)]
    if len(rows) > 1 and (len(first) == 1 or all(_is_title(found) for found in first.values())):
        return None
    texts = [found for _, found in content if len(read_rows(found)) > 1]
    if len(texts) < max(_FEWEST, 0.6 * len(content)) or not _are_titled(texts):
        return None
    return [[found] for _, found in content]


def _titles_beside(
    rows: dict[int, dict[int, list[Fragment]]],
) -> list[list[list[Fragment]]] | None:
    """Rows of a title at the left and its text at the right, without a head."""
    pairs = [[row[column] for column in sorted(row)] for row in rows.values()]
    if len(pairs) < _FEWEST or any(len(pair) != 2 for pair in pairs):
        return None
    titled = sum(_is_title(left) and not _is_title(right) for left, right in pairs)
    words = sum(len(p.words) for _, right in pairs for p in right)
    return pairs if titled == len(pairs) and words > 12 * len(pairs) else None


def _titles_above(
    rows: dict[int, dict[int, list[Fragment]]],
) -> list[list[list[Fragment]]] | None:
    """At least two rows of titles, each with a row of texts below it."""
    keys = sorted(rows)
    if len(keys) < 4 or len(keys) % 2:
        return None
    out: list[list[list[Fragment]]] = []
    for title, text in zip(keys[::2], keys[1::2], strict=True):
        above, below = rows[title], rows[text]
        if above.keys() != below.keys() or not all(_is_title(found) for found in above.values()):
            return None
        if any(_is_title(found) for found in below.values()):
            return None
        out.extend([above[column], below[column]] for column in sorted(above))
    return out


def _is_title(content: Sequence[Fragment]) -> bool:
    bold = all(p.look.bold for p in content)
    return bold and sum(len(p.words) for p in content) <= _LONGEST_TITLE


def _are_titled(contents: Sequence[Sequence[Fragment]]) -> bool:
    return sum(_begins_with_title(content) for content in contents) >= _TITLED * len(contents)


def _begins_with_title(content: Sequence[Fragment]) -> bool:
    """Whether the first line is short and larger, bolder or in another colour than the rest."""
    first, *rest = (row.fragment for row in read_rows(list(content)))
    if not rest or len(first.words) > _LONGEST_TITLE or is_bullet(first.words[0].text):
        return False
    plain = max(rest, key=lambda line: len(line.text))
    bolder = first.look.bold and not plain.look.bold
    return bolder or first.size >= plain.size + 1 or first.look.colour != plain.look.colour


def _is_panel(box: RuledLine) -> bool:
    return box.x1 - box.x0 >= _NARROWEST and box.bottom - box.top >= _LOWEST


def _outermost(boxes: list[RuledLine], pieces: Sequence[Fragment]) -> list[RuledLine]:
    """Boxes that lie in no other one; backgrounds of the whole page are left out."""
    width = max(p.x1 for p in pieces) - min(p.x0 for p in pieces)
    height = max(p.bottom for p in pieces) - min(p.top for p in pieces)
    small = [b for b in boxes if (b.x1 - b.x0) * (b.bottom - b.top) < _LARGEST * width * height]
    kept: list[RuledLine] = []
    for box in sorted(small, key=lambda b: -(b.x1 - b.x0) * (b.bottom - b.top)):
        if not any(overlap(box, other) for other in kept):
            kept.append(box)
    return kept


def _without_banner(boxes: list[RuledLine]) -> list[RuledLine]:
    """A band above all panels, and wider than any two of them, holds the page's title."""
    if not boxes:
        return boxes
    highest = min(boxes, key=lambda b: b.top)
    widths = sorted(b.x1 - b.x0 for b in boxes if b is not highest)
    is_banner = bool(widths) and highest.x1 - highest.x0 > 1.6 * widths[len(widths) // 2]
    return [b for b in boxes if b is not highest] if is_banner else boxes


def overlap(box: RuledLine, other: RuledLine) -> bool:
    """Whether two boxes share more than their edges."""
    across = min(box.x1, other.x1) - max(box.x0, other.x0)
    down = min(box.bottom, other.bottom) - max(box.top, other.top)
    return across > 4 and down > 4


def within(box: RuledLine, piece: Fragment) -> bool:
    """Whether the middle of a piece of text is in a box."""
    x, y = (piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _fill_their_area(
    filled: Sequence[tuple[RuledLine, list[Fragment]]], pieces: Sequence[Fragment]
) -> bool:
    """Whether hardly any text is between the panels: boxes in running text are no panels."""
    top, bottom = min(box.top for box, _ in filled), max(box.bottom for box, _ in filled)
    held = sum(len(p.words) for _, content in filled for p in content)
    level = sum(len(p.words) for p in pieces if p.top > top - 2 and p.bottom < bottom + 2)
    return held >= _FILLED * level


def _any_beside(boxes: Sequence[RuledLine]) -> bool:
    return any(
        a.x1 <= b.x0 + 4 and min(a.bottom, b.bottom) - max(a.top, b.top) > 0.5 * (a.bottom - a.top)
        for a in boxes
        for b in boxes
    )


def _order(cells: Sequence[Cell], contents: Sequence[Sequence[Fragment]]) -> list[int]:
    """Places of the panels as they are read."""
    numbers = [_number(content) for content in contents]
    count = len(numbers)
    if None not in numbers and sorted(n for n in numbers if n) == list(range(1, count + 1)):
        return sorted(range(count), key=lambda i: numbers[i] or 0)
    rows: list[list[int]] = []
    for i in sorted(range(count), key=lambda i: cells[i].top):
        if rows and cells[i].top - cells[rows[-1][0]].top < 14:
            rows[-1].append(i)
        else:
            rows.append([i])
    if 2 * len(rows) > count + 1:  # heads that do not align: column by column
        return sorted(range(count), key=lambda i: (round(cells[i].x0 / 30), cells[i].top))
    return [i for row in rows for i in sorted(row, key=lambda i: cells[i].x0)]


def _number(content: Sequence[Fragment]) -> int | None:
    first = read_rows(list(content))[0].fragment
    match = _NUMBER.match(first.text)
    return int(match.group(1)) if match else None
