"""Whether two lines may belong together, by cell, look, label and place."""

from __future__ import annotations

import re

from extractors.structure.labels import Label, follows, opens_below
from extractors.structure.lexicon import heading_role
from extractors.structure.paragraph import PagedLine, Paragraph
from extractors.structure.spacing import CLOSING, ends_sentence, goes_on
from models.records import Line
from vocabulary.rules import asked

_END = re.compile(r"(?:[.!?:;…]|:\s?[-–—])[\"'”’)\]]*$")
_LAST_SIGNS = CLOSING | frozenset(".!?:;…-–—")  # as in `spacing`
_SAME_SIZE = 0.9  # points between lines of one paragraph
_TO_WHOM = asked("heading_forms", "to_whom")
_REFERS = asked("lead_ins", "refers")
_NUMBERED_TITLE = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]? [A-Z][^.!?:;]{2,50}$")
_LIST_END = re.compile(r"(?:[.!?:;,…][\"'”’)\]]*|\b(?:and|or))$")
_LONGEST_NAME = 5  # words of a section's usual name
_FIRST = ("a", "i", "1")
_RAGGED = 30.0  # points by which two full lines may end apart
_LEVEL = 1.5  # points by which the left edges of the lines of one paragraph may differ
INDENT = 8.0  # points by which an item's text is indented further than its label


def is_ended(text: str) -> bool:
    """Whether a line ends with a sentence, or with what a list or a clause ends with."""
    return text[-1:] in _LAST_SIGNS and _END.search(text) is not None


def is_other_title(told: list[Line], line: Line) -> bool:
    """Whether a bold line is a new title: the one above differs in capitals, colour or shade."""
    above = " ".join(one.text for one in told)
    in_capitals = above.isupper() and " " in above and not line.text.isupper()
    coloured = all(one.colour != line.colour for one in told)
    return in_capitals or coloured or told[-1].shaded != line.shaded


def names_section(last: Line, line: Line) -> bool:
    """Whether a line after a sentence is a number and a section's usual name, however it is set."""
    is_title = _NUMBERED_TITLE.match(line.text) and ends_sentence(last.text)
    return bool(is_title) and heading_role(line.text) is not None


def begins_section(last: Line, line: Line) -> bool:
    """Whether a page begins with a section's title that is set like the text above its sentence.

    A number before a short title is enough there, whatever the title says.
    """
    if not ends_sentence(last.text) or not line.text[:1].isalnum():
        return False
    if _NUMBERED_TITLE.match(line.text):
        return True
    is_short = len(line.text.split()) <= _LONGEST_NAME and not line.text[:1].islower()
    return is_short and not is_ended(line.text) and heading_role(line.text) is not None


def hangs(paragraph: Paragraph, line: Line, further: float = 0.0) -> bool:
    """Whether a line is under the text of an item rather than under its label.

    `further` is by how many points the line's page is set further to the right.
    """
    if len(paragraph.lines) < 2:
        return False
    return abs(line.box.x0 - further - paragraph.lines[1].line.box.x0) < 4


def leaves_item(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line is under the bullet or number, where the item's text is indented further.

    On a scan the next number may have been read wrongly: then a sentence must have ended.
    """
    if len(paragraph.lines) < 2:
        return False
    ended = paragraph.label and ends_sentence(paragraph.lines[-1].line.text)
    if not paragraph.marker and not (ended and not goes_on(line)):
        return False
    edge = paragraph.lines[1].line.box.x0
    return edge > paragraph.x0 + INDENT and line.box.x0 < edge - INDENT


def changes_margin(paragraph: Paragraph, line: Line) -> bool:
    """Whether a sentence ended and the next line begins further in or out: the edge of a box."""
    if len(paragraph.lines) < 2 or not line.text[:1].isupper():
        return False
    before, last = (placed.line for placed in paragraph.lines[-2:])
    if not ends_sentence(last.text) or abs(before.box.x0 - last.box.x0) > _LEVEL:
        return False
    return abs(line.box.x0 - last.box.x0) > INDENT


def _is_next_of_list(paragraph: Paragraph, line: Line, label: Label) -> bool:
    """Whether a number is the next after the paragraph's, and begins a line or follows a full stop.

    A quotation's source in brackets may end a numbered paragraph.
    """
    if not follows(paragraph.label, label):
        return False
    listed = (
        label.style in ("letter", "section") or _is_dotted(line, label) or _hangs_itself(paragraph)
    )
    stands_below = listed and abs(line.box.x0 - paragraph.x0) < 2
    return stands_below or is_ended(paragraph.lines[-1].line.text)


def _hangs_itself(paragraph: Paragraph) -> bool:
    """Whether the text of an item is indented further than its number."""
    return len(paragraph.lines) > 1 and paragraph.lines[1].line.box.x0 > paragraph.x0 + INDENT


def label_is_inside(paragraph: Paragraph, line: Line, label: Label | None) -> bool:
    """Whether what looks like a label is just a number within running text."""
    if label is None:
        return True
    last = paragraph.lines[-1].line
    if label.style == "word":
        return _word_is_inside(last, line, label)
    if opens_below(paragraph.label, label) or _is_next_of_list(paragraph, line, label):
        return False
    hangs = len(paragraph.lines) > 1 or paragraph.is_item
    outdented = line.box.x0 < last.box.x0 - 4
    if outdented and _is_below_indented(paragraph, line):
        return True
    if label.style in ("section", "letter", "short"):
        same_edge = abs(line.box.x0 - paragraph.x0) < 4
        ended = bool(_LIST_END.search(last.text))
        if label.style == "section" and ends_sentence(last.text):
            # The paragraph's first line may be indented, and the next one's number outdented.
            same_edge = same_edge or abs(line.box.x0 - last.box.x0) < 4
        if ended and label.style == "letter" and (label.number or "").strip("().") in _FIRST:
            return False  # the first item of a list, under the text of what leads in to it
        return not (outdented or (same_edge and ended) or (ended and line.box.x0 > last.box.x0 + 4))
    ended = is_ended(last.text)
    if ended and label.style == "plain":
        after_lead_in = last.text.rstrip(" -–—").endswith(":")
        elsewhere = abs(line.box.x0 - last.box.x0) > 4
        if after_lead_in or (_is_dotted(line, label) and (label.number == "1" or elsewhere)):
            return False  # the first item of a list, or one whose first line is indented
    return not (outdented and hangs and ended)


def _word_is_inside(last: Line, line: Line, label: Label) -> bool:
    """Whether a label with a word is one in a sentence: "identified in / Finding One. It cost"."""
    if label.number is not None and _REFERS.find(last.text):
        return True
    return (goes_on(line) and not is_ended(last.text)) or (
        label.number is None and ":" not in line.text[: label.length]
    )


def _is_dotted(line: Line, label: Label) -> bool:
    """Whether a number has its dot or bracket: "4." is an item's, "4 staff" are in a sentence."""
    number = label.number or ""
    return label.style == "plain" and line.text[len(number) : len(number) + 1] in (".", ")")


def _is_below_indented(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line is further to the left since the first line above is indented.

    That line runs on to the margin, and its sentence goes on: "on Friday at", "18.50 after".
    """
    last = paragraph.lines[-1].line
    if len(paragraph.lines) > 1 or paragraph.is_item or is_ended(last.text):
        return False
    return last.box.x1 > line.box.x1 - _RAGGED


def same_cell(last: PagedLine, placed: PagedLine) -> bool:
    """Whether two lines are in one cell, or in one that a page break parts.

    One part of a cell that is as wide as its table may be all that the table has on its page. It is
    no table there, but a framed text.
    """
    a, b = last.line.cell, placed.line.cell
    if last.page == placed.page or a is b:
        return a == b
    if is_ended(last.line.text):
        return False
    if a is None or b is None:
        framed = placed.line.shaded if b is None else last.line.shaded
        # A frame that loses its upper or lower edge to the page break is no table there.
        level = (a or b or (0, 0, 0))[2] == 0 and abs(
            last.line.box.x0 - placed.line.box.x0
        ) < _LEVEL
        return (framed or level) and goes_on(placed.line)
    return a[2] == b[2] and b[1] == 0


def _ends_plain(line: Line) -> bool:
    """Whether a line that is mostly bold ends in plain words: a title runs into its text."""
    return line.bold_run is not None and line.bold_run[1] < len(line.text)


def alike(last: Line, line: Line) -> bool:
    """Whether two lines may be of one paragraph by their look."""
    if abs(last.size - line.size) > 0.22 * max(last.size, line.size):
        return False
    if abs(last.size - line.size) > _SAME_SIZE and not goes_on(line):
        return False
    if last.bold and not line.bold and not _ends_plain(last):
        # Bold that ends with the line is a heading above its text, not a bold opening.
        same_size = abs(last.size - line.size) < 0.6
        opens = goes_on(line) or bool(_TO_WHOM.find(last.text))
        return same_size and opens and not last.text.endswith(":")
    # "Anticipated outcome: ..." in italics below an action.
    in_italics = line.italic and not last.italic and ":" in line.text[:40]
    changes = in_italics or (line.bold and not last.bold)
    return not (changes and is_ended(last.text))
