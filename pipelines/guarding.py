"""The loss guard: a build that would lose too much against the accepted one is held."""

from __future__ import annotations

from contextlib import suppress

from archive.accepted import (
    AcceptedBuild,
    Held,
    drop_held,
    load_accepted,
    save_accepted,
    save_held,
    waiting_held,
)
from archive.folder import Archive
from archive.replaced import Finding
from models.records import DocumentFigures, Issue, Loss, Run
from pipelines.correcting import DataCorrections
from pipelines.decided import as_decided, with_taken
from pipelines.losses import issues_of, losses, measure
from vocabulary.statuses import status_labels, wholly_read


class LossGuard:
    """Looks at one build before it is published, and remembers what was decided."""

    def __init__(
        self,
        archive: Archive,
        corrections: DataCorrections,
        *,
        accepts_loss: bool = False,
        is_takedown: bool = False,
    ) -> None:
        self._archive, self._corrections = archive, corrections
        self._accepts_loss, self._is_takedown = accepts_loss, is_takedown
        self._before = _measure_of(archive)
        self._now: tuple[DocumentFigures, ...] | None = None
        self.build_id = ""
        self.losses: tuple[Loss, ...] = ()

    def __call__(self, figures: tuple[DocumentFigures, ...], build_id: str) -> tuple[Issue, ...]:
        """What speaks against publishing this build: nothing, where a person accepts its losses.

        A takedown goes out at once; what else is lost is not accepted by it, and held next time.
        """
        self.build_id = build_id
        self._now = with_taken(figures, self._archive, self._corrections)
        self._before = as_decided(self._before, self._now, self._archive, self._corrections)
        self.losses = losses(self._before, self._now, self._why)
        is_forced = self._accepts_loss or self._is_takedown
        return () if is_forced else issues_of(self.losses, build_id)

    @property
    def is_unsettled(self) -> bool:
        """Whether what was published has losses that nobody has accepted."""
        return bool(self.losses) and not self._accepts_loss

    def published(self) -> None:
        """The build is published: the next one is measured against it."""
        if self._now is None:
            return
        figures = self._now if self._accepts_loss else measure(self._before, self._now)
        save_accepted(self._archive.places, AcceptedBuild(self.build_id, figures))
        drop_held(self._archive.places)

    def held(self, digest: str, run: Run, issues: tuple[Issue, ...]) -> None:
        """The build waits for a person."""
        note = Held(self.build_id, run.run_id, digest, self.losses, issues)
        save_held(self._archive.places, note)

    def _why(self, before: DocumentFigures, now: DocumentFigures | None) -> str:
        if now is None:
            return _why_absent(self._archive, before.document_id)
        if now.status != before.status and now.status not in wholly_read():
            words = status_labels()
            return (
                f"it was {_lower(words.get(before.status, before.status))},"
                f" and is now {_lower(words.get(now.status, now.status))}"
            )
        if before.review_id and not now.review_id:
            return "it is no longer read as a review"
        return "it is read by other rules, or its file has changed"


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def held_still(archive: Archive, digest: str) -> Held | None:
    """The build that waits for a person, where it was made of the same."""
    held = waiting_held(archive.places)
    return held if held and held.digest == digest else None


def _measure_of(archive: Archive) -> tuple[DocumentFigures, ...]:
    """The accepted figures, or else those of the published warehouse.

    Without what a person has purged or taken another document for.
    """
    accepted = load_accepted(archive.places)
    figures = accepted.figures if accepted else _of_published(archive)
    decided = {pair.before for pair in archive.replaced.of(Finding.ACCEPTED)}
    return tuple(
        row
        for row in figures
        if row.document_id not in decided and not archive.ledger.is_purged("", "", row.document_id)
    )


def _of_published(archive: Archive) -> tuple[DocumentFigures, ...]:
    """Those of the published warehouse; where it is damaged, of the latest that can be read."""
    from warehouse import WarehouseError, document_figures  # noqa: PLC0415

    kept = sorted(archive.places.builds.glob("*.duckdb"), reverse=True)
    for path in (archive.places.warehouse, *kept):
        if path.exists():
            with suppress(WarehouseError):
                return document_figures(path)
    return ()


def _why_absent(archive: Archive, document_id: str) -> str:
    rows = archive.ledger.of_document(document_id)
    if not rows:
        return "the ledger no longer lists it"
    latest = archive.ledger.latest(rows[-1].source_id)
    now = next((row for row in latest.values() if row.key == rows[-1].key), None)
    if now and now.document_id and now.document_id != document_id:
        return f"another file is now at its address ({now.document_id[:12]})"
    return "it is no longer among the documents"
