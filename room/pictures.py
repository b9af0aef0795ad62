"""Pictures of pages, drawn when asked for and kept within a limit.

What a page does not show must not be visible in its picture. Examples are an area marked for
redaction, a faint colour, or a layer that PDFium draws and another reader does not. So every such
place is painted over. A document that was not read by this version of the program is not drawn,
because its hidden places are not known.
"""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from archive.artefacts import Artefacts, CorruptArtefactError
from archive.originals import Originals
from models.records import Box, Hidden, HiddenKind
from pipelines.process import stored_reading
from warehouse.desk import Desk, page_facts
from warehouse.desk.pages import held_lines

DPI = 110
_POINTS_PER_INCH = 72
_MOST_BYTES = 48_000_000  # of pictures that are kept: about 400 pages
_MOST_PIXELS = 6_000_000  # of one picture: an A3 page at this resolution has two million
_DOCUMENTS = 64
_MARGIN = 1.5  # points around a hidden place, because boxes of letters are tight
_COLOURS = 64
_PAINT = "#505a5f"
# A kind of hidden text whose words are not drawn: everybody can see what the page shows instead.
_SEEN = frozenset({HiddenKind.OTHER_WORDS})


class PageSheet(msgspec.Struct, frozen=True):
    """How a page was turned for reading, its printed number, and its hidden places."""

    turned: float
    label: str | None
    hidden: tuple[Hidden, ...]


class Pictures:
    """Draws pages of one data folder. Safe for many threads; only one draws at a time."""

    def __init__(self, data: Path, desk: Desk) -> None:
        self._desk = desk
        self._originals, self._artefacts = Originals(data), Artefacts(data)
        self._pdfium = threading.Lock()  # PDFium is not safe for threads
        self._lock = threading.Lock()
        self._pictures: OrderedDict[tuple[str, str, int], bytes] = OrderedDict()
        self._sheets: OrderedDict[tuple[str, str], dict[int, PageSheet]] = OrderedDict()
        self._bytes = 0

    def sheets(self, document_id: str) -> dict[int, PageSheet]:
        """The pages of a document by number; empty if this version did not read it."""
        key = (self._desk.build, document_id)
        with self._lock:
            if key in self._sheets:
                self._sheets.move_to_end(key)
                return self._sheets[key]
        try:
            reading = stored_reading(self._artefacts, document_id)
        except CorruptArtefactError:
            reading = None
        pages = reading.pages if reading else ()
        found = {page.number: PageSheet(page.turned, page.label, page.hidden) for page in pages}
        with self._lock:
            self._sheets[key] = found
            while len(self._sheets) > _DOCUMENTS:
                self._sheets.popitem(last=False)
        return found

    def has(self, document_id: str, page: int) -> bool:
        """Whether the page can and may be drawn."""
        facts = page_facts(self._desk, document_id, page)
        return (
            facts is not None
            and "pdf" in facts.media_type
            and self._originals.has(document_id)
            and page in self.sheets(document_id)
        )

    def picture(self, document_id: str, page: int) -> bytes | None:
        """The page as PNG; None if it may not be drawn."""
        if not self.has(document_id, page):
            return None
        key = (self._desk.build, document_id, page)
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
        drawn = self._drawn(document_id, page)
        if drawn is not None:
            self._keep(key, drawn)
        return drawn

    def _keep(self, key: tuple[str, str, int], drawn: bytes) -> None:
        with self._lock:
            self._bytes += len(drawn) - len(self._pictures.pop(key, b""))
            self._pictures[key] = drawn
            while self._bytes > _MOST_BYTES and len(self._pictures) > 1:
                self._bytes -= len(self._pictures.popitem(last=False)[1])

    def _drawn(self, document_id: str, number: int) -> bytes | None:
        sheet = self.sheets(document_id)[number]
        try:
            with self._originals.local(document_id) as path, self._pdfium:
                image, scale = _rendered(path, number)
        except (pdfium.PdfiumError, OSError, ValueError):
            return None
        from extractors.reading.skew import turned  # noqa: PLC0415 - imports the whole of reading

        # Boxes refer to the page as it was turned for reading.
        image = turned(image.convert("RGB"), sheet.turned)
        _paint_over(image, sheet.hidden, scale)
        # A person has not yet decided that they may be seen.
        held = held_lines(self._desk, document_id, number)
        _paint_over(image, tuple(Hidden(HiddenKind.MARKED, Box(*box)) for box in held), scale)
        target = io.BytesIO()
        # With few colours a page of text looks the same and takes a third of the bytes.
        image.quantize(_COLOURS, Image.Quantize.FASTOCTREE).save(target, "PNG", compress_level=4)
        return target.getvalue()


def _rendered(path: Path, number: int) -> tuple[Any, float]:
    document = pdfium.PdfDocument(path)
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = DPI / _POINTS_PER_INCH
        scale *= min(1.0, (_MOST_PIXELS / max(1.0, width * height * scale * scale)) ** 0.5)
        return page.render(scale=scale).to_pil(), scale
    finally:
        document.close()


def _paint_over(image: Image.Image, hidden: tuple[Hidden, ...], scale: float) -> None:
    pen = ImageDraw.Draw(image)
    for place in hidden:
        if place.box is None or place.kind in _SEEN:
            continue
        x0, top = place.box.x0 - _MARGIN, place.box.top - _MARGIN
        x1, bottom = place.box.x1 + _MARGIN, place.box.bottom + _MARGIN
        pen.rectangle([x0 * scale, top * scale, x1 * scale, bottom * scale], fill=_PAINT)
