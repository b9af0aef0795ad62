"""Labels that wrap in a narrow column beside their text: "Learning" above "point 1".

Read across, the number of such a label would be within the second line of the text. It is put
after the first line of the label, as where the column is wide enough.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.reading.fragments import Fragment, fragment
from extractors.reading.side_notes import stacks
from vocabulary.statements import numbered_titles

_LONGEST = 3  # words of a line of a label, and lines of a label
_EDGE = 3.0  # points by which lines of the text beside a label may begin apart
_GAP = 4.0  # points at least between a label and its text
_SPACE = 0.28  # sizes of type between two words


def unwrapped(pieces: list[Fragment]) -> list[Fragment]:
    """The pieces of a page with each wrapped label as one piece, level with its first line."""
    short = [p for p in pieces if len(p.words) <= _LONGEST]
    if not any(p.text[-1:].isdigit() or p.text[-2:-1].isdigit() for p in short):
        return pieces
    moved: dict[int, Fragment | None] = {}
    for stack in stacks(short):
        at = 0
        while at < len(stack):
            lines = _label_at(stack[at : at + _LONGEST])
            edge = _edge_of_text(lines, pieces)
            if edge is not None:
                moved |= dict.fromkeys(map(id, lines[1:]))
                moved[id(lines[0])] = _in_one_line(lines, edge)
            at += max(len(lines), 1)
    return [kept for p in pieces if (kept := moved.get(id(p), p)) is not None]


def _label_at(lines: Sequence[Fragment]) -> Sequence[Fragment]:
    """The first lines that are one label with its number in the last; none where they are not."""
    for n in range(2, len(lines) + 1):
        if any(p.look != lines[0].look for p in lines[:n]):
            return ()
        if numbered_titles().fullmatch(" ".join(p.text for p in lines[:n])):
            return lines[:n]
    return ()


def _edge_of_text(lines: Sequence[Fragment], pieces: Sequence[Fragment]) -> float | None:
    """Where the text beside a label begins; None where there is none, or not at one edge.

    A text of one line is beside the first line of its label alone.
    """
    edges: list[float] = []
    for line in lines:
        beside = [
            p.x0
            for p in pieces
            if p.x0 > line.x1 + _GAP and abs(p.bottom - line.bottom) < 0.5 * line.size
        ]
        if not (beside or edges):
            return None
        edges += [min(beside)] if beside else []
    return edges[0] if edges and max(edges) - min(edges) < _EDGE else None


def _in_one_line(lines: Sequence[Fragment], edge: float) -> Fragment:
    first, *rest = lines
    words = [word for piece in rest for word in piece.words]
    start = first.x1 + _SPACE * first.size
    room = max(edge - _GAP - start, 0.0) / len(words)
    last = first.words[-1]
    moved = [
        word._replace(
            x0=start + room * i, x1=start + room * (i + 0.5), top=last.top, bottom=last.bottom
        )
        for i, word in enumerate(words)
    ]
    return fragment([*first.words, *moved])
