"""Records to rows: one function per table, columns in the order of sql/stage.sql."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from models.records import (
    Extraction,
    HeldText,
    Issue,
    Labelled,
    Metadata,
    ProcessedDocument,
    ReportKind,
    Response,
    Run,
    Severity,
    Sighting,
    SourceInfo,
    Stated,
    Statement,
    Status,
    Theme,
    ThemeLabel,
    ThemeQuality,
)

Row = tuple[Any, ...]
_UNTOLD = frozenset({"statement", "section"})  # kept by statement; shown in no view
_WORD = re.compile(r"[a-z0-9]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")

# Kept with page and quote so that `explain` can show where metadata comes from.
_STATED_FIELDS = (
    "document_type", "title", "nation", "publisher", "area", "published_on", "period_from",
    "period_to", "incident_on", "subjects", "ages", "outcome", "method", "reference", "licence",
    "fiction", "sector",
)  # fmt: skip


def run(record: Run, *, is_current: bool) -> Row:
    """A row of `runs`; times lose their zone mark, they are UTC throughout."""
    times = (utc(record.started_at), utc(record.finished_at))
    versions = list(record.stage_versions.items())
    return (record.run_id, *times, record.command, record.version, versions, is_current)


def source(record: SourceInfo) -> Row:
    """A row of `sources`."""
    return (
        record.source_id, record.title, record.publisher, record.nation, record.sector,
        record.licence, record.home_url, record.is_verified, list(record.kinds),
        record.expects_min, record.expects_max, record.is_fictional,
    )  # fmt: skip


def sighting(record: Sighting) -> Row:
    """A row of `sightings`."""
    return (
        record.source_id, record.url, utc(record.seen_at), record.run_id, record.outcome,
        record.document_id, record.file_name, record.bytes, record.media_type,
        _plain(record.listed_title), record.listed_date, record.listed_publisher,
        record.listed_role, record.listed_group, record.page_url, record.state.value,
        record.message,
    )  # fmt: skip


def document(record: ProcessedDocument, *, is_withdrawn: bool) -> Row:
    """A row of `documents`; a withdrawn one keeps no words of the report."""
    if is_withdrawn:
        return _tombstone(record)
    meta = record.extraction.metadata
    return (
        record.document_id, record.status.value, record.message, record.file_name, record.bytes,
        record.media_type, record.n_pages, record.ocr_confidence, meta.is_review, meta.role,
        _value(meta.document_type), _value(meta.title), _value(meta.nation),
        _value(meta.publisher), _value(meta.area), _value(meta.published_on),
        _value(meta.period_from), _value(meta.period_to), _value(meta.subjects),
        meta.n_subjects, list(meta.age_bands), _value(meta.outcome), _value(meta.method),
        [s.value for s in meta.agencies], [s.value for s in meta.laws], meta.language,
        _value(meta.reference), _value(meta.licence), _value(meta.incident_on), *_said(record),
    )  # fmt: skip


def _said(record: ProcessedDocument) -> Row:
    """What a person's word goes before, the fields that one has put right, and those that are held
    for one."""
    said = record.corrected
    fields = sorted({held.field for held in record.held if held.field not in _UNTOLD})
    meta = record.extraction.metadata
    sector = said.get("sector") or _value(meta.sector)
    fiction = said.get("fiction", True if meta.fiction else None)
    return (sector, said.get("address"), fiction, list(said), fields)


def _tombstone(record: ProcessedDocument) -> Row:
    meta = record.extraction.metadata
    about: Row = (meta.is_review, meta.role, _value(meta.document_type), None, _value(meta.nation))
    dates: Row = (None, _value(meta.published_on), None, None)
    people: Row = (None, None, [], None)
    rest: Row = (None, [], [], meta.language, None, None, None, *_said(record))
    return (
        record.document_id, Status.WITHDRAWN.value, None, record.file_name, record.bytes,
        record.media_type, record.n_pages, None, *about, _value(meta.publisher), *dates, *people,
        *rest,
    )  # fmt: skip


def stated(document_id: str, meta: Metadata) -> Iterator[Row]:
    """Where each piece of metadata is in the document. Names of people are left out."""
    found = [(field, getattr(meta, field)) for field in _STATED_FIELDS]
    for field, value in [*found, *(("agency", agency) for agency in meta.agencies)]:
        if value is not None:
            yield (document_id, field, value.value, value.confidence, value.page, value.quote,
                   value.rule)  # fmt: skip


def sections(record: ProcessedDocument) -> Iterator[Row]:
    """Rows of `sections`."""
    for s in record.extraction.sections:
        yield (record.document_id, s.index, s.heading, s.level, s.role.value, s.page, s.parent,
               s.number)  # fmt: skip


def statement(s: Statement, original: Statement, held: Mapping[str, HeldText]) -> Row:
    """A row of `statements`. One that is held back has the reason and a digest of its words.

    The digest shows whether two statements say the same. It is not published.
    """
    found = held.get(s.statement_id)
    why = list(dict.fromkeys(hit.kind.value for hit in found.hits)) if found else []
    words = _digest_of_words(original.text) if found else None
    return (
        s.statement_id, s.document_id, s.kind.value, s.text, s.page_first, s.page_last, s.rule,
        s.confidence, s.ordinal, s.number, s.heading, list(s.section_path),
        s.section_role.value, s.addressee, list(s.agencies), s.timescale, s.is_multi_agency,
        s.is_repeat, s.repeats_statement_id, s.page_label_first, s.page_label_last, list(s.reasons),
        s.is_single_agency, why, words,
    )  # fmt: skip


def _digest_of_words(text: str) -> str:
    return hashlib.sha256(" ".join(_WORD.findall(text.lower())).encode()).hexdigest()


def evidence(s: Statement) -> Iterator[Row]:
    """Rows of `evidence`: one per printed line, in points from the page's top left corner."""
    for line, e in enumerate(s.evidence):
        yield (s.statement_id, line, e.page, e.box.x0, e.box.top, e.box.x1, e.box.bottom)


def response(r: Response) -> Row:
    """A row of `responses`."""
    return (
        r.response_id, r.document_id, r.ordinal, r.number, r.recommendation, r.acceptance,
        r.progress, r.status, r.action, r.update, r.owner, r.due, r.page_first, r.page_last,
        r.rule, r.confidence,
    )  # fmt: skip


def labels(record: Labelled) -> Iterator[Row]:
    """Rows of `labels`: what is published, then what was too uncertain to publish."""
    for label in record.labels:
        yield _label(label, is_abstained=False)
    for label in record.abstained:
        yield _label(label, is_abstained=True)


def _label(x: ThemeLabel, *, is_abstained: bool) -> Row:
    return (
        x.statement_id, x.theme_id, x.score, x.origin.value, x.evidence, x.evidence_start,
        x.evidence_end, x.stance.value, x.taxonomy_digest, x.model_version, is_abstained,
    )  # fmt: skip


def theme(ordinal: int, t: Theme) -> Row:
    """A row of `themes`; `ordinal` keeps the taxonomy's own order."""
    return (t.theme_id, t.group_id, t.group_label, t.label, t.definition, list(t.applies_to),
            t.replaced_by, ordinal)  # fmt: skip


def report_kind(k: ReportKind) -> Row:
    """A row of `report_types`."""
    return (k.code, k.label, k.family, k.sector, k.nation, k.is_review)


def quality(q: ThemeQuality) -> Row:
    """A row of `theme_quality`."""
    return (q.theme_id, q.precision, q.recall, q.f1, q.support, q.threshold, q.measured_on)


def issue(i: Issue, run_id: str | None = None) -> Row:
    """A row of `issues`; without `run_id`, one of the current run."""
    place = (i.document_id, i.source_id, i.page)
    return (i.severity.value, i.stage, i.code, i.message, *place, run_id)


def unsure(extraction: Extraction) -> Iterator[Row]:
    """Rows of `issues`: paragraphs that may be statements, for a person to look at."""
    for u in extraction.unsure:
        kind = u.kind.value.replace("_", " ")
        message = f"A paragraph may be a {kind} ({u.confidence:.2f}) and was left out: look at it."
        where = (extraction.document_id, None, u.page)
        yield (Severity.INFO.value, "extract", "unsure_statement", message, *where, None)


def _value(stated: Stated | None) -> str | None:
    return _plain(stated.value) if stated is not None and stated.value else None


def _plain(text: str | None) -> str | None:
    """Without control characters: on a terminal they are commands."""
    return _CONTROL.sub(" ", text).strip() or None if text else text


def utc(text: str) -> str | None:
    """An ISO time in UTC without its zone mark, as DuckDB's TIMESTAMP reads it."""
    return text.removesuffix("Z").removesuffix("+00:00") or None
