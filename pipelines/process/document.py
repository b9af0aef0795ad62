"""One document through the stages, each taken from its artefact where that is there."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import msgspec

from archive.artefacts import Artefacts, CorruptArtefactError
from archive.stages import CLASSIFY, EXTRACT, READ, read_settings, stage_versions
from archive.store import together
from models.records import (
    Extraction,
    HiddenKind,
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
    is_half: bool = False  # the last stage is still to come, in another child

    def after(self, half: Outcome) -> Outcome:
        """This outcome with what the first half of the work took and noticed."""
        return msgspec.structs.replace(
            self,
            ran=(*half.ran, *self.ran),
            issues=(*half.issues, *self.issues),
            seconds=half.seconds + self.seconds,
            stage_seconds=half.stage_seconds | self.stage_seconds,
        )


class _Line:
    """Artefacts of one document, with notes of what ran and what was corrupt."""

    def __init__(self, artefacts: Artefacts, document_id: str) -> None:
        self.artefacts, self.document_id = artefacts, document_id
        self.reading_key = artefacts.key(READ, document_id, document_id, read_settings())
        self.facts_key = f"{self.reading_key}.facts"
        self.failure_key = f"{self.reading_key}.failed"
        self.ran: dict[str, float] = {}  # stage to seconds
        self.issues: list[Issue] = []

    def load(self, key: str, kind: type[Record]) -> Record | None:
        """An artefact, or None where there is none or none that can be used (then an issue)."""
        found = self.load_with_digest(key, kind)
        return found[0] if found else None

    def load_with_digest(self, key: str, kind: type[Record]) -> tuple[Record, str] | None:
        """The same with its digest."""
        try:
            return self.artefacts.load_with_digest(key, kind)
        except CorruptArtefactError as error:
            message = f"A stored result was damaged and has been made again: {error}."
            self.issues.append(
                Issue(Severity.WARNING, READ.name, "corrupt_artefact", message, self.document_id)
            )
            return None

    def extraction_key(self, facts: Facts) -> str:
        return self.artefacts.key(EXTRACT, self.document_id, facts.reading)

    def labelled_key(self, extraction_digest: str) -> str:
        return self.artefacts.key(CLASSIFY, self.document_id, extraction_digest)

    def whole(self) -> tuple[Facts, Extraction, Labelled] | None:
        """What all stages made; None where anything is missing.

        A failure counts only then: a document that has succeeded since is not asked for one.
        """
        facts = self.facts()
        got = self.extraction(facts) if facts else None
        labelled = self.labelled(got[1]) if got else None
        return (facts, got[0], labelled) if facts and got and labelled else None

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Note that a stage ran, and how long it took."""
        start = time.monotonic()
        yield
        self.ran[name] = self.ran.get(name, 0.0) + time.monotonic() - start

    def failure(self) -> Failure | None:
        """The failure that stands for this document, under the present rules."""
        failure = self.load(self.failure_key, Failure)
        return failure if failure and failure.versions == stage_versions() else None

    def facts(self) -> Facts | None:
        return self.load(self.facts_key, Facts)

    def extraction(self, facts: Facts) -> tuple[Extraction, str] | None:
        return self.load_with_digest(self.extraction_key(facts), Extraction)

    def labelled(self, extraction_digest: str) -> Labelled | None:
        return self.load(self.labelled_key(extraction_digest), Labelled)


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
) -> Outcome:
    """Run the stages that have no artefact yet and keep what they make.

    `is_early`: but for the last one, which somebody else will run.
    """
    line = _Line(artefacts, document_id)
    facts = line.facts() or _read(line, path)[0]
    got = line.extraction(facts) or _extract(line, facts, path)
    if line.labelled(got[1]) is None:
        if is_early:
            ran, issues = tuple(line.ran), tuple(line.issues)
            return Outcome(
                document_id, facts.status, facts.n_pages, ran, issues, 0.0, line.ran, is_half=True
            )
        _classify(line, *got)
    artefacts.drop(line.failure_key)
    issues = (*line.issues, *_noticed(document_id, facts), *_silent(facts, got[0]))
    return Outcome(
        document_id, facts.status, facts.n_pages, tuple(line.ran), issues, stage_seconds=line.ran
    )


def is_done(artefacts: Artefacts, document_id: str) -> Outcome | None:
    """The outcome of a document that needs no stage run again; None where one is needed."""
    line = _Line(artefacts, document_id)
    if whole := line.whole():
        facts, extraction, _ = whole
        issues = (*_noticed(document_id, facts), *_silent(facts, extraction))
        return Outcome(document_id, facts.status, facts.n_pages, issues=issues)
    failure = line.failure()
    if failure and failure.attempts >= ATTEMPTS:
        return failed(document_id, failure.message)
    return None


def processed(artefacts: Artefacts, document_id: str) -> ProcessedDocument:
    """A document after all stages, from its artefacts; `unreadable` where a stage failed."""
    line = _Line(artefacts, document_id)
    whole = line.whole()
    if whole is None:
        failure = line.failure()
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
    """Digests of all that `processed` tells of a document, without loading it."""
    line = _Line(artefacts, document_id)
    facts = line.facts()
    extraction = artefacts.digest(line.extraction_key(facts)) if facts else None
    labelled = artefacts.digest(line.labelled_key(extraction)) if extraction else None
    if labelled:
        return extraction, artefacts.digest(line.facts_key), labelled
    return extraction, artefacts.digest(line.failure_key)


def current_keys(artefacts: Artefacts, document_id: str) -> set[str]:
    """Under which names results of this document stand that count under the present rules."""
    line = _Line(artefacts, document_id)
    keys, facts = {line.reading_key}, line.facts()
    if facts:
        keys.add(line.extraction_key(facts))
        with suppress(CorruptArtefactError):
            keys.add(line.labelled_key(artefacts.digest(line.extraction_key(facts)) or ""))
    return keys


def stored_reading(artefacts: Artefacts, document_id: str) -> Reading | None:
    """The pages and lines of a document that has been read; None where it has not."""
    line = _Line(artefacts, document_id)
    return line.load(line.reading_key, Reading)


def record_failure(artefacts: Artefacts, document_id: str, message: str) -> Outcome:
    """Note that a document ended its process or its stage; the run continues without it."""
    line = _Line(artefacts, document_id)
    before = line.failure()
    attempts = before.attempts + 1 if before else 1
    artefacts.save(line.failure_key, Failure(attempts, message, stage_versions()))
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

    def is_failed(document_id: str) -> bool:
        line = _Line(artefacts, document_id)
        facts = line.facts()
        return bool(line.failure() or (facts and facts.status is Status.UNREADABLE))

    names = list(document_ids)
    found = together(artefacts.store, is_failed, names)
    yield from (name for name, has_failed in zip(names, found, strict=True) if has_failed)


def forget_failure(artefacts: Artefacts, document_id: str, *, and_reading: bool) -> None:
    """Let a document be tried as if it never was; `and_reading`: also if it could be opened."""
    line = _Line(artefacts, document_id)
    artefacts.drop(line.failure_key)
    if and_reading:
        artefacts.drop(line.facts_key)
        artefacts.drop(line.reading_key)


def _read(line: _Line, path: Path) -> tuple[Facts, Reading]:
    with line.stage(READ.name):
        reading = tools().read(path, line.document_id)
        facts = facts_of(reading, line.artefacts.save(line.reading_key, reading))
        line.artefacts.save(line.facts_key, facts)
    return facts, reading


def _extract(line: _Line, facts: Facts, path: Path) -> tuple[Extraction, str]:
    reading = line.load(line.reading_key, Reading)
    if reading is None:
        facts, reading = _read(line, path)
    with line.stage(EXTRACT.name):
        extraction = tools().extract(reading)
    return extraction, line.artefacts.save(line.extraction_key(facts), extraction)


def _classify(line: _Line, extraction: Extraction, digest: str) -> None:
    with line.stage(CLASSIFY.name):
        labelled = tools().label(extraction)
    line.artefacts.save(line.labelled_key(digest), labelled)


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
