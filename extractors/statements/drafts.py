"""Paragraphs to drafts of statements: which paragraphs make one, of which kind, by which rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.statements import grammar
from extractors.structure.paragraphs import Paragraph
from models.records import Kind, LineRole, Section, SectionRole

SHORTEST = 25  # characters; a paragraph that is shorter is a fragment of a form
SHORTEST_ITEM = 8  # but a list of improvements may hold two words
_STOP = re.compile(
    r"^(?:rationale|this arises|why (?:this|is)|reason(?:s|ing)? (?:for|behind)"
    r"|(?:background|evidence|intended outcome|outcomes?|progress|update|status|timescale|by when|lead|owner|commentary"
    r"|(?:(?:board|partnership|government|agency) )?response)\b[^.]{0,30}(?::|$))",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:\b(?:following|below|these|that|should|to|must|are|were|is|by|ensure|include|including|how|were to|for)\s*(?:[^.]{0,60})?:)$",
    re.IGNORECASE,
)
_GENERIC_LEAD = re.compile(
    r"\b(?:following|below|as follows|include|these (?:are|include|areas)|"
    r"(?:two|three|four|five|six|\d) (?:main |key |further )?(?:areas|actions|points|things))\b[^.]*:$",
    re.IGNORECASE,
)
_IMPROVEMENT = re.compile(
    r"\bareas? for (?:\w+ )?(?:improvement|action|development)|needs? to (?:improve|change|happen)",
    re.IGNORECASE,
)
_LETTER_END = re.compile(r"^yours (?:sincerely|faithfully)", re.IGNORECASE)
_CONCLUSION = re.compile(r"conclu", re.IGNORECASE)

_SILENT = frozenset({SectionRole.GLOSSARY, SectionRole.RESPONSE, SectionRole.METHOD})
_LIST_KINDS = {
    SectionRole.RECOMMENDATIONS: Kind.RECOMMENDATION,
    SectionRole.GOOD_PRACTICE: Kind.GOOD_PRACTICE,
    SectionRole.FINDINGS: Kind.FINDING,
    SectionRole.LEARNING: Kind.LEARNING_POINT,
    SectionRole.QUESTIONS: Kind.QUESTION,
}


@dataclass
class Draft:
    """A statement in the making: its paragraphs, and how it was found."""

    kind: Kind
    parts: list[Paragraph]
    rule: str
    confidence: float
    number: str | None
    section: int
    text: str | None = None  # where it is a part of its paragraph
    fields: dict[str, str] = field(default_factory=dict)

    def words(self) -> str:
        """The quote: the first part without its label, then the sub-points with theirs."""
        if self.text is not None:
            return self.text
        first, *rest = self.parts
        pieces = [first.text.strip(), *(_sub_text(p) for p in rest)]
        return " ".join(piece for piece in pieces if piece)


def _sub_text(paragraph: Paragraph) -> str:
    """A sub-point keeps its letter, which the sentence refers to, and loses its bullet."""
    return paragraph.full.strip()


class Drafter:
    """Walks through a document's paragraphs once and collects drafts."""

    def __init__(self, found: Sequence[Paragraph], sections: Sequence[Section]) -> None:
        self._found = found
        self._sections = sections
        self._items_in = self._count_items()
        self._labelled_in = self._count_labelled()
        self._bold_items = self._items_are_bold()
        self.drafts: list[Draft] = []

    def run(self) -> list[Draft]:
        """All drafts in reading order."""
        i = 0
        while i < len(self._found):
            if _LETTER_END.match(self._found[i].full):
                break
            i = max(self._step(i), i + 1)
        return self.drafts

    def _count_items(self) -> dict[int, int]:
        counts: dict[int, int] = {}
        for paragraph in self._found:
            if not paragraph.level and paragraph.is_item:
                counts[paragraph.section] = counts.get(paragraph.section, 0) + 1
        return counts

    def _count_labelled(self) -> dict[tuple[int, Kind], int]:
        """How many statements with a word label stand below each outermost section of a role."""
        counts: dict[tuple[int, Kind], int] = {}
        for paragraph in self._found:
            label = paragraph.label
            if label and label.kind and (label.number or not paragraph.level):
                at: int | None = paragraph.section if paragraph.section >= 0 else None
                while at is not None:
                    counts[at, label.kind] = counts.get((at, label.kind), 0) + 1
                    at = self._sections[at].parent
        return counts

    def _items_are_bold(self) -> bool:
        """Whether the report sets its recommendations in bold: then other lists are none."""
        items = [
            p
            for p in self._found
            if not p.level and p.is_item and self._role(p) is SectionRole.RECOMMENDATIONS
        ]
        bold = sum(p.bold for p in items)
        return bold >= 5 and bold >= 0.2 * len(items)

    def _has_labelled(self, paragraph: Paragraph, kind: Kind) -> bool:
        """Whether the section names its statements of this kind: then bare text is none."""
        return self._labelled_in.get((self._root(paragraph), kind), 0) >= 2

    def _root(self, paragraph: Paragraph) -> int:
        """The outermost section of the same role around a paragraph."""
        at = paragraph.section
        role = self._role(paragraph)
        while at >= 0:
            parent = self._sections[at].parent
            if parent is None or self._sections[parent].role is not role:
                return at
            at = parent
        return at

    def _role(self, paragraph: Paragraph) -> SectionRole:
        return self._sections[paragraph.section].role if paragraph.section >= 0 else SectionRole.OTHER

    def _step(self, i: int) -> int:
        """Look at paragraph `i`; returns the place to go on from."""
        paragraph = self._found[i]
        role = self._role(paragraph)
        if paragraph.first.role is LineRole.TABLE:
            return i + 1  # tables.py reads them
        if paragraph.level:
            return self._heading(i, paragraph)
        if role in _SILENT or grammar.is_response(paragraph.full):
            return i + 1
        if grammar.is_quoted(paragraph.text) or self._is_quotation(i):
            return i + 1
        if paragraph.label and paragraph.label.kind:
            return self._labelled(i, paragraph)
        if role in _LIST_KINDS:
            return self._listed(i, paragraph, _LIST_KINDS[role])
        return self._prose(i, paragraph, role)

    def _is_quotation(self, i: int) -> bool:
        """Words in quotation marks below a lead-in that relays another review."""
        text = self._found[i].full.lstrip()
        if not text.startswith(("“", '"', "‘")) or i == 0:
            return False
        before = self._found[i - 1].full
        return before.endswith(":") or grammar.is_quoted(before)

    # -- statements that say what they are -------------------------------------------------

    def _labelled(self, i: int, paragraph: Paragraph) -> int:
        label = paragraph.label
        assert label is not None and label.kind is not None  # noqa: S101 - the caller has looked
        if not paragraph.text.strip():
            return self._below(i, label.kind, label.number)
        end = self._with_sub_points(i)
        number = label.number if label.number is not None else label.paragraph
        self._add(label.kind, i, end, f"label:{label.style}", 0.97, number)
        return end

    def _heading(self, i: int, paragraph: Paragraph) -> int:
        """A heading that is itself a label: the statement is the heading or stands below it."""
        label = paragraph.label
        if not label or not label.kind or self._role(paragraph) in _SILENT:
            return i + 1
        title = paragraph.text.strip()
        if label.number is None and not title:
            return i + 1  # "Recommendations", "Learning points": a section
        if _is_sentence(title, label.kind):
            end = self._with_sub_points(i)
            self._add(label.kind, i, end, "label:heading-sentence", 0.95, label.number)
            return end
        return self._below(i, label.kind, label.number)

    def _below(self, i: int, kind: Kind, number: str | None) -> int:
        """The paragraphs below a bare label up to the next heading or label."""
        start = i + 1
        if start >= len(self._found) or not self._belongs_below(start, start):
            return i + 1
        end = start + 1
        while end < len(self._found) and self._belongs_below(start, end):
            end += 1
        if kind is not Kind.RECOMMENDATION:
            end = self._with_sub_points(start)
        self._add(kind, start, end, "label:heading", 0.93, number)
        return end

    def _belongs_below(self, start: int, i: int) -> bool:
        paragraph = self._found[i]
        if paragraph.level or (paragraph.label and paragraph.label.kind) or _STOP.match(paragraph.full):
            return False
        if i == start:
            return True
        if paragraph.first.shaded != self._found[start].first.shaded:
            return False
        before = self._found[i - 1]
        if paragraph.is_item or paragraph.x0 > self._found[start].x0 + 8:
            return True
        return grammar.demands(paragraph.text) or before.full.endswith((":", ";", ","))

    # -- statements by the section they stand in --------------------------------------------

    def _listed(self, i: int, paragraph: Paragraph, kind: Kind) -> int:
        text = paragraph.text.strip()
        if grammar.is_scope(text):
            return self._with_sub_points(i) if text.endswith(":") else i + 1
        if len(text) < (SHORTEST_ITEM if paragraph.is_item else SHORTEST) or _STOP.match(text):
            return i + 1
        if self._has_labelled(paragraph, kind):
            return self._other_kind(i, paragraph)
        if kind is Kind.FINDING and not paragraph.is_item and len(text) < 60 and text[-1] not in ".?!":
            return i + 1  # a name, an address, a date
        if self._is_lead_in(i):
            return i + 1
        if not self._fits(paragraph, kind, text):
            return self._other_kind(i, paragraph)
        end = self._with_sub_points(i)
        form = "bullet" if paragraph.marker else paragraph.label.style if paragraph.label else "paragraph"
        sure = 0.9 if paragraph.is_item else 0.75
        self._add(kind, i, end, f"section:{kind}:{form}", sure, _number(paragraph))
        return end

    def _fits(self, paragraph: Paragraph, kind: Kind, text: str) -> bool:
        numbered = bool(paragraph.label and paragraph.label.style == "section")
        if kind is Kind.RECOMMENDATION:
            if self._bold_items and not paragraph.bold:
                return False
            if paragraph.is_item and not numbered:
                return True
            if _IMPROVEMENT.search(self._heading_of(paragraph)):
                return True
            return grammar.is_call(grammar.sentences(text)[0]) and not text.endswith(":")
        if kind is Kind.QUESTION:
            return paragraph.is_item or text.endswith("?")
        if kind is Kind.LEARNING_POINT:
            return paragraph.is_item or not self._items_in.get(paragraph.section)
        if numbered and kind is Kind.FINDING:
            return grammar.judges(text)
        return True

    def _other_kind(self, i: int, paragraph: Paragraph) -> int:
        """A paragraph among recommendations that is none: a numbered conclusion is a finding."""
        concluding = _CONCLUSION.search(self._heading_of(paragraph))
        numbered = paragraph.label and paragraph.label.style == "section"
        if concluding and numbered and not self._opens(i) and grammar.weighs(paragraph.text):
            self._add(Kind.FINDING, i, i + 1, "section:conclusion", 0.6, _number(paragraph))
            return i + 1
        return self._recommended(i, paragraph)

    def _is_lead_in(self, i: int) -> bool:
        """A paragraph that introduces a list whose items stand on their own."""
        text = self._found[i].full
        if not text.endswith(":") or i + 1 >= len(self._found):
            return False
        following = self._found[i + 1]
        if not following.is_item or following.level:
            return False
        if _GENERIC_LEAD.search(text):
            return len(text) < 160
        return bool(_LEAD_IN.search(text)) and len(text) < 90

    def _with_sub_points(self, i: int) -> int:
        """The place after the sub-points of paragraph `i`."""
        parent = self._found[i]
        end = i + 1
        opened = not _GENERIC_LEAD.search(parent.full) and parent.full.endswith((":", ";", ",", "–", "-", " and", " that", " to"))
        while end < len(self._found):
            item = self._found[end]
            deeper = item.x0 > parent.x0 + 8
            if item.level or (item.label and item.label.kind):
                break
            if not item.is_item:
                # A list whose bullets are drawn, not written: each item is indented.
                if not (opened and deeper and item.x0 > parent.lines[-1].line.box.x0 + 8):
                    break
                end += 1
                continue
            lettered = bool(item.label and item.label.style == "letter")
            same = bool(parent.label and item.label and parent.label.style == item.label.style)
            if _is_roman_list(parent, item) or same or not (opened or (deeper and lettered) or (deeper and parent.is_item)):
                break
            if parent.marker and item.marker and not deeper:
                break
            end += 1
        return end

    # -- statements in running text -----------------------------------------------------------

    def _prose(self, i: int, paragraph: Paragraph, role: SectionRole) -> int:
        text = paragraph.text.strip()
        numbered = bool(paragraph.label and paragraph.label.style == "section")
        if numbered and role in (SectionRole.ANALYSIS, SectionRole.SUMMARY):
            return self._judged(i, paragraph, role)
        if grammar.is_scope(text):
            return i + 1
        return self._recommended(i, paragraph)

    def _recommended(self, i: int, paragraph: Paragraph) -> int:
        """Sentences of running text in which the authors say that they recommend."""
        for sentence in grammar.sentences(paragraph.text.strip()):
            if grammar.recommends(sentence) and len(sentence) > 40 and not sentence.endswith(":"):
                self.drafts.append(
                    Draft(Kind.RECOMMENDATION, [paragraph], "prose:recommend", 0.7, None, paragraph.section, sentence)
                )
        return i + 1

    def _opens(self, i: int) -> bool:
        """Whether paragraph `i` is the first of its section."""
        before = self._found[i - 1] if i else None
        return before is None or before.section != self._found[i].section or bool(before.level)

    def _judged(self, i: int, paragraph: Paragraph, role: SectionRole) -> int:
        """A numbered paragraph of an analysis that judges is a finding; the first one introduces."""
        text = paragraph.text
        opens = self._opens(i)
        strict = role is SectionRole.SUMMARY
        if grammar.is_scope(text) or not (grammar.weighs(text) if strict else grammar.judges(text)):
            return i + 1
        if opens:
            return i + 1
        self._add(Kind.FINDING, i, self._with_sub_points(i), f"judgement:{role}", 0.6, _number(paragraph))
        return i + 1

    # -----------------------------------------------------------------------------------------

    def _heading_of(self, paragraph: Paragraph) -> str:
        """The words of the headings that give the section its role, innermost last."""
        words: list[str] = []
        at: int | None = paragraph.section if paragraph.section >= 0 else None
        role = self._role(paragraph)
        while at is not None and self._sections[at].role is role:
            words.append(self._sections[at].heading)
            at = self._sections[at].parent
        return " / ".join(reversed(words))

    def _add(self, kind: Kind, i: int, end: int, rule: str, sure: float, number: str | None) -> None:
        parts = list(self._found[i:end])
        self.drafts.append(Draft(kind, parts, rule, sure, number, parts[0].section))


def _is_roman_list(parent: Paragraph, item: Paragraph) -> bool:
    """(a) with (i), (ii), ... below it: each is numbered in its own right."""
    if not (parent.label and item.label and parent.label.style == item.label.style == "letter"):
        return False
    return bool(re.fullmatch(r"\(?[ivx]+[.)]", item.label.number or ""))


def _number(paragraph: Paragraph) -> str | None:
    return paragraph.label.number if paragraph.label else None


def _is_sentence(title: str, kind: Kind) -> bool:
    """Whether a heading after its label is the statement itself rather than its title."""
    if len(title) < 30:
        return False
    if title.endswith((".", "?")):
        return True
    if kind is Kind.FINDING:
        return len(title.split()) >= 12
    return grammar.is_call(title) and len(title.split()) >= 12
