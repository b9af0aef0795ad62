"""Where each part of a data folder is. Nothing else joins a path onto the data folder."""

from __future__ import annotations

from pathlib import Path


class Places:
    """Paths below one data folder; asking for one opens and makes nothing."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.version = data / "VERSION"
        self.originals = data / "originals"
        self.ledger = data / "ledger.sqlite"
        self.resaved = data / "resaved"
        self.replaced = data / "replaced.json"
        self.accepted_unreadable = data / "accepted_unreadable.json"
        self.artefacts = data / "artefacts"
        self.runs = data / "runs"
        self.corrections = data / "corrections"
        self.families = self.corrections / "families.yaml"
        self.answers = self.corrections / "answers.json"  # documents that learn from answers
        self.builds = data / "builds"
        self.kept_builds = self.builds / "kept.json"  # names of those that a person keeps
        self.warehouse = data / "warehouse.duckdb"
        self.store = data / "store"  # the address of object storage
        self.sources_dir = data / "sources_dir"  # names the operator's own folder of sources
        self.published = data / "published.json"
        self.accepted = data / "accepted.json"
        self.held = data / "held"
        self.held_figures = self.held / "held.json"
        self.lock = data / "run.lock"
        self.reports = data / "reports"
        self.unsent = data / "unsent.json"  # messages that did not reach somebody
        self.log = data / "warnings.log"  # of quiet runs
        self.log_before = data / "warnings.log.1"
        self.metrics = data / "metrics.json"
        self.tombstones = data / "tombstones.json"
        self.openmetrics = data / "metrics.prom"
        self.audiences = data / "audiences"
        self.briefings = data / "briefings"
        self.briefings_held = data / "briefings.jsonl"
        self.session = data / "session.yaml"
        self.evaluation = data / "evaluation"

    def held_build(self, build_id: str) -> Path:
        """The file of a build that is held."""
        return self.held / f"{build_id}.duckdb"

    @property
    def own(self) -> frozenset[Path]:
        """What the program writes: the rest of the data folder is what people have put there."""
        theirs = {self.data, self.audiences, self.briefings, self.session}
        beside = {self.data / f"{self.ledger.name}{end}" for end in ("-wal", "-shm")}
        return frozenset(path for path in vars(self).values() if path not in theirs) | beside
