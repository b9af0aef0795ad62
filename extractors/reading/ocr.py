"""Pages without usable text: PDFium draws them, an OCR engine reads them, with boxes.

Tesseract's time goes into letters, not pixels (1.6 s for 380 words at 130 dpi and at 200). What
makes a long scan quick is reading several pages at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from statistics import fmean
from typing import Any, NamedTuple

from msgspec.structs import astuple

from extractors.reading.engines import UNREAD, Engine, Spotted
from extractors.reading.scanned_rules import wiped
from extractors.reading.scanned_shades import shades_of
from extractors.reading.shapes import NO_SHAPES, Shapes
from extractors.reading.skew import is_sideways, skew, turned
from extractors.reading.strokes import ink_of, stroke
from extractors.reading.tesseract import Tesseract
from extractors.reading.turns import cores, place_at_work
from extractors.reading.typeset import RecognisedWord, typeset, without_specks
from extractors.reading.words import Word
from models.records import Box

ENGINES: tuple[Engine, ...] = (Tesseract(),)  # the first that this machine has is used
HOW_TO_GET = ENGINES[0].how_to_get
_DPI = 200
_MAX_PIXELS = 12_000_000  # an A3 page at 200 dpi has 7.7 million
_WHITE = 255
_FEWEST_LETTERS = 30  # of a page: fewer are specks and a picture, whichever way it is held
_LIKELY_WRONG_WAY = 0.65  # mean confidence; a legible page has 0.85 and more, one on its head 0.4


class Drawn(NamedTuple):
    """The grey picture of a page and its pixels per point."""

    image: Any
    scale: float


class Ocr(NamedTuple):
    """What was read on the picture of a page.

    `words` are placed in points on the page turned by `angle` degrees anticlockwise, which is
    `width` by `height` points large, and so do the `shapes` found in the picture; `confidence` is
    the mean of the words, from 0 to 1.
    """

    words: list[Word]
    confidence: float
    angle: float
    width: float
    height: float
    shapes: Shapes


def is_available() -> bool:
    """Whether this machine has an OCR engine."""
    return engine() is not None


def engine() -> Engine | None:
    """The engine that is used on this machine; None where there is none."""
    return next((one for one in ENGINES if one.is_available()), None)


def drawn(page: Any, without: Iterable[Box] = ()) -> Drawn:
    """The picture of a pypdfium2 page, as large as engines want it, white where not to be read."""
    width, height = page.get_size()
    scale = min(_DPI / 72, (_MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
    image = page.render(scale=scale, grayscale=True).to_pil()
    for x0, top, x1, bottom in map(astuple, without):
        place = (scale * x0, scale * top, scale * x1, scale * bottom)
        image.paste(_WHITE, tuple(map(round, place)))
    return Drawn(image, scale)


def ocr_pages(pictures: Iterable[Drawn]) -> Iterator[Ocr | None]:
    """Read pictures of pages, in order; None where the engine fails or takes too long.

    As many at once as there are cores, in all processes together; no more pictures are taken than
    are being read.
    """
    at_once = cores()
    waiting: deque[Future[Ocr | None]] = deque()
    with ThreadPoolExecutor(at_once) as pool:
        for picture in pictures:
            waiting.append(pool.submit(_in_turn, picture))
            if len(waiting) > at_once:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _in_turn(picture: Drawn) -> Ocr | None:
    """A page, when one of the machine's cores is free for it."""
    with place_at_work():
        return _read(picture)


def _read(picture: Drawn) -> Ocr | None:
    """A page the way up that reads best; the way the ink suggests is tried first."""
    quarter = 90.0 if is_sideways(picture.image) else 0.0
    best = _read_turned(picture, quarter)
    if best is None or _reads_well(best):
        return best
    # Words that are upright show that the page lies on its side; few words tell nothing.
    is_turned = _level(best) <= 0.5 * _letters(best.words)
    turns = (90.0, 270.0, 180.0) if is_turned else (180.0, 90.0, 270.0)
    for turn in turns if _letters(best.words) > _FEWEST_LETTERS else turns[:1]:
        if _reads_well(best):
            break
        other = _read_turned(picture, (quarter + turn) % 360)
        if other is not None and _sense(other) > _sense(best):
            best = other
    return best


def _reads_well(seen: Ocr) -> bool:
    """Whether most words lie level and are sure; an empty page cannot be read any better."""
    if not seen.words:
        return True
    return seen.confidence > _LIKELY_WRONG_WAY and _level(seen) > 0.5 * _letters(seen.words)


def _sense(seen: Ocr) -> float:
    return seen.confidence * _level(seen)


def _level(seen: Ocr) -> int:
    """Letters of the words that lie level: an engine reads a column of turned lines as well."""
    return _letters(
        word
        for word in seen.words
        if len(word.text) < 3 or word.x1 - word.x0 > word.bottom - word.top
    )


def _letters(words: Iterable[Word]) -> int:
    return sum(len(word.text) for word in words)


def _read_turned(picture: Drawn, angle: float) -> Ocr | None:
    image = turned(picture.image, angle)
    rest = skew(image)
    image = turned(image, rest)
    shades = shades_of(image, picture.scale)
    image, rules = wiped(image, picture.scale)
    chosen = engine()
    lines = chosen.lines(image, round(picture.scale * 72)) if chosen else None
    if lines is None:
        return None
    words, scores = _words(lines, picture.scale, ink_of(image))
    width, height = (side / picture.scale for side in image.size)
    shapes = NO_SHAPES._replace(rules=rules, shades=shades)
    return Ocr(words, round(fmean(scores or [0.0]), 3), (angle + rest) % 360, width, height, shapes)


def _seen(word: Spotted, scale: float, ink: Any) -> RecognisedWord:
    left, top, width, height = word[1:5]
    thick = stroke(ink, left, top, width, height) / scale
    box = left / scale, top / scale, (left + width) / scale, (top + height) / scale
    return RecognisedWord(word.text, *box, word.confidence, thick)


def _words(
    lines: Iterable[Iterable[Spotted]], scale: float, ink: Any
) -> tuple[list[Word], list[float]]:
    """The words as they were set, with their confidence."""
    set_lines = (typeset([_seen(word, scale, ink) for word in line]) for line in lines)
    kept = without_specks(list(set_lines))
    words = [
        Word(word.text, word.x0, line.top, word.x1, line.bottom, line.look, -1)
        for line in kept
        for word in line.words
    ]
    words = [word._replace(place=place) for place, word in enumerate(words)]
    seen = (word for line in kept for word in line.words)
    return words, [word.confidence for word in seen if word.text != UNREAD]
