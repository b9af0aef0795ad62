"""What a report does as a whole: how it labels, numbers and sets its statements.

A paragraph is judged by the habits of its document. Where recommendations are labelled, bare text
beside them is not one. Where conclusions are set in bold, plain paragraphs are not conclusions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractors.statements.label_titles import labels_with_titles
from extractors.structure.clauses import is_clause, is_saying, is_sentence
from extractors.structure.labels import follows, read_label
from extractors.structure.lexicon import heading_role
from extractors.structure.paragraphs import Paragraph
from models.records import Kind, Section, SectionRole
from vocabulary.rules import asked

_IMPROVEMENT, _CONCLUSION = asked("chapters", "improvement"), asked("chapters", "conclusion")
_RECOMMENDATIONS = asked("chapters", "recommendations")
_LISTS_LESSONS, _LESSONS = asked("chapters", "lists_lessons"), asked("chapters", "lessons")
# Paragraphs: the longest list of judgements in 100 inspections had 127; lessons are fewer.
_CHAPTER = {SectionRole.FINDINGS: 160, SectionRole.LEARNING: 60}


_FEWEST_TOLD, _SHARE_TOLD = 3, 0.3
_FEWEST_TITLED, _SHARE_SINGLE = 3, 0.6


class Habits:
    """Counts over a document's paragraphs, and questions that they answer."""

    def __init__(self, paragraphs: Sequence[Paragraph], sections: Sequence[Section]) -> None:
        self._paragraphs = paragraphs
        self._sections = sections
        texts = [p for p in paragraphs if not p.level]
        self._n_paragraphs = Counter(p.section for p in texts)
        self._items = Counter(p.section for p in texts if p.is_item)
        self._asking = Counter(p.section for p in texts if p.is_item and _asks(p))
        self._below = self._count_below(texts)
        self._labelled = self._count_labelled()
        self._headed = Counter(self._heads(section.index) for section in sections)
        self._runs_on = _runs_on(texts)
        self._clauses = _told_in_headings(paragraphs)
        self._titled = _titled(texts, sections)
        self._findings_say = _findings_say(paragraphs)
        self.labels_with_titles = labels_with_titles(paragraphs)
        self.bold_items = self._items_are_bold(texts)
        self.bold_conclusions = self._conclusions_are_bold(texts)

    def role(self, paragraph: Paragraph) -> SectionRole:
        """What the section of a paragraph is for."""
        at = paragraph.section
        return self._sections[at].role if at >= 0 else SectionRole.OTHER

    def says(self, heading: Paragraph) -> bool:
        """Whether a heading is itself a finding, in words or as its neighbours are."""
        title = heading.text.strip()
        return is_sentence(title) or is_saying(title) or heading.section in self._clauses

    def says_finding(self, heading: Paragraph) -> bool:
        """Whether a heading such as "Finding 2: Nobody asked him" is the finding, not its title."""
        return _names_finding(heading) and (self._findings_say or self.says(heading))

    def opens(self, i: int) -> bool:
        """Whether paragraph `i` is the first of its section."""
        before = self._paragraphs[i - 1] if i else None
        return before is None or before.section != self._paragraphs[i].section or bool(before.level)

    def has_items(self, paragraph: Paragraph) -> bool:
        """Whether the section of a paragraph holds any list item."""
        return self._items[paragraph.section] > 0

    def lists_questions(self, paragraph: Paragraph) -> bool:
        """Whether a question is among the items of a section that ask, most of them.

        "Considerations for the Board" and "Learning for partnerships" may head a list of these.
        """
        asking, items = self._asking[paragraph.section], self._items[paragraph.section]
        return paragraph.is_item and _asks(paragraph) and asking >= max(2, 0.6 * items)

    def is_list(self, paragraph: Paragraph) -> bool:
        """Whether the section of a paragraph is made of items and little else."""
        at = paragraph.section
        return paragraph.is_item and self._items[at] >= 0.6 * self._n_paragraphs[at]

    def is_chapter(self, paragraph: Paragraph) -> bool:
        """Whether the part of a report under one role runs on like a book: it narrates and does not list."""
        root = self._chain(paragraph)[-1:]
        longest = _CHAPTER.get(self.role(paragraph))
        return bool(root) and longest is not None and self._below[root[0]] > longest

    def labels(self, paragraph: Paragraph, kind: Kind) -> bool:
        """Whether the part of the report names its statements of this kind."""
        if self._labelled[self._home(paragraph), kind] >= 2:
            return True
        return self._headed[kind] >= 2 and self._heads(paragraph.section) is kind

    def _heads(self, at: int) -> Kind | None:
        """Of what kind of statement a section's heading is the label: "Finding 3: ..."."""
        label = read_label(self._sections[at].heading) if at >= 0 else None
        return label.kind if label and label.number else None

    def is_improvement(self, paragraph: Paragraph) -> bool:
        """Whether the headings promise areas for improvement: then judgements count as calls."""
        return bool(_IMPROVEMENT.find(self._headings(paragraph)))

    def is_bare_list(self, paragraph: Paragraph) -> bool:
        """Whether a numbered paragraph is below "Recommendations" and nothing else.

        There noun phrases, gerunds and any verb are recommendations; reasons, lead-ins and
        progress have been kept out before.
        """
        if paragraph.label is None or paragraph.section < 0:
            return False
        return bool(_RECOMMENDATIONS.find(self._sections[paragraph.section].heading.strip()))

    def titled(self, paragraph: Paragraph) -> str | None:
        """The number of the heading that is a recommendation's title, above the paragraph itself.

        "3 Closing a case" is above one paragraph, as do 1, 2 and 4 beside it.
        """
        first = self._titled.get(paragraph.section)
        return self._sections[paragraph.section].number if first is paragraph else None

    def is_below_titled(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph comes after the recommendation below such a title."""
        first = self._titled.get(paragraph.section)
        return first is not None and first is not paragraph

    def is_conclusion(self, paragraph: Paragraph) -> bool:
        """Whether the headings speak of conclusions."""
        return bool(_CONCLUSION.find(self._headings(paragraph)))

    def lists_lessons(self, paragraph: Paragraph) -> bool:
        """Whether the heading itself promises a list of lessons, not a chapter on learning.

        Just "Learning" heads a list of plain paragraphs, but a chapter of numbered ones.
        """
        if paragraph.section < 0:
            return False
        heading = self._sections[paragraph.section].heading
        if paragraph.label is None and _LESSONS.find(heading.strip()):
            return True
        return bool(_LISTS_LESSONS.find(heading))

    def is_numbered_text(self, paragraph: Paragraph) -> bool:
        """A paragraph of running text with a number such as 4.23, or 23 where they run on."""
        label = paragraph.label
        styles = ("section", "plain") if self._runs_on else ("section",)
        if paragraph.level or not label or label.style not in styles:
            return False
        return len(paragraph.text) > 30

    def _headings(self, paragraph: Paragraph) -> str:
        return " / ".join(self._sections[at].heading for at in self._chain(paragraph))

    def _home(self, paragraph: Paragraph) -> tuple[int, ...]:
        """The nearest section whose heading promises statements of this kind, or the outermost."""
        chain, role = self._chain(paragraph), self.role(paragraph)
        for at in chain:
            heading = self._sections[at].heading
            label = read_label(heading)
            if heading_role(heading) is role and not (label and label.kind and label.number):
                return (at,)
        return chain[-1:]

    def _chain(self, paragraph: Paragraph) -> tuple[int, ...]:
        """Sections of the same role around a paragraph, innermost first."""
        chain: list[int] = []
        at: int | None = paragraph.section if paragraph.section >= 0 else None
        role = self.role(paragraph)
        while at is not None and self._sections[at].role is role:
            chain.append(at)
            at = self._sections[at].parent
        return tuple(chain)

    def _count_below(self, texts: list[Paragraph]) -> Counter[int]:
        """Paragraphs below each section, the ones further in of the same role included."""
        counts: Counter[int] = Counter()
        for paragraph in texts:
            counts.update(self._chain(paragraph))
        return counts

    def _count_labelled(self) -> Counter[tuple[tuple[int, ...], Kind]]:
        """Statements with a word label below each section, the ones further in included."""
        counts: Counter[tuple[tuple[int, ...], Kind]] = Counter()
        for paragraph in self._paragraphs:
            label = paragraph.label
            if label is None or label.kind is None or (paragraph.level and not label.number):
                continue
            at: int | None = paragraph.section if paragraph.section >= 0 else None
            while at is not None:
                counts[(at,), label.kind] += 1
                at = self._sections[at].parent
        return counts

    def _items_are_bold(self, texts: list[Paragraph]) -> bool:
        items = [p for p in texts if p.is_item and self.role(p) is SectionRole.RECOMMENDATIONS]
        bold = sum(p.bold for p in items)
        return bold >= 5 and bold >= 0.2 * len(items)

    def _conclusions_are_bold(self, texts: list[Paragraph]) -> bool:
        """Numbered paragraphs in bold among plain ones, as committees print their conclusions."""
        numbered = [p for p in texts if self.is_numbered_text(p)]
        bold = sum(p.bold for p in numbered)
        return 5 <= bold < 0.5 * len(numbered)


def _told_in_headings(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """The sections headed by a clause in a report that heads most of its sections so.

    Headings are compared with those of their own level: three of them, and three in ten.
    """
    levels: dict[int, list[Paragraph]] = {}
    for paragraph in paragraphs:
        if paragraph.level and not (paragraph.label and paragraph.label.kind):
            levels.setdefault(paragraph.level, []).append(paragraph)
    out: set[int] = set()
    for headings in levels.values():
        told = [p.section for p in headings if is_clause(p.text.strip())]
        if len(told) >= _FEWEST_TOLD and len(told) >= _SHARE_TOLD * len(headings):
            out.update(told)
    return frozenset(out)


def _titled(texts: Sequence[Paragraph], sections: Sequence[Section]) -> dict[int, Paragraph]:
    """The first paragraph below each numbered title of a recommendation, by its section.

    The titles count from 1, and most have a single paragraph below them.
    """
    below: dict[int, list[Paragraph]] = {}
    for paragraph in texts:
        below.setdefault(paragraph.section, []).append(paragraph)
    runs: list[list[Section]] = [[]]
    for section in sections:
        number = section.number or ""
        if section.role is not SectionRole.RECOMMENDATIONS or not number.isdecimal():
            continue
        if int(number) != len(runs[-1]) + 1:
            runs.append([])
        if int(number) == len(runs[-1]) + 1:
            runs[-1].append(section)
    out: dict[int, Paragraph] = {}
    for run in runs:
        told = [below.get(section.index, []) for section in run]
        single = sum(len(paragraphs) == 1 for paragraphs in told)
        if len(run) >= _FEWEST_TITLED and single >= _SHARE_SINGLE * len(run):
            out |= {paragraphs[0].section: paragraphs[0] for paragraphs in told if paragraphs}
    return out


def _asks(paragraph: Paragraph) -> bool:
    return paragraph.full.rstrip().endswith("?")


def _runs_on(texts: Sequence[Paragraph]) -> bool:
    """Whether bare numbers count the paragraphs of the whole report: 1 to 90 over its sections."""
    plain = [p for p in texts if p.label and p.label.style == "plain" and len(p.text) > 60]
    rises = sum(follows(a.label, b.label) for a, b in pairwise(plain) if b.label)
    return rises >= 12 and rises > 0.8 * len(plain) and len({p.section for p in plain}) >= 4


def _names_finding(paragraph: Paragraph) -> bool:
    label = paragraph.label
    return label is not None and label.kind is Kind.FINDING and bool(paragraph.text.strip())


def _findings_say(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether half of the headings that name a finding, and two of them, are clauses."""
    titles = [p.text.strip() for p in paragraphs if p.level and _names_finding(p)]
    said = sum(is_sentence(title) or is_saying(title) or is_clause(title) for title in titles)
    return said >= max(2, len(titles) / 2)
