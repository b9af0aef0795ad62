"""Headings that are known by others of their series, or by what is numbered below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.structure.heading_styles import Style, style_of
from extractors.structure.labels import follows, opens_below
from extractors.structure.paragraphs import Paragraph
from vocabulary.rules import asked

_SENTENCE = asked("heading_forms", "sentence")
_COUNTS = re.compile(r"(?P<word>[A-Z][a-z]+(?: [a-z]+)?) (?P<number>\d{1,2})[.:] (?=[A-Z‘“])")
_SHORT_TITLE = 6  # words


def numbered_siblings(
    paragraphs: Sequence[Paragraph], styles: dict[int, Style]
) -> dict[int, Style]:
    """Titles that end in a full stop, known by the heading of their style before or after them.

    "5 Ending delay" and "7 Safety" are headings: so is "6 Monitoring for people in need.".
    """
    labels = [(style, label) for i, style in styles.items() if (label := paragraphs[i].label)]
    out: dict[int, Style] = {}
    for i, paragraph in enumerate(paragraphs):
        label = paragraph.label
        if i in styles or not (label and label.style == "plain" and label.number):
            continue
        if not paragraph.bold or paragraph.in_table or _SENTENCE.find(paragraph.text):
            continue
        style = style_of(paragraph)
        alike = [other for of, other in labels if of == style]
        if any(follows(other, label) for other in alike) and any(
            follows(label, other) for other in alike
        ):
            out[i] = style
    return out


def counted_siblings(paragraphs: Sequence[Paragraph], styles: dict[int, Style]) -> dict[int, Style]:
    """The same with a word before the number: "Theme 3: Agencies did not see the pattern."."""
    counted = {
        (styles[i], match["word"], int(match["number"]))
        for i in styles
        if (match := _COUNTS.match(paragraphs[i].full))
    }
    out: dict[int, Style] = {}
    for i, paragraph in enumerate(paragraphs):
        match = None if i in styles or paragraph.label else _COUNTS.match(paragraph.full)
        if match is None or not paragraph.bold or paragraph.in_table:
            continue
        style, number = style_of(paragraph), int(match["number"])
        if {(style, match["word"], number - 1), (style, match["word"], number + 1)} & counted:
            out[i] = style
    return out


def heads_numbers(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """ "3.2 Primary Care Trust" above "3.2.1 To agree ...", set like the text."""
    label, below = paragraph.label, following.label if following else None
    if paragraph.in_table or not (label and below and opens_below(label, below)):
        return False
    return len(paragraph.text.split()) <= _SHORT_TITLE and paragraph.text[-1:].isalnum()
