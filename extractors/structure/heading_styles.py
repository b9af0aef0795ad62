"""How a heading is set: what distinguishes its level from that of others."""

from __future__ import annotations

from extractors.structure.paragraphs import Paragraph

# Size and weight, capitals, italics, depth of its number: see `style_of`.
Style = tuple[float, int, int, int, int]
_SMALL = "etaoins"  # the commonest letters; a tenth of a text's signs bar it from being capitals


def is_capitals(text: str) -> bool:
    """Whether a text of several words is set in capitals."""
    if 10 * sum(map(text.count, _SMALL)) >= len(text):
        return False  # as nearly every text is
    letters = [c for c in text if c.isalpha()]
    return (
        len(letters) > 3 and sum(c.isupper() for c in letters) > 0.9 * len(letters) and " " in text
    )


def style_of(paragraph: Paragraph) -> Style:
    """Sort key: larger, bolder, capitals before lower case, upright before italic, 1 before 1.1."""
    first = paragraph.first
    label = paragraph.label
    depth = 0
    if label and label.style == "section" and label.number:
        depth = label.number.count(".") + label.number.count("-")
    return (
        -round(first.size),
        0 if paragraph.bold else 1,
        0 if is_capitals(paragraph.full) else 1,
        1 if first.italic else 0,
        depth,
    )
