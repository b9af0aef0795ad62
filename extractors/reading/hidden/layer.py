"""The text that lies in or under a picture without ink of its own: the text layer of a scan.

It is to be read where the picture shows print. Over a photograph it is hidden, and where a scan's
layer does not fit its picture, its places cannot be trusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import or_

import numpy as np
from numpy.typing import NDArray

from extractors.reading import ocr
from extractors.reading.hidden.half_blank import half_blank
from extractors.reading.hidden.ink import Box, Drawing, has_bar, tone_of
from extractors.reading.hidden.places import Piece, is_level
from extractors.reading.hidden.relabelled import relabelled
from extractors.reading.hidden.smudges import smudged
from extractors.reading.words import Word
from models.records import HiddenKind

_MISFIT = 0.12  # of a scan's words; a layer that fits puts fewer of them on blank paper
# Of a word's height: where the body of its letters is, and the edges that hold little ink.
_BODY, _EDGES = (0.35, 0.72), ((0.0, 0.1), (0.92, 1.0))
_PRINT = 1.7  # times as much ink in the body of letters as at the edges: seen are 2.7 and 1.2
_PALE = 3.0  # of 255, by which the body of pale letters differs from their paper on the whole
_OFF = (-0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75)  # heights by which a layer may be off its print
_NARROW, _ROUND = 4.0, 1.5  # points: one letter, and what is looked at to either side of it
_FEWEST, _FEWEST_WORDS = 12, 8  # letters, words: of fewer nothing can be said
_SPACE = 0.25, 0.05  # heights before a word: a stretch of space, without the edge of its print
_CROSSED = 0.4  # of the spaces of a line: one whose words fit their print has next to none


def judged(
    words: Sequence[Word], seen: Sequence[list[Piece]], page: Drawing, *, is_scan: bool
) -> list[list[Piece]]:
    """The words of one picture's layer; `seen` says what the tone of the picture shows at each."""
    if not is_print(words, page):
        kinds = (HiddenKind.NO_INK if w.look.veiled else HiddenKind.COVERED for w in words)
        return [[Piece(word, kind)] for word, kind in zip(words, kinds, strict=True)]
    seen = [_settled(w, pieces, page) for w, pieces in zip(words, seen, strict=True)]
    fitted = _whole(words, _fitted(words, seen, page), page) if is_scan else seen
    lost = map(or_, smudged(words, page), relabelled(words, page, ocr.engine()))
    return [
        [Piece(word, HiddenKind.COVERED)] if is_out and not any(p.kind for p in pieces) else pieces
        for word, pieces, is_out in zip(words, fitted, lost, strict=True)
    ]


def _whole(words: Sequence[Word], seen: Sequence[list[Piece]], page: Drawing) -> list[list[Piece]]:
    """The same, without words of which paint leaves a part, in lines that fit their print."""
    half = half_blank(words, page)
    if not any(half):
        return list(seen)
    out = [is_half or any(p.kind for p in pieces)
           for is_half, pieces in zip(half, seen, strict=True)]  # fmt: skip
    found = list(seen)
    for line in _lines(words):
        rest = [words[i] for i in line if not out[i]]
        if len(rest) < 2 or _drifted([line], out, words, page) or not _is_lined(rest, page, 0.0):
            continue
        for i in line:
            if half[i] and not any(p.kind for p in found[i]):
                found[i] = [Piece(words[i], HiddenKind.COVERED)]
    return found


def _settled(word: Word, pieces: list[Piece], page: Drawing) -> list[Piece]:
    """What tone says of a word, unless it is a sign, or so narrow that its tone misleads.

    OCR takes rules of tables for "|": nobody's name is under them.
    """
    if len(pieces) > 1 or pieces[0].kind is None:
        return pieces
    if not any(c.isalnum() for c in word.text):
        return [Piece(word, HiddenKind.NO_INK)]
    x0, top, x1, bottom = word[1:5]
    if pieces[0].kind is not HiddenKind.BLACKED_OUT and _is_faint(word, page):
        return [Piece(word, None)]
    width = x1 - x0  # by Tesseract half of that of one letter
    around = x0 - _ROUND, top, x1 + max(_ROUND, width), bottom
    if width < _NARROW and not tone_of(page, around)[0]:
        return [Piece(word, None)]
    return pieces


def _is_faint(word: Word, page: Drawing) -> bool:
    """Whether a place of one tone has pale print: it differs from its paper as letters do."""
    paper = np.median(page.at(word[1:5]), axis=(1, 2))[:, None, None]
    body = _apart(page, _band(word, 0.0, *_BODY), paper)
    # A rule or the rim of paint may lie on one of the edges.
    edge = min(_apart(page, _band(word, 0.0, *edge), paper) for edge in _EDGES)
    return body > _PALE and body > _PRINT * edge


def is_print(words: Sequence[Word], page: Drawing) -> bool:
    """Whether a picture shows lines of print where these words are, and not a photograph."""
    level = [word for word in words if word.look.upright]
    if sum(len(word.text) for word in level) < _FEWEST:
        return True
    return any(_is_lined(level, page, off) for off in _OFF)


def _is_lined(words: Sequence[Word], page: Drawing, off: float) -> bool:
    """Whether there is print where the words are, `off` heights of each lower."""
    body = edges = 0.0
    for word in words:
        whole = page.at(_band(word, off, 0.0, 1.0))
        if not whole.size:
            continue
        paper = np.median(whole, axis=(1, 2))[:, None, None]
        body += _apart(page, _band(word, off, *_BODY), paper)
        edges += sum(_apart(page, _band(word, off, *edge), paper) for edge in _EDGES) / 2
    return body > _PRINT * edges


def _band(word: Word, off: float, start: float, end: float) -> Box:
    height = word.bottom - word.top
    return word.x0, word.top + (off + start) * height, word.x1, word.top + (off + end) * height


def _apart(page: Drawing, box: Box, paper: NDArray[np.uint8]) -> float:
    """How far the pixels of a place are from the paper."""
    pixels = page.at(box).astype(np.float32)
    return float(np.abs(pixels - paper).mean()) if pixels.size else 0.0


def _fitted(words: Sequence[Word], seen: Sequence[list[Piece]], page: Drawing) -> list[list[Piece]]:
    """The words of a scan's text layer; what lies on blank paper shows how well it fits.

    Where the layer fits, such a word is one that the picture does not show. Where it does not, no
    place of it can be trusted: if its picture has a bar, or leaves a whole line blank among others
    that match their print, the layer is not used at all, so that the page is read from its
    picture. Else it is used as it is.
    """
    dark = [_is_dark(pieces) for pieces in seen]
    blank = [pieces[0].kind is not None and not is_dark
             for pieces, is_dark in zip(seen, dark, strict=True)]  # fmt: skip
    if not (any(blank) or any(dark)):
        return list(seen)
    out = [a or b for a, b in zip(dark, blank, strict=True)]
    lines = _lines(words)
    bare = [line for line in lines if all(blank[i] for i in line)]
    # A word beside a bar may be the one that the bar covers.
    if any(_drifted([line], out, words, page) for line in lines if any(dark[i] for i in line)):
        return _untrusted(seen)
    if sum(blank) > _MISFIT * len(seen):
        if has_bar(page):
            return _untrusted(seen)
        others = [line for line in lines if line not in bare]
        stray = sum(blank[i] for line in others for i in line)
        shown = [word for word, is_out in zip(words, out, strict=True) if not is_out]
        if not bare or stray > _MISFIT * len(seen) or not _stand_on_print(shown, page):
            return [[p._replace(kind=None) for p in pieces] for pieces in seen]
        if _drifted(others, out, words, page):
            return _untrusted(seen)
    found = list(seen)
    for line in lines:
        if line not in bare and any(blank[i] for i in line) and _drifted([line], out, words, page):
            found = [[Piece(words[i], None)] if i in line and blank[i] else pieces
                     for i, pieces in enumerate(found)]  # fmt: skip
    return found


def _untrusted(seen: Sequence[list[Piece]]) -> list[list[Piece]]:
    return [[p._replace(kind=p.kind or HiddenKind.COVERED) for p in pieces] for pieces in seen]


def _lines(words: Sequence[Word]) -> list[list[int]]:
    """The words, by number, of each line in the order of the layer."""
    lines: list[list[int]] = []
    for i, word in enumerate(words):
        if lines and is_level(words[lines[-1][-1]], word):
            lines[-1].append(i)
        else:
            lines.append([i])
    return lines


def _stand_on_print(words: Sequence[Word], page: Drawing) -> bool:
    """Whether words have their print where they are, and not a bit higher or lower."""
    return len(words) >= _FEWEST_WORDS and _is_lined(words, page, 0.0)


def _drifted(
    lines: Sequence[Sequence[int]], out: Sequence[bool], words: Sequence[Word], page: Drawing
) -> bool:
    """Whether lines run wider or narrower than their print: words do not begin where it does.

    `out` are words that cannot be judged by.
    """
    pairs = [(i, j) for line in lines for i, j in pairwise(line) if not (out[i] or out[j])]
    gaps = [gap for gap in (_before(words[i], words[j]) for i, j in pairs) if gap[2] > gap[0]]
    crossed = sum(not tone_of(page, gap)[0] for gap in gaps)
    return crossed > _CROSSED * len(gaps)


def _before(a: Word, b: Word) -> Box:
    """The end of the space between two words: Tesseract makes each word end before its print."""
    height = b.bottom - b.top
    far, near = (share * height for share in _SPACE)
    return max(a.x1, b.x0 - far), min(a.top, b.top), b.x0 - near, max(a.bottom, b.bottom)


def _is_dark(pieces: Sequence[Piece]) -> bool:
    """Whether any part of a word is under a bar."""
    return any(piece.kind is HiddenKind.BLACKED_OUT for piece in pieces)
