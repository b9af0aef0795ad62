"""Sizes of type on scanned pages: one size where the document has one.

A size is measured on the ink of a few words and can be a point out. One of three chapter headings
would then rank above the others, and they would be read as parts of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from models.records import Page

_SAME = 0.08  # share by which measured sizes of the same type differ


def with_even_sizes(pages: Sequence[Page]) -> list[Page]:
    """The pages; on scanned ones, sizes that are nearly alike become the most usual of them."""
    letters = Counter[float]()
    for page in pages:
        if page.ocr_confidence is not None:
            for line in page.lines:
                letters[line.size] += len(line.text)
    even: dict[float, float] = {}
    for usual, _ in letters.most_common():
        if usual not in even:
            near = (size for size in letters if abs(size - usual) <= _SAME * usual)
            even |= {size: usual for size in near if size not in even}
    return [page if page.ocr_confidence is None else _evened(page, even) for page in pages]


def _evened(page: Page, even: dict[float, float]) -> Page:
    lines = tuple(msgspec.structs.replace(line, size=even[line.size]) for line in page.lines)
    return msgspec.structs.replace(page, lines=lines)
