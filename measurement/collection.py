"""`python -m measurement.collection FOLDER`: how well a folder of PDFs is read, the worst first.

For collections that users have and nobody has annotated. Every document is read as in a run and
compared with two others: pdfplumber's words, and the page as it is drawn. What the page shows and
no line covers may be lost text (or a picture); a line where the page is blank may be hidden text.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pdfplumber
import pypdfium2
from rich.console import Console
from rich.table import Table

from extractors import read
from models.records import Page, Reading

_WORD = re.compile(r"\w+")
_MOST_PAGES = 12  # of one document, spread over it
_INK = 60  # of 255: a pixel so much darker or lighter than most of the page is printed
_FEW = 20  # lighter or darker than its place by less: nothing is to be seen there


class MeasuredDocument(msgspec.Struct, frozen=True):
    """One document. `missing` and `extra` are against pdfplumber, in shares of its words."""

    name: str
    status: str
    pages: int
    words: int = 0
    missing: float = 0.0
    extra: float = 0.0
    uncovered: float = 0.0  # share of the printed pixels that lie in no line
    blank: float = 0.0  # share of lines at places where nothing is printed
    hidden: int = 0
    message: str = ""

    @property
    def badness(self) -> float:
        """What puts a document at the head of the list."""
        unread = 2.0 if not self.words else 0.0
        return unread + self.missing + self.extra + 5 * self.blank + 0.2 * self.uncovered


def measured(path: Path) -> MeasuredDocument:
    """Read one PDF and compare it; a document that cannot be compared has a message."""
    reading = read(path, "0" * 64)
    hidden = sum(len(page.hidden) for page in reading.pages)
    head = MeasuredDocument(path.name, str(reading.status), reading.n_pages, hidden=hidden)
    if not reading.pages:
        return msgspec.structs.replace(head, message=reading.message or "")
    try:
        return _compared(path, reading, head)
    except Exception as error:  # noqa: BLE001 - pdfplumber raises what its parser meets
        return msgspec.structs.replace(head, message=f"not compared: {type(error).__name__}")


def _compared(path: Path, reading: Reading, head: MeasuredDocument) -> MeasuredDocument:
    pages = reading.pages[:: max(1, len(reading.pages) // _MOST_PAGES)][:_MOST_PAGES]
    ours, theirs = Counter[str](), Counter[str]()
    inked, uncovered, lines, blank, count = 0, 0, 0, 0, 0
    with pdfplumber.open(path) as plumber, pypdfium2.PdfDocument(path) as drawn:
        for page in pages:
            words = _WORD.findall(" ".join(line.text for line in page.lines).lower())
            count += len(words)
            if page.ocr_confidence is None:  # pdfplumber reads no pictures
                ours.update(words)
                other = plumber.pages[page.number - 1]
                theirs.update(_WORD.findall((other.extract_text() or "").lower()))
                other.close()
            if not page.turned:
                found = _against_ink(page, drawn[page.number - 1])
                inked, uncovered = inked + found[0], uncovered + found[1]
                lines, blank = lines + found[2], blank + found[3]
    all_theirs = max(1, theirs.total())
    return msgspec.structs.replace(
        head,
        words=count,
        missing=(theirs - ours).total() / all_theirs,
        extra=(ours - theirs).total() / all_theirs,
        uncovered=uncovered / max(1, inked),
        blank=blank / max(1, lines),
    )


def _against_ink(page: Page, drawn: Any) -> tuple[int, int, int, int]:
    """Printed pixels, those in no line, lines, and lines where nothing is printed."""
    grey = drawn.render(scale=1, grayscale=True).to_numpy().reshape(-1, 1)
    grey = grey.reshape(round(drawn.get_height() + 0.49), -1).astype(np.int16)
    ink = abs(grey - int(np.median(grey))) > _INK
    covered = np.zeros_like(ink)
    blank = 0
    for line in page.lines:
        box = line.box
        place = (
            slice(max(0, int(box.top)), int(box.bottom) + 2),
            slice(max(0, int(box.x0)), int(box.x1) + 2),
        )
        covered[place] = True
        part = grey[place]
        blank += bool(part.size and part.max() - part.min() < _FEW)
    return int(ink.sum()), int((ink & ~covered).sum()), len(page.lines), blank


def table_of(found: Sequence[MeasuredDocument], worst: int) -> Table:
    """The worst documents, and what all of them come to."""
    table = Table(title=f"The worst of {len(found)} documents", title_justify="left")
    for name in ("document", "status", "pages", "words", "missing %", "extra %"):
        table.add_column(name)
    for name in ("ink in no line %", "blank lines %", "hidden", "message"):
        table.add_column(name)
    for row in sorted(found, key=lambda row: -row.badness)[:worst]:
        shares = (f"{100 * s:.1f}" for s in (row.missing, row.extra, row.uncovered, row.blank))
        counts = (str(row.pages), str(row.words))
        table.add_row(row.name, row.status, *counts, *shares, str(row.hidden), row.message)
    return table


def all_of(folder: Path) -> Iterator[MeasuredDocument]:
    """Every PDF below a folder, in the order of their paths."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.lower() == ".pdf":
            yield measured(path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure a folder and print; 1 where it holds no PDF."""
    parser = argparse.ArgumentParser(prog="python -m measurement.collection", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--worst", type=int, default=20, help="how many documents to list")
    given = parser.parse_args(arguments)
    console = Console(width=None if sys.stdout.isatty() else 160)
    found = list(all_of(given.folder))
    if not found:
        console.print(f"There is no PDF below {given.folder}.")
        return 1
    console.print(table_of(found, given.worst))
    statuses = Counter(row.status for row in found)
    console.print(", ".join(f"{count} {status}" for status, count in statuses.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
