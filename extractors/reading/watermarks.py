"""Watermarks that lie level across the text: large words with lines of text inside them."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.reading.fragments import Fragment

_LARGER = 2.5  # times the usual size
_CROSSED = 2  # lines of text whose middle lies within the words


def part_watermarks(pieces: Sequence[Fragment]) -> tuple[list[Fragment], list[Fragment]]:
    """The pieces of the text, and those that are watermarks."""
    if not pieces:
        return [], []
    sizes = sorted(p.size for p in pieces)
    usual = sizes[len(sizes) // 2]
    marks = [p for p in pieces if p.size > _LARGER * usual and _is_crossed(p, pieces)]
    taken = {id(p) for p in marks}
    return [p for p in pieces if id(p) not in taken], marks


def _is_crossed(mark: Fragment, pieces: Sequence[Fragment]) -> bool:
    crossing = [p for p in pieces if p.size * 2 < mark.size and _middle_within(mark, p)]
    return len(crossing) >= _CROSSED


def _middle_within(mark: Fragment, piece: Fragment) -> bool:
    overlap = min(mark.x1, piece.x1) - max(mark.x0, piece.x0)
    level = mark.top < (piece.top + piece.bottom) / 2 < mark.bottom
    return level and overlap > 0.5 * (piece.x1 - piece.x0)
