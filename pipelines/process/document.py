"""One document through the stages, each taken from its artefact where that is there."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from archive.artefacts import Artefacts, CorruptArtefactError
from archive.stages import CLASSIFY, EXTRACT, READ, read_settings, stage_versions
from archive.store import together
from models.records import (
    Extraction,
    HiddenKind,
    Labelled,
    Metadata,
    ProcessedDocument,
    Reading,
    Status,
)
from pipelines.process.facts import Failure, FileFacts, facts_of
from pipelines.process.outcomes import DocumentOutcome, failed, noticed, silent
from pipelines.process.results import Results
from pipelines.process.tools import tools

ATTEMPTS = 2  # a document that ended its process is tried again once, then left until rules change


def load_reading() -> None:
    """Load what all stages but the last need: the lesser part of the work of loading."""
    tools()
    stage_versions()
    read_settings()


def load_stages() -> None:
    """Load rules and models now, for all children that are forked from this process."""
    tools().load_last()


def process_document(
    artefacts: Artefacts, document_id: str, path: Path, *, is_early: bool = False
) -> DocumentOutcome:
    """Run the stages that have no artefact yet and keep what they make.

    `is_early`: but for the last one, which somebody else will run.
    """
    results = Results(artefacts, document_id)
    facts = results.facts() or _read(results, path)[0]
    got = results.extraction(facts) or _extract(results, facts, path)
    if results.labelled(got[1]) is None:
        if is_early:
            ran, issues = tuple(results.ran), tuple(results.issues)
            return DocumentOutcome(
                document_id,
                facts.status,
                facts.n_pages,
                ran,
                issues,
                0.0,
                results.ran,
                is_half=True,
            )
        _classify(results, *got)
    artefacts.drop(results.failure_key)
    issues = (*results.issues, *noticed(document_id, facts), *silent(facts, got[0]))
    return DocumentOutcome(
        document_id,
        facts.status,
        facts.n_pages,
        tuple(results.ran),
        issues,
        stage_seconds=results.ran,
    )


def is_done(artefacts: Artefacts, document_id: str) -> DocumentOutcome | None:
    """The outcome of a document that needs no stage run again; None where one is needed."""
    results = Results(artefacts, document_id)
    if whole := results.whole():
        facts, extraction, _ = whole
        issues = (*noticed(document_id, facts), *silent(facts, extraction))
        return DocumentOutcome(document_id, facts.status, facts.n_pages, issues=issues)
    failure = results.failure()
    if failure and failure.attempts >= ATTEMPTS:
        return failed(document_id, failure.message, is_programs=failure.is_programs)
    return None


def processed(artefacts: Artefacts, document_id: str) -> ProcessedDocument:
    """A document after all stages, from its artefacts; `unreadable` where a stage failed."""
    results = Results(artefacts, document_id)
    whole = results.whole()
    if whole is None:
        failure = results.failure()
        return ProcessedDocument(
            document_id=document_id,
            status=Status.UNREADABLE,
            n_pages=0,
            extraction=Extraction(document_id, Metadata()),
            labelled=Labelled(document_id),
            message=failure.message if failure else "Not processed. Run again.",
        )
    facts, extraction, labelled = whole
    return ProcessedDocument(
        document_id=document_id,
        status=facts.status,
        n_pages=facts.n_pages,
        extraction=extraction,
        labelled=labelled,
        media_type=facts.media_type,
        message=facts.message,
        ocr_confidence=facts.ocr_confidence,
        page_sizes=facts.page_sizes,
        marked=tuple(
            (page, box)
            for page, kind, _, boxes in facts.hidden
            if kind is HiddenKind.MARKED
            for box in boxes
        ),
    )


def fingerprint(artefacts: Artefacts, document_id: str) -> tuple[str | None, ...]:
    """Digests of all that `processed` says about a document, without loading it."""
    results = Results(artefacts, document_id)
    facts = results.facts()
    extraction = artefacts.digest(results.extraction_key(facts)) if facts else None
    labelled = artefacts.digest(results.labelled_key(extraction)) if extraction else None
    if labelled:
        return extraction, artefacts.digest(results.facts_key), labelled
    return extraction, artefacts.digest(results.failure_key)


def current_keys(artefacts: Artefacts, document_id: str) -> set[str]:
    """Under which names results of this document are kept that count under the present rules."""
    results = Results(artefacts, document_id)
    keys, facts = {results.reading_key}, results.facts()
    if facts:
        keys.add(results.extraction_key(facts))
        with suppress(CorruptArtefactError):
            keys.add(results.labelled_key(artefacts.digest(results.extraction_key(facts)) or ""))
    return keys


def stored_reading(artefacts: Artefacts, document_id: str) -> Reading | None:
    """The pages and lines of a document that has been read; None where it has not."""
    results = Results(artefacts, document_id)
    return results.load(results.reading_key, Reading)


def record_failure(
    artefacts: Artefacts, document_id: str, message: str, *, is_programs: bool = False
) -> DocumentOutcome:
    """Note that a document ended its process or its stage; the run continues without it."""
    results = Results(artefacts, document_id)
    before = results.failure()
    attempts = before.attempts + 1 if before else 1
    failure = Failure(attempts, message, stage_versions(), is_programs)
    artefacts.save(results.failure_key, failure)
    return failed(document_id, message, is_programs=is_programs)


_UNREADABLE = frozenset({Status.UNREADABLE})


def failed_documents(
    artefacts: Artefacts, document_ids: Iterable[str], statuses: Container[Status] = _UNREADABLE
) -> Iterator[str]:
    """Those that are left as unreadable: a stage failed, or their reading says so."""

    def is_failed(document_id: str) -> bool:
        results = Results(artefacts, document_id)
        facts = results.facts()
        return bool(results.failure() or (facts and facts.status in statuses))

    names = list(document_ids)
    found = together(artefacts.store, is_failed, names)
    yield from (name for name, has_failed in zip(names, found, strict=True) if has_failed)


def forget_failure(artefacts: Artefacts, document_id: str, *, and_reading: bool) -> None:
    """Let a document be tried as if it never was; `and_reading`: also if it could be opened."""
    results = Results(artefacts, document_id)
    artefacts.drop(results.failure_key)
    if and_reading:
        artefacts.drop(results.facts_key)
        artefacts.drop(results.reading_key)


def _read(results: Results, path: Path) -> tuple[FileFacts, Reading]:
    with results.stage(READ.name):
        reading = tools().read(path, results.document_id)
        facts = facts_of(reading, results.artefacts.save(results.reading_key, reading))
        results.artefacts.save(results.facts_key, facts)
    return facts, reading


def _extract(results: Results, facts: FileFacts, path: Path) -> tuple[Extraction, str]:
    reading = results.load(results.reading_key, Reading)
    if reading is None:
        facts, reading = _read(results, path)
    with results.stage(EXTRACT.name):
        extraction = tools().extract(reading)
    return extraction, results.artefacts.save(results.extraction_key(facts), extraction)


def _classify(results: Results, extraction: Extraction, digest: str) -> None:
    with results.stage(CLASSIFY.name):
        labelled = tools().label(extraction)
    results.artefacts.save(results.labelled_key(digest), labelled)
