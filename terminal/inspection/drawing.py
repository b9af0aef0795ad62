"""Pages with what the stages saw drawn over them.

Blocks have thin frames in the colour of their role, statements have thick frames, and places with
words that the page does not show are hatched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from archive.errors import UserError
from extractors.reading.skew import turned
from models.records import Box, Kind, LineRole, Page, enclosing
from terminal.inspection.finding import Inspected

_POINTS_PER_INCH = 72
_ROLES = {
    LineRole.BODY: "#9e9e9e",
    LineRole.TABLE: "#00838f",
    LineRole.FOOTNOTE: "#8d6e63",
    LineRole.CONTENTS: "#827717",
}
_FURNITURE = "#d7ccc8"
_HIDDEN, _HATCH = "#c51162", 6  # colour, and pixels between two lines
_KINDS = {
    Kind.RECOMMENDATION: "#d50000",
    Kind.FINDING: "#2962ff",
    Kind.GOOD_PRACTICE: "#00a152",
    Kind.LEARNING_POINT: "#ff6d00",
    Kind.QUESTION: "#aa00ff",
}


def draw_pages(
    inspected: Inspected, folder: Path, pages: Iterable[int] = (), dpi: int = 100
) -> Iterator[Path]:
    """Write `NAME-page-N.png` for the named pages, or for those with statements or hidden words.

    Raises UserError if the file cannot be drawn or has no such page.
    """
    statements = inspected.extraction.statements
    wanted = set(pages) or {e.page for s in statements for e in s.evidence}
    known = {page.number: page for page in inspected.reading.pages}
    if not pages:
        wanted |= {page.number for page in known.values() if page.hidden}
    if missing := sorted(wanted - known.keys()):
        raise UserError(f"{inspected.path.name} has no page {missing[0]} that could be read.")
    if not wanted:
        raise UserError("No statement was found, so there is no page to draw. Name one: --page 1.")
    folder.mkdir(parents=True, exist_ok=True)
    document = pdfium.PdfDocument(inspected.path)
    try:
        for number in sorted(wanted):
            image = document[number - 1].render(scale=dpi / _POINTS_PER_INCH).to_pil()
            # Boxes refer to the page as it was turned for reading.
            image = turned(image.convert("RGB"), known[number].turned)
            _draw(image, known[number], inspected, dpi / _POINTS_PER_INCH).save(
                target := folder / f"{inspected.path.stem[:60]}-page-{number:03d}.png"
            )
            yield target
    finally:
        document.close()


def _draw(image: Image.Image, page: Page, inspected: Inspected, scale: float) -> Image.Image:
    pen = ImageDraw.Draw(image)
    for role, box in _blocks(page):
        pen.rectangle(_pixels(box, scale), outline=_ROLES.get(role, _FURNITURE), width=1)
    for place in page.hidden:
        if place.box is not None:
            _hatch(pen, _pixels(place.box, scale), str(place.kind))
    for statement in inspected.extraction.statements:
        boxes = [e.box for e in statement.evidence if e.page == page.number]
        if not boxes:
            continue
        colour = _KINDS[statement.kind]
        for box in boxes:
            pen.line(
                [(box.x0 * scale - 5, box.top * scale), (box.x0 * scale - 5, box.bottom * scale)],
                fill=colour,
                width=3,
            )
        around = enclosing(boxes)
        pen.rectangle(_pixels(around, scale, 2), outline=colour, width=2)
        label = f"{statement.kind} {statement.number or ''} {statement.rule}"
        pen.text((around.x0 * scale, around.top * scale - 13), label, fill=colour)
    return image


def _hatch(pen: ImageDraw.ImageDraw, box: tuple[float, float, float, float], kind: str) -> None:
    """A frame with sloping lines over it, black and white so that they show on any background."""
    x0, top, x1, bottom = box
    height = bottom - top
    for step in range(int((x1 - x0 + height) / _HATCH) + 1):
        start, end = x0 + step * _HATCH - height, x0 + step * _HATCH
        line = [
            (max(start, x0), bottom - max(0.0, x0 - start)),
            (min(end, x1), top + max(0.0, end - x1)),
        ]
        pen.line(line, fill="#ffffff" if step % 2 else _HIDDEN, width=2)
    pen.rectangle(box, outline=_HIDDEN, width=2)
    pen.text((x0, bottom + 1), kind, fill=_HIDDEN)


def _blocks(page: Page) -> Iterator[tuple[LineRole, Box]]:
    """The box around the lines of each block of one role."""
    blocks: dict[tuple[int, LineRole], list[Box]] = {}
    for line in page.lines:
        blocks.setdefault((line.block, line.role), []).append(line.box)
    for (_, role), boxes in blocks.items():
        yield role, enclosing(boxes)


def _pixels(box: Box, scale: float, margin: float = 1) -> tuple[float, float, float, float]:
    return (
        box.x0 * scale - margin,
        box.top * scale - margin,
        box.x1 * scale + margin,
        box.bottom * scale + margin,
    )
