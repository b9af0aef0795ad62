"""One document through the stages, each taken from its artefact where that is there."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import msgspec

from archive.artefacts import Artefacts, CorruptArtefactError
from archive.stages import CLASSIFY, EXTRACT, READ, read_settings, stage_versions
from models.records import (
    Extraction,
    Issue,
    Labelled,
    Metadata,
    ProcessedDocument,
    Reading,
    Severity,
    Status,
)
from pipelines.process.facts import Facts, Failure, facts_of
from pipelines.process.hidden import hidden_issues
from pipelines.process.tools import tools

Record = TypeVar("Record")
LONGEST_SILENT = 5  # pages: a letter or a poster may have nothing to say
ATTEMPTS = 2  # a document that ended its process is tried again once, then left until rules change


class Trouble(StrEnum):
    """What kept a document from being processed that is no fault of its own."""

    FULL = "full"  # no room on the disk: no document fares better
    MACHINE = "machine"  # the child was killed, or the machine failed at this document
    DAMAGED = "damaged"  # the stored original is missing, or its bytes are no longer its own


class Outcome(msgspec.Struct):
    """What happened to one document: which stages ran, and what was noticed.

    With `trouble` it has no result, and no attempt was used up.
    """

    document_id: str
    status: Status
    n_pages: int
    ran: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    seconds: float = 0.0
    stage_seconds: dict[str, float] = {}
    trouble: Trouble | None = None


class _Line:
    """Artefacts of one document, with notes of what ran and what was corrupt."""

    def __init__(self, artefacts: Artefacts, document_id: str) -> None:
        self.artefacts, self.document_id = artefacts, document_id
        self.reading_path = artefacts.path(READ, document_id, read_settings())
        self.facts_path = self.reading_path.with_suffix(".facts")
        self.failure_path = self.reading_path.with_suffix(".failed")
        self.ran: dict[str, float] = {}  # stage to seconds
        self.issues: list[Issue] = []

    def load(self, path: Path, kind: type[Record]) -> Record | None:
        """An artefact, or None where there is none or none that can be used (then an issue)."""
        try:
            return self.artefacts.load(path, kind)
        except CorruptArtefactError as error:
            message = f"A stored result was damaged and has been made again: {error}."
            self.issues.append(
                Issue(Severity.WARNING, READ.name, "corrupt_artefact", message, self.document_id)
            )
            return None

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Note that a stage ran, and how long it took."""
        start = time.monotonic()
        yield
        self.ran[name] = self.ran.get(name, 0.0) + time.monotonic() - start

    def failure(self) -> Failure | None:
        """The failure that stands for this document, under the present rules."""
        failure = self.load(self.failure_path, Failure)
        return failure if failure and failure.versions == stage_versions() else None

    def facts(self) -> Facts | None:
        return self.load(self.facts_path, Facts)

    def extraction(self, facts: Facts) -> tuple[Extraction, str] | None:
        path = self.artefacts.path(EXTRACT, facts.reading)
        record = self.load(path, Extraction)
        return None if record is None else (record, self.artefacts.digest(path) or "")

    def labelled(self, extraction_digest: str) -> Labelled | None:
        return self.load(self.artefacts.path(CLASSIFY, extraction_digest), Labelled)


def process_document(artefacts: Artefacts, document_id: str, path: Path) -> Outcome:
    """Run the stages that have no artefact yet and keep what they make."""
    line = _Line(artefacts, document_id)
    facts = line.facts() or _read(line, path)[0]
    got = line.extraction(facts) or _extract(line, facts, path)
    if line.labelled(got[1]) is None:
        _classify(line, *got)
    line.failure_path.unlink(missing_ok=True)
    issues = (*line.issues, *_noticed(document_id, facts), *_silent(facts, got[0]))
    return Outcome(
        document_id, facts.status, facts.n_pages, tuple(line.ran), issues, stage_seconds=line.ran
    )


def is_done(artefacts: Artefacts, document_id: str) -> Outcome | None:
    """The outcome of a document that needs no stage run again; None where one is needed."""
    line = _Line(artefacts, document_id)
    failure = line.failure()
    if failure and failure.attempts >= ATTEMPTS:
        return failed(document_id, failure.message)
    facts = None if failure else line.facts()
    got = line.extraction(facts) if facts else None
    if facts is None or got is None or line.labelled(got[1]) is None:
        return None
    issues = (*_noticed(document_id, facts), *_silent(facts, got[0]))
    return Outcome(document_id, facts.status, facts.n_pages, issues=issues)


def processed(artefacts: Artefacts, document_id: str) -> ProcessedDocument:
    """A document after all stages, from its artefacts; `unreadable` where a stage failed."""
    line = _Line(artefacts, document_id)
    failure = line.failure()
    facts = None if failure else line.facts()
    got = line.extraction(facts) if facts else None
    labelled = line.labelled(got[1]) if got else None
    if facts is None or got is None or labelled is None:
        return ProcessedDocument(
            document_id=document_id,
            status=Status.UNREADABLE,
            n_pages=0,
            extraction=Extraction(document_id, Metadata()),
            labelled=Labelled(document_id),
            message=failure.message if failure else "Not processed. Run again.",
        )
    return ProcessedDocument(
        document_id=document_id,
        status=facts.status,
        n_pages=facts.n_pages,
        extraction=got[0],
        labelled=labelled,
        media_type=facts.media_type,
        message=facts.message,
        ocr_confidence=facts.ocr_confidence,
        page_sizes=facts.page_sizes,
    )


def fingerprint(artefacts: Artefacts, document_id: str) -> tuple[str | None, ...]:
    """Digests of all that `processed` tells of a document, without loading it."""
    line = _Line(artefacts, document_id)
    facts = line.facts()
    extraction = artefacts.path(EXTRACT, facts.reading) if facts else None
    digest = artefacts.digest(extraction) if extraction else None
    paths = (line.failure_path, line.facts_path, artefacts.path(CLASSIFY, digest or ""))
    return (digest, *(artefacts.digest(path) for path in paths))


def stored_reading(artefacts: Artefacts, document_id: str) -> Reading | None:
    """The pages and lines of a document that has been read; None where it has not."""
    line = _Line(artefacts, document_id)
    return line.load(line.reading_path, Reading)


def record_failure(artefacts: Artefacts, document_id: str, message: str) -> Outcome:
    """Note that a document ended its process or its stage; the run continues without it."""
    line = _Line(artefacts, document_id)
    before = line.failure()
    attempts = before.attempts + 1 if before else 1
    artefacts.save(line.failure_path, Failure(attempts, message, stage_versions()))
    return failed(document_id, message)


def failed(document_id: str, message: str) -> Outcome:
    """The outcome of a document that could not be processed."""
    issue = Issue(Severity.WARNING, READ.name, "unreadable", message, document_id)
    return Outcome(document_id, Status.UNREADABLE, 0, issues=(issue,))


def postponed(document_id: str, trouble: Trouble) -> Outcome:
    """The outcome of a document that the machine failed: the next run tries again."""
    message = "The machine failed, not the document. The next run tries again."
    issue = Issue(Severity.WARNING, READ.name, "machine_failed", message, document_id)
    return Outcome(document_id, Status.UNREADABLE, 0, issues=(issue,), trouble=trouble)


def failed_documents(artefacts: Artefacts, document_ids: Iterable[str]) -> Iterator[str]:
    """Those that are left as unreadable: a stage failed, or their reading says so."""
    for document_id in document_ids:
        line = _Line(artefacts, document_id)
        facts = line.facts()
        if line.failure() or (facts and facts.status is Status.UNREADABLE):
            yield document_id


def forget_failure(artefacts: Artefacts, document_id: str, *, and_reading: bool) -> None:
    """Let a document be tried as if it never was; `and_reading`: also if it could be opened."""
    line = _Line(artefacts, document_id)
    line.failure_path.unlink(missing_ok=True)
    if and_reading:
        line.facts_path.unlink(missing_ok=True)
        line.reading_path.unlink(missing_ok=True)


def _read(line: _Line, path: Path) -> tuple[Facts, Reading]:
    with line.stage(READ.name):
        reading = tools().read(path, line.document_id)
        facts = facts_of(reading, line.artefacts.save(line.reading_path, reading))
        line.artefacts.save(line.facts_path, facts)
    return facts, reading


def _extract(line: _Line, facts: Facts, path: Path) -> tuple[Extraction, str]:
    reading = line.load(line.reading_path, Reading)
    if reading is None:
        facts, reading = _read(line, path)
    with line.stage(EXTRACT.name):
        extraction = tools().extract(reading)
    return extraction, line.artefacts.save(line.artefacts.path(EXTRACT, facts.reading), extraction)


def _classify(line: _Line, extraction: Extraction, digest: str) -> None:
    with line.stage(CLASSIFY.name):
        labelled = tools().label(extraction)
    line.artefacts.save(line.artefacts.path(CLASSIFY, digest), labelled)


def _silent(facts: Facts, extraction: Extraction) -> tuple[Issue, ...]:
    """A document of some length that gave no statement: its type may have been mistaken."""
    if facts.n_pages <= LONGEST_SILENT or extraction.statements:
        return ()
    kind = extraction.metadata.document_type
    message = (
        f"No statement was found in {facts.n_pages} pages with {len(extraction.sections)} headings,"
        f" read as {kind.value if kind else 'of no known type'}. If it makes findings or"
        " recommendations, correct its type; `reviews inspect` shows what was read."
    )
    document_id = extraction.document_id
    return (Issue(Severity.WARNING, EXTRACT.name, "no_statements", message, document_id),)


def _noticed(document_id: str, facts: Facts) -> tuple[Issue, ...]:
    """What an operator should know about a document that was read."""
    issues = []
    if facts.status not in {Status.OK, Status.SCANNED_OCR}:
        message = facts.message or "The document could not be read in full."
        issues.append(Issue(Severity.WARNING, READ.name, str(facts.status), message, document_id))
    issues += [
        Issue(Severity.INFO, READ.name, "page_problem", why, document_id, page=page)
        for page, why in facts.problems
    ]
    issues += hidden_issues(document_id, facts.hidden)
    return tuple(issues)
