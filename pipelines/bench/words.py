"""Our words stage against pdfplumber's on the same pages."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2

from extractors.reading.words import page_words
from pipelines.bench.figures import Figure


def words_figures(files: Sequence[Path], most_pages: int = 120) -> Iterator[Figure]:
    """Pages a second of both, over pages spread evenly through the files; opening is not timed."""
    every = max(1, sum(_count(file) for file in files) // most_pages)
    ours = plumbers = 0.0
    pages = seen = 0
    for file in files:
        wanted = [n for n in range(_count(file)) if (seen + n) % every == 0]
        seen += _count(file)
        if wanted:
            ours += _ours(file, wanted)
            plumbers += _plumbers(file, wanted)
            pages += len(wanted)
    yield Figure("words stage", pages / ours, "pages/s")
    yield Figure("pdfplumber's words with fonts, same pages", pages / plumbers, "pages/s")
    yield Figure("words stage against pdfplumber", plumbers / ours, "times", at_least=25)


def _count(file: Path) -> int:
    document = pypdfium2.PdfDocument(file)
    try:
        return len(document)
    finally:
        document.close()


def _ours(file: Path, wanted: Sequence[int]) -> float:
    document = pypdfium2.PdfDocument(file)
    start = time.perf_counter()
    for number in wanted:
        page = document[number]
        page_words(page)
        page.close()
    spent = time.perf_counter() - start
    document.close()
    return spent


def _plumbers(file: Path, wanted: Sequence[int]) -> float:
    with pdfplumber.open(file) as document:
        pages: list[Any] = document.pages
        start = time.perf_counter()
        for number in wanted:
            pages[number].extract_words(extra_attrs=["fontname", "size"])
            pages[number].close()
        return time.perf_counter() - start
