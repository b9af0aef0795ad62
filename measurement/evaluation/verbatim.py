"""Whether a statement's text is on the pages that it names, by PDFium and not by our own lines."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pypdfium2 as pdfium

from models.records import Statement

# Only letters and digits carry meaning here: lines are broken, hyphenated and marked with bullets
# differently in a file and in a statement.
_LOOSE = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")


def verbatim(
    path: Path, statements: tuple[Statement, ...], ocr: dict[int, str]
) -> tuple[bool, ...]:
    """For each statement whether its text is on its pages, word for word.

    A statement is there when its letters follow each other in the text of its page (with a
    part on each page where it crosses pages, since footers and notes come between), or in the
    text inside its evidence boxes; footnote digits inside a sentence are forgiven in boxes.
    `ocr` holds the text of pages that PDFium has none of.
    """
    if not statements:
        return ()
    document = pdfium.PdfDocument(path)
    try:
        pages = _Pages(document, ocr)
        return tuple(pages.holds(statement) for statement in statements)
    finally:
        document.close()


def compact(text: str) -> str:
    """The letters and digits of a text, without case and compatibility forms."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", text)).lower()


def _stands(wanted: str, pages: list[str]) -> bool:
    """Whether `wanted` is on the first page, or begins there and continues over the next."""
    if wanted in pages[0]:
        return True
    if len(pages) == 1:
        return False
    low, high = 0, len(wanted)
    while low < high:  # the longest beginning that is on the first page
        middle = (low + high + 1) // 2
        low, high = (middle, high) if wanted[:middle] in pages[0] else (low, middle - 1)
    return low > 0 and _stands(wanted[low:], pages[1:])


class _Pages:
    """Texts of pages, read once each."""

    def __init__(self, document: pdfium.PdfDocument, ocr: dict[int, str]) -> None:
        self._document, self._ocr = document, ocr
        self._texts: dict[int, str] = {}

    def holds(self, statement: Statement) -> bool:
        wanted = compact(statement.text)
        numbers = range(statement.page_first, statement.page_last + 1)
        if _stands(wanted, [self._text(number) for number in numbers]):
            return True
        if self._ocr.keys() & set(numbers):
            return False
        boxed = compact(self._boxed(statement))
        return wanted in boxed or _DIGITS.sub("", wanted) in _DIGITS.sub("", boxed)

    def _text(self, number: int) -> str:
        if number not in self._texts:
            text = self._ocr.get(number)
            self._texts[number] = compact(self._pdf_text(number) if text is None else text)
        return self._texts[number]

    def _pdf_text(self, number: int) -> str:
        page = self._document[number - 1]
        textpage = page.get_textpage()
        try:
            return str(textpage.get_text_range())
        finally:
            textpage.close()
            page.close()

    def _boxed(self, statement: Statement) -> str:
        parts: list[str] = []
        for number in dict.fromkeys(evidence.page for evidence in statement.evidence):
            page = self._document[number - 1]
            textpage = page.get_textpage()
            height = page.get_height()
            for evidence in statement.evidence:
                if evidence.page == number:
                    box = evidence.box
                    # The middle of the line: tails of letters reach into the lines around it.
                    tails = 0.25 * (box.bottom - box.top)
                    parts.append(
                        textpage.get_text_bounded(
                            left=box.x0 - 1,
                            bottom=height - box.bottom + tails,
                            right=box.x1 + 1,
                            top=height - box.top - tails,
                        )
                    )
            textpage.close()
            page.close()
        return " ".join(parts)
