"""Figures for a monitor: `metrics.json` and OpenMetrics text, written after each run.

A file grows old without saying so: beside every age stands the moment that it counts from, and
`reviews metrics` counts again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from archive.folder import Archive
from models.records import Severity
from pipelines.collect import source_status
from pipelines.reporting.summary import Summary


class SourceMetrics(msgspec.Struct, frozen=True):
    """One source that has been collected at least once."""

    source_id: str
    last_good_run: str | None
    age_seconds: float | None  # since the last pass that read the whole listing
    found: int
    reviews_lost: int  # by the guard's measure, in the last run
    statements_lost: int


class Metrics(msgspec.Struct, frozen=True):
    """The state of one data folder."""

    at: str  # UTC, ISO 8601: when the ages were counted
    last_run: str
    last_run_seconds: float | None
    exit_status: int
    ending: str
    last_good_run: str | None
    last_good_run_age_seconds: float | None
    documents: int
    reviews: int
    statements: int
    new_warnings: int
    loss_held: int
    sources: tuple[SourceMetrics, ...]


def metrics(archive: Archive, summary: Summary, now: datetime | None = None) -> Metrics:
    """The figures after the run of this summary, with ages as of `now`."""
    moment = now or datetime.now(UTC)
    lost = {loss.source_id: loss for loss in summary.losses if loss.source_id}
    sources = []
    for status in source_status(archive.ledger, sorted({*_collected(archive), *lost})):
        loss = lost.get(status.source_id)
        if status.last_run is None and loss is None:
            continue
        sources.append(
            SourceMetrics(
                status.source_id,
                status.last_good_run,
                _age(status.last_good_run, moment),
                status.found or 0,
                loss.reviews_before - loss.reviews_now if loss else 0,
                loss.statements_before - loss.statements_now if loss else 0,
            )
        )
    return Metrics(
        at=moment.isoformat(timespec="seconds"),
        last_run=summary.finished_at,
        last_run_seconds=summary.seconds,
        exit_status=summary.exit_status,
        ending=summary.ending.value,
        last_good_run=summary.last_good_run,
        last_good_run_age_seconds=_age(summary.last_good_run, moment),
        documents=summary.documents,
        reviews=summary.reviews,
        statements=summary.statements,
        new_warnings=sum(
            trouble.is_new and trouble.severity is Severity.WARNING for trouble in summary.troubles
        ),
        loss_held=int(summary.held_build is not None),
        sources=tuple(sources),
    )


def _collected(archive: Archive) -> set[str]:
    """Sources that have been collected and are still there: a folder of this machine is none."""
    ran = {row.source_id for row in archive.ledger.passes()}
    if not ran:
        return ran
    from pipelines.sources import whole_sources  # noqa: PLC0415 - takes longer than all else here

    return ran & whole_sources(archive.data).keys()


def as_openmetrics(found: Metrics) -> str:
    """The same as OpenMetrics text, which Prometheus' node exporter takes from a file."""
    return "\n".join(_lines(found)) + "\n# EOF\n"


def _lines(m: Metrics) -> Iterator[str]:
    gauges: tuple[tuple[str, str, float | None], ...] = (
        ("last_run_timestamp_seconds", "When the last run ended.", _seconds(m.last_run)),
        ("last_run_duration_seconds", "How long the last run took.", m.last_run_seconds),
        ("last_run_exit_status", "0, 2: published; 1: not; 3: no source reached.", m.exit_status),
        (
            "last_good_run_timestamp_seconds",
            "When a run last succeeded.",
            _seconds(m.last_good_run),
        ),
        ("last_good_run_age_seconds", "The same as an age.", m.last_good_run_age_seconds),
        ("documents", "Documents in the published warehouse.", m.documents),
        ("reviews", "Reviews in the published warehouse.", m.reviews),
        ("statements", "Statements in the published warehouse.", m.statements),
        ("new_warnings", "Warnings that no earlier published run gave.", m.new_warnings),
        ("loss_held", "Whether a build is waiting for a person.", m.loss_held),
    )
    for name, words, value in gauges:
        if value is not None:
            yield from _head(name, words)
            yield f"reviews_{name} {value:.15g}"
    by_source: tuple[tuple[str, str, list[float | None]], ...] = (
        (
            "source_last_good_run_timestamp_seconds",
            "When the whole list of a source was last read.",
            [_seconds(source.last_good_run) for source in m.sources],
        ),
        ("source_age_seconds", "The same as an age.", [s.age_seconds for s in m.sources]),
        ("source_found", "Documents on the source's list.", [s.found for s in m.sources]),
        ("source_reviews_lost", "Reviews lost or held.", [s.reviews_lost for s in m.sources]),
        (
            "source_statements_lost",
            "Statements lost or held.",
            [s.statements_lost for s in m.sources],
        ),
    )
    for name, words, values in by_source:
        yield from _head(name, words)
        for source, value in zip(m.sources, values, strict=True):
            if value is not None:
                yield f'reviews_{name}{{source="{source.source_id}"}} {value:.15g}'


def _head(name: str, words: str) -> Iterator[str]:
    yield f"# TYPE reviews_{name} gauge"
    yield f"# HELP reviews_{name} {words}"


def _seconds(moment: str | None) -> float | None:
    return datetime.fromisoformat(moment).timestamp() if moment else None


def _age(moment: str | None, now: datetime) -> float | None:
    """Never below 0: a clock that was ahead is not news from the future."""
    return max(0.0, (now - datetime.fromisoformat(moment)).total_seconds()) if moment else None
