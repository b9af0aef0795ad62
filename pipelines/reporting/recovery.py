"""What is well again with a run: publication after a failure, sources that had given nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.runs import FAILED, NOTHING_COLLECTED, PUBLISHED, WARNED, RunRecord
from models.records import Pass
from pipelines.collect import has_given
from pipelines.reporting.summary import Recovery

GOOD = frozenset({PUBLISHED, WARNED})


def recovery_of(
    earlier: Sequence[RunRecord], record: RunRecord, passes: Iterable[Pass]
) -> Recovery:
    """What this run has put right, by the runs before it (oldest first) and all passes.

    A run without errors says nothing about a source that it has not asked, or that still gives
    nothing: the trouble of a run that collected nothing is over when its own sources give again.
    """
    if record.exit_status not in GOOD:
        return Recovery()
    by_run: dict[str, list[Pass]] = {}
    for row in passes:
        by_run.setdefault(row.run_id, []).append(row)
    away: dict[str, None] = {}  # in the order in which they went
    back: list[str] = []
    for one in [*earlier, record]:
        rows = by_run.get(one.run.run_id, [])
        back = [row.source_id for row in rows if row.source_id in away and has_given([row])]
        for source_id in back:
            del away[source_id]
        if one.exit_status == NOTHING_COLLECTED:
            away |= dict.fromkeys(_in_trouble(rows))
    asked = {row.source_id for row in by_run.get(record.run.run_id, [])}
    still = tuple(source_id for source_id in away if source_id in asked)
    return Recovery(_is_after_failure(earlier), tuple(back), still)


def _is_after_failure(earlier: Sequence[RunRecord]) -> bool:
    """Whether the last run that published or failed to, failed; a stopped one says neither."""
    ended = (one.exit_status for one in reversed(earlier) if one.exit_status in GOOD | {FAILED})
    return next(ended, PUBLISHED) == FAILED


def _in_trouble(rows: Sequence[Pass]) -> list[str]:
    """Sources of a run that collected nothing: those that failed, or, where no list failed, all."""
    silent = [row for row in rows if not has_given([row])]
    failed = [row for row in silent if row.found or not row.is_complete]
    return [row.source_id for row in failed or silent]
