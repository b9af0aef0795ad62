"""What our stages cost beside PDFium alone, the least that reading a page can take."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from statistics import median
from time import process_time

import pdfplumber
import pypdfium2

from extractors import extract, read
from extractors.reading.words import read_words
from measurement.bench.figures import Figure

_ROUNDS = 3  # of all stages in turn, so that a busy machine weighs on each of them alike
_FLOOR = "PDFium: load a page and its text"
Stage = Callable[[bytes], object]


def floor_figures(files: Sequence[Path], most_pages: int = 150) -> Iterator[Figure]:
    """Processor time of each stage, in times of PDFium's own, and that of other libraries' words.

    Scans are left out: Tesseract would speak for all. Rules are loaded before the clock starts.
    """
    data, pages = _without_scans(files, most_pages)
    if not data:
        return
    stages = _ours() | _others()
    taken: dict[str, list[float]] = {name: [] for name in stages}
    for _ in range(_ROUNDS):
        for name, stage in stages.items():
            start = process_time()
            for file in data:
                stage(file)
            taken[name].append(process_time() - start)
    floor = median(taken[_FLOOR])
    yield Figure(f"{_FLOOR}, {pages} pages", 1000 * floor / pages, "ms/page")
    for name, seconds in taken.items():
        if name != _FLOOR:
            yield Figure(f"  {name}, in times of that", median(seconds) / floor, "times")


def _without_scans(files: Sequence[Path], most_pages: int) -> tuple[list[bytes], int]:
    data: list[bytes] = []
    pages = 0
    for file in files:
        reading = read(file.read_bytes(), file.name)
        extract(reading)
        is_read = reading.pages and all(page.ocr_confidence is None for page in reading.pages)
        if is_read and pages < most_pages:
            data.append(file.read_bytes())
            pages += len(reading.pages)
    return data, pages


def _ours() -> dict[str, Stage]:
    return {
        _FLOOR: _floor,
        "our words": _words,
        "our lines in reading order": lambda data: read(data, "bench"),
        "our statements": lambda data: extract(read(data, "bench")),
    }


def _floor(data: bytes) -> None:
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            page.get_textpage().close()
            page.close()


def _words(data: bytes) -> None:
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            read_words(page)
            page.close()


def _others() -> dict[str, Stage]:
    """Other libraries: pdfplumber, which we have, and those that somebody has installed.

    PyMuPDF is under the AGPL: it is measured where it is, and never a dependency.
    """
    found: dict[str, Stage] = {"pdfplumber's words": _plumbers}
    try:
        fitz = import_module("pymupdf")
        found["PyMuPDF's words"] = lambda data: [
            page.get_text("words") for page in fitz.open(stream=data, filetype="pdf")
        ]
    except ImportError:
        pass
    try:
        oxide = import_module("pdf_oxide")
        found["pdf_oxide's words"] = lambda data: _oxide_words(oxide.PdfDocument.from_bytes(data))
    except ImportError:
        pass
    return found


def _oxide_words(document: object) -> None:
    for number in range(document.page_count()):  # type: ignore[attr-defined]
        document.extract_words(number)  # type: ignore[attr-defined]


def _plumbers(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_words(extra_attrs=["fontname", "size"])
            page.close()
