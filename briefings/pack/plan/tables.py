"""How high a table is on a slide, calculated from its letters, and where it must be split."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefings.pack.letters import lines_of
from briefings.pack.plan.slide import Rows

Row = tuple[str, ...]

WHOLE = 5.2  # inches of height for a table that fills a slide of the shipped template
BELOW_LEAD = 4.2  # the same for a table below a line or two of text
_WIDTH = 11.85  # inches of a table in the shipped template
_BOLD = 1.07  # times as wide
_LINE = 1.2
_PADDING = 0.12  # inches above and below the words of a cell
_SIDES = 0.22  # and beside them
_MORE = "…"
SIZE = 18  # points: smaller letters cannot be read across a room
_STEPS = 20  # heights tried between a full slide and an empty one, so that no slide is nearly empty


def height(rows: Rows, shares: Sequence[float]) -> float:
    """The height of a table in inches."""
    wide = [(share / sum(shares) * _WIDTH - _SIDES) * 72 for share in shares]
    is_named = len(shares) == 2  # its first column is bold, as its header is
    out = 0.0
    for at, row in enumerate(rows):
        bold = [at == 0 or (is_named and place == 0) for place in range(len(row))]
        high = max(
            lines_of([(cell, SIZE * (_BOLD if is_bold else 1))], points)
            for cell, points, is_bold in zip(row, wide, bold, strict=True)
        )
        out += high * SIZE * _LINE / 72 + _PADDING
    return out


def split(header: Row, rows: Rows, shares: Sequence[float], room: float) -> list[Rows]:
    """The rows on as few slides as possible, with about the same number on each.

    A row that is too high for a slide continues on the next.
    """
    found = _split(header, rows, shares, room)
    for step in range(1, _STEPS):
        less = _split(header, rows, shares, room * (1 - step / _STEPS))
        if len(less) > len(found) or sum(map(len, less)) > sum(map(len, found)):
            break
        found = less
    return found


def _split(header: Row, rows: Rows, shares: Sequence[float], room: float) -> list[Rows]:
    def fits(*some: Row) -> bool:
        return height((header, *some), shares) <= room

    out: list[Rows] = []
    mine: Rows = ()
    waiting = list(rows)
    while waiting:
        row = waiting.pop(0)
        if mine and not fits(*mine, row):
            out.append((header, *mine))
            mine = ()
        if not fits(row):
            row, *rest = _parted(row, fits)
            waiting = [*rest, *waiting]
        mine = (*mine, row)
    return [*out, (header, *mine)] if mine else out


def _parted(row: Row, fits: Callable[[Row], bool]) -> list[Row]:
    """A row with as many words of its longest cell as fit, and one with the others."""
    at = max(range(len(row)), key=lambda place: len(row[place]))
    words = row[at].split(" ")
    start = 2 if words[0] == _MORE else 1  # one word more than before, whatever its length
    parts = ((_with(row, at, [*words[:n], _MORE]), n) for n in range(len(words) - 1, start, -1))
    begun, n = next(
        (part for part in parts if fits(part[0])), (_with(row, at, [*words[:start], _MORE]), start)
    )
    return [begun, _with(row, at, [_MORE, *words[n:]])] if n < len(words) else [row]


def _with(row: Row, at: int, words: Sequence[str]) -> Row:
    return (*row[:at], " ".join(words), *row[at + 1 :])
