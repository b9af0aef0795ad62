"""Lists: lead-ins, items, and which items belong to the one above them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.statements.grammar import announces, is_call, is_scope
from extractors.structure.labels import follows
from extractors.structure.paragraphs import Paragraph
from models.records import Kind
from vocabulary.rules import asked

_LEADS, _FOLLOWS = asked("lead_ins", "leads"), asked("lead_ins", "follows")
_IS_GENERIC, _THE_FOLLOWING = asked("lead_ins", "is_generic"), asked("lead_ins", "the_following")
UNDER_WHICH = asked("lead_ins", "under_which")
_CALL, _POINTS_BACK = asked("heading_forms", "call"), asked("heading_forms", "points_back")
_OPEN = (":", ";", ",", "–", "-", " and", " that", " to")
_JUDGEMENTS = frozenset({Kind.FINDING, Kind.GOOD_PRACTICE, Kind.LEARNING_POINT})
_EDGE = 4.0  # points by which the left edges of one list may differ
_INDENT = 8.0  # points by which a sub-point is indented further
_SAYS = 70  # characters of a sentence that says something before its items do
_NEAR = 14  # paragraphs to look back and ahead for the number before and after


def is_own_question(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """Whether an item is below "The Board identified the following research questions:"."""
    at = i
    while at and paragraphs[at].is_item and not paragraphs[at].level:
        at -= 1
    return at < i and is_scope(paragraphs[at].full)


def is_lead_in(paragraphs: Sequence[Paragraph], i: int, kind: Kind) -> bool:
    """Whether paragraph `i` introduces a list whose items are statements of their own."""
    paragraph, following = paragraphs[i], _at(paragraphs, i + 1)
    if following and _asks_alone(paragraph, following):
        announced = announces(paragraph.text.strip())
        if kind is Kind.QUESTION or (announced and announced[0] is Kind.QUESTION):
            return True
    label = paragraph.label
    numbered = label and label.style in ("section", "plain")
    if numbered and kind not in _JUDGEMENTS and not _is_generic(paragraph):
        return False
    told = paragraph.full.rstrip(" -–—")
    if following is None or not (told.endswith(":") or _FOLLOWS.find(told)):
        return False
    if not following.is_item or following.level:
        return False
    if following.text[:1].islower() and UNDER_WHICH.find(told):
        return False
    if _is_generic(paragraph):
        return len(told) < 220 and not _spells_out(told) and not is_listed(paragraphs, i)
    if kind in _JUDGEMENTS and _THE_FOLLOWING.find(told) and len(told) < 220:
        return True
    return bool(_LEADS.find(paragraph.full)) and len(paragraph.full) < 90


def _asks_alone(above: Paragraph, item: Paragraph) -> bool:
    """Whether an item is a question of its own below words that ask nothing themselves."""
    if above.label and above.label.number and item.text[:1].islower():
        return False  # "2. How will the Board make sure that:" ends with its last point
    is_other = item.is_item and not above.marker
    return is_other and item.full.endswith("?") and "?" not in above.full


def _spells_out(told: str) -> bool:
    """A call, and then "This should include:": what follows are its sub-points."""
    before, _, last = told.rpartition(". ")
    return bool(_CALL.find(before) and _POINTS_BACK.find(last))


def spells_out_one(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """Whether items finish the sentence of a single recommendation: "arrangements whereby: a ...".

    "The Board should:" says nothing without its items, and each of these is one.
    """
    items = []
    for item in paragraphs[i + 1 :]:
        if not item.is_item or item.level or (item.label and item.label.kind):
            break
        items.append(item)
    says = len(paragraphs[i].full) >= _SAYS or bool(UNDER_WHICH.find(paragraphs[i].full))
    says = says and not is_lead_in(paragraphs, i, Kind.RECOMMENDATION)
    return says and len(items) > 1 and all(item.text[:1].islower() for item in items)


def is_listed(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """Whether a call with items below it is itself one of a numbered list: 4., 5. and its points.

    "5. That guidance covers the following:" between 4. and 6. asks for one thing.
    """
    label = paragraphs[i].label
    if label is None or label.style not in ("plain", "section", "word"):
        return False
    if not is_call(paragraphs[i].text):
        return False
    near = (*reversed(paragraphs[max(0, i - _NEAR) : i]), *paragraphs[i + 1 : i + _NEAR])
    return any(
        other.label is not None
        and abs(other.x0 - paragraphs[i].x0) < _EDGE
        and (follows(other.label, label) or follows(label, other.label))
        for other in near
        if other.section == paragraphs[i].section and not other.marker
    )


def _is_generic(paragraph: Paragraph) -> bool:
    told = paragraph.full.rstrip(" -–—")
    return bool(_IS_GENERIC.find(told) or _FOLLOWS.find(told))


def is_topic(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """Whether a short item only names what the numbered items below it are about."""
    item, following = paragraphs[i], _at(paragraphs, i + 1)
    if not item.label or len(item.text) > 60 or item.full.endswith((".", ";", ":", ",")):
        return False
    if _CALL.find(item.text) or following is None or following.x0 <= item.x0 + _INDENT:
        return False
    return _is_roman_list(item, following)


def end_of_item(paragraphs: Sequence[Paragraph], i: int, kind: Kind | None = None) -> int:
    """The place after paragraph `i` and the sub-points that belong to it."""
    parent = paragraphs[i]
    generic = bool(_IS_GENERIC.find(parent.full)) and not parent.is_named
    if generic and kind in _JUDGEMENTS:
        return i + 1
    one = not generic or _spells_out(parent.full) or is_listed(paragraphs, i)
    opened = parent.full.endswith(_OPEN) and one
    end = i + 1
    while (item := _at(paragraphs, end)) is not None and _belongs(
        parent, item, kind, opened=opened
    ):
        end += 1
    return end


def _belongs(parent: Paragraph, item: Paragraph, kind: Kind | None, *, opened: bool) -> bool:
    if item.level or (item.label and item.label.kind):
        return False
    beside = item.page == parent.page and item.first.column == parent.first.column
    deeper = item.x0 > parent.x0 + _INDENT and (beside or item.first.column == 0)
    if not item.is_item:
        # A list whose bullets are drawn, not written: each item is indented.
        if opened and deeper and item.x0 > parent.lines[-1].line.box.x0 + _INDENT:
            return True
        return kind is Kind.RECOMMENDATION and _hangs_below(parent, item)
    closed = not parent.label or (kind is Kind.LEARNING_POINT and not opened)
    if kind in _JUDGEMENTS and closed and _is_full_sentence(item):
        return False  # a list of findings below a lead-in: each is a statement of its own
    if kind is Kind.QUESTION and _asks_alone(parent, item):
        return False  # each question below words that announce it is a statement of its own
    same = parent.label and item.label and parent.label.style == item.label.style
    if same or _is_roman_list(parent, item) or (parent.marker and item.marker and not deeper):
        return False
    lettered = item.label is not None and item.label.style == "letter"
    return opened or (deeper and (lettered or parent.is_item))


def _hangs_below(parent: Paragraph, item: Paragraph) -> bool:
    """A second paragraph of an item: set under its text, not under its label."""
    if len(parent.lines) < 2 or not parent.is_item or item.page != parent.page_last:
        return False
    text_edge = parent.lines[1].line.box.x0
    hanging = text_edge > parent.x0 + _INDENT
    return hanging and abs(item.x0 - text_edge) < 4 and item.first.size == parent.first.size


def _is_roman_list(parent: Paragraph, item: Paragraph) -> bool:
    """(a) with (i), (ii), ... below it: each is numbered in its own right."""
    if not (parent.label and item.label and parent.label.style == item.label.style == "letter"):
        return False
    return bool(re.fullmatch(r"\(?[ivx]+[.)]", item.label.number or ""))


def _is_full_sentence(item: Paragraph) -> bool:
    text = item.text.strip()
    return len(text) > 60 and text[0].isupper() and text.endswith(".")


def _at(paragraphs: Sequence[Paragraph], i: int) -> Paragraph | None:
    return paragraphs[i] if i < len(paragraphs) else None
