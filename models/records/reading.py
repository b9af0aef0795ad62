"""What reading a file gives: pages of lines, each with its place and its look.

Words are not kept: a line holds its text, its box and the look of most of its characters, which
is all that later stages use; `inspect` and the benches ask for words again.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from models.records.geometry import Box


class Status(StrEnum):
    """How far a file could be read (the contract's `documents.status`, before any withdrawal)."""

    OK = "ok"
    PARTIAL = "partial"  # some pages could not be read
    SCANNED_OCR = "scanned_ocr"  # at least one page's text came from OCR
    NO_TEXT = "no_text"  # pages without text, and no OCR program on this machine
    ENCRYPTED = "encrypted"
    NOT_PDF = "not_pdf"
    UNREADABLE = "unreadable"
    WITHDRAWN = "withdrawn"


class LineRole(StrEnum):
    """What a line is on its page. Only `body` and `table` lines can belong to statements."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    PAGE_NUMBER = "page_number"
    CONTENTS = "contents"
    FOOTNOTE = "footnote"
    TABLE = "table"
    MARGIN = "margin"  # protective markings, rotated text, watermarks


class Line(msgspec.Struct, frozen=True):
    """One printed line (or one table cell's line) in reading order.

    `text` is as printed: NFC, one space between words, ligatures as letters; a hyphen that ends
    the line and splits a word is the soft hyphen U+00AD (a printed hyphen stays "-").
    `size` is the font size in points of most characters; `bold` and `italic` hold where most
    characters are so. `block` numbers the paragraph-like block within the page; `column` counts
    columns from the left. `marker` is a bullet or private-use glyph that began the line, or None.
    `cell` is (table, row, column) within the page, for lines with role `table`.
    `bold_run` is the first run of bold characters of a line that is bold in part, (start, end) in
    `text`; None where all or none of it is.
    `shaded` says whether a filled rectangle lies behind the line, `underlined` whether a drawn
    line as long as its text is just below it.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    italic: bool = False
    role: LineRole = LineRole.BODY
    block: int = 0
    column: int = 0
    marker: str | None = None
    cell: tuple[int, int, int] | None = None
    shaded: bool = False
    colour: int = 0  # fill colour of most characters as 0xRRGGBB
    font: str = ""
    underlined: bool = False
    bold_run: tuple[int, int] | None = None


class HiddenKind(StrEnum):
    """How a file keeps words from whoever looks at its page."""

    BLACKED_OUT = "blacked_out"  # a dark bar, box or highlight; the words are still in the file
    COVERED = "covered"  # a light box, a picture or an annotation lies over them
    BACKGROUND_COLOUR = "background_colour"  # set in the colour of what lies behind them
    NO_INK = "no_ink"  # drawn invisibly or with opacity 0, with no picture of them behind
    CLIPPED = "clipped"
    LAYER_OFF = "layer_off"
    OFF_PAGE = "off_page"  # outside the page or its crop box
    TINY = "tiny"
    OTHER_WORDS = "other_words"  # /ActualText says other words than the page shows
    MARKED = "marked"  # marked for redaction, never applied: still to be seen on the page
    DELETED = "deleted"  # a tracked deletion or move of a Word file; its place is not known
    STRUCK = "struck"  # struck through: to be seen, but no longer in force


class Hidden(msgspec.Struct, frozen=True):
    """A place whose words a page does not show; the words themselves are not kept."""

    kind: HiddenKind
    box: Box | None = None  # None where a Word file does not say


class Page(msgspec.Struct, frozen=True):
    """One page: `number` counts from 1; `lines` are in reading order, furniture included.

    `turned` is by how many degrees anticlockwise a page that was scanned or printed sideways had
    to be turned to be read: its sides and the boxes of its lines are those of the page so turned.
    `hidden` are the places of words that are in the file and that the page does not show.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    ocr_confidence: float | None = None  # mean word confidence, 0 to 1, where OCR gave the text
    problem: str | None = None  # why the page has no or only part of its text
    turned: float = 0.0
    hidden: tuple[Hidden, ...] = ()
    label: str | None = None  # its number as printed ("9", "iv"), else as the file calls it


class Reading(msgspec.Struct, frozen=True):
    """A whole file as read: one per document, the input of every later stage."""

    document_id: str  # sha256 of the file's bytes, 64 hex digits
    status: Status
    pages: tuple[Page, ...] = ()
    n_pages: int = 0
    media_type: str = "application/pdf"
    message: str | None = None  # for a person: what went wrong and what to do next
    # The file's own metadata, as hints only. Its title is not kept: it may name somebody.
    pdf_created: str | None = None  # ISO date
