"""What commands print for people: the end of a run, the state of a data folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from models.records import Issue, Severity
from pipelines.run import RunReport, warehouse_path
from pipelines.status import DataStatus

_SHOWN = 8
# What a newcomer may ask first: who is told most often what to do, and in how many reviews.
QUESTION = (
    "SELECT label, n_reviews FROM review_themes JOIN themes USING (theme_id) "
    "GROUP BY ALL ORDER BY n_reviews DESC LIMIT 5"
)


def show_run(report: RunReport[Any], status: DataStatus, data: Path, console: Console) -> None:
    """The end of a run: what came out, what needs somebody, and what to try next."""
    ran = Counter(stage for outcome in report.outcomes for stage in outcome.ran)
    console.print(_counts(status, ran))
    if themes := dict(list(status.by_theme.items())[:_SHOWN]):
        console.print(_table("Themes that most documents share", ("theme", "documents"), themes))
    for issue in report.new_warnings[:_SHOWN]:
        console.print(f"[yellow]warning[/] {_where(issue)}{issue.message}", soft_wrap=True)
    if len(report.new_warnings) > _SHOWN:
        console.print(f"... and {len(report.new_warnings) - _SHOWN} more: `reviews status`")
    if report.exit_status == 1:
        console.print("[red]Not published.[/] The last good warehouse stays in place.")
        return
    console.print(f"\nPublished: [bold]{warehouse_path(data)}[/]. Ask it:", soft_wrap=True)
    where = "" if data == Path("data") else f" --data {data}"
    console.print(f'  reviews sql{where} "{QUESTION}"', soft_wrap=True, markup=False)


def show_status(status: DataStatus, console: Console) -> None:
    """Documents per status and per type, statements per kind, and the last run."""
    console.print(f"{status.documents} documents, {status.pages} pages")
    console.print(_table("Status", ("status", "documents"), status.by_status))
    types = _headed("Types of document", "type", "counts as review", "documents", "statements")
    for row in status.by_type:
        is_review = "yes" if row.is_review else "no"
        types.add_row(row.document_type, is_review, str(row.documents), str(row.statements))
    console.print(types)
    console.print(_table("Statements", ("kind", "statements"), status.by_kind))
    if status.last_run is None:
        console.print("No run has finished yet.")
        return
    run = status.last_run
    console.print(f"Last run {run.run_id}, ended {run.finished_at}, exit {status.exit_status}")
    for issue in status.issues:
        colour = "dim" if issue.severity == Severity.INFO else "yellow"
        console.print(f"[{colour}]{issue.severity}[/] {issue.code} x{issue.count}: {issue.example}")


def _counts(status: DataStatus, ran: Counter[str]) -> Table:
    table = _headed("Documents", "what", "how many")
    reviews = sum(row.documents for row in status.by_type if row.is_review)
    table.add_row("documents", str(status.documents))
    table.add_row("  that are reviews", str(reviews))
    table.add_row("pages", str(status.pages))
    for name, count in status.by_status.items():
        table.add_row(f"  {name}", str(count))
    for kind, count in status.by_kind.items():
        table.add_row(f"{kind.replace('_', ' ')}s", str(count))
    table.add_row("read in this run", str(ran["read"]))
    return table


def _where(issue: Issue) -> str:
    return f"{issue.document_id[:12]} " if issue.document_id else ""


def _table(title: str, columns: tuple[str, str], rows: Mapping[str, int]) -> Table:
    table = _headed(title, *columns)
    for name, count in rows.items():
        table.add_row(name, str(count))
    return table


def _headed(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for i, column in enumerate(columns):
        table.add_column(column, justify="left" if i == 0 else "right")
    return table
