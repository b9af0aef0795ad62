"""Says before a long night what will be read again, and why: rules or programs have changed."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from archive.accepted import load_accepted
from archive.folder import Archive
from archive.stages import stage_versions
from pipelines.process import DocumentOutcome
from vocabulary.counting import plural

log = logging.getLogger(__name__)
PROGRAMS = "a program that reading uses (OCR, LibreOffice) was installed, removed or changed"


def say_what_is_read_again(
    archive: Archive, waiting: set[str], asked: frozenset[str] = frozenset()
) -> None:
    """Count the documents that an earlier build had and that now wait for a stage. `asked` are
    those that somebody wants tried again.
    """
    if again := read_before(archive, waiting):
        log.info(
            "%s processed before will be processed again: %s",
            plural(len(again), "document"),
            why_again(archive, is_asked=again <= asked),
        )


def processed_again(
    archive: Archive, outcomes: Iterable[DocumentOutcome], asked: frozenset[str] = frozenset()
) -> str:
    """One sentence for the report: how many documents were processed again, and why.

    Empty where none was. Ask before anything is published.
    """
    again = read_before(archive, {row.document_id for row in outcomes if row.ran})
    if not again:
        return ""
    many = plural(len(again), "document processed before was", "documents processed before were")
    return f"{many} processed again: {why_again(archive, is_asked=again <= asked)}."


def read_before(archive: Archive, waiting: set[str]) -> set[str]:
    """Those of the waiting documents that an earlier build had."""
    accepted = load_accepted(archive.places) if waiting else None
    return waiting & {row.document_id for row in accepted.figures} if accepted else set()


def why_again(archive: Archive, *, is_asked: bool = False) -> str:
    """What has changed since the last run that published."""
    if is_asked:
        return "somebody has asked for it"
    runs = [record.run for record in archive.runs.load() if record.is_published]
    before = runs[-1].stage_versions if runs else {}
    now = stage_versions()
    changed = [stage for stage, version in now.items() if before.get(stage, version) != version]
    if changed:
        return f"the rules of {', '.join(changed)} have changed"
    return f"{PROGRAMS}, or what was made of them is gone"
