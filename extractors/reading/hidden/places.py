"""Hidden words as places without words, and the mark that is put where a bar can be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.reading.words import Word
from models.records import Box, Hidden, HiddenKind

# A reader of the page sees a bar here: a quotation that closed over it would be another sentence.
REDACTED = "[redacted]"
_TO_BE_SEEN = frozenset({HiddenKind.BLACKED_OUT, HiddenKind.MARKED})


class Piece(NamedTuple):
    """A word or a part of one; `kind` says why it is not to be seen, None that it is."""

    word: Word
    kind: HiddenKind | None
    goes_on: bool = False  # it is the rest of the word before it


def hidden_places(pieces: Iterable[Piece]) -> tuple[Hidden, ...]:
    """The places of hidden words; those side by side are one place."""
    out: list[tuple[HiddenKind, Word]] = []
    was_hidden = False
    for word, kind, _ in pieces:
        if kind is None:
            was_hidden = False
            continue
        if was_hidden and out[-1][0] is kind and is_level(out[-1][1], word):
            out[-1] = (kind, _around(out[-1][1], word))
        else:
            out.append((kind, word))
        was_hidden = True
    return tuple(Hidden(kind, rounded(w[1:5])) for kind, w in out)


def held_boxes(places: Iterable[Hidden]) -> list[Box]:
    """The areas that a page shows and that are not to be read, in its picture either."""
    kinds = (HiddenKind.MARKED, HiddenKind.STRUCK)
    return [place.box for place in places if place.box and place.kind in kinds]


def rounded(sides: tuple[float, float, float, float]) -> Box:
    """A box to a tenth of a point."""
    return Box(*(round(side, 1) for side in sides))


def shown(pieces: Sequence[Piece]) -> list[Word]:
    """The words that are to be seen, with one mark where a bar is beside them in their line."""
    out: list[Word] = []
    last: Piece | None = None  # what was put out last: a word or a mark
    is_begun = False  # an earlier part of the same word was put out
    for i, piece in enumerate(pieces):
        new = piece
        is_begun = is_begun and piece.goes_on
        if piece.kind is not None:
            if piece.kind not in _TO_BE_SEEN or not _stands_in_text(pieces, i):
                continue
            new = piece._replace(word=piece.word._replace(text=REDACTED))
            if last and last.kind and is_level(last.word, new.word):
                out[-1] = _around(out[-1], new.word)
                last, is_begun = new, True
                continue
        if new.goes_on and is_begun and is_level(out[-1], new.word):
            whole = _around(out[-1], new.word)
            out[-1] = whole._replace(text=out[-1].text + new.word.text)
        else:
            out.append(new.word)
        last, is_begun = new, True
    return out


def _stands_in_text(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a word to be seen is in the line of a bar."""
    for step in (-1, 1):
        j = i + step
        while 0 <= j < len(pieces) and is_level(pieces[j].word, pieces[i].word):
            if pieces[j].kind is None:
                return True
            j += step
    return False


def is_level(a: Word, b: Word) -> bool:
    """Whether two words are in one line."""
    return abs(a.middle - b.middle) < 0.5 * max(1.0, min(a.bottom - a.top, b.bottom - b.top))


def _around(a: Word, b: Word) -> Word:
    x0, top = min(a.x0, b.x0), min(a.top, b.top)
    return a._replace(x0=x0, top=top, x1=max(a.x1, b.x1), bottom=max(a.bottom, b.bottom))
