"""Sections, statements and what is known about a document as a whole."""

from __future__ import annotations

import hashlib
from enum import StrEnum

import msgspec

from models.records.geometry import Box
from models.records.responses import Response


class Kind(StrEnum):
    """The five kinds of statement (the contract's `statements.kind`)."""

    RECOMMENDATION = "recommendation"
    FINDING = "finding"
    GOOD_PRACTICE = "good_practice"
    LEARNING_POINT = "learning_point"
    QUESTION = "question"


class SectionRole(StrEnum):
    """What a section of a report is for."""

    SUMMARY = "summary"
    METHOD = "method"
    NARRATIVE = "narrative"
    ANALYSIS = "analysis"
    FINDINGS = "findings"
    GOOD_PRACTICE = "good_practice"
    LEARNING = "learning"
    RECOMMENDATIONS = "recommendations"
    QUESTIONS = "questions"
    ACTION_PLAN = "action_plan"
    RESPONSE = "response"
    GLOSSARY = "glossary"
    APPENDIX = "appendix"
    OTHER = "other"


class Section(msgspec.Struct, frozen=True):
    """A heading and what comes below it. `parent` is the index of the enclosing section."""

    index: int
    heading: str
    level: int  # 1 is the outermost
    role: SectionRole
    page: int
    parent: int | None = None
    number: str | None = None  # "4.2", where printed


class Evidence(msgspec.Struct, frozen=True):
    """One printed line of a statement: its page (from 1) and its box."""

    page: int
    box: Box


class Statement(msgspec.Struct, frozen=True):
    """A recommendation, finding, piece of good practice, learning point or question.

    `text` is the quote: printed lines joined by one space, line-end hyphenation undone, label and
    bullet removed. `rule` names the rule that found it; `confidence` is between 0 and 1.
    `addressee` is as printed, several joined with ";"; `agencies` are normalised agency types.
    """

    statement_id: str
    document_id: str
    kind: Kind
    text: str
    page_first: int
    page_last: int
    evidence: tuple[Evidence, ...]
    rule: str
    confidence: float
    ordinal: int = 0  # place in the document's reading order, from 0
    number: str | None = None
    heading: str | None = None
    section_path: tuple[str, ...] = ()
    section_role: SectionRole = SectionRole.OTHER
    addressee: str | None = None
    agencies: tuple[str, ...] = ()
    timescale: str | None = None
    is_multi_agency: bool | None = None  # None: not stated
    is_repeat: bool = False
    repeats_statement_id: str | None = None
    page_label_first: str | None = None  # as printed on `page_first`; None: no number is printed
    page_label_last: str | None = None
    reasons: tuple[str, ...] = ()  # where a model decided: the features that weighed most
    is_single_agency: bool = False  # an agency's own recommendation that the report lists


class Unsure(msgspec.Struct, frozen=True):
    """A paragraph that may be a statement of this kind, too uncertain to be given as one."""

    kind: Kind
    page: int
    confidence: float


def statement_id(document_id: str, text: str, occurrence: int) -> str:
    """A name that survives re-extraction as long as the words do.

    Sixteen hex digits over document, lower-cased words and the how-manieth time (from 0) these
    words occur as a statement of the document. The kind is left out, so that mending it keeps
    the name and the corrections keyed by it.
    """
    words = " ".join(text.lower().split())
    digest = hashlib.sha256(f"{document_id}\0{words}\0{occurrence}".encode())
    return digest.hexdigest()[:16]


class Stated(msgspec.Struct, frozen=True):
    """A value of metadata with where it was found: `quote` is the printed words on `page`."""

    value: str
    confidence: float
    page: int | None = None
    quote: str | None = None
    rule: str = ""


class Metadata(msgspec.Struct, frozen=True):
    """What a document says about itself; None or empty where it is not stated.

    `document_type` is a code of vocabulary/report_types (for instance `lcspr`, `sar`, `dhr`,
    `inspection_letter`, `guidance`, `response`, `form`, `unknown`); `is_review` says whether that
    type counts as a review. `role` is the part the document plays for its review: report,
    executive_summary, briefing, action_plan, response, easy_read, translation, other.
    Dates are ISO with the printed precision ("2024-11", "2024-11-14", "2024").
    """

    document_type: Stated | None = None
    is_review: bool = False
    role: str = "report"
    title: Stated | None = None
    nation: Stated | None = None
    publisher: Stated | None = None
    area: Stated | None = None
    published_on: Stated | None = None
    period_from: Stated | None = None
    period_to: Stated | None = None
    incident_on: Stated | None = None  # of a death or serious harm: the month, never the day
    subjects: Stated | None = None  # age bands and number only, e.g. "4 children: under 1, 1-4"
    ages: Stated | None = None  # the bands alone, and where the ages are
    n_subjects: int | None = None
    age_bands: tuple[str, ...] = ()
    outcome: Stated | None = None  # death, serious_harm, other
    authors: tuple[Stated, ...] = ()
    chair: Stated | None = None
    method: Stated | None = None
    agencies: tuple[Stated, ...] = ()
    laws: tuple[Stated, ...] = ()
    language: str = "en"
    reference: Stated | None = None  # a case reference such as "CYSUR 4 2019"
    pseudonyms: tuple[str, ...] = ()  # as in the title; used to group documents, never shown alone
    licence: Stated | None = None
    fiction: Stated | None = None  # "true" where it says of itself that it is invented
    sector: Stated | None = None  # whom it is about, where its type does not say


class Extraction(msgspec.Struct, frozen=True):
    """Everything taken out of one reading; `sketch` is that of all its paragraphs.

    `unsure` is for a person to look at.
    """

    document_id: str
    metadata: Metadata
    sections: tuple[Section, ...] = ()
    statements: tuple[Statement, ...] = ()
    sketch: bytes = b""
    unsure: tuple[Unsure, ...] = ()
    responses: tuple[Response, ...] = ()


def people_told(number: int | None, bands: tuple[str, ...]) -> str | None:
    """Number and age bands in words, never a name or an exact age; None where both are unknown."""
    if number is None and not bands:
        return None
    told = "1 person" if number == 1 else f"{number} people"
    people = told if number else "number not stated"
    return f"{people}: {', '.join(bands)}" if bands else people
