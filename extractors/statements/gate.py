"""The gate of a section: which of its paragraphs are statements of the kind that it announces."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.statements import grammar
from extractors.statements.asking import is_addressed, is_to_act
from extractors.statements.draft import SHORTEST, SHORTEST_ITEM
from extractors.statements.habits import Habits
from extractors.statements.lists import (
    UNDER_WHICH,
    is_lead_in,
    is_listed,
    is_own_question,
    is_topic,
    spells_out_one,
)
from extractors.statements.run_in import untitled
from extractors.structure.paragraphs import Paragraph
from models.records import Kind
from vocabulary.rules import asked

# What is beside a statement in its section and is not one: reasons, progress, forms.
BESIDE = asked("left_out", "beside")
_COMMENT, _PROMISES = asked("left_out", "comment"), asked("heading_forms", "introduces_praise")
_LONGEST_PROMISE = 120  # characters


class Gate:
    """Asks of a paragraph in a section of a kind, given the habits of its document."""

    def __init__(self, paragraphs: Sequence[Paragraph], habits: Habits) -> None:
        self._paragraphs = paragraphs
        self._habits = habits

    def is_beside(self, i: int, paragraph: Paragraph, kind: Kind) -> bool:
        """Fragments, reasons, topics and lead-ins: in the section, but no statement."""
        text = paragraph.text.strip()
        if (kind is Kind.QUESTION and is_own_question(self._paragraphs, i)) or grammar.is_voice(
            text
        ):
            return True
        if kind is Kind.RECOMMENDATION and _COMMENT.find(text):
            return True
        if self._is_fragment(i, paragraph, text) or BESIDE.find(text):
            return True
        if kind is Kind.FINDING and self._is_no_finding(paragraph, text):
            return True
        if self._habits.is_chapter(paragraph):
            return True
        if kind is Kind.GOOD_PRACTICE and self._promises(i, paragraph, text):
            return True
        return is_topic(self._paragraphs, i) or is_lead_in(self._paragraphs, i, kind)

    def _is_fragment(self, i: int, paragraph: Paragraph, text: str) -> bool:
        """Whether a text is too short: "The Council should:" is not, as its points finish it."""
        short = paragraph.is_item and self._habits.is_improvement(paragraph)
        if len(text) >= (SHORTEST_ITEM if short else SHORTEST):
            return False
        return not (text.endswith(":") and is_listed(self._paragraphs, i))

    def _is_no_finding(self, paragraph: Paragraph, text: str) -> bool:
        named = len(text) < 60 and text[-1] not in ".?!"  # a name, an address, a date
        if named and not paragraph.is_item:
            return True
        if grammar.is_law(text) and not grammar.weighs(text):
            return True
        return self._habits.bold_conclusions and not paragraph.bold

    def announces(self, i: int, paragraph: Paragraph, kind: Kind) -> tuple[Kind, str | None] | None:
        """The other kind that a lead-in promises in a section of `kind`, and by which rule.

        "The Panel makes the following recommendations:" may close a chapter of findings.
        """
        following = self._paragraphs[i + 1] if i + 1 < len(self._paragraphs) else None
        if following is None or not following.is_item or following.level:
            return None
        announced = grammar.announces(paragraph.text.strip())
        if announced is None or announced[0] is kind or paragraph.marker:
            return None
        is_asked = announced[0] is Kind.QUESTION and following.full.rstrip().endswith("?")
        return announced if is_asked or is_lead_in(self._paragraphs, i, kind) else None

    def _promises(self, i: int, paragraph: Paragraph, text: str) -> bool:
        """Whether a sentence right below a heading for praise says that it follows.

        Items of its section do follow, or other paragraphs or a heading if its words say so.
        """
        if paragraph.is_item or len(text) >= _LONGEST_PROMISE or not self._habits.opens(i):
            return False
        goes_on = i + 1 < len(self._paragraphs) and bool(_PROMISES.find(text))
        return self._habits.has_items(paragraph) or goes_on

    def fits(self, i: int, paragraph: Paragraph, kind: Kind, text: str) -> bool:
        """Whether the paragraph at place `i` is what its section announces."""
        numbered = bool(paragraph.label and paragraph.label.style == "section")
        if kind is Kind.RECOMMENDATION:
            return self._calls(i, paragraph, text, numbered=numbered)
        if kind is Kind.QUESTION:
            return paragraph.is_item or text.endswith("?")
        if kind is Kind.LEARNING_POINT:
            # Paragraphs narrate, numbered or not; a list of lessons says so.
            if numbered or not paragraph.is_item:
                return self._habits.lists_lessons(paragraph)
            return True
        return not numbered or kind is not Kind.FINDING or grammar.judges(text)

    def _calls(self, i: int, paragraph: Paragraph, text: str, *, numbered: bool) -> bool:
        if self._habits.bold_items and not paragraph.bold and not self._habits.is_list(paragraph):
            return False
        if numbered and self._habits.is_conclusion(paragraph):
            return grammar.asks(text)
        if self._habits.is_below_titled(paragraph):
            return paragraph.is_item
        if (paragraph.is_item and not numbered) or self._habits.titled(paragraph):
            return True
        if self._habits.is_improvement(paragraph) or self._habits.is_bare_list(paragraph):
            return True
        if UNDER_WHICH.find(text) and spells_out_one(self._paragraphs, i):
            return True
        # "10.6 That the Board revise the criteria so that:" has parts, and is no lead-in.
        opens = text.endswith(":") and not numbered and not spells_out_one(self._paragraphs, i)
        first = grammar.sentences(untitled(paragraph))[0]
        asks = grammar.is_call(first) or is_to_act(first) or is_addressed(first)
        return asks and not opens
