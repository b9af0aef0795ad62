"""The layouts of the shipped slides.pptx: names and placeholders are what `render` asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.util import Inches

from briefings.pack import palette as p
from briefings.pack.fixed import fixed
from briefings.pack.templates.drawing import Panel, Placeholder, SlideBox, draw

_WIDE, _HIGH = 13.333, 7.5
_LEFT, _TOP, _WIDTH = 0.75, 1.75, 11.85
_BAR = Panel(SlideBox(0, 0, _WIDE, 0.16), p.DEEP)
_LINE = Panel(SlideBox(0, 0.16, 2.4, 0.05), p.WARM)
_TITLE = Placeholder(
    "title",
    0,
    SlideBox(_LEFT, 0.55, _WIDTH, 0.85),
    32,
    p.DEEP,
    "Title",
    "title",
    True,
    "ctr",
    after=0,
)
_FOOT = [
    Placeholder("minutes", 20, SlideBox(_LEFT, 6.95, 5, 0.35), 14, p.QUIET, "Minutes", after=0),
    Placeholder(
        "number", 21, SlideBox(11.6, 6.95, 1, 0.35), 14, p.QUIET, kind="sldNum", align="r", after=0
    ),
]
_FRAME: list[Panel | Placeholder] = [_BAR, _LINE, _TITLE]


def _label(box: SlideBox, name: str = "label", index: int = 30) -> Placeholder:
    return Placeholder(name, index, box, 18, p.YOURS_LINE, "What is yours to write here", after=0)


def _author(box: SlideBox) -> Placeholder:
    return Placeholder("author", 31, box, 20, p.INK, "Write here")


def _yours(box: SlideBox) -> list[Panel | Placeholder]:
    """A box for the author, with a line that says what for."""
    inner = SlideBox(box.left + 0.25, box.top + 0.18, box.width - 0.5, 0.5)
    room = SlideBox(inner.left, inner.top + 0.55, inner.width, box.height - 0.9)
    return [Panel(box, p.YOURS, p.YOURS_LINE, is_dashed=True), _label(inner), _author(room)]


def _quote(box: SlideBox, size: int, suffix: str, index: int) -> list[Panel | Placeholder]:
    """A quote with its citation below, and a bar at its side."""
    text = SlideBox(box.left + 0.4, box.top, box.width - 0.4, box.height - 0.6)
    below = SlideBox(text.left, box.top + box.height - 0.5, text.width, 0.5)
    return [
        Panel(SlideBox(box.left, box.top, 0.09, box.height), p.ACCENT),
        Placeholder(f"quote{suffix}", index, text, size, p.INK, "Quote", anchor="ctr", after=0),
        Placeholder(f"citation{suffix}", index + 1, below, 18, p.QUIET, "Source", after=0),
    ]


def _card(box: SlideBox, suffix: str, index: int) -> list[Panel | Placeholder]:
    """A quote on a card, two of which fit side by side."""
    text = SlideBox(box.left + 0.35, box.top + 0.25, box.width - 0.7, box.height - 1.6)
    below = SlideBox(text.left, box.top + box.height - 1.2, text.width, 1.0)
    return [
        Panel(box, p.TINT),
        Panel(SlideBox(box.left, box.top, box.width, 0.07), p.ACCENT),
        Placeholder(f"quote{suffix}", index, text, 24, p.INK, "Quote", anchor="ctr", after=0),
        Placeholder(
            f"citation{suffix}", index + 1, below, 18, p.QUIET, "Source", anchor="b", after=0
        ),
    ]


_FULL = SlideBox(_LEFT, _TOP, _WIDTH, 4.95)
_HALF = 5.75
_RIGHT = _LEFT + _WIDTH - _HALF
LAYOUTS: dict[str, list[Panel | Placeholder]] = {
    "Title": [
        Panel(SlideBox(_LEFT, 3.75, 2.4, 0.06), p.WARM),
        Placeholder(
            "title",
            0,
            SlideBox(_LEFT, 1.1, 11.2, 2.4),
            48,
            p.WHITE,
            "Title",
            "title",
            True,
            "b",
            after=0,
        ),
        Placeholder("subtitle", 10, SlideBox(_LEFT, 4.0, 11.2, 0.9), 22, p.TINT, "For whom"),
        Placeholder(
            "presenters",
            11,
            SlideBox(_LEFT, 5.0, 11.2, 1.8),
            18,
            p.TINT,
            "Date and presenters",
            after=4,
        ),
        Placeholder("notice", 12, SlideBox(_LEFT, 0.5, 11.2, 0.4), 18, p.WARM, "Notice", after=0),
    ],
    "Care": [
        *_FRAME,
        Placeholder(
            "care",
            10,
            SlideBox(_LEFT, _TOP, 6.4, 4.95),
            22,
            p.INK,
            "Looking after yourself",
            after=14,
        ),
        Panel(SlideBox(7.6, _TOP, 5.0, 4.95), p.DEEP),
        Panel(SlideBox(7.6, _TOP, 5.0, 0.09), p.WARM),
        Placeholder(
            "note takers",
            11,
            SlideBox(8.0, _TOP + 0.4, 4.2, 4.2),
            22,
            p.WHITE,
            "Note-takers",
            anchor="ctr",
        ),
        *_FOOT,
    ],
    "For the author": [*_FRAME, *_yours(_FULL), *_FOOT],
    "Facts": [
        *_FRAME,
        Placeholder("table", 10, SlideBox(_LEFT, 1.55, _WIDTH, 5.2), 18, p.INK, "Table", "tbl"),
        *_FOOT,
    ],
    "Quote": [*_FRAME, *_quote(SlideBox(_LEFT, 1.9, 11.4, 4.5), 32, "", 10), *_FOOT],
    "Quote pair": [
        *_FRAME,
        *_card(SlideBox(_LEFT, _TOP, _HALF, 4.95), " 1", 10),
        *_card(SlideBox(_RIGHT, _TOP, _HALF, 4.95), " 2", 12),
        *_FOOT,
    ],
    "Table": [
        *_FRAME,
        Placeholder(
            "lead", 10, SlideBox(_LEFT, 1.5, _WIDTH, 0.85), 20, p.INK, "Lead", anchor="ctr"
        ),
        Placeholder("table", 11, SlideBox(_LEFT, 2.5, _WIDTH, 4.2), 18, p.INK, "Table", "tbl"),
        *_FOOT,
    ],
    "Breakout": [
        *_FRAME,
        Panel(SlideBox(_LEFT, _TOP, 7.3, 4.95), p.TINT),
        Panel(SlideBox(_LEFT, _TOP, 0.09, 4.95), p.ACCENT),
        Placeholder(
            "questions",
            10,
            SlideBox(_LEFT + 0.45, _TOP + 0.2, 6.5, 3.35),
            24,
            p.INK,
            "Questions",
            anchor="ctr",
            after=18,
        ),
        Placeholder(
            "citation",
            11,
            SlideBox(_LEFT + 0.45, 5.4, 6.5, 1.2),
            18,
            p.QUIET,
            "Source",
            anchor="b",
            after=0,
        ),
        *_yours(SlideBox(8.35, _TOP, 4.25, 4.95)),
        *_FOOT,
    ],
    "Implications": [
        *_FRAME,
        Panel(SlideBox(_LEFT, _TOP, _HALF, 4.95), p.TINT),
        Placeholder(
            "label reviews",
            11,
            SlideBox(_LEFT + 0.25, _TOP + 0.15, _HALF - 0.5, 0.4),
            18,
            p.DEEP,
            "From the reviews",
            is_bold=True,
            after=0,
        ),
        Placeholder(
            "reviews",
            10,
            SlideBox(_LEFT + 0.25, _TOP + 0.65, _HALF - 0.5, 4.15),
            20,
            p.INK,
            "Quotes",
        ),
        *_yours(SlideBox(_RIGHT, _TOP, _HALF, 4.95)),
        *_FOOT,
    ],
    "Close": [
        *_FRAME,
        *_yours(SlideBox(_LEFT, _TOP, 6.2, 4.95)),
        Placeholder(
            "body", 10, SlideBox(7.4, _TOP + 0.1, 5.2, 4.7), 20, p.INK, "Where to turn", after=14
        ),
        *_FOOT,
    ],
}


def build(target: Path) -> None:
    """Write the template: python-pptx's own empty file with our master, layouts and theme."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(_WIDE), Inches(_HIGH)
    master = deck.slide_master
    body = Placeholder("body", 1, _FULL, 20, p.INK, "Text")
    number = Placeholder(
        "number", 4, SlideBox(11.6, 6.95, 1, 0.35), 14, p.QUIET, kind="sldNum", align="r"
    )
    draw(master, [_TITLE, body, number], p.WHITE)
    layouts = list(master.slide_layouts)
    for spare in layouts[len(LAYOUTS) :]:
        master.slide_layouts.remove(spare)
    for layout, (name, shapes) in zip(layouts, LAYOUTS.items(), strict=False):
        draw(layout, shapes, p.DEEP if name == "Title" else p.WHITE)
        layout.name = name
        element = layout._element  # noqa: SLF001 - its kind is one of Microsoft's own layouts
        element.attrib.pop("type", None)
        element.set("userDrawn", "1")
    _paint(master)
    deck.core_properties.author = ""
    target.write_bytes(fixed(deck, "Learning review briefing: slides"))


def _paint(master: Any) -> None:
    """Fonts and colours of the theme, which tables and new shapes take."""
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = parse_xml(theme.blob)
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    colours = {
        "dk1": p.INK,
        "lt1": p.WHITE,
        "dk2": p.DEEP,
        "lt2": p.TINT,
        "accent1": p.DEEP,
        "accent2": p.ACCENT,
        "accent3": p.WARM,
        "accent4": p.YOURS_LINE,
        "accent5": p.QUIET,
        "accent6": p.INK,
        "hlink": p.ACCENT,
        "folHlink": p.QUIET,
    }
    for name, colour in colours.items():
        (slot,) = root.findall(f".//a:clrScheme/a:{name}", space)
        for old in list(slot):
            slot.remove(old)
        made = slot.makeelement(f"{{{space['a']}}}srgbClr", {"val": colour})
        slot.append(made)
    for font in root.findall(".//a:fontScheme/*/a:latin", space):
        font.set("typeface", "Arial")
    theme._blob = serialize_part_xml(root)  # noqa: SLF001
