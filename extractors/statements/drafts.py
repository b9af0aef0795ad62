"""Paragraphs to drafts of statements: which paragraphs make one, of which kind, by which rule."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.statements import grammar
from extractors.statements.draft import SHORTEST, Draft
from extractors.statements.emphasis import bold_sentences
from extractors.statements.gate import BESIDE, Gate
from extractors.statements.habits import Habits
from extractors.statements.label_titles import says_it_all
from extractors.statements.lists import end_of_item
from extractors.structure.labels import follows
from extractors.structure.paragraphs import Paragraph
from models.records import Kind, Section, SectionRole
from vocabulary.rules import asked

_LETTER_END, _INDIRECT = asked("heading_forms", "letter_end"), asked("heading_forms", "topic")
_ARGUMENT = 250  # characters; a shorter paragraph of plain text introduces or captions
_SILENT = frozenset({SectionRole.GLOSSARY, SectionRole.RESPONSE, SectionRole.METHOD})
_SAID_IN = frozenset({SectionRole.FINDINGS, SectionRole.ANALYSIS, SectionRole.LEARNING})
# Among findings, questions are those that the review set out to answer.
_ASKED_IN = frozenset({SectionRole.RECOMMENDATIONS, SectionRole.LEARNING})
_KINDS = {
    SectionRole.RECOMMENDATIONS: Kind.RECOMMENDATION,
    SectionRole.GOOD_PRACTICE: Kind.GOOD_PRACTICE,
    SectionRole.FINDINGS: Kind.FINDING,
    SectionRole.LEARNING: Kind.LEARNING_POINT,
    SectionRole.QUESTIONS: Kind.QUESTION,
}


def text_drafts(
    paragraphs: Sequence[Paragraph], sections: Sequence[Section], *, judges_in_prose: bool = False
) -> list[Draft]:
    """Drafts from everything but tables, in reading order."""
    return _Drafter(paragraphs, Habits(paragraphs, sections), judges_in_prose=judges_in_prose).run()


class _Drafter:
    """Walks through a document's paragraphs once; each step returns the place to go on from."""

    def __init__(
        self, paragraphs: Sequence[Paragraph], habits: Habits, *, judges_in_prose: bool = False
    ) -> None:
        self._judges_in_prose = judges_in_prose
        self._paragraphs = paragraphs
        self._habits = habits
        self._gate = Gate(paragraphs, habits)
        self._drafts: list[Draft] = []

    def run(self) -> list[Draft]:
        i = 0
        while i < len(self._paragraphs) and not _LETTER_END.find(self._paragraphs[i].full):
            i = max(self._step(i), i + 1)
        return self._drafts

    def _step(self, i: int) -> int:
        paragraph = self._paragraphs[i]
        role = self._habits.role(paragraph)
        if paragraph.in_table or role in _SILENT:
            return self._silent(i, paragraph, role)
        if paragraph.level:
            return self._heading(i, paragraph)
        if self._is_relayed(i, paragraph):
            return i + 1
        if paragraph.label and paragraph.label.kind:
            return self._labelled(i, paragraph)
        if self._habits.bold_conclusions and self._habits.is_numbered_text(paragraph):
            if all(placed.line.bold for placed in paragraph.lines):
                return self._concluded(i)
            if concluded := bold_sentences(paragraph):
                return self._concluded_in_part(i, concluded)
        if role in _KINDS:
            return self._listed_in(i, paragraph, role)
        return self._prose(i, paragraph, role)

    def _silent(self, i: int, paragraph: Paragraph, role: SectionRole) -> int:
        """Where nothing is stated but what the changes since are worth: "These are welcome"."""
        is_prose = not (paragraph.in_table or paragraph.level or paragraph.marker)
        if role is not SectionRole.RESPONSE or not is_prose:
            return i + 1
        if not grammar.welcomes_change(paragraph.text.strip()):
            return i + 1
        return self._add(Kind.FINDING, i, f"judgement:{role}", 0.7, _number(paragraph))

    def _listed_in(self, i: int, paragraph: Paragraph, role: SectionRole) -> int:
        if role is SectionRole.QUESTIONS and self._opens_questions(i, paragraph):
            return i + 1
        kind = self._kind_in(role, paragraph)
        if announced := self._gate.announces(i, paragraph, kind):
            return self._announced(i, *announced)
        return self._listed(i, paragraph, kind)

    def _opens_questions(self, i: int, paragraph: Paragraph) -> bool:
        """Whether a paragraph says what the questions below are for: "Managers may like to use"."""
        below = self._paragraphs[i + 1] if i + 1 < len(self._paragraphs) else None
        asks = below is not None and below.is_item and below.full.rstrip().endswith("?")
        return asks and not (paragraph.is_item or "?" in paragraph.full)

    def _kind_in(self, role: SectionRole, paragraph: Paragraph) -> Kind:
        """The kind that the role of a section gives, but for what asks or calls by its words.

        "Issues for the Board to consider" may head questions, or what "the Board should" do.
        """
        if role in _ASKED_IN and self._habits.lists_questions(paragraph):
            return Kind.QUESTION
        text = paragraph.text.strip()
        is_call = role is SectionRole.QUESTIONS and "?" not in text and grammar.is_call(text)
        if is_call and not _INDIRECT.find(text):
            return Kind.RECOMMENDATION
        return _KINDS[role]

    def _is_relayed(self, i: int, paragraph: Paragraph) -> bool:
        """Another review's recommendation, or what became of one."""
        if grammar.is_response(paragraph.full) or grammar.is_quoted(paragraph.text):
            return True
        if not paragraph.full.lstrip().startswith(("“", '"', "‘")) or i == 0:
            return False
        before = self._paragraphs[i - 1].full
        return before.endswith(":") or grammar.is_quoted(before)

    # -- statements that say what they are -------------------------------------------------

    def _labelled(self, i: int, paragraph: Paragraph) -> int:
        label = paragraph.label
        if label is None or label.kind is None:
            return i + 1
        if not paragraph.text.strip():
            return self._below(i, label.kind, label.number)
        number = label.number if label.number is not None else label.paragraph
        return self._add(label.kind, i, f"label:{label.style}", 0.97, number)

    def _heading(self, i: int, paragraph: Paragraph) -> int:
        """A heading that is itself a label: the statement is the heading or is below it."""
        label = paragraph.label
        title = paragraph.text.strip()
        is_topic = label is None or label.kind is None
        role = self._habits.role(paragraph)
        if is_topic and role is SectionRole.QUESTIONS and self._asks_alone(i):
            return self._add(Kind.QUESTION, i, "heading:question", 0.85, _number(paragraph), i + 1)
        if is_topic and role in _SAID_IN and self._habits.says(paragraph):
            is_learnt = role is SectionRole.LEARNING and self._is_alone(i)
            kind = Kind.LEARNING_POINT if is_learnt else Kind.FINDING
            return self._add(kind, i, "heading:sentence", 0.85, _number(paragraph), i + 1)
        if not label or not label.kind or (label.number is None and not title):
            return i + 1  # "Recommendations", "Learning points": a section
        if self._habits.says_finding(paragraph) or says_it_all(title, label.kind):
            return self._add(label.kind, i, "label:heading-sentence", 0.95, label.number)
        return self._below(i, label.kind, label.number)

    def _asks_alone(self, i: int) -> bool:
        """Whether a line set as a heading is a question to the reader: nothing answers it below."""
        return self._is_alone(i) and self._paragraphs[i].full.rstrip().endswith("?")

    def _is_alone(self, i: int) -> bool:
        """Whether nothing is below a heading but the next one, or the next in bold."""
        below = self._paragraphs[i + 1] if i + 1 < len(self._paragraphs) else None
        own = self._paragraphs[i].label
        if below is None or below.level:
            return True
        return bool(own and below.bold and below.label and follows(own, below.label))

    def _below(self, i: int, kind: Kind, number: str | None) -> int:
        """The paragraphs below a bare label up to the next heading or label."""
        start = i + 1
        if i in self._habits.labels_with_titles:
            if self._says_what_it_is(self._paragraphs[start], kind):
                return self._add(kind, start, "label:heading-sentence", 0.95, number, start + 1)
            start += 1
        if start >= len(self._paragraphs) or not self._stands_below(start, start):
            return i + 1
        end = start + 1
        while end < len(self._paragraphs) and self._stands_below(start, end):
            end += 1
        if kind is not Kind.RECOMMENDATION:
            end = end_of_item(self._paragraphs, start)
        return self._add(kind, start, "label:heading", 0.93, number, end)

    def _says_what_it_is(self, title: Paragraph, kind: Kind) -> bool:
        """Whether the title below a bare label is the statement itself."""
        is_finding = kind is Kind.FINDING and self._habits.says(title)
        return is_finding or says_it_all(title.text.strip(), kind)

    def _stands_below(self, start: int, i: int) -> bool:
        paragraph = self._paragraphs[i]
        if paragraph.level or (paragraph.label and paragraph.label.kind):
            return False
        if BESIDE.find(paragraph.full) or i == start:
            return i == start and not BESIDE.find(paragraph.full)
        first = self._paragraphs[start]
        if paragraph.first.shaded != first.first.shaded:
            return False
        before = self._paragraphs[i - 1]
        is_led = grammar.demands(paragraph.text) or before.full.endswith((":", ";", ","))
        if paragraph.label and paragraph.label.style == "section":
            return is_led  # "5.12" goes on with the report
        return is_led or paragraph.is_item or paragraph.x0 > first.x0 + 8

    def _concluded(self, i: int) -> int:
        """A conclusion or recommendation set in bold within the text."""
        whole = " ".join(p.full for p in self._paragraphs[i : end_of_item(self._paragraphs, i)])
        kind = Kind.RECOMMENDATION if grammar.asks(whole) else Kind.FINDING
        return self._add(kind, i, "bold:numbered", 0.8, _number(self._paragraphs[i]))

    def _concluded_in_part(self, i: int, text: str) -> int:
        """The same where bold begins or ends within the paragraph."""
        kind = Kind.RECOMMENDATION if grammar.asks(text) else Kind.FINDING
        number = _number(self._paragraphs[i])
        draft = Draft(kind, [self._paragraphs[i]], "bold:sentences", 0.75, number, text)
        self._drafts.append(draft)
        return i + 1

    # -- statements by the section they are in --------------------------------------------

    def _listed(self, i: int, paragraph: Paragraph, kind: Kind) -> int:
        text = paragraph.text.strip()
        if grammar.is_scope(text):
            return end_of_item(self._paragraphs, i) if text.endswith(":") else i + 1
        if self._gate.is_beside(i, paragraph, kind):
            return i + 1
        if self._habits.labels(paragraph, kind) or not self._gate.fits(i, paragraph, kind, text):
            return self._other_kind(i, paragraph)
        sure = 0.9 if paragraph.is_item else 0.75
        end = end_of_item(self._paragraphs, i, kind)
        if title_number := self._habits.titled(paragraph):
            return self._add(kind, i, "section:titled", 0.9, title_number, end)
        return self._add(
            kind, i, f"section:{kind}:{_form(paragraph)}", sure, _number(paragraph), end
        )

    def _other_kind(self, i: int, paragraph: Paragraph) -> int:
        """A paragraph among recommendations that is not one: a numbered conclusion is a finding."""
        habits = self._habits
        numbered = paragraph.label and paragraph.label.style == "section"
        weighty = grammar.weighs(paragraph.text)
        if habits.is_conclusion(paragraph) and numbered and (habits.bold_conclusions or weighty):
            return self._add(Kind.FINDING, i, "section:conclusion", 0.6, _number(paragraph))
        return self._recommended(i, paragraph)

    # -- statements in running text -----------------------------------------------------------

    def _prose(self, i: int, paragraph: Paragraph, role: SectionRole) -> int:
        text = paragraph.text.strip()
        announced = grammar.announces(text)
        if announced and i + 1 < len(self._paragraphs) and self._paragraphs[i + 1].is_item:
            return self._announced(i, *announced)
        if self._habits.is_numbered_text(paragraph) and role in (
            SectionRole.ANALYSIS,
            SectionRole.SUMMARY,
        ):
            return self._judged(i, paragraph, role)
        if self._judges_in_prose and role is SectionRole.ANALYSIS and len(text) > _ARGUMENT:
            return self._judged(i, paragraph, role)
        return i + 1 if grammar.is_scope(text) else self._recommended(i, paragraph)

    def _announced(self, i: int, kind: Kind, phrase: str | None) -> int:
        """The list below "The review found that:" or "We recommend the following:"."""
        at = i + 1
        while at < len(self._paragraphs):
            item = self._paragraphs[at]
            label = item.label
            if (
                item.level
                or not item.is_item
                or (label and (label.kind or label.style == "section"))
            ):
                break
            if len(item.text) >= SHORTEST:
                at = self._add(kind, at, "lead-in", 0.8, _number(item))
                self._drafts[-1].phrase = phrase
            else:
                at += 1
        return at

    def _recommended(self, i: int, paragraph: Paragraph) -> int:
        """Sentences of running text in which the authors say that they recommend."""
        for sentence in grammar.sentences(paragraph.text.strip()):
            if len(sentence) <= 40 or sentence.endswith(":"):
                continue
            if phrase := grammar.recommends_by(sentence):
                draft = Draft(
                    Kind.RECOMMENDATION, [paragraph], "prose:recommend", 0.7,
                    text=sentence, phrase=phrase,
                )  # fmt: skip
                self._drafts.append(draft)
        return i + 1

    def _judged(self, i: int, paragraph: Paragraph, role: SectionRole) -> int:
        """A numbered paragraph of an analysis that judges is a finding; the first introduces."""
        text = paragraph.text
        judged = grammar.weighs(text) if role is SectionRole.SUMMARY else not grammar.is_event(text)
        if grammar.is_scope(text) or grammar.is_law(text) or not judged:
            return i + 1
        if self._habits.opens(i) and (role is SectionRole.SUMMARY or not grammar.weighs(text)):
            return i + 1
        return self._add(Kind.FINDING, i, f"judgement:{role}", 0.6, _number(paragraph))

    def _add(
        self, kind: Kind, i: int, rule: str, sure: float, number: str | None, end: int | None = None
    ) -> int:
        """Add the draft that begins at paragraph `i`; returns the place after it."""
        end = end_of_item(self._paragraphs, i, kind) if end is None else end
        self._drafts.append(Draft(kind, list(self._paragraphs[i:end]), rule, sure, number))
        return end


def _number(paragraph: Paragraph) -> str | None:
    return paragraph.label.number if paragraph.label else None


def _form(paragraph: Paragraph) -> str:
    if paragraph.marker:
        return "bullet"
    return paragraph.label.style if paragraph.label else "paragraph"
