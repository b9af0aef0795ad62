"""A template for slides: the layouts and placeholders that it must have, found by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.exc import PackageNotFoundError

from briefings.pack.settings import FOLDER, PackError

SHIPPED = FOLDER / "templates" / "slides.pptx"
NEEDED = {
    "Title": ("title", "subtitle", "presenters", "notice"),
    "Care": ("title", "care", "note takers", "minutes"),
    "For the author": ("title", "label", "author", "minutes"),
    "Facts": ("title", "table", "minutes"),
    "Quote": ("title", "quote", "citation", "minutes"),
    "Quote pair": ("title", "quote 1", "citation 1", "quote 2", "citation 2", "minutes"),
    "Table": ("title", "lead", "table", "minutes"),
    "Breakout": ("title", "questions", "citation", "label", "author", "minutes"),
    "Implications": ("title", "label reviews", "reviews", "label", "author", "minutes"),
    "Close": ("title", "body", "label", "author", "minutes"),
}


def open_template(path: Path | None) -> Any:
    """The presentation to fill. Raises PackError if it cannot be read or lacks something."""
    path = path or SHIPPED
    try:
        deck = Presentation(str(path))
    except (PackageNotFoundError, KeyError, ValueError, OSError) as error:
        raise PackError(f"{path} is not a PowerPoint file: give a .pptx.") from error
    lacking = _lacking(deck)
    if lacking:
        raise PackError(
            f"{path} is missing {'; '.join(lacking)}. In PowerPoint: View, Slide Master, Rename"
            " Layout, or Arrange, Selection Pane for the name of a placeholder."
            " `reviews brief templates FOLDER` writes the shipped one to compare with."
        )
    return deck


def _lacking(deck: Any) -> list[str]:
    layouts = {layout.name: layout for layout in deck.slide_layouts}
    out = []
    for name, needed in NEEDED.items():
        if name not in layouts:
            out.append(f"the layout “{name}”")
            continue
        held = {placeholder.name for placeholder in layouts[name].placeholders}
        out += [f"the placeholder “{one}” in layout “{name}”" for one in needed if one not in held]
    return out
