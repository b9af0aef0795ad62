"""Styles of a .docx that give letters a background, or hide them.

LibreOffice does not print such a background, and does not say what it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.reading.hidden.cuts import Cut, Open, XmlError, cut

HIGHLIGHT = re.compile(rb"<\w+:highlight\s[^>]*val=[\"'](\w+)[\"']")
COLOUR = re.compile(rb"<\w+:color\s[^>]*?val=[\"'](\w+)[\"'][^>]*>")
_VANISH = re.compile(rb"<\w+:vanish(?:\s[^>]*?val=[\"'](\w+)[\"'][^>]*|\s*)/>")
_ON = frozenset({b"1", b"true", b"on"})
_BASED_ON = re.compile(rb"<\w+:basedOn\s[^>]*?val=[\"']([^\"']*)[\"']")
_NAME = re.compile(rb"styleId=[\"']([^\"']*)[\"']")


class Style:
    """What a style of a .docx says of the ground and the colour of its letters, and if it hides."""

    def __init__(self, inside: bytes) -> None:
        ground, colour = HIGHLIGHT.search(inside), COLOUR.search(inside)
        based = _BASED_ON.search(inside)
        self.ground = ground and ground[1]
        self.colour = colour and colour[1]
        self.is_hidden = hides(inside)
        self.based_on: bytes | None = based and based[1]


def hides(inside: bytes) -> bool | None:
    """Whether how letters are set hides them; None where it does not say."""
    vanish = _VANISH.search(inside)
    return None if vanish is None else vanish[1] is None or vanish[1] in _ON


def styles_of(xml: bytes) -> dict[bytes, Style]:
    """The styles of a .docx that give their letters a ground or hide them, by name.

    What they rest on is filled in.
    """
    styles: dict[bytes, Style] = {}
    if not (HIGHLIGHT.search(xml) or _VANISH.search(xml)):
        return styles

    def ended(element: Open, at: int, _: int, around: Sequence[Open]) -> Sequence[Cut]:
        if element.name == "style" and len(around) == 1:
            name = _NAME.search(xml, element.start, element.inside)
            if name:
                styles[name[1]] = Style(xml[element.inside : at])
        return []

    try:
        cut(xml, ended)
    except XmlError:
        return {}
    for style in styles.values():
        _inherit(style, styles)
    return {name: style for name, style in styles.items() if style.ground or style.is_hidden}


def _inherit(style: Style, styles: Mapping[bytes, Style]) -> None:
    """Fill in what a style leaves to those that it is based on."""
    name = style.based_on
    for _ in range(len(styles)):  # a ring of styles must not hold us
        if name is None or name not in styles:
            return
        above = styles[name]
        style.ground = style.ground or above.ground
        style.colour = style.colour or above.colour
        if style.is_hidden is None:
            style.is_hidden = above.is_hidden
        name = above.based_on
