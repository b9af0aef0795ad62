"""Where the report of a run lies: DATA/reports, in three forms, and the figures beside it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from archive.errors import UserError
from archive.files import write_whole
from archive.folder import Archive
from archive.places import Places
from archive.runs import RunRecord
from pipelines.reporting.gather import Marks, summarise
from pipelines.reporting.html import as_html
from pipelines.reporting.markdown import as_markdown
from pipelines.reporting.metrics import as_openmetrics, metrics
from pipelines.reporting.summary import Summary
from vocabulary.errors import ReviewsError
from vocabulary.json_text import record_of

if TYPE_CHECKING:
    from pipelines.run import RunReport

log = logging.getLogger(__name__)
KEPT = 400  # runs; a year of nights and some more


def keep_report(
    archive: Archive, record: RunRecord, report: RunReport | None = None, marks: Marks = ()
) -> Summary | None:
    """Write the report and the figures of a run that has ended.

    None where that fails: what a run has published must not be undone by a report about it.
    """
    return _kept(archive, lambda: summarise(archive, record, report, marks))


def keep_summary(archive: Archive, summary: Summary) -> None:
    """Write the report and the figures again, of a summary that says more than before."""
    _kept(archive, lambda: summary)


def _kept(archive: Archive, make: Callable[[], Summary]) -> Summary | None:
    try:
        summary = make()
        _write(archive, summary)
    except Exception as error:
        why = str(error) if isinstance(error, ReviewsError) else type(error).__name__
        log.warning("the report of the run could not be written (%s); the run has ended", why)
        log.debug("how", exc_info=True)
        return None
    return summary


def load_summary(data: Path, run: str = "") -> Summary:
    """The kept summary of the run whose id begins so; of the last one written without.

    Raises UserError where there is none.
    """
    folder = Places(data).reports
    paths = [path for path in folder.glob("*.json") if path.stem.startswith(run)]
    if not paths:
        what = f"No report of a run {run}" if run else "No report of any run"
        raise UserError(f"{what} is in {folder}. `reviews run` writes one.")
    newest = max(paths, key=lambda path: (path.stat().st_mtime_ns, path.stem))
    try:
        return record_of(newest.read_bytes(), Summary)
    except msgspec.MsgspecError as error:
        raise UserError(f"{newest} cannot be read: delete it, and run again.") from error


def last_summary(data: Path) -> Summary:
    """The summary of the last run: of one that died too, which has left no report.

    Raises UserError where there is none.
    """
    if Places(data).runs.exists():
        archive = Archive(data)
        if died := archive.died():
            return summarise(archive, died)
    return load_summary(data)


def report_paths(data: Path, run_id: str) -> tuple[Path, ...]:
    """Markdown, HTML and JSON of one run."""
    folder = Places(data).reports
    return tuple(folder / f"{run_id}{suffix}" for suffix in (".md", ".html", ".json"))


def _write(archive: Archive, summary: Summary) -> None:
    markdown, html, json = report_paths(archive.data, summary.run_id)
    write_whole(markdown, as_markdown(summary).encode())
    write_whole(html, as_html(summary).encode())
    write_whole(json, msgspec.json.format(msgspec.json.encode(summary), indent=1))
    figures = metrics(archive, summary)
    places = archive.places
    write_whole(places.metrics, msgspec.json.format(msgspec.json.encode(figures), indent=1))
    write_whole(places.openmetrics, as_openmetrics(figures).encode())
    for path in sorted(places.reports.glob("*.json"))[:-KEPT]:
        for old in report_paths(archive.data, path.stem):
            old.unlink(missing_ok=True)
