"""Colours of the shipped templates and the web page. Tests check the contrast of text."""

from __future__ import annotations

INK = "14252D"  # text
QUIET = "44545C"  # citations, minutes
DEEP = "0B3C49"  # title slide, table headers
ACCENT = "0F766E"  # bars, links
WARM = "F2A541"  # a thin line, never text
TINT = "EDF4F4"  # cards of quotes
YOURS = "FFF7E3"  # boxes for the author
YOURS_LINE = "8A5A00"  # their outline and label
WHITE = "FFFFFF"

READ = (  # text colour on background colour
    (INK, WHITE),
    (INK, TINT),
    (INK, YOURS),
    (QUIET, WHITE),
    (QUIET, TINT),
    (ACCENT, WHITE),
    (WHITE, DEEP),
    (TINT, DEEP),
    (WARM, DEEP),
    (YOURS_LINE, YOURS),
    (DEEP, WHITE),
    (DEEP, TINT),
)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2 defines it."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4
