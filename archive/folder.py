"""The data folder with one face, opened once a run and handed on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Self

from archive.accepted_unreadable import AcceptedUnreadable
from archive.artefacts import Artefacts
from archive.errors import UserError
from archive.ledger import Ledger
from archive.lock import lock_holder, run_lock
from archive.old_layout import move_old_artefacts
from archive.originals import Originals, open_data
from archive.places import Places
from archive.replaced import Finding, Replaced
from archive.resaved import Resaved
from archive.runs import RunRecord, Runs, dead
from models.records import DocumentState, Sighting


def has_been_run(data: Path) -> bool:
    """Whether a run has used the folder."""
    places = Places(data)
    return places.ledger.exists() or places.runs.exists()


class Archive:
    """All parts of one data folder. Children and Prefect tasks open it again by its path."""

    def __init__(self, data: Path) -> None:
        """Open the folder, made if it is missing. Raises DataVersionError, UserError."""
        self.data = open_data(data)
        self.places = Places(self.data)

    @classmethod
    def of_earlier_runs(cls, data: Path) -> Self:
        """A folder that a run has used. Raises UserError where none has."""
        if not has_been_run(data):
            raise UserError(f"No run has been made in {data} yet. Start with `reviews run`.")
        return cls(data)

    @cached_property
    def originals(self) -> Originals:
        """Every file ever collected."""
        return Originals(self.data)

    @cached_property
    def ledger(self) -> Ledger:
        """Every sighting and every attempt to fetch. Raises UserError where it has been lost.

        A new one would know neither where the documents came from nor which of them were purged.
        """
        if self._has_lost_ledger():
            raise UserError(
                f"{self.places.ledger} is missing, although something has been published from it."
                " Restore it from the backup, then run again. If there is no backup, move"
                f" {self.places.accepted.name} and {self.places.published.name} away as well: then"
                " everything is collected anew, purged documents too."
            )
        return Ledger(self.data)

    @cached_property
    def artefacts(self) -> Artefacts:
        """What the stages made."""
        return Artefacts(self.data)

    @cached_property
    def resaved(self) -> Resaved:
        """Which files say again what another says."""
        return Resaved(self.data)

    @cached_property
    def replaced(self) -> Replaced:
        """Which documents took another's place at their address."""
        return Replaced(self.places)

    @cached_property
    def accepted_unreadable(self) -> AcceptedUnreadable:
        """Which documents a person has accepted as unreadable."""
        return AcceptedUnreadable(self.places)

    @cached_property
    def runs(self) -> Runs:
        """Records of earlier runs."""
        return Runs(self.data)

    def died(self) -> RunRecord | None:
        """The record of a run that has begun and ended without a word, until the next one begins.

        It left its marker, and nobody holds the folder.
        """
        begun = self.runs.under_way()
        if begun is None or lock_holder(self.data) is not None or self.runs.has(begun.run_id):
            return None
        return dead(begun)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the folder for one run. Raises UserError where another run holds it."""
        with run_lock(self.data):
            move_old_artefacts(self.data)
            yield

    def _has_lost_ledger(self) -> bool:
        places = self.places
        try:
            is_there = places.ledger.stat().st_size > 0
        except FileNotFoundError:
            is_there = False
        return not is_there and (places.accepted.exists() or places.published.exists())

    def latest(self) -> dict[str, Sighting]:
        """Document id to the latest sighting of it, of every document that the originals hold."""
        seen = self._seen()
        held = self.originals.held(seen)
        return {name: row for name, row in seen.items() if name in held}

    def missing(self) -> dict[str, Sighting]:
        """As `latest`, for every document whose original ought to be here and is not."""
        seen = self._seen()
        held = self.originals.held(seen)
        return {name: row for name, row in seen.items() if name not in held}

    def _seen(self) -> dict[str, Sighting]:
        """The latest at each address, and the earlier ones that still count beside them."""
        latest = self.ledger.latest()
        seen = {row.document_id: row for row in latest.values() if row.document_id}
        at = {(row.source_id, row.key): row.state for row in latest.values()}
        for pair in self.replaced.of(Finding.BESIDE):
            rows = self.ledger.of_document(pair.before)
            if rows and at.get((rows[-1].source_id, rows[-1].key)) != DocumentState.WITHDRAWN:
                seen.setdefault(pair.before, rows[-1])
        return {name: seen[name] for name in sorted(seen)}

    def documents(self) -> list[str]:
        """Ids of all documents that the ledger knows and the originals hold, sorted."""
        return list(self.latest())
