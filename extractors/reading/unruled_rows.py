"""The rows of a table that no upright rules draw: which of its lines begin a new record."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.centred_rows import Cells, centred_rows
from extractors.reading.fragments import Fragment, is_label
from extractors.reading.shapes import RuledLine

_SPACED = 1.2  # points more than the usual step that part two records, where a sentence has ended
_SEVERAL, _SHORT = 2, 4  # columns; words of a cell that is a name and no sentence
_ACROSS = 0.6  # share of a table's width that lines between two rows cover


def records(
    lines: Sequence[Cells],
    head: Sequence[Fragment] | None,
    drawn: Sequence[RuledLine],
    *,
    is_numbered: bool = False,
) -> dict[tuple[int, int], list[Fragment]]:
    """Pieces by row and column: row 0 is the head, and each record after it is one row.

    Without a head row 0 is the first record, or what is left of it. `is_numbered`: the head says
    that the first column holds numbers. Lines `drawn` between the rows part those that have none.
    """
    firsts = [cells[0].text for cells in lines if 0 in cells]
    numbered = is_numbered or (bool(firsts) and all(is_label(text) for text in firsts))
    parted = parted_by(lines, drawn)
    is_drawn = len(parted) > (head is None)  # a head that the page repeats has a line below it
    steps = [_bottom(b) - _bottom(a) for a, b in pairwise(lines)]
    pitch = sorted(steps)[len(steps) // 4] if steps else 0.0
    out = {(0, column): [piece] for column, piece in enumerate(head or [])}
    row = 0 if head is None or _goes_on(head, lines[0]) else 1
    centred = centred_rows(lines, parted if is_drawn else (), is_numbered=numbered)
    others = frozenset(column for cells in lines for column in cells) - {0}
    for i, cells in enumerate(lines):
        is_new = i in (parted if centred is None else centred)
        if i and centred is None and (numbered or not is_drawn):
            is_new |= _begins(lines[i - 1], cells, pitch, others if numbered else None)
        row += is_new
        for column, piece in cells.items():
            out.setdefault((row, column), []).append(piece)
    return out


def parted_by(lines: Sequence[Cells], drawn: Sequence[RuledLine]) -> frozenset[int]:
    """The places of lines above which something is drawn across most of the table."""
    left = min(p.x0 for cells in lines for p in cells.values())
    right = max(p.x1 for cells in lines for p in cells.values())
    found = set()
    for i, (last, cells) in enumerate(pairwise(lines), 1):
        above, below = _middle(last), _middle(cells)
        between = [r for r in drawn if above < (r.top + r.bottom) / 2 < below]
        if _covered(between, left, right) >= _ACROSS * (right - left):
            found.add(i)
    return frozenset(found)


def is_underlined(head: Sequence[Fragment], drawn: Sequence[RuledLine]) -> bool:
    """Whether a line or the edge of a shade runs below the names of columns, from first to last."""
    left, right = min(p.x0 for p in head), max(p.x1 for p in head)
    bottom, size = max(p.bottom for p in head), head[0].size
    below = [r for r in drawn if -2 < (r.top + r.bottom) / 2 - bottom < size]
    return _covered(below, left, right) >= 0.9 * (right - left)


def _covered(rules: Sequence[RuledLine], left: float, right: float) -> float:
    """How much of the width from `left` to `right` the rules cover together."""
    covered, reach = 0.0, left
    for rule in sorted(rules, key=lambda r: r.x0):
        begin, end = max(rule.x0, reach), min(rule.x1, right)
        if end > begin:
            covered += end - begin
            reach = end
    return covered


def _middle(cells: Cells) -> float:
    return (min(p.top for p in cells.values()) + _bottom(cells)) / 2


def _has_ended(cells: Cells) -> bool:
    """Whether the last cell of a line ends its sentence."""
    return cells[max(cells)].text.endswith((".", "?", ";"))


def _bottom(cells: Cells) -> float:
    return max(p.bottom for p in cells.values())


def _goes_on(head: Sequence[Fragment], first: Cells) -> bool:
    """Whether a bold head's words run over a second line, as in "By / when"."""
    bold = head[0].look.bold and all(p.look.bold for p in first.values())
    return bold and len(first) < len(head)


def _all_begin(last: Cells, cells: Cells) -> bool:
    """Whether the sentences of all columns end in one line, and all begin in the next."""
    if len(cells) < _SEVERAL or not cells.keys() >= last.keys():
        return False
    ended = [p for p in last.values() if len(p.words) > _SHORT or p.text.endswith(".")]
    begin = all(p.text[:1].isupper() or p.text[:1].isdigit() for p in cells.values())
    return bool(ended) and begin and all(p.text.endswith((".", "?", ";")) for p in ended)


def _begins(last: Cells, cells: Cells, pitch: float, others: frozenset[int] | None) -> bool:
    """Whether a line begins a new record: by its number, else by a gap or a new cell beside.

    `others` are the columns beside the numbers, where rows have any. A number that a scan lost does
    not join two records: all other cells begin anew, one of which had ended.
    """
    if others is not None:
        return 0 in cells or (others <= cells.keys() and not others <= last.keys())
    if _all_begin(last, cells):
        return True
    step = _bottom(cells) - _bottom(last)
    if step > 1.35 * pitch or (step > pitch + _SPACED and _has_ended(last)):
        return True
    return 0 in cells and any(column not in last for column in cells)
