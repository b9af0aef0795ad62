"""From a PDF's bytes to a `Reading`."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from extractors.reading import ocr
from extractors.reading.containers import attachments_of
from extractors.reading.doubles import emboldened
from extractors.reading.drawn_marks import with_drawn_marks
from extractors.reading.footnotes import mark_footnotes
from extractors.reading.forms import (
    FEW_CHARACTERS,
    XFA,
    flatten,
    has_typed_text,
    in_layers,
    may_be_unfilled,
    typed_boxes,
)
from extractors.reading.furniture import body_size, mark_furniture
from extractors.reading.hidden import (
    AnnotationPlaces,
    draw_bare_notes,
    has_layers,
    held_places,
    notes_of,
    notes_off,
    read_seen,
    scene_of,
)
from extractors.reading.hidden.places import held_boxes, rounded
from extractors.reading.hidden.sight import turned
from extractors.reading.hyphens import settle_hyphens
from extractors.reading.ligatures import with_ligatures
from extractors.reading.lines import page_lines
from extractors.reading.page_labels import with_labels
from extractors.reading.scan_numbers import with_mended_numbers
from extractors.reading.scan_sizes import with_even_sizes
from extractors.reading.shapes import NO_SHAPES, Shapes, shapes_of
from extractors.reading.sideways import set_upright
from extractors.reading.usable import (
    NO_LANGUAGE,
    PART_SOUP,
    PICTURE,
    SCATTERED,
    SOUP,
    are_scattered,
    is_no_language,
    lacks_text,
    other_script,
)
from extractors.reading.words import MOST_CHARACTERS, frame_of, page_words
from models.records import Hidden, HiddenKind, Line, Page, Reading, Status
from vocabulary.counting import some

_DATE = re.compile(r"D?:?(\d{4})(\d{2})?(\d{2})?")
_NUMBER = re.compile(r"(?:[A-Z]{1,2}[-. ]?)?\d{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8}|[A-Za-z]")
MAX_PAGES = 2_000  # reviews end well below 500 pages; more is a mistake or an attack
_OVERFULL = (
    f"The page holds more text than can be printed on it; {MOST_CHARACTERS} signs were read."
)
_SEARCHED, _LONGEST_HEAD = 1_000, 64 * 2**10  # bytes before the mark: what PDFium bears, and we
_CERTIFICATE = "The PDF is encrypted for certain people's keys. Ask the publisher for an open copy."
_ATTACHED = (
    "Documents are attached to the PDF. They are read as documents of their own where a folder is "
    "read; else save them from a PDF reader and add them."
)
_LONGEST_COVER = 2
_DOCUMENTS = (".pdf", ".doc", ".docx", ".odt", ".rtf")
_UNREAD = (PICTURE, SOUP, PART_SOUP, SCATTERED)  # why a page is read from its picture
_NOT_LOADED = "The page could not be loaded."
_DAMAGED = "The PDF is damaged and could not be opened. Fetch it again or ask the publisher."

Result = TypeVar("Result")
# It asks people to build PDFium anew for a form (XFA): the document says what they can do.
logging.getLogger("pypdfium2._helpers.document").setLevel(logging.ERROR)


def read_pdf(data: bytes, document_id: str) -> Reading:
    """Read every page; never raises for a bad file: the status and message say what is wrong."""
    data = _without_head(data)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return _refused(document_id, data)
    try:
        document.init_forms()  # without it the fields of a form, and what they cover, are not drawn
        return _read(document, document_id, has_layers=has_layers(data))
    finally:
        document.close()


def _without_head(data: bytes) -> bytes:
    """The file from its first mark on: some are saved with the answer of a web server before it."""
    start = data[:_LONGEST_HEAD].find(b"%PDF-")
    return data[start:] if start > _SEARCHED else data


def _refused(document_id: str, data: bytes) -> Reading:
    if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
        message = "The PDF asks for a password. Ask the publisher for an open copy."
        return Reading(document_id, Status.ENCRYPTED, message=message)
    if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_SECURITY:
        return Reading(document_id, Status.ENCRYPTED, message=_CERTIFICATE)
    if b"%PDF-" not in data[:1024]:
        message = "The file is not a PDF. Open it to see what it is."
        return Reading(
            document_id, Status.NOT_PDF, media_type="application/octet-stream", message=message
        )
    return Reading(document_id, Status.UNREADABLE, message=_DAMAGED)


def _read(document: Any, document_id: str, *, has_layers: bool) -> Reading:
    count, may_wait = len(document), may_be_unfilled(document)
    read = _pages(document, min(count, MAX_PAGES), has_layers=has_layers)
    pages = list(mark_furniture(read))
    size = body_size(pages)
    pages = [mark_footnotes(page, size) for page in pages]
    pages = list(with_labels(pages, [_name(document, index) for index in range(len(pages))]))
    pages = list(with_ligatures(pages))
    status, message = _status(pages, count)
    if may_wait and sum(len(line.text) for p in pages for line in p.lines) < FEW_CHARACTERS:
        status, message = Status.PARTIAL, XFA
    elif _is_cover(document, count):
        status, message = Status.PARTIAL, _ATTACHED
    info = document.get_metadata_dict()
    return Reading(
        document_id=document_id,
        status=status,
        pages=settle_hyphens(pages),
        n_pages=count,
        message=message,
        pdf_created=_iso(info.get("CreationDate", "")),
    )


def _is_cover(document: Any, count: int) -> bool:
    """Whether a page or two come before attached files: the cover of a portfolio."""
    return count <= _LONGEST_COVER and any(
        attachment.get_name().lower().endswith(_DOCUMENTS)
        for attachment in attachments_of(document)
    )


def _name(document: Any, index: int) -> str | None:
    """What the file calls a page; None where it has no names or names it by its place.

    Only numbers count: a name in words is in the file and on no page.
    """
    name = document.get_page_label(index)
    return name if name and _NUMBER.fullmatch(name) and name != str(index + 1) else None


def _pages(document: Any, count: int, *, has_layers: bool) -> list[Page]:
    """Every page from its text layer, then those that need it from their pictures."""
    pages: list[Page] = []
    for index in range(count):
        above = pages[-1].lines if pages else ()
        pages.append(_page(document, index, above, has_layers=has_layers))
    unread = [i for i, page in enumerate(pages) if page.problem in _UNREAD]
    if not unread:
        return pages
    if not ocr.is_available():
        for index in unread:
            why = f"{pages[index].problem} {ocr.HOW_TO_GET}"
            pages[index] = msgspec.structs.replace(pages[index], problem=why)
        return pages
    held = {index: partial(ocr.drawn, without=held_boxes(pages[index].hidden)) for index in unread}
    pictures = (_with_page(document, index, draw) for index, draw in held.items())
    for index, seen in zip(unread, ocr.ocr_pages(pictures), strict=True):
        pages[index] = _seen(document, pages[index], seen)
    return with_mended_numbers(with_even_sizes(pages))


def _page(document: Any, index: int, above: Sequence[Line], *, has_layers: bool) -> Page:
    try:
        page, typed = _loaded(document, index, has_layers=has_layers)
    except pypdfium2.PdfiumError:
        return Page(index + 1, 0.0, 0.0, problem=_NOT_LOADED)
    try:
        found = _lines(page, index + 1, above, typed, has_layers=has_layers)
        held = held_places(page, typed.notes) if found.problem in _UNREAD else ()
        return msgspec.structs.replace(found, hidden=(*found.hidden, *typed.hidden, *held))
    finally:
        page.close()


class _Typed(NamedTuple):
    """Of a page on which somebody typed: whether it is a scan otherwise, and what may be off.

    `notes` are its annotations before they were drawn into it.
    """

    is_scan: bool = False
    hidden: tuple[Hidden, ...] = ()
    notes: AnnotationPlaces | None = None


def _loaded(document: Any, index: int, *, has_layers: bool = False) -> tuple[Any, _Typed]:
    """A page with what lies over it drawn as readers do, what is typed into it; it stays so."""
    page, typed = document[index], _Typed()
    draw_bare_notes(document, index, page)
    if not has_typed_text(page):
        return page, typed
    layered = in_layers(page) if has_layers else []
    off = notes_off(document, page, layered) if layered else set[int]()
    frame = frame_of(page)
    hidden = (
        Hidden(HiddenKind.LAYER_OFF, rounded(turned(b, frame))) for b in typed_boxes(page, off)
    )
    # Flattened, a page no longer says which of its words are marked for redaction or struck out.
    typed = _Typed(lacks_text(page, page_words(page)) == PICTURE, tuple(hidden), notes_of(page))
    if flatten(page, off):
        page.close()
        page = document[index]
    return page, typed


def _with_page(document: Any, index: int, use: Callable[[Any], Result]) -> Result:
    """What `use` makes of a loaded page, which is closed behind it."""
    page, _ = _loaded(document, index)
    try:
        return use(page)
    finally:
        page.close()


def _lines(
    page: Any, number: int, above: Sequence[Line], typed: _Typed, *, has_layers: bool
) -> Page:
    """A page's own text; `problem` is PICTURE or SOUP where that is not the text one sees."""
    scene = scene_of(page, has_layers=has_layers)
    words, is_cut, hidden = read_seen(page, scene, typed.notes)
    turned = set_upright(page, words)
    if turned:
        words, is_cut, hidden = read_seen(page, scene, typed.notes)
    width, height = (round(side, 1) for side in page.get_size())
    lacking = PICTURE if typed.is_scan else lacks_text(page, words)
    if scene.is_cut:  # what may cover its words was not looked at: its picture shows what is seen
        words, lacking = [], PICTURE
    shapes = shapes_of(scene, frame_of(page))
    words = with_drawn_marks(emboldened(words, shapes), shapes)
    kept = page_lines(words, shapes, above) if lacking != SOUP else ()
    if not lacking and are_scattered(kept):
        lacking = SCATTERED
    problem = lacking or (_OVERFULL if is_cut else None) or other_script(words)
    return Page(number, width, height, kept, problem=problem, turned=turned, hidden=hidden)


def _seen(document: Any, page: Page, seen: ocr.Ocr | None) -> Page:
    """The page with what OCR read; a picture without words stays with what it had."""
    if seen is None:
        engine = ocr.engine()
        why = f"{page.problem} {engine.name if engine else 'OCR'} could not read it."
        return msgspec.structs.replace(page, problem=why)
    if not seen.words:
        return msgspec.structs.replace(page, problem=None)
    # Rules and shades are drawn where the page is, not where its turned picture does.
    shapes = NO_SHAPES if seen.angle else _with_page(document, page.number - 1, _shapes)
    shapes = shapes._replace(
        rules=[*shapes.rules, *seen.shapes.rules], shades=[*shapes.shades, *seen.shapes.shades]
    )
    return msgspec.structs.replace(
        page,
        width=round(seen.width, 1),
        height=round(seen.height, 1),
        lines=page_lines(seen.words, shapes),
        ocr_confidence=seen.confidence,
        problem=NO_LANGUAGE if is_no_language(seen.words) else None,
        turned=round(seen.angle, 1),
    )


def _shapes(page: Any) -> Shapes:
    return shapes_of(scene_of(page, has_layers=False), frame_of(page))


def _status(pages: list[Page], count: int) -> tuple[Status, str | None]:
    if not count:
        return Status.UNREADABLE, "The PDF has no pages."
    problem = next((page.problem for page in pages if page.problem), None)
    if all(page.problem == _NOT_LOADED for page in pages):
        return Status.UNREADABLE, _DAMAGED
    if not any(page.lines for page in pages):
        what = "No page has text: it is a scan, or its text is drawn as pictures."
        missing = problem and not ocr.is_available()
        return Status.NO_TEXT, f"{what} {ocr.HOW_TO_GET}" if missing else what
    if count > len(pages):
        return Status.PARTIAL, f"Only the first {len(pages)} of {count} pages were read."
    if problem:
        where = some([str(page.number) for page in pages if page.problem])
        return Status.PARTIAL, f"Not read in full: page {where}. {problem}"
    if any(page.ocr_confidence is not None for page in pages):
        return Status.SCANNED_OCR, None
    return Status.OK, None


def _iso(stamp: str) -> str | None:
    match = _DATE.match(stamp)
    return "-".join(part for part in match.groups() if part) if match else None
