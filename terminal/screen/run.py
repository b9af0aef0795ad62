"""The end of a run."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from archive.places import Places
from models.records import Issue, Severity
from pipelines.run import RunReport
from pipelines.status import DataStatus
from terminal.screen.tables import counted, headed
from terminal.standing import reviews_command

_SHOWN = 8
_PLURALS = {
    "recommendation": "recommendations",
    "finding": "findings",
    "good_practice": "pieces of good practice",
    "learning_point": "learning points",
    "question": "questions to a board",
}
# What a newcomer may ask first: what reviews share, and how often it led to a recommendation.
QUESTION = (
    "SELECT label, count(*) AS reviews, sum(n_recommendations) AS recommendations "
    "FROM review_themes GROUP BY label ORDER BY reviews DESC, recommendations DESC, label LIMIT 5"
)


def show_run(report: RunReport, status: DataStatus, data: Path, console: Console) -> None:
    """The end of a run: what came out, what needs somebody, and what to try next."""
    ran = Counter(stage for outcome in report.outcomes for stage in outcome.ran)
    console.print(_counts(status, ran))
    if themes := dict(list(status.by_theme.items())[:_SHOWN]):
        console.print(counted("Themes found most in reviews", ("theme", "statements"), themes))
    for issue in report.new_warnings[:_SHOWN]:
        console.print(f"[yellow]warning[/] {_where(issue)}{issue.message}", soft_wrap=True)
    if len(report.new_warnings) > _SHOWN:
        console.print(f"... and {len(report.new_warnings) - _SHOWN} more: `reviews status`")
    if report.exit_status == 1:
        for issue in report.issues:
            if issue.severity == Severity.ERROR:
                where = issue.source_id or issue.stage
                console.print(f"error {where}: {issue.message}", style="red", markup=False)
        console.print("[red]Not published.[/] The last good warehouse stays in place.")
        return
    if report.kept_build:
        console.print(
            f"\nNothing has changed: the warehouse of run {report.kept_build} stands"
            " (`--rebuild` makes it anew).",
            soft_wrap=True,
        )
    console.print(f"\nPublished: [bold]{Places(data).warehouse}[/]. Ask it:", soft_wrap=True)
    where = "" if data == Path("data") else f" --data {data}"
    command = f"{reviews_command()} sql{where}"
    console.print(f'  {command} "{QUESTION}"', soft_wrap=True, markup=False)


def run_as_json(report: RunReport, status: DataStatus) -> dict[str, Any]:
    """The same for machines."""
    return {
        "run": report.run,
        "exit_status": report.exit_status,
        "kept_build": report.kept_build,
        "seconds": {"build": report.build_seconds},
        "new_warnings": report.new_warnings,
        "status": status,
    }


def _counts(status: DataStatus, ran: Counter[str]) -> Table:
    table = headed("Documents", "what", "how many")
    reviews = sum(row.documents for row in status.by_type if row.is_review)
    table.add_row("documents", str(status.documents))
    table.add_row("  that are reviews", str(reviews))
    table.add_row("pages", str(status.pages))
    for name, count in status.by_status.items():
        table.add_row(f"  {name}", str(count))
    for kind, count in status.by_kind.items():
        table.add_row(_PLURALS[kind], str(count))
    table.add_row("read in this run", str(ran["read"]))
    return table


def _where(issue: Issue) -> str:
    return f"{issue.document_id[:12]} " if issue.document_id else ""
