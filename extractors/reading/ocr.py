"""Pages without usable text: PDFium draws them, Tesseract reads them, with boxes.

Tesseract is a program of its own (Debian: `tesseract-ocr`); nothing leaves the machine. Its time
goes into letters, not pixels (1.6 s for 380 words at 130 dpi as at 200): several pages at once
is what makes a long scan quick.
"""

from __future__ import annotations

import csv
import errno
import io
import os
import shutil
import signal
import subprocess
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from statistics import fmean
from typing import Any, NamedTuple

from extractors.reading.skew import is_sideways, skew, turned
from extractors.reading.strokes import ink_of, stroke
from extractors.reading.turns import cores, place_at_work
from extractors.reading.typeset import Seen, typeset, without_specks
from extractors.reading.words import Word

HOW_TO_GET = "Install Tesseract (Debian: apt install tesseract-ocr) and read the file again."
SECONDS = 60.0  # for one page; a dense page takes about 5
_DPI = 200
_MAX_PIXELS = 12_000_000  # an A3 page at 200 dpi has 7.7 million
_LEAST_CONFIDENCE = 30.0  # below it Tesseract has read specks and pictures
_FEWEST_LETTERS = 30  # of a page: fewer are specks and a picture, whichever way it is held
_LIKELY_WRONG_WAY = 0.65  # mean confidence; a legible page has 0.85 and more, one on its head 0.4


class Drawn(NamedTuple):
    """The grey picture of a page and its pixels per point."""

    image: Any
    scale: float


class Ocr(NamedTuple):
    """What Tesseract read on a page.

    `words` stand in points on the page turned by `angle` degrees anticlockwise, which is
    `width` by `height` points large; `confidence` is their mean, from 0 to 1.
    """

    words: list[Word]
    confidence: float
    angle: float
    width: float
    height: float


def is_available() -> bool:
    """Whether Tesseract can be run."""
    return shutil.which("tesseract") is not None


def drawn(page: Any) -> Drawn:
    """The picture of a pypdfium2 page, as large as Tesseract wants it."""
    width, height = page.get_size()
    scale = min(_DPI / 72, (_MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
    return Drawn(page.render(scale=scale, grayscale=True).to_pil(), scale)


def ocr_pages(pictures: Iterable[Drawn]) -> Iterator[Ocr | None]:
    """Read pictures of pages, in order; None where Tesseract fails or takes too long.

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
    # Words that stand upright tell that the page lies on its side; few words tell nothing.
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
    """Letters of the words that lie level: Tesseract reads a column of turned lines as well."""
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
    table = _tesseract(image, round(picture.scale * 72))
    if table is None:
        return None
    words, scores = _words(table, picture.scale, ink_of(image))
    width, height = (side / picture.scale for side in image.size)
    return Ocr(words, round(fmean(scores or [0.0]), 3), (angle + rest) % 360, width, height)


def _tesseract(image: Any, dpi: int) -> str | None:
    file = io.BytesIO()
    image.save(file, "PPM")  # a plain grey map: nothing to pack and unpack
    command = ["tesseract", "-", "-", "--dpi", str(dpi), "-l", "eng", "--psm", "3", "tsv"]
    try:
        done = subprocess.run(
            command,
            input=file.getvalue(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
            # Its threads gain little and would fight over the cores that pages share.
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode == -signal.SIGKILL:  # the machine's doing: the page must be read again
        raise OSError(errno.EAGAIN, "the OCR program was killed")
    return done.stdout.decode("utf-8", errors="replace") if done.returncode == 0 else None


def _seen(row: dict[str, str], scale: float, ink: Any) -> Seen:
    left, top, width, height = (int(row[side]) for side in ("left", "top", "width", "height"))
    thick = stroke(ink, left, top, width, height) / scale
    box = left / scale, top / scale, (left + width) / scale, (top + height) / scale
    return Seen(row["text"].strip(), *box, float(row["conf"]) / 100, thick)


def _words(table: str, scale: float, ink: Any) -> tuple[list[Word], list[float]]:
    """Words of Tesseract's table with their confidence."""
    lines: dict[tuple[str, ...], list[Seen]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if (row["text"] or "").strip() and float(row["conf"]) >= _LEAST_CONFIDENCE:
            key = (row["block_num"], row["par_num"], row["line_num"])
            lines.setdefault(key, []).append(_seen(row, scale, ink))
    kept = without_specks([typeset(line) for line in lines.values()])
    words = [
        Word(word.text, word.x0, line.top, word.x1, line.bottom, line.look, -1)
        for line in kept
        for word in line.words
    ]
    words = [word._replace(place=place) for place, word in enumerate(words)]
    return words, [word.confidence for line in kept for word in line.words]
