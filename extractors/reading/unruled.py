"""Tables of statements without rules: a row of column words with aligned columns below it.

Without this the reading order would take the columns one after the other and separate each action
from its owner and its date.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.reading.fragments import Fragment, fragment, is_label
from extractors.reading.words import Word
from vocabulary.columns import kind_of_column
from vocabulary.statements import statement_words

# What the main column of a table holds: the kinds of statement, and the actions of a plan.
_ADVICE = frozenset({"action", "recommendation"})
_STATED = _ADVICE | set(statement_words().kinds)
_LONGEST_HEAD = 6  # words
_FEWEST = 3  # columns
_PAIR = 2  # columns, where the words for them are bold and what is below keeps to them strictly
_PAIR_ALIGNED = 0.95
_APART_EM = 0.3  # a gap of so many type sizes parts two words for columns; a space is narrower
_SLACK = 4.0  # points a cell may begin left of its column
_ALIGNED = 0.8  # share of a table's pieces that must begin at their column's edge
_MOST_ABOVE = 4  # lines of running headers above the rest of a table
_SPACED = 1.2  # points more than the usual step that part two records, where a sentence has ended
_END_EM = 3.0  # a gap of so many type sizes ends the table

Cells = dict[int, Fragment]


class Unruled(NamedTuple):
    """A table's pieces by (row, column) in reading order, and what stands above and below it."""

    above: list[Fragment]
    cells: dict[tuple[int, int], list[Fragment]]
    below: list[Fragment]


def unruled_table(pieces: list[Fragment]) -> Unruled | None:
    """The first unruled table of statements among `pieces`, or None."""
    pieces = [part for piece in pieces for part in _column_words(piece)]
    mains = [p for p in pieces if _held(p) in _STATED]
    for main in sorted(mains, key=lambda p: p.top):
        head = sorted((p for p in pieces if _is_level(p, main)), key=lambda p: p.x0)
        if not _heads_table(head):
            continue
        table = _below(head, pieces)
        if table is not None:
            return table
    return None


def _heads_table(head: list[Fragment]) -> bool:
    """Whether the pieces of one level name the columns of one table.

    Two lists set side by side, "Good practice" and "Learning", are no table: there is one column
    of statements, or advice beside what it answers.
    """
    held = [_held(piece) for piece in head]
    is_pair = len(head) == _PAIR and all(piece.look.bold for piece in head)
    stated = {name for name in held if name in _STATED}
    is_one = len(stated) == 1 or bool(stated & _ADVICE)
    return None not in held and is_one and (len(head) >= _FEWEST or is_pair)


def _column_words(piece: Fragment) -> list[Fragment]:
    """A piece whose words name columns, parted where one ends: "No  Recommendation"."""
    if not 1 < len(piece.words) <= _LONGEST_HEAD:
        return [piece]
    at = next((i for i in range(1, len(piece.words)) if _is_parted(piece, i)), None)
    if at is None:
        return [piece]
    return [fragment(piece.words[:at]), *_column_words(fragment(piece.words[at:]))]


def _is_parted(piece: Fragment, at: int) -> bool:
    """Whether a word for a column ends before word `at`, where another one begins."""
    before, word = piece.words[at - 1], piece.words[at]
    return word.x0 - before.x1 > _APART_EM * word.look.size and all(
        is_column_word(fragment(words)) for words in (piece.words[:at], piece.words[at:])
    )


def is_column_word(piece: Fragment) -> bool:
    """Whether a piece names a column of an action plan, such as "Lead" or "By when"."""
    return _held(piece) is not None


def _held(piece: Fragment) -> str | None:
    return kind_of_column(piece.text) if len(piece.words) <= _LONGEST_HEAD else None


def _is_level(piece: Fragment, other: Fragment) -> bool:
    middles = (piece.top + piece.bottom) / 2 - (other.top + other.bottom) / 2
    return abs(middles) < 0.5 * other.size


def _below(head: list[Fragment], pieces: list[Fragment]) -> Unruled | None:
    """The table under the column words `head`; None where what follows keeps to no columns."""
    starts = [p.x0 for p in head]
    top = min(p.top for p in head)
    named = {id(p) for p in head}
    levels = _levels([p for p in pieces if p.top > top and id(p) not in named])
    lines, taken = _run(levels, starts, max(p.bottom for p in head))
    if not _is_table(lines, starts):
        return None
    return _unruled(_rows(lines, head), top, taken | named, pieces)


def rest_of_table(pieces: list[Fragment], starts: Sequence[float]) -> Unruled | None:
    """A table that goes on from the page before, whose columns began at `starts`, without a head.

    Lines above it, such as a running header, must not keep to the columns. The page may begin
    with the end of one cell alone, in any column but the first.
    """
    levels = _levels(pieces)
    above, ends = 0, list[int]()  # lines above the table; lines of one cell that may begin it
    for i, level in enumerate(levels):
        cells = _parted(level, starts)
        is_kept = cells is not None and _is_aligned([cells], starts)
        if cells is None or not is_kept or cells.keys() == {0}:
            above, ends = above + 1 + len(ends), []
        elif len(cells) == 1:
            ends.append(i)
        else:
            found = (_rest_from(levels[j:], starts, pieces) for j in (*ends[:1], i))
            return next((table for table in found if table), None)
        if above >= _MOST_ABOVE:
            break
    return _end_of_cell(levels, starts, pieces)


def _end_of_cell(
    levels: list[list[Fragment]], starts: Sequence[float], pieces: list[Fragment]
) -> Unruled | None:
    """The end of the table's last cell, where the page has nothing else of it.

    It begins within a sentence, at the top of the page.
    """
    columns = range(1, len(starts))
    for number, head in enumerate(levels[:_MOST_ABOVE]):
        column = next((c for c in columns if abs(head[0].x0 - starts[c]) <= _SLACK), None)
        if len(head) > 1 or column is None or not head[0].text[0].islower():
            continue
        lines = [head[0]]
        for level in levels[number + 1 :]:
            gap = level[0].top - lines[-1].bottom
            if len(level) > 1 or abs(level[0].x0 - starts[column]) > _SLACK or gap > level[0].size:
                break
            lines.append(level[0])
        taken = {id(piece) for piece in lines}
        return _unruled({(0, column): lines}, head[0].top, taken, pieces)
    return None


def _rest_from(
    levels: list[list[Fragment]], starts: Sequence[float], pieces: list[Fragment]
) -> Unruled | None:
    top = levels[0][0].top
    lines, taken = _run(levels, starts, top)
    if not lines or not _is_table(lines, starts, fewest=1):
        return None
    return _unruled(_rows(lines, None), top, taken, pieces)


def _run(
    levels: list[list[Fragment]], starts: Sequence[float], reach: float
) -> tuple[list[Cells], set[int]]:
    """The lines that keep to the columns, down to a wide gap, and the pieces they are made of."""
    lines: list[Cells] = []
    taken: set[int] = set()
    for line in levels:
        cells = _parted(line, starts)
        gap = min(p.top for p in line) - reach
        if cells is None or gap > _END_EM * line[0].size:
            break
        lines.append(cells)
        taken.update(id(p) for p in line)
        reach = max(reach, *(p.bottom for p in line))
    return lines, taken


def _unruled(
    rows: dict[tuple[int, int], list[Fragment]],
    top: float,
    taken: set[int],
    pieces: list[Fragment],
) -> Unruled:
    rest = [p for p in pieces if id(p) not in taken]
    return Unruled(
        [p for p in rest if p.bottom <= top + 2],
        {key: rows[key] for key in sorted(rows)},
        [p for p in rest if p.bottom > top + 2],
    )


def _levels(pieces: list[Fragment]) -> list[list[Fragment]]:
    lines: list[list[Fragment]] = []
    for piece in sorted(pieces, key=lambda p: p.top + p.bottom):
        if lines and _is_level(piece, lines[-1][0]):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda p: p.x0) for line in lines]


def _parted(line: list[Fragment], starts: Sequence[float]) -> Cells | None:
    """The columns of one line; None where words run on from one column into the next."""
    cells: dict[int, list[Word]] = {}
    last: Word | None = None
    for word in (w for p in line for w in p.words):
        column = sum(start <= word.x0 + _SLACK for start in starts) - 1
        begins = column not in cells
        if column < 0 or (begins and last and word.x0 - last.x1 < 0.5 * word.look.size):
            return None
        cells.setdefault(column, []).append(word)
        last = word
    return {column: fragment(words) for column, words in cells.items()}


def _is_table(lines: list[Cells], starts: Sequence[float], fewest: int = 2) -> bool:
    is_pair = len(starts) == _PAIR
    whole = sum(len(cells) >= min(len(starts), _FEWEST) for cells in lines)
    if len(lines) < fewest or whole < (_PAIR if is_pair else 1):
        return False
    return _is_aligned(lines, starts, _PAIR_ALIGNED if is_pair else _ALIGNED)


def _is_aligned(lines: list[Cells], starts: Sequence[float], least: float = _ALIGNED) -> bool:
    offsets = [abs(p.x0 - starts[column]) for cells in lines for column, p in cells.items()]
    return sum(offset <= _SLACK for offset in offsets) >= least * len(offsets)


def _rows(lines: list[Cells], head: list[Fragment] | None) -> dict[tuple[int, int], list[Fragment]]:
    """Pieces by row and column: row 0 is the head, and each record after it is one row.

    Without a head row 0 is the first record, or what is left of it.
    """
    firsts = [cells[0].text for cells in lines if 0 in cells]
    named = head is not None and _held(head[0]) == "number"
    numbered = named or (bool(firsts) and all(is_label(text) for text in firsts))
    steps = [_bottom(b) - _bottom(a) for a, b in pairwise(lines)]
    pitch = sorted(steps)[len(steps) // 4] if steps else 0.0
    out = {(0, column): [piece] for column, piece in enumerate(head or [])}
    row = 0 if head is None or _goes_on(head, lines[0]) else 1
    others = frozenset(column for cells in lines for column in cells) - {0}
    for i, cells in enumerate(lines):
        if i and _begins(lines[i - 1], cells, pitch, others if numbered else None):
            row += 1
        for column, piece in cells.items():
            out.setdefault((row, column), []).append(piece)
    return out


def _has_ended(cells: Cells) -> bool:
    """Whether the last cell of a line ends its sentence."""
    return cells[max(cells)].text.endswith((".", "?", ";"))


def _bottom(cells: Cells) -> float:
    return max(p.bottom for p in cells.values())


def _goes_on(head: list[Fragment], first: Cells) -> bool:
    """Whether a bold head's words run over a second line, as in "By / when"."""
    bold = head[0].look.bold and all(p.look.bold for p in first.values())
    return bold and len(first) < len(head)


def _begins(last: Cells, cells: Cells, pitch: float, others: frozenset[int] | None) -> bool:
    """Whether a line begins a new record: by its number, else by a gap or a new cell beside.

    `others` are the columns beside the numbers, where rows have any. A number that a scan lost does
    not join two records: all other cells begin anew, one of which had ended.
    """
    if others is not None:
        return 0 in cells or (others <= cells.keys() and not others <= last.keys())
    step = _bottom(cells) - _bottom(last)
    if step > 1.35 * pitch or (step > pitch + _SPACED and _has_ended(last)):
        return True
    return 0 in cells and any(column not in last for column in cells)
