"""Paragraphs and sections to statements: drafts, fields, repeats, names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from extractors.statements import grammar
from extractors.statements.addressees import addressee_of, agencies_of, bodies_in
from extractors.statements.closing import with_closing_advice
from extractors.statements.draft import SHORTEST_ITEM, Draft
from extractors.statements.leads import leads_of
from extractors.statements.owners import (
    OWN_BOARD,
    abbreviations_in,
    addressee_in,
    owner_in,
    services_in,
)
from extractors.statements.relayed import relayed
from extractors.statements.repeats import link_repeats
from extractors.statements.run_in import run_in_titles
from extractors.statements.single_agency import single_agency
from extractors.statements.timescales import timescale_in
from extractors.statements.weighed import drafts_of, weighed_drafts
from extractors.structure import Paragraph, path_of
from extractors.structure.lexicon import heading_role
from models.records import (
    Evidence,
    Kind,
    Section,
    SectionRole,
    Statement,
    Unsure,
    statement_id,
)
from vocabulary.rules import asked
from vocabulary.ways import named

if TYPE_CHECKING:  # the model reads by the grammar of this package
    from extractors.judging.model import ParagraphModel

_TELLING = frozenset({Kind.FINDING, Kind.GOOD_PRACTICE})  # they ask nobody for anything
_REFERENCE, _LEAD = asked("heading_forms", "reference"), asked("heading_forms", "lead")
_BRACKETED = asked("heading_forms", "bracketed")
_OUTCOME = asked("heading_forms", "outcome_after")
_FEWEST_TOPICS = 3  # headings beside each other that show what they are


class FoundStatements(NamedTuple):
    """The statements of a document, and where there may be more."""

    statements: tuple[Statement, ...]
    unsure: tuple[Unsure, ...]


def statements_of(
    document_id: str,
    paragraphs: Sequence[Paragraph],
    sections: tuple[Section, ...],
    *,
    report_type: str | None = None,
    judges_in_prose: bool = False,
    model: ParagraphModel | None = None,
) -> FoundStatements:
    """Statements of a document in reading order, with their evidence, repeats linked.

    `judges_in_prose` is true for types of report whose plain paragraphs of analysis are findings.
    """
    others = relayed(paragraphs, sections)
    drafts = drafts_of(paragraphs, sections, others, judges_in_prose=judges_in_prose)
    if model is not None:
        drafts = weighed_drafts(paragraphs, sections, drafts, others, model, report_type)
    drafts = list(with_closing_advice(drafts))
    order = {id(paragraph): i for i, paragraph in enumerate(paragraphs)}
    drafts.sort(key=lambda draft: order[id(draft.parts[0])])
    texts = [paragraph.text for paragraph in paragraphs]
    short = abbreviations_in(texts) | services_in(texts)
    sure = [draft for draft in drafts if not (draft.is_unsure or _advises_nothing(draft))]
    leads = leads_of(paragraphs, short)
    own = frozenset(id(paragraphs[i]) for i in single_agency(paragraphs, sections))
    for draft in sure:
        if lead := leads.get(id(draft.parts[0])):
            draft.fields["lead"] = lead
    return FoundStatements(
        link_repeats(_statements(document_id, sure, sections, short, own)),
        tuple(
            Unsure(draft.kind, draft.parts[0].page, draft.confidence)
            for draft in drafts
            if draft.is_unsure
        ),
    )


def _advises_nothing(draft: Draft) -> bool:
    """Whether what is among recommendations says how they were made or are looked after."""
    return draft.kind is Kind.RECOMMENDATION and grammar.is_no_advice(draft.words().strip())


def _statements(
    document_id: str,
    drafts: list[Draft],
    sections: tuple[Section, ...],
    short: frozenset[str],
    own: frozenset[int],
) -> list[Statement]:
    out: list[Statement] = []
    seen: dict[str, int] = {}
    titles = run_in_titles(drafts)
    for draft in drafts:
        title, begin = titles.get(id(draft), (None, 0))
        text = _REFERENCE.without(draft.words()[begin:]).strip()
        if draft.kind is Kind.RECOMMENDATION:
            text = _OUTCOME.without(text)
        led = _LEAD.find(text)
        if led:
            draft.fields["bracket"] = led.group("who").strip()
            text = text[: led.start()].rstrip()
        bracketed = _BRACKETED.find(text)
        if bracketed:
            draft.fields["bracket"] = bracketed.group("who")
            text = text[bracketed.end() :]
        if len(text) < SHORTEST_ITEM:
            continue
        if title is not None:
            draft.fields["title"] = title
        key = " ".join(text.lower().split())
        occurrence = seen.get(key, 0)
        seen[key] = occurrence + 1
        found = _statement(document_id, draft, text, sections, len(out), occurrence, short)
        if draft.kind is Kind.RECOMMENDATION and id(draft.parts[0]) in own:
            found = msgspec.structs.replace(found, is_single_agency=True)
        out.append(found)
    return out


def _statement(
    document_id: str,
    draft: Draft,
    text: str,
    sections: tuple[Section, ...],
    ordinal: int,
    occurrence: int,
    short: frozenset[str],
) -> Statement:
    section = sections[draft.section] if draft.section >= 0 else None
    title = draft.fields.get("title")
    asks = draft.kind not in _TELLING
    addressee = _addressee(draft, text, short) if asks else None
    agencies = agencies_of(addressee) or agencies_of(_owner(draft, section, sections))
    placed = [line for part in draft.parts for line in part.lines]
    return Statement(
        statement_id=statement_id(document_id, text, occurrence),
        document_id=document_id,
        kind=draft.kind,
        text=text,
        page_first=min(p.page for p in placed),
        page_last=max(p.page for p in placed),
        evidence=tuple(Evidence(p.page, p.line.box) for p in placed),
        rule=named(draft.rule, draft.phrase),
        confidence=draft.confidence,
        ordinal=ordinal,
        number=draft.number,
        heading=title or (section.heading if section else None),
        section_path=(*path_of(sections, draft.section), *([title] if title else [])),
        section_role=section.role if section else SectionRole.OTHER,
        addressee=addressee,
        agencies=agencies,
        timescale=draft.fields.get("timescale") or timescale_in(text),
        is_multi_agency=_is_multi(agencies),
        reasons=draft.reasons,
    )


def _addressee(draft: Draft, text: str, short: frozenset[str]) -> str | None:
    """Who is to act, by what is nearest: bracket, sentence, or the sentence above the list.

    A column of owners or a heading says whose work it is (`_owner`), and not whom it asks.
    """
    bracket = draft.fields.get("bracket")
    return (
        (bodies_in(bracket) if bracket else None)
        or addressee_of(text, short)
        or draft.fields.get("lead")
    )


def _owner(draft: Draft, section: Section | None, sections: Sequence[Section]) -> str | None:
    """The agency in the table's column of owners, in the row or the heading above.

    Neither names an addressee of the sentence, but they do say whose recommendation it is.
    """
    heading = section.heading if section and draft.kind not in _TELLING else None
    column = draft.fields.get("addressee")
    owner = owner_in if draft.kind is Kind.RECOMMENDATION else addressee_in
    above = owner(heading)
    if above and section and not addressee_in(heading) and _is_topic(section, sections):
        above = None
    return (column if agencies_of(column) else None) or draft.fields.get("band") or above


def _is_topic(section: Section, sections: Sequence[Section]) -> bool:
    """Whether a heading that could be an agency is one of several topics: "School", "Exploitation"."""
    beside = [
        owner_in(other.heading)
        for other in sections
        if (other.role, other.level) == (section.role, section.level)
        and heading_role(other.heading) is None
    ]
    return len(beside) >= _FEWEST_TOPICS and 2 * sum(map(bool, beside)) < len(beside)


def _is_multi(agencies: tuple[str, ...]) -> bool | None:
    if not agencies:
        return None
    boards = {
        OWN_BOARD,
        "safeguarding_children_partnership",
        "safeguarding_adults_board",
        "all_partners",
        "community_safety_partnership",
        "child_protection_committee",
    }
    return len(agencies) > 1 or agencies[0] in boards
