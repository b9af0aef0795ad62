"""Notes and headings in the margin beside the text, which are not part of its lines.

Three or more lines of notes make a column, and the page is cut along it. One or two are level with
lines of the text and would run into them. Their place and their look set them apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractors.reading.fragments import Fragment
from extractors.reading.looks import Look
from extractors.reading.shapes import Shapes

_LEAST_GAP = 6.0  # points between a note and the text
_EDGE = 3.0  # points by which the lines of one column may begin apart
_LINE = 5  # words; fewer are no line of running text
_FEWEST = 5  # lines of text beside which notes may stand
_SMALLER = 0.93  # of the text's type size
_HEADING = 0.85  # bold headings may be a little smaller than the text
_COLUMN = 3  # lines of a note that the page is cut by
_LONGEST = 14  # words of a note; longer ones are columns and boxes of their own
_LABEL = 3  # words: "Lesson 3" is shorter
_UPRIGHT_RULES = 3  # a table has at least as many
_TALL = 20.0  # points


class SideNotes(NamedTuple):
    """The text of a page, the headings beside it, and the notes that are not part of it."""

    text: list[Fragment]
    headings: list[Fragment]
    notes: list[Fragment]


def part_side_notes(pieces: list[Fragment], shapes: Shapes) -> SideNotes:
    """Take what stands in the margin level with the text apart from it."""
    none = SideNotes(pieces, [], [])
    if sum(r.bottom - r.top > _TALL for r in shapes.rules) >= _UPRIGHT_RULES:
        return none
    lines = [p for p in pieces if len(p.words) >= _LINE]
    edges = Counter(round(p.x0) for p in lines)
    if not edges:
        return none
    left, _ = edges.most_common(1)[0]
    column = [p for p in lines if abs(p.x0 - left) < _EDGE]
    if len(column) < _FEWEST:
        return none
    right = max(p.x1 for p in column)
    text = Counter(p.look for p in column).most_common(1)[0][0]
    apart: list[Fragment] = []
    for side in ([p for p in pieces if p.x1 < left], [p for p in pieces if p.x0 > right]):
        stacked = stacks(side)
        tall = {id(p) for stack in stacked if len(stack) >= _COLUMN for p in stack}
        beside = [p for p in side if any(_is_level(p, line) for line in column)]
        if all(_is_set_apart(p, text) for p in beside if len(p.words) > 1) and _are_short(beside):
            apart += [
                p
                for p in beside
                if (p.x1 < left - _LEAST_GAP or p.x0 > right + _LEAST_GAP)
                and _is_set_apart(p, text)
                and id(p) not in tall
            ]
            apart = _with_rest(apart, stacked, text)
    if not apart:
        return none
    taken = {id(p) for p in apart}
    headings = [p for p in apart if p.x1 < left and p.look.bold and p.size >= _HEADING * text.size]
    heading_ids = {id(p) for p in headings}
    return SideNotes(
        [p for p in pieces if id(p) not in taken],
        headings,
        [p for p in apart if id(p) not in heading_ids],
    )


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
    """Lines that begin at one edge, close below each other."""
    out: list[list[Fragment]] = []
    for piece in sorted(side, key=lambda p: p.top):
        for stack in out:
            last = stack[-1]
            if abs(last.x0 - piece.x0) < _EDGE and 0 <= piece.top - last.bottom + 2 < piece.size:
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
    """Whether all notes are, each of them being lines that stand close below each other."""
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
