"""The last step of a run: build the warehouse from all documents, or keep the published one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import msgspec

from archive.accepted import drop_held
from archive.folder import Archive
from archive.places import Places
from archive.runs import RunRecord
from archive.stages import PUBLISH, stage_version
from models.records import (
    Issue,
    Loss,
    ProcessedDocument,
    ReportKind,
    Run,
    Severity,
    Sighting,
    WarehouseInput,
)
from pipelines.correcting import DataCorrections
from pipelines.gathering import source_infos
from pipelines.guarding import LossGuard, held_still
from pipelines.holding import Veil
from pipelines.process import processed
from pipelines.process.tools import review_themes, taxonomy
from pipelines.published import input_digest, is_damaged, is_rewritten, note, still_stands
from pipelines.request import RunRequest
from vocabulary.report_types import report_types

if TYPE_CHECKING:
    from warehouse import BuildReport


_OF_LOSSES = frozenset({"fewer_reviews_than_before", "fewer_statements_than_before"})


class Made(msgspec.Struct):
    """What came of publishing: a build, or the run whose build was kept, and what they noticed.

    `held` is the id of a build that waits for a person, since it would lose too much; `accepted`
    that of one whose losses a person has accepted.
    """

    built: BuildReport | None = None
    kept: str | None = None
    issues: tuple[Issue, ...] = ()
    held: str | None = None
    accepted: str | None = None
    losses: tuple[Loss, ...] = ()

    @property
    def is_published(self) -> bool:
        return self.kept is not None or (self.built is not None and self.built.is_published)


def publish(archive: Archive, run: Run, issues: list[Issue], request: RunRequest) -> Made:
    """Build and publish, or keep what is published where that was made from the same.

    A build that would lose too much is held, night after night, until a person accepts it or it
    loses no longer.
    """
    digest = input_digest(archive, issues)
    damage = _damage(archive, run)
    is_asked = bool(damage) or request.is_rebuild or request.accepts_loss or request.is_takedown
    stands = still_stands(archive.places, digest, run.finished_at)
    if stands and not is_asked:
        drop_held(archive.places)
        return Made(kept=stands.run_id, issues=stands.issues)
    held = held_still(archive, digest)
    if held and not is_asked:
        return Made(issues=held.issues, held=held.build_id, losses=held.losses)
    corrections = DataCorrections(archive.places)
    orphans = _orphans(archive, corrections)
    given = warehouse_input(archive, run, [*issues, *orphans], corrections)
    guard = LossGuard(
        archive, corrections, accepts_loss=request.accepts_loss, is_takedown=request.is_takedown
    )
    built = build_warehouse(given, archive.places, guard)
    lasting = (*orphans, *_without_asked(built.issues, _asked_for(request, guard)))
    noticed = (*damage, *lasting)
    if built.is_published:
        note(archive.places, digest, run, lasting, built.holdings)
        if guard.is_unsettled:  # so that the next run builds again and holds what is lost
            archive.places.published.unlink()
        guard.published()
        accepted = guard.build_id if guard.losses and not guard.is_unsettled else None
        return Made(built, issues=noticed, accepted=accepted, losses=guard.losses)
    if not guard.losses:  # a check of the build failed before the guard was asked
        return Made(built, issues=noticed)
    guard.held(digest, run, lasting)
    return Made(built, issues=noticed, held=guard.build_id, losses=guard.losses)


def _asked_for(request: RunRequest, guard: LossGuard) -> frozenset[str]:
    """Codes of checks whose find a person has asked for: that the build holds less than before.

    Who accepts a loss has asked for no other one: the guard has measured whether there is any.
    """
    if request.is_takedown:
        from warehouse import comparing_checks  # noqa: PLC0415 - loads DuckDB, as the build has

        return comparing_checks()
    is_accepted = request.accepts_loss or (request.is_accepting and not guard.losses)
    return _OF_LOSSES if is_accepted else frozenset()


def _without_asked(issues: Iterable[Issue], asked: Container[str]) -> Iterator[Issue]:
    """Issues of a build, what a person has asked for only noted."""
    for issue in issues:
        is_asked = issue.code in asked
        yield msgspec.structs.replace(issue, severity=Severity.INFO) if is_asked else issue


def _damage(archive: Archive, run: Run) -> tuple[Issue, ...]:
    """A warning where the published file is not as it was left: it is built again."""
    places = archive.places
    if places.published.exists() and not places.warehouse.exists():
        what = "was gone"
    elif is_damaged(places, run.run_id):
        what = "had been damaged"
    elif is_rewritten(archive):
        what = "had been changed or replaced by another program"
    else:
        return ()
    message = f"The published warehouse file {what}: it was built again."
    return (Issue(Severity.WARNING, "build", "warehouse_damaged", message),)


def load_ahead(data: Path, sighting: Sighting | None) -> None:
    """Load what a build needs, which takes a second, while others read documents.

    `sighting` is one of those that will be published.
    """
    Thread(target=_load, args=(data, sighting)).start()


def _load(data: Path, sighting: Sighting | None) -> None:
    with suppress(Exception):  # what is wrong is reported where it is needed
        from warehouse import building  # noqa: PLC0415

        building.load_ahead()
        taxonomy()
        review_themes()
        source_infos(data)
        stage_version(PUBLISH)
        if sighting:
            Veil(())(sighting)


def build_warehouse(given: WarehouseInput, places: Places, guard: LossGuard) -> BuildReport:
    """Build; DuckDB takes a second to load, which a run without news need not pay."""
    import warehouse  # noqa: PLC0415

    options = warehouse.BuildOptions(
        builds=places.builds, corrections=places.families, guard=guard, held=places.held
    )
    return warehouse.build(given, places.warehouse, options)


def warehouse_input(
    archive: Archive, run: Run, issues: list[Issue], corrections: DataCorrections
) -> WarehouseInput:
    """All that a build needs, documents one at a time."""
    themes, quality = taxonomy()
    history = archive.runs.load()
    return WarehouseInput(
        run=run,
        documents=_documents(archive, archive.latest(), corrections),
        sightings=archive.ledger.sightings(every=False),
        veil=Veil(corrections.all),
        sources=source_infos(archive.data),
        themes=themes,
        theme_quality=quality,
        review_themes=review_themes(),
        report_types=tuple(
            ReportKind(k.code, k.label, k.family, k.sector, k.nation, k.is_review)
            for k in report_types()
        ),
        issues=tuple(issues),
        history=tuple(record.run for record in history),
        failures=tuple(_failures(history)),
    )


def _failures(history: Iterable[RunRecord]) -> Iterator[tuple[str, Issue]]:
    """Errors of earlier runs that published nothing: no other build reports them."""
    for record in history:
        if not record.is_published:
            errors = (issue for issue in record.issues if issue.severity == Severity.ERROR)
            yield from ((record.run.run_id, issue) for issue in errors)


def _orphans(archive: Archive, corrections: DataCorrections) -> list[Issue]:
    """Corrections that find no statement, of documents that are there and of others."""
    held = set(archive.documents())
    found = [
        Issue(
            Severity.WARNING,
            "classify",
            "correction_orphaned",
            "A correction names a document that is not in the data folder.",
            document_id=document_id,
        )
        for document_id in sorted(corrections.documents - held)
    ]
    for document_id in sorted(corrections.documents & held):
        found += corrections.apply(processed(archive.artefacts, document_id))[1]
    return found


def held_documents(archive: Archive, corrections: DataCorrections) -> Iterator[ProcessedDocument]:
    """The documents of which something is held until a person decides."""
    documents = _documents(archive, archive.latest(), corrections)
    return (record for record in documents if record.held)


def _documents(
    archive: Archive, latest: dict[str, Sighting], corrections: DataCorrections
) -> Iterator[ProcessedDocument]:
    for document_id, row in latest.items():
        record, _ = corrections.apply(processed(archive.artefacts, document_id))
        record = msgspec.structs.replace(
            record,
            file_name=row.file_name,
            bytes=row.bytes,
            media_type=record.media_type or row.media_type,
        )
        yield corrections.held(record, row)
