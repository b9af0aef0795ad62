"""Pages without usable text: PDFium draws them, Tesseract reads them, with boxes.

Tesseract is a program of its own (Debian: `tesseract-ocr`); nothing leaves the machine.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from statistics import fmean, median
from typing import Any, NamedTuple

from extractors.reading.skew import straightened
from extractors.reading.words import Look, Word

HOW_TO_GET = "Install Tesseract (Debian: apt install tesseract-ocr) and read the file again."
SECONDS = 60.0  # for one page; a dense page takes about 5
_DPI = 200
_MAX_PIXELS = 12_000_000  # an A3 page at 200 dpi has 7.7 million
_LEAST_CONFIDENCE = 30.0  # below it Tesseract has read specks and pictures
_POINTS_PER_X_BOX = 1.35  # type size against the median height of a line's words


class Ocr(NamedTuple):
    """The words of a drawn page in points, and their mean confidence from 0 to 1."""

    words: list[Word]
    confidence: float


def is_available() -> bool:
    """Whether Tesseract can be run."""
    return shutil.which("tesseract") is not None


def ocr_page(page: Any) -> Ocr | None:
    """Read a pypdfium2 page from its picture; None where Tesseract fails or takes too long."""
    width, height = page.get_size()
    scale = min(_DPI / 72, (_MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
    image = straightened(page.render(scale=scale, grayscale=True).to_pil())
    with tempfile.TemporaryDirectory(prefix="reviews-ocr-") as folder:
        file = Path(folder) / "page.png"
        image.save(file, dpi=(round(scale * 72),) * 2)
        table = _tesseract(file)
    return None if table is None else _words(table, scale)


def _tesseract(file: Path) -> str | None:
    command = ["tesseract", str(file), "-", "-l", "eng", "--psm", "3", "tsv"]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            # Its threads gain little and would fight over the cores that processes share.
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", errors="replace") if done.returncode == 0 else None


def _words(table: str, scale: float) -> Ocr:
    """Words of Tesseract's table; all words of a line share its type size and height."""
    lines: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if (row["text"] or "").strip() and float(row["conf"]) >= _LEAST_CONFIDENCE:
            key = (row["block_num"], row["par_num"], row["line_num"])
            lines.setdefault(key, []).append(row)
    words: list[Word] = []
    scores: list[float] = []
    for line in lines.values():
        words += _line(line, scale, len(words))
        scores += [float(row["conf"]) / 100 for row in line]
    return Ocr(words, round(fmean(scores), 3) if scores else 0.0)


def _line(rows: list[dict[str, str]], scale: float, place: int) -> list[Word]:
    middle = median(int(row["height"]) for row in rows) / scale
    # Whole points: what little the heights of single lines differ says nothing about the type.
    size = max(1.0, float(round(middle * _POINTS_PER_X_BOX)))
    look = Look("ocr", size, bold=False, italic=False, colour=0, upright=True)
    bottom = median(int(row["top"]) + int(row["height"]) for row in rows) / scale
    out = []
    for i, row in enumerate(rows):
        x0 = int(row["left"]) / scale
        x1 = x0 + int(row["width"]) / scale
        top = int(row["top"]) / scale
        low = max(bottom, top + int(row["height"]) / scale)
        out.append(
            Word(row["text"].strip(), x0, min(top, bottom - middle), x1, low, look, place + i)
        )
    return out
