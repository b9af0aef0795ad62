"""What looking for hidden words adds to the reading of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time

import pypdfium2

from extractors.reading.hidden import has_layers, read_seen
from extractors.reading.pdf import read_pdf
from extractors.reading.words import read_words
from measurement.bench.figures import Figure

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
            count, some = len(document), min(len(document), _MOST_OF_ONE)
            for number in range(some):
                page = document[number]
                start = process_time()
                read_words(page)
                middle = process_time()
                found = read_seen(page, has_layers=layered)
                # A long document counts as if all its pages were like its first.
                plain += (middle - start) * count / some
                seen += (process_time() - middle) * count / some
                places += len(found.hidden)
                page.close()
    extra = seen - plain
    yield Figure("hidden words: added to reading", 100 * extra / max(0.001, whole - extra), "%")
    yield Figure("  each page", 1000 * extra / max(1, pages), "ms")
    yield Figure("  places found", places, "places")
