"""The stored results of one document: under which keys, and which of them count."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from archive.artefacts import Artefacts, CorruptArtefactError
from archive.stages import CLASSIFY, EXTRACT, READ, read_settings, stage_versions
from models.records import Extraction, Issue, Labelled, Severity
from pipelines.process.facts import Failure, FileFacts

Record = TypeVar("Record")


class Results:
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

    def extraction_key(self, facts: FileFacts) -> str:
        return self.artefacts.key(EXTRACT, self.document_id, facts.reading)

    def labelled_key(self, extraction_digest: str) -> str:
        return self.artefacts.key(CLASSIFY, self.document_id, extraction_digest)

    def whole(self) -> tuple[FileFacts, Extraction, Labelled] | None:
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
        """The failure that counts for this document, under the present rules."""
        failure = self.load(self.failure_key, Failure)
        return failure if failure and failure.versions == stage_versions() else None

    def facts(self) -> FileFacts | None:
        return self.load(self.facts_key, FileFacts)

    def extraction(self, facts: FileFacts) -> tuple[Extraction, str] | None:
        return self.load_with_digest(self.extraction_key(facts), Extraction)

    def labelled(self, extraction_digest: str) -> Labelled | None:
        return self.load(self.labelled_key(extraction_digest), Labelled)
