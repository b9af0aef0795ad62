"""Words over which somebody typed a row of Xs, as on a typewriter: they are struck out.

Letters of the same ink show between the strokes of an X, so that no drawing of the page shows that
a word is not to be read. Rows of stars, dashes and the like are taken the same way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from extractors.reading.hidden.letters import Box, parted
from extractors.reading.hidden.places import Piece, is_level
from extractors.reading.words import Word
from models.records import HiddenKind

_SIGN = "[XxMWHOZ×*#@/\\\\=~+%&$\u2013\u2014-]"
# One pattern for both takes four times as long.
_ROW = re.compile(rf"({_SIGN})(?:\s?\1){{2}}")
_TURN = "[A-Z0-9x*#@]"
_TURNS = re.compile(rf"({_TURN})(?!\1)\w\1(?!\1)\w\1")
# Any capital or figure may strike out, but not in threes: "1,000".
_ANY_ROW = re.compile(r"([A-Z0-9])\1{3}")
_ONE_SIGN = re.compile(rf"({_SIGN})\1*|([A-Z0-9])\2{{3,}}")
# An X after each letter, as PDFium gives letters that are drawn in turn with what crosses them.
_IN_TURN = re.compile(rf"[\w*#@]*({_TURN})(?:\w{{1,3}}\1){{2}}[\w*#@]*")
_FEWEST = 3  # signs: a single X may tick what it covers
_BESIDE = 1.2  # heights between two parts of one row
_MOST_OFF = 0.35  # of the lower height, by which the middles of a row and a word may be apart
_MOST_UNLIKE = 2.0  # times as high
_NEARLY_ALL = 0.8  # of a word's letters

LettersOf = Callable[[Word], Sequence[Box] | None]


def may_be_overtyped(text: str) -> bool:
    """Whether the text of a page has such signs in a row."""
    return any(pattern.search(text) for pattern in (_ROW, _TURNS, _ANY_ROW))


def with_overtyped(pieces: Sequence[Piece], letters_of: LettersOf) -> list[Piece]:
    """The pieces of a page with the words, or parts of words, that a row of signs strikes out."""
    seen = [piece.word for piece in pieces if piece.kind is None]
    rows = list(_rows([word for word in seen if _ONE_SIGN.fullmatch(word.text)]))
    out: list[Piece] = []
    for piece in pieces:
        word = piece.word
        is_plain = piece.kind is None and not _ONE_SIGN.fullmatch(word.text)
        over = [row for row in rows if _meets(word, row)] if is_plain else []
        in_turn = _IN_TURN.fullmatch(word.text) if is_plain else None
        boxes = letters_of(word) if over or in_turn else None
        out += _struck(piece, boxes, over, in_turn[1] if in_turn else "") if boxes else [piece]
    return out


def _rows(signs: Sequence[Word]) -> Iterator[Word]:
    """Signs side by side in one line, each row as one word."""
    row: list[Word] = []
    for word in sorted(signs, key=lambda word: (round(word.middle), word.x0)):
        if row and not _goes_on(row[-1], word):
            yield from _long(row)
            row = []
        row.append(word)
    yield from _long(row)


def _goes_on(before: Word, word: Word) -> bool:
    near = _BESIDE * (word.bottom - word.top)
    return is_level(before, word) and before.text[0] == word.text[0] and word.x0 - before.x1 < near


def _long(row: Sequence[Word]) -> Iterator[Word]:
    text = "".join(word.text for word in row)
    if len(text) >= _FEWEST:
        yield row[0]._replace(text=text, x1=max(word.x1 for word in row))


def _meets(word: Word, row: Word) -> bool:
    heights = sorted((word.bottom - word.top, row.bottom - row.top))
    return (
        word.x0 < row.x1
        and word.x1 > row.x0
        and abs(word.middle - row.middle) < _MOST_OFF * heights[0]
        and heights[1] < _MOST_UNLIKE * heights[0]
    )


def _struck(piece: Piece, boxes: Sequence[Box], rows: Sequence[Word], sign: str) -> list[Piece]:
    """A word in pieces; `sign` is among its own letters, and each is over the one beside it."""
    word = piece.word
    own = [box for box, c in zip(boxes, word.text, strict=False) if c == sign]
    spans = [(row.x0, row.x1) for row in rows] + [(box[0], box[2]) for box in own]
    hidden = [
        c != sign and any(x0 < (box[0] + box[2]) / 2 < x1 for x0, x1 in spans)
        for box, c in zip(boxes, word.text, strict=False)
    ]
    if not any(hidden):
        return [piece]
    if sum(hidden) >= _NEARLY_ALL * len(hidden) or (own and any(hidden)):
        return [piece._replace(kind=HiddenKind.STRUCK)]
    return [
        Piece(part, HiddenKind.STRUCK if is_out else None, i > 0 or piece.goes_on)
        for i, (part, is_out) in enumerate(parted(word, boxes, hidden))
    ]
