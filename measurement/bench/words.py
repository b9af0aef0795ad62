"""Our words stage against pdfplumber's on the same pages: time, and whether the words agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any

import pdfplumber
import pypdfium2

from extractors.reading.words import page_words
from measurement.bench.agreement import PageWords, compared
from measurement.bench.figures import Figure

_MOST_OF_ONE = 30  # pages of one document, so that a long one does not speak for all


def words_figures(files: Sequence[Path], most_pages: int = 150) -> Iterator[Figure]:
    """Pages a second of both, over documents from their first page on; opening is not timed.

    Processor time, document by document in turn, so that a busy machine weighs on both alike.
    """
    ours = plumbers = 0.0
    pages = 0
    for file in files:
        wanted = range(min(_count(file), _MOST_OF_ONE, most_pages - pages))
        if wanted:
            ours += _ours(file, wanted)
            plumbers += _plumbers(file, wanted)
            pages += len(wanted)
    yield Figure("words stage, one core", pages / ours, "pages/s")
    yield Figure("pdfplumber's words with fonts, same pages", pages / plumbers, "pages/s")
    yield Figure("words stage against pdfplumber", plumbers / ours, "times", at_least=25)


def agreement_figures(files: Sequence[Path], most_pages: int = 120) -> Iterator[Figure]:
    """The share of words that are equal on pages without known defects, and what the rest is."""
    every = max(1, sum(_count(file) for file in files) // most_pages)
    seen, clean, spoilt = 0, PageWords(), 0
    classes: Counter[str] = Counter()
    for file in files:
        wanted = [n for n in range(_count(file)) if (seen + n) % every == 0]
        seen += _count(file)
        for found in _compared(file, wanted):
            classes.update(found.classes)
            if found.has_defects:
                spoilt += 1
            else:
                clean = clean.plus(found)
    share = 100 * clean.equal / max(1, clean.words)
    yield Figure("words equal to pdfplumber's", share, "%", at_least=99.5)
    yield Figure("  left out: pages with a known defect", spoilt, "pages")
    for name, count in classes.most_common():
        yield Figure(f"  different, all pages: {name}", count, "words")


def _compared(file: Path, wanted: Sequence[int]) -> Iterator[PageWords]:
    if not wanted:
        return
    document = pypdfium2.PdfDocument(file)
    try:
        with pdfplumber.open(file) as plumber:
            for number in wanted:
                page = plumber.pages[number]
                yield compared(page_words(document[number]), page)
                page.close()
    finally:
        document.close()


def _count(file: Path) -> int:
    document = pypdfium2.PdfDocument(file)
    try:
        return len(document)
    finally:
        document.close()


def _ours(file: Path, wanted: Sequence[int]) -> float:
    document = pypdfium2.PdfDocument(file)
    start = process_time()
    for number in wanted:
        page = document[number]
        page_words(page)
        page.close()
    spent = process_time() - start
    document.close()
    return spent


def _plumbers(file: Path, wanted: Sequence[int]) -> float:
    with pdfplumber.open(file) as document:
        pages: list[Any] = document.pages
        start = process_time()
        for number in wanted:
            pages[number].extract_words(extra_attrs=["fontname", "size"])
            pages[number].close()
        return process_time() - start
