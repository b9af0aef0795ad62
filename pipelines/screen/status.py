"""The state of a data folder and of its sources."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from models.records import Severity, SourceInfo
from pipelines.collect import Listing, SourceStatus
from pipelines.screen.tables import counted, headed
from pipelines.status import DataStatus


def show_status(status: DataStatus, console: Console) -> None:
    """Documents per status and per type, statements per kind, and the last run."""
    console.print(f"{status.documents} documents, {status.pages} pages")
    console.print(counted("Status", ("status", "documents"), status.by_status))
    types = headed("Types of document", "type", "counts as review", "documents", "statements")
    for row in status.by_type:
        is_review = "yes" if row.is_review else "no"
        types.add_row(row.document_type, is_review, str(row.documents), str(row.statements))
    console.print(types)
    console.print(counted("Statements", ("kind", "statements"), status.by_kind))
    if status.last_run is None:
        console.print("No run has finished yet.")
        return
    run = status.last_run
    console.print(f"Last run {run.run_id}, ended {run.finished_at}, exit {status.exit_status}")
    for issue in status.issues:
        colour = "dim" if issue.severity == Severity.INFO else "yellow"
        console.print(f"[{colour}]{issue.severity}[/] {issue.code} x{issue.count}: {issue.example}")


def show_sources(infos: Iterable[SourceInfo], console: Console) -> None:
    """The publishers, one a line."""
    table = Table("source", "publisher", "nation", "about", "verified", box=None)
    table.columns[0].no_wrap = True
    for info in infos:
        verified = "yes" if info.is_verified else "no"
        cells = (info.publisher or info.title, info.nation or "", info.sector or "")
        table.add_row(info.source_id, *cells, verified)
    console.print(table)


def show_sources_status(rows: Iterable[SourceStatus], console: Console) -> None:
    """How each source fared in its last pass."""
    names = ("found", "new", "changed", "gone", "blocked", "errors", "days_since_new")
    table = headed("Sources, last pass", "source", "last good run", *names, "message")
    for row in rows:
        counts = (getattr(row, name) for name in names)
        shown = ("" if count is None else str(count) for count in counts)
        table.add_row(row.source_id, row.last_good_run or "never", *shown, row.message or "")
    console.print(table)


def show_listing(listing: Listing, console: Console) -> None:
    """What a source lists now, and what is left out and why."""
    table = Table("title", "date", "role", "address", title="Would be collected")
    for link in listing.listed.values():
        table.add_row(link.title or "", link.date or "", link.role or "", link.url)
    console.print(table)
    left = Table("title", "why it is left out", "address", title="Left out")
    for link in listing.left_out.values():
        left.add_row(link.title or "", link.left_out or "", link.url)
    if listing.left_out:
        console.print(left)
    for problem in listing.problems:
        console.print(f"problem: {problem}", style="yellow", markup=False)
    whole = "the whole list" if listing.is_complete else "not the whole list"
    console.print(f"{len(listing.listed)} documents on {listing.pages} pages, {whole}")
