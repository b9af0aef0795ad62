"""What looking for hidden words adds to the reading of a page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.reading.handles import asked, quick
from extractors.reading.hidden import has_layers, read_seen, scene_of
from extractors.reading.pdf import read_pdf
from extractors.reading.words import read_words
from measurement.bench.figures import Figure

_object = quick(pdfium.FPDFPage_GetObject, ctypes.c_void_p)
_type = asked(pdfium.FPDFPageObj_GetType)
_bounds = asked(pdfium.FPDFPageObj_GetBounds)
_MOST_OF_ONE = 30  # pages of one document


def hidden_figures(files: Sequence[Path]) -> Iterator[Figure]:
    """Its share of the time of reading without it, and how many places it finds."""
    plain = seen = whole = 0.0
    pages = places = 0
    for file in files:
        data = file.read_bytes()
        start = process_time()
        pages += len(read_pdf(data, "0" * 64).pages)
        whole += process_time() - start
        start = process_time()
        layered = has_layers(data)
        seen += process_time() - start
        with pypdfium2.PdfDocument(data) as document:
            count = len(document)
            numbers = [0, *range(1, count, max(1, count // _MOST_OF_ONE))]
            for number in numbers:
                page = document[number]
                one, other = _of_page(page, layered)
                # Pages spread over a long document represent all others, its cover for itself.
                weight = (count - 1) / (len(numbers) - 1) if number else 1
                plain += one * weight
                seen += other * weight
                places += len(read_seen(page, scene_of(page, has_layers=layered)).hidden)
                page.close()
    extra = seen - plain
    yield Figure("hidden words: added to reading", 100 * extra / max(0.001, whole - extra), "%")
    yield Figure("  each page", 1000 * extra / max(1, pages), "ms")
    yield Figure("  places found", places, "places")


def _of_page(page: Any, layered: bool) -> tuple[float, float]:
    """Seconds of a page's words without and with the look, the lesser of two rounds of each."""
    without, with_it = [], []
    for _ in range(2):
        start = process_time()
        read_words(page)
        _walk(page)
        middle = process_time()
        read_seen(page, scene_of(page, has_layers=layered))
        without.append(middle - start)
        with_it.append(process_time() - middle)
    return min(without), min(with_it)


def _walk(page: Any) -> None:
    """What finding rules and shades would ask of a page if nothing else did."""
    handle, rect = ctypes.c_void_p(ctypes.addressof(page.raw.contents)), (ctypes.c_float * 4)()
    sides = [ctypes.byref(rect, 4 * i) for i in range(4)]
    for i in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = _object(handle, i)
        _type(item)
        _bounds(item, *sides)
