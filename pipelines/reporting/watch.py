"""Watches one run from outside, so that people hear of it however it ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from archive.errors import NotThereError
from archive.folder import Archive
from archive.places import Places
from archive.runs import RunRecord, Runs
from pipelines.reporting.keep import keep_report, report_paths
from pipelines.reporting.notice import notice_of, notice_of_failure
from pipelines.reporting.notify import check_receivers
from pipelines.reporting.summary import Summary
from pipelines.reporting.unsent import send
from pipelines.reporting.untold import with_untold
from vocabulary.errors import ReviewsError

if TYPE_CHECKING:
    from pipelines.run import RunReport


def watched(
    data: Path,
    receivers: Sequence[str],
    run: Callable[[], RunReport],
    show: Callable[[Summary], None] = lambda _: None,
) -> tuple[RunReport, list[str]]:
    """Do a run and tell `receivers` about it where they should know.

    `show` is called with the summary after people have been told, also when the run failed. That
    may take a while, since servers are asked. Returns the report, and a sentence for each receiver
    that could not be reached: the exit code is then 2 and not 0. An error of the run is reported
    and raised again, with a note on who could not be reached.
    """
    check_receivers(receivers)
    before = _last_number(data)
    try:
        report = run()
    except NotThereError:  # the person who typed it reads it
        raise
    except BaseException as error:
        if summary := _of_failure(data, before):
            untold, summary = _tell(data, receivers, summary)
            show(summary)
        else:
            untold = _tell_failure(data, receivers, error)
        for sentence in untold:
            error.add_note(sentence)
        raise
    if report.summary is None:
        return report, []
    untold, summary = _tell(data, receivers, report.summary)
    show(summary)
    return replace(report, exit_status=summary.exit_status, summary=summary), untold


def _tell(data: Path, receivers: Sequence[str], summary: Summary) -> tuple[list[str], Summary]:
    """Who could not be told, in sentences, and the summary that says so as well."""
    if not receivers:
        return [], summary
    notice = notice_of(summary, str(report_paths(data.absolute(), summary.run_id)[1]))
    untold = send(data, receivers, notice)
    return untold, with_untold(Archive(data), summary, untold)


def _of_failure(data: Path, before: int) -> Summary | None:
    """The summary of a run that broke off after it had begun."""
    record = _last(data)
    if record is None or record.number <= before:
        return None
    return keep_report(Archive(data), record)


def _tell_failure(data: Path, receivers: Sequence[str], error: BaseException) -> list[str]:
    # Words of errors that were not written for people may quote a report.
    words = (
        str(error) if isinstance(error, ReviewsError) else f"{type(error).__name__}: see the log"
    )
    return send(data, receivers, notice_of_failure(words))


def _last(data: Path) -> RunRecord | None:
    records = Runs(data).load() if Places(data).runs.exists() else []
    return records[-1] if records else None


def _last_number(data: Path) -> int:
    record = _last(data)
    return record.number if record else 0
