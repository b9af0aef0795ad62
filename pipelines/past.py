"""What earlier runs have reported, and of which source each of them has had to do with."""

from __future__ import annotations

from functools import cached_property

from archive.folder import Archive
from archive.runs import RunRecord
from models.records import Pass


class Past:
    """The runs before this one, oldest first."""

    def __init__(self, archive: Archive, history: list[RunRecord]) -> None:
        self._archive, self.runs = archive, history

    def of(self, source_id: str | None) -> list[RunRecord]:
        """The runs that have asked a source, oldest first; none of a folder of this machine."""
        runs = self._asked.get(source_id, set())
        return [record for record in self.runs if record.run.run_id in runs]

    @property
    def of_any(self) -> list[RunRecord]:
        """The runs that have asked any source, oldest first."""
        runs = set().union(*self._asked.values())
        return [record for record in self.runs if record.run.run_id in runs]

    def asked_by(self, run_id: str) -> list[str]:
        """The sources that a run has asked, by name."""
        return sorted(source for source, runs in self._asked.items() if source and run_id in runs)

    @cached_property
    def passes(self) -> list[Pass]:
        """Every pass over a source, oldest first, those of the present run too."""
        return self._archive.ledger.passes()

    @cached_property
    def _asked(self) -> dict[str | None, set[str]]:
        found: dict[str | None, set[str]] = {}
        for row in self.passes:
            found.setdefault(row.source_id, set()).add(row.run_id)
        return found
