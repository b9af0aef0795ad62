"""Seconds for a scanned page: pages of the sample, drawn as a scanner sees them."""

from __future__ import annotations

import io
import resource
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pypdfium2

from extractors import read
from extractors.reading import ocr
from measurement.bench.figures import Figure

_PAGES = 6
_DPI = 200


def scan_figures(file: Path) -> Iterator[Figure]:
    """Reading some pages of `file` as pictures; nothing where Tesseract is absent."""
    if not ocr.is_available():
        return
    pictures, words = _scanned(file)
    before, start = _processor(), perf_counter()
    reading = read(pictures, "0" * 64)
    seconds, processor = perf_counter() - start, _processor() - before
    seen = sum(len(_words(line.text)) for page in reading.pages for line in page.lines)
    count = len(reading.pages)
    yield Figure("a scanned page, several at once", seconds / count, "s")
    yield Figure("  of processor time", processor / count, "s")
    yield Figure("  words read of those printed", 100 * seen / words, "%")


def _scanned(file: Path) -> tuple[bytes, int]:
    """A PDF of pictures of the fullest pages, and how many words were printed on them."""
    document = pypdfium2.PdfDocument(file)
    texts = [_words(page.get_textpage().get_text_range()) for page in document]
    fullest = sorted(range(len(texts)), key=lambda n: -len(texts[n]))[:_PAGES]
    images = [document[n].render(scale=_DPI / 72, grayscale=True).to_pil() for n in fullest]
    out = io.BytesIO()
    images[0].save(out, "PDF", resolution=_DPI, save_all=True, append_images=images[1:])
    document.close()
    return out.getvalue(), sum(len(texts[n]) for n in fullest)


def _words(text: str) -> list[str]:
    """What is between spaces, without the dots that lead to a contents page's numbers."""
    return [word for word in text.split() if any(map(str.isalnum, word))]


def _processor() -> float:
    """Processor time of this process and of the children that have ended."""
    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)
