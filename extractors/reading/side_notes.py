"""Notes and headings in the margin beside the text, which are not part of its lines.

Three or more lines of notes make a column, and the page is cut along it. One or two are level with
lines of the text and would run into them. Their place and their look set them apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.reading.fills import side_by_side
from extractors.reading.fragments import Fragment, fragment
from extractors.reading.looks import Look
from extractors.reading.shapes import Shapes
from vocabulary.kept import compiled
from vocabulary.statements import statement_words, titles

_LEAST_GAP = 6.0  # points between a note and the text
_EDGE = 3.0  # points by which the lines of one column may begin apart
_SET_IN = 15.0  # by which text in a box may be indented further
_LINE = 5  # words; fewer are no line of running text
_FEWEST = 5  # lines of text beside which notes may be
_SMALLER = 0.93  # of the text's type size
_HEADING = 0.85  # bold headings may be a little smaller than the text
_QUOTES = ("“", "‘", '"')
_INSIDE = 0.4  # of the text's width
_BEYOND = 20.0  # points by which a line that is set full runs beyond the edge of such a quotation
_COLUMN = 3  # lines of a note that the page is cut by
_LONGEST = 14  # words of a note; longer ones are columns and boxes of their own
_FEW_WORDS = 5
_LABEL = 3  # words: "Lesson 3" is shorter
# "Finding One", "✓ Good practice": what the text beside it is.
_NAMES_STATEMENT = compiled(
    rf"\W{{0,2}}(?:{'|'.join(titles(kind).pattern for kind in statement_words().kinds)})"
    r"(?: [A-Z]?\w{1,5})?\W?",
    re.IGNORECASE,
)
_NUMBERED = compiled(r"[A-Za-z]+ (?:\d{1,2}|[A-Z][a-z]+)")  # it heads what is beside it
_UPRIGHT_RULES = 3  # a table has at least as many
_FILLED_CELLS = 4  # two rows of a table without rules
_TALL = 20.0  # points
_MARGIN = 0.5  # of the text's width


class SideNotes(NamedTuple):
    """The text of a page, the headings beside it, and the notes that are not part of it."""

    text: list[Fragment]
    headings: list[Fragment]
    notes: list[Fragment]


def part_side_notes(pieces: list[Fragment], shapes: Shapes) -> SideNotes:
    """Take what is in the margin level with the text apart from it."""
    none = SideNotes(pieces, [], [])
    column = _column([p for p in pieces if len(p.words) >= _LINE])
    if len(column) < _FEWEST:
        return none
    left, right = min(p.x0 for p in column), max(p.x1 for p in column)
    pieces = [part for piece in pieces for part in _parted(piece, right)]
    pieces = [part for piece in pieces for part in _parted_before(piece, left)]
    # Numbered paragraphs and headings may begin to the left of the text that hangs under them.
    lines = [p for p in pieces if len(p.words) >= _LINE and left < p.x1 < right + _EDGE]
    lines = [p for p in lines if p.x0 < left + _SET_IN]
    text = Counter(p.look for p in column).most_common(1)[0][0]
    sides = [p for p in pieces if p.x1 < left], [p for p in pieces if p.x0 > right]
    # What is half as wide as the text is a column beside it, and no margin.
    margins = [s for s in sides if s and _width(s) < _MARGIN * (right - left)]
    labels = [p for side in margins for p in _labels(side, lines, text)]
    # Without a number and left of the text, "Good practice" may be the heading of a chapter.
    labels = [p for p in labels if p.x0 > right or _NUMBERED.fullmatch(p.text)]
    apart = [p for side in sides for p in _apart(side, lines, text, left, right)]
    # The rules of a table are beside each other; those between text and notes below each other.
    uprights = {round(r.x0 / _EDGE) for r in shapes.rules if r.bottom - r.top > _TALL}
    if len(uprights) >= _UPRIGHT_RULES or len(side_by_side(shapes.shades)) >= _FILLED_CELLS:
        apart = []
    taken = {id(p): p for p in (*apart, *labels, *_flowed_round(pieces, column, text))}
    if not taken:
        return none
    named = {id(p): bool(_NUMBERED.fullmatch(p.text)) for p in labels}
    few = _in_few_words(taken.values())
    headings = [
        p
        for key, p in taken.items()
        if named.get(key, p.x1 < left and _heads(p, text, in_few_words=key in few))
    ]
    heading_ids = {id(p) for p in headings}
    return SideNotes(
        [p for p in pieces if id(p) not in taken],
        headings,
        [p for p in taken.values() if id(p) not in heading_ids],
    )


def _heads(piece: Fragment, text: Look, *, in_few_words: bool) -> bool:
    """Whether a note is a heading by its look: in bold, or a few words in another colour."""
    coloured = in_few_words and piece.look.colour != text.colour
    return (piece.look.bold or coloured) and piece.size >= _HEADING * text.size


def _in_few_words(pieces: Iterable[Fragment]) -> set[int]:
    """The lines of notes that are a few words long; in colour, longer ones are quotations."""
    return {
        id(p)
        for stack in stacks([*pieces])
        if sum(len(one.words) for one in stack) <= _FEW_WORDS
        for p in stack
    }


def _width(side: Sequence[Fragment]) -> float:
    return max(p.x1 for p in side) - min(p.x0 for p in side)


def _column(lines: list[Fragment]) -> list[Fragment]:
    """The lines of running text that begin at the commonest left edge."""
    edges = Counter(round(p.x0) for p in lines)
    if not edges:
        return []
    left, _ = edges.most_common(1)[0]
    return [p for p in lines if abs(p.x0 - left) < _EDGE]


def _labels(side: list[Fragment], lines: Sequence[Fragment], text: Look) -> list[Fragment]:
    """Lines alone in the margin that name what the text beside them is: "Finding One"."""
    return [
        stack[0]
        for stack in stacks(side)
        if len(stack) == 1
        and _NAMES_STATEMENT.fullmatch(stack[0].text)
        and _is_set_apart(stack[0], text)
        and any(_is_level(stack[0], line) for line in lines)
    ]


def _apart(
    side: list[Fragment], lines: Sequence[Fragment], text: Look, left: float, right: float
) -> list[Fragment]:
    """The notes on one side of the text, where all of them are short and set in another way."""
    stacked = stacks(side)
    tall = {id(p) for stack in stacked if len(stack) >= _COLUMN for p in stack}
    beside = [p for p in side if any(_is_level(p, line) for line in lines)]
    if not all(_is_set_apart(p, text) for p in beside if len(p.words) > 1):
        return []
    if not _are_short(beside):
        return []
    apart = [
        p
        for p in beside
        if (p.x1 < left - _LEAST_GAP or p.x0 > right + _LEAST_GAP)
        and _is_set_apart(p, text)
        and id(p) not in tall
    ]
    return _with_rest(apart, stacked, text)


def _flowed_round(
    pieces: Sequence[Fragment], column: Sequence[Fragment], text: Look
) -> list[Fragment]:
    """Quotations set large beside the text, whose lines are shorter to leave them room.

    Text that runs on above or below them as far as they reach shows that they are no table cells.
    """
    left, right = min(p.x0 for p in column), max(p.x1 for p in column)
    inside = [
        p
        for p in pieces
        if left + _INSIDE * (right - left) < p.x0 < right and _is_set_apart(p, text)
    ]
    out: list[Fragment] = []
    for stack in stacks(inside):
        edge = min(p.x0 for p in stack)
        beside = [p for p in column if p.x1 < edge and any(_is_level(one, p) for one in stack)]
        beyond = sum(p.x1 > edge + _BEYOND for p in column)
        is_quoted = stack[0].text.startswith(_QUOTES) or all(p.look.italic for p in stack)
        if is_quoted and len(stack) > 1 and len(beside) > 1 and beyond >= _FEWEST:
            out += stack
    return out


def _parted(piece: Fragment, right: float) -> list[Fragment]:
    """A line and the note that follows it so closely that they were taken for one."""
    if piece.x0 > right or piece.x1 < right + _LEAST_GAP:
        return [piece]
    for at, (last, word) in enumerate(pairwise(piece.words), 1):
        is_beyond = word.x0 > right + _LEAST_GAP and word.x0 - last.x1 > _LEAST_GAP
        is_other = _differ(last.look, word.look) or word.look.size < _SMALLER * last.look.size
        if is_beyond and is_other:
            return [fragment(piece.words[:at]), fragment(piece.words[at:])]
    return [piece]


def _parted_before(piece: Fragment, left: float) -> list[Fragment]:
    """A note and the line so close after it that they were taken for one."""
    if piece.x0 > left - _LEAST_GAP or piece.x1 < left:
        return [piece]
    for at, (last, word) in enumerate(pairwise(piece.words), 1):
        begins = abs(word.x0 - left) < _EDGE and word.x0 - last.x1 > _LEAST_GAP
        if begins and _differ(last.look, word.look):
            return [fragment(piece.words[:at]), fragment(piece.words[at:])]
    return [piece]


def _differ(look: Look, other: Look) -> bool:
    return look.colour != other.colour or look.bold != other.bold


def _with_rest(
    apart: Sequence[Fragment], stacked: Sequence[list[Fragment]], text: Look
) -> list[Fragment]:
    """What is apart, and its other lines that are not level with a line of the text."""
    out = {id(p): p for p in apart}
    for stack in stacked:
        if any(id(p) in out for p in stack):
            out |= {id(p): p for p in stack if _is_set_apart(p, text)}
    return list(out.values())


def stacks(side: Sequence[Fragment]) -> list[list[Fragment]]:
    """Lines that begin or end at one edge, close below each other."""
    out: list[list[Fragment]] = []
    for piece in sorted(side, key=lambda p: p.top):
        for stack in out:
            last = stack[-1]
            one_edge = min(abs(last.x0 - piece.x0), abs(last.x1 - piece.x1)) < _EDGE
            if one_edge and 0 <= piece.top - last.bottom + 2 < piece.size:
                stack.append(piece)
                break
        else:
            out.append([piece])
    return out


def _is_set_apart(piece: Fragment, text: Look) -> bool:
    """Whether a piece is words, and set in another way than the text; a number is a label."""
    is_label = len(piece.words) < _LABEL and any(c.isdigit() for c in piece.text)
    if is_label or not any(len(w.text) > 2 for w in piece.words):
        return False
    look = piece.look
    smaller = look.size < _SMALLER * text.size
    return smaller or (look.bold, look.italic, look.colour) != (text.bold, text.italic, text.colour)


def _are_short(pieces: Sequence[Fragment]) -> bool:
    """Whether all notes are, each of them being lines close below each other."""
    words, bottom = 0, float("-inf")
    for piece in sorted(pieces, key=lambda p: p.top):
        words = len(piece.words) + (words if piece.top - bottom < piece.size else 0)
        bottom = piece.bottom
        if words > _LONGEST:
            return False
    return True


def _is_level(piece: Fragment, line: Fragment) -> bool:
    return min(piece.bottom, line.bottom) - max(piece.top, line.top) > 0.3 * (
        piece.bottom - piece.top
    )
