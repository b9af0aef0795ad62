"""Which paragraph is which annotated statement: the labels that the model learns from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractors.structure import Paragraph
from measurement.evaluation.gold import QUOTED, GoldStatement
from measurement.evaluation.matching import SOFT, token_f1, words
from models.records import Kind, Section, SectionRole

NONE = "none"
_NEAR = 0.6  # token F1 from which a paragraph is too like a statement to be taught as none
_HEADED = 0.4  # share of findings in headings from which the text below them was not annotated
_BRIEF = 3  # pages; a shorter document may hold no finding
_SENTENCE = 100  # characters
_JUDGING = frozenset(
    {
        SectionRole.ANALYSIS,
        SectionRole.FINDINGS,
        SectionRole.LEARNING,
        SectionRole.SUMMARY,
        SectionRole.OTHER,
    }
)
_FEWEST = 3  # words that may count as a part of a statement


class _Fit(NamedTuple):
    rank: float  # a whole statement before a part, a part before what holds one
    nearness: int  # pages, negative
    label: str | None


def labels_of(
    paragraphs: Sequence[Paragraph], sections: Sequence[Section], gold: Sequence[GoldStatement]
) -> list[str | None]:
    """A kind, "quoted" or "none" for each paragraph; None where it teaches nothing certain.

    Later parts of a statement, and paragraphs of which a sentence is one, are not taught. Where
    no finding was annotated, or just those that are headings, a paragraph may yet be one.
    """
    told = [_Told(words(row.text), row) for row in gold]
    labels = [_label(paragraph, told) for paragraph in paragraphs]
    headed = sum(
        label == Kind.FINDING and bool(paragraph.level)
        for label, paragraph in zip(labels, paragraphs, strict=True)
    )
    findings = sum(row.kind == Kind.FINDING for row in gold)
    if headed < _HEADED * findings or (not findings and paragraphs[-1].page <= _BRIEF):
        return labels
    return [
        None if label == NONE and _may_judge(paragraph, sections) else label
        for label, paragraph in zip(labels, paragraphs, strict=True)
    ]


def _may_judge(paragraph: Paragraph, sections: Sequence[Section]) -> bool:
    role = sections[paragraph.section].role if paragraph.section >= 0 else SectionRole.METHOD
    return role in _JUDGING and not paragraph.level and len(paragraph.text) > _SENTENCE


class _Told:
    """An annotated statement with what comparing needs."""

    def __init__(self, tokens: tuple[str, ...], row: GoldStatement) -> None:
        self.row, self.n = row, len(tokens)
        self.bag, self.joined = Counter(tokens), f" {' '.join(tokens)} "


def _label(paragraph: Paragraph, gold: Sequence[_Told]) -> str | None:
    tokens = words(paragraph.text)
    if not tokens:
        return NONE
    bag, joined = Counter(tokens), f" {' '.join(tokens)} "
    fits = [
        fit
        for told in gold
        if paragraph.page - 1 <= told.row.last_page and told.row.page <= paragraph.page_last + 1
        if (fit := _fit(tokens, bag, joined, told, paragraph.page))
    ]
    return max(fits, key=lambda fit: fit[:2]).label if fits else NONE


def _fit(
    tokens: tuple[str, ...], bag: Counter[str], joined: str, told: _Told, page: int
) -> _Fit | None:
    f1 = token_f1(bag, told.bag)
    nearness = -abs(page - told.row.page)
    if f1 >= SOFT:
        return _Fit(3 + f1, nearness, told.row.kind)
    if len(tokens) >= _FEWEST and joined in told.joined:
        begins = told.joined.startswith(joined)
        return _Fit(2 + f1, nearness, told.row.kind if begins else None)
    if told.n > _FEWEST and told.joined in joined:
        return _Fit(1 + f1, nearness, NONE if told.row.kind == QUOTED else None)
    return _Fit(f1, nearness, None) if f1 >= _NEAR else None
