"""Figures for a monitor: `metrics.json` and OpenMetrics text, written after each run.

A file grows old without saying so: beside every age is the moment that it counts from, and
`reviews metrics` counts again.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from archive.accepted import waiting_held
from archive.folder import Archive
from models.records import Severity
from pipelines.collect import source_status
from pipelines.reporting.summary import Summary
from pipelines.reporting.unsent import load_unsent


class SourceMetrics(msgspec.Struct, frozen=True):
    """One source that has been collected, or, of the operator's own, should have been."""

    source_id: str
    last_good_run: str | None
    age_seconds: float | None  # since the last pass that read the whole listing
    found: int
    reviews_lost: int  # by the guard's measure: in the build that waits, or in the last run
    statements_lost: int
    never_given: int = 0  # 1 where no document has ever come from it, and some are expected


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
    messages_waiting: int  # to people whom they have not reached
    sources: tuple[SourceMetrics, ...]


def metrics(archive: Archive, summary: Summary, now: datetime | None = None) -> Metrics:
    """The figures after the run of this summary, with ages as of `now`."""
    moment = now or datetime.now(UTC)
    held = waiting_held(archive.places)
    losses = held.losses if held else summary.losses
    lost = {loss.source_id: loss for loss in losses if loss.source_id}
    sources = []
    silent = _awaited(archive)  # whether one that gives nothing is as it should be
    for status in source_status(archive.ledger, sorted({*silent, *lost})):
        loss = lost.get(status.source_id)
        sources.append(
            SourceMetrics(
                status.source_id,
                status.last_good_run,
                _age(status.last_good_run, moment),
                status.found or 0,
                loss.reviews_before - loss.reviews_now if loss else 0,
                loss.statements_before - loss.statements_now if loss else 0,
                int(not status.has_given and not silent.get(status.source_id, True)),
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
        loss_held=int(held is not None),
        messages_waiting=len(load_unsent(archive.data)),
        sources=tuple(sources),
    )


def _awaited(archive: Archive) -> dict[str, bool]:
    """Sources that should be heard of, and whether their files say that they have nothing to give.

    A folder of this machine is none.
    """
    ran = {row.source_id for row in archive.ledger.passes()}
    if not ran and not archive.places.sources_dir.exists():
        return {}
    from pipelines.sources import awaited_sources  # noqa: PLC0415 - longer than all else here

    found = awaited_sources(archive.data, ran)
    return {name: not source.expectations.max for name, source in found.items()}


def as_openmetrics(found: Metrics) -> str:
    """The same as OpenMetrics text, which Prometheus' node exporter takes from a file."""
    return "\n".join(_lines(found)) + "\n# EOF\n"


def _lines(m: Metrics) -> Iterator[str]:
    gauges: tuple[tuple[str, str, float | None], ...] = (
        ("last_run_timestamp_seconds", "When the last run ended.", _seconds(m.last_run)),
        ("last_run_duration_seconds", "How long the last run took.", m.last_run_seconds),
        (
            "last_run_exit_status",
            "0, 2: published; 1: not; 3: nothing collected; 129, 130, 143: stopped.",
            m.exit_status,
        ),
        (
            "last_good_run_timestamp_seconds",
            "When a run last succeeded; 0 means never.",
            _seconds(m.last_good_run) or 0,
        ),
        (
            "last_good_run_age_seconds",
            "The same as an age.",
            _endless(m.last_good_run_age_seconds),
        ),
        ("documents", "Documents in the published warehouse.", m.documents),
        ("reviews", "Reviews in the published warehouse.", m.reviews),
        ("statements", "Statements in the published warehouse.", m.statements),
        ("new_warnings", "Warnings that no earlier published run gave.", m.new_warnings),
        ("loss_held", "Whether a build is waiting for a person.", m.loss_held),
        ("messages_waiting", "Messages that have not reached somebody.", m.messages_waiting),
    )
    # Never is 0 and an endless age: an alarm on either must not sleep where there is no figure.
    for name, words, value in gauges:
        if value is not None:
            yield from _head(name, words)
            yield f"reviews_{name} {_number(value)}"
    by_source: tuple[tuple[str, str, list[float]], ...] = (
        (
            "source_last_good_run_timestamp_seconds",
            "When the whole list of a source was last read; 0 means never.",
            [_seconds(source.last_good_run) or 0 for source in m.sources],
        ),
        (
            "source_age_seconds",
            "The same as an age.",
            [_endless(source.age_seconds) for source in m.sources],
        ),
        (
            "source_never_given",
            "Whether no document has ever come from it.",
            [source.never_given for source in m.sources],
        ),
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
            yield f'reviews_{name}{{source="{source.source_id}"}} {_number(value)}'


def _head(name: str, words: str) -> Iterator[str]:
    yield f"# TYPE reviews_{name} gauge"
    yield f"# HELP reviews_{name} {words}"


def _seconds(moment: str | None) -> float | None:
    return datetime.fromisoformat(moment).timestamp() if moment else None


def _endless(age: float | None) -> float:
    return math.inf if age is None else age


def _number(value: float) -> str:
    return "+Inf" if value == math.inf else f"{value:.15g}"


def _age(moment: str | None, now: datetime) -> float | None:
    """Never below 0: a clock that was ahead is not news from the future."""
    return max(0.0, (now - datetime.fromisoformat(moment)).total_seconds()) if moment else None
