"""The end of a run."""

from __future__ import annotations

import shlex
from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from archive.places import Places
from archive.runs import FAILED
from models.records import Severity
from pipelines.advice import importance, what_happened, what_to_do
from pipelines.gathering import NOTHING_PUBLISHED
from pipelines.process.hidden import wording
from pipelines.reporting import Summary
from pipelines.run import RunReport
from pipelines.status import DataStatus
from pipelines.whereabouts import file_and_pages
from terminal.screen.status import held_words, invented_words
from terminal.screen.tables import counted, headed
from terminal.standing import reviews_command
from vocabulary.counting import plural
from vocabulary.issues import issue_label
from vocabulary.kinds import kind_names
from vocabulary.statuses import status_labels

_SHOWN = 8
# A first query for a newcomer: the themes that reviews share, and how often they led to a
# recommendation.
QUESTION = (
    "SELECT label, count(*) AS reviews, sum(n_recommendations) AS recommendations "
    "FROM review_themes WHERE is_about GROUP BY label "
    "ORDER BY reviews DESC, recommendations DESC, label LIMIT 5"
)


def show_run(report: RunReport, status: DataStatus, data: Path, console: Console) -> None:
    """Print the end of a run: its results, what needs attention, and what to try next."""
    ran = Counter(stage for outcome in report.outcomes for stage in outcome.ran)
    if not status.unpublished:
        console.print(_counts(status, ran))
    if themes := dict(list(status.by_theme.items())[:_SHOWN]):
        console.print(counted("Themes with the most statements", ("theme", "statements"), themes))
    if invented := invented_words(status):
        console.print(invented, style="yellow", soft_wrap=True)
    if held := held_words(status, f"{_command('review', data)} --held"):
        console.print(Text(held, "yellow"), soft_wrap=True)
    show_warnings(report, data, console)
    for issue in sorted(report.issues, key=importance) if report.exit_status == FAILED else ():
        if issue.severity == Severity.ERROR:
            where = issue.source_id or issue.stage
            words = f"error {where}: {what_happened(issue)}"
            console.print(words, style="red", markup=False, soft_wrap=True)
            _advise(what_to_do(issue, report.held_build), console)
    if report.exit_status == FAILED or (status.unpublished and not report.build):
        stands = Places(data).warehouse.exists()
        after = "The last good warehouse stays in place." if stands else NOTHING_PUBLISHED
        console.print(f"[red]Not published.[/] {after}")
        return
    if report.summary:
        _show_losses(report.summary, console)
    if report.kept_build:
        console.print(
            f"\nNothing has changed: the warehouse of run {report.kept_build} stays"
            " in place (`--rebuild` builds it again).",
            soft_wrap=True,
        )
    console.print(f"\nPublished: [bold]{Places(data).warehouse}[/]. Ask it:", soft_wrap=True)
    console.print(f'  {_command("sql", data)} "{QUESTION}"', soft_wrap=True, markup=False)


def show_warnings(report: RunReport, data: Path, console: Console) -> None:
    """New warnings, each with what to do."""
    warnings = warnings_of(report)
    for text, do in warnings[:_SHOWN]:
        console.print(Text.assemble(("warning ", "yellow"), text), soft_wrap=True)
        _advise(do, console)
    if len(warnings) > _SHOWN:
        more = f"... and {len(warnings) - _SHOWN} more: {_command('status', data)}"
        console.print(more, soft_wrap=True, markup=False)


def _show_losses(summary: Summary, console: Console) -> None:
    """Print the losses that a person accepted, and what has gone from publishers' pages."""
    if summary.lost:
        many = plural(len(summary.lost), "document")
        console.print(f"Left out of this build, or with fewer statements in it: {many}")
    for one in summary.lost[:_SHOWN]:
        count = f"statements {one.statements_before} to {one.statements_now}"
        told = f"  {one.title} ({one.source_id}): {count}; {one.why}"
        console.print(told, markup=False, soft_wrap=True)
    if summary.gone:
        many = plural(len(summary.gone), "document has", "documents have")
        console.print(f"{many} gone from publishers' pages:")
    for row in summary.gone[:_SHOWN]:
        told = f"  {row.title} ({row.source_id}, {issue_label(row.state)}): {row.url}"
        console.print(told, markup=False, soft_wrap=True)
    if max(len(summary.lost), len(summary.gone)) > _SHOWN:
        console.print("  The report names all of them.")


def _advise(do: str, console: Console) -> None:
    if do:
        console.print(f"  {do}", markup=False, soft_wrap=True)


def _command(name: str, data: Path) -> str:
    """A command as it works where the person is, for this data folder."""
    where = "" if data == Path("data") else f" --data {shlex.quote(str(data))}"
    return f"{reviews_command()} {name}{where}"


def run_as_json(report: RunReport, status: DataStatus) -> dict[str, Any]:
    """The end of a run as a mapping, for --json."""
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
    table.add_row("documents", str(status.documents))
    for name, count in status.by_status.items():
        table.add_row(f"  {status_labels().get(name, name)}", str(count))
    table.add_row("pages", str(status.pages))
    table.add_row("reviews, each once", str(status.reviews))
    for kind, count in status.by_kind.items():
        table.add_row(kind_names()[kind].many, str(count))
    if status.of_no_review:
        table.add_row("  of these in papers of no known review", str(status.of_no_review))
    if status.actions:
        table.add_row("actions in agencies' plans", str(status.actions))
    if status.repeats:
        table.add_row("  printed again, not counted", str(status.repeats))
    table.add_row("read in this run", str(ran["read"]))
    return table


def warnings_of(report: RunReport) -> list[tuple[str, str]]:
    """New warnings, one for each file and kind, and what to do: source, file and pages."""
    pages: dict[tuple[str, str, str], list[int]] = {}
    advice: dict[tuple[str, str, str], str] = {}
    for issue in sorted(report.new_warnings, key=importance):
        if issue.severity != Severity.WARNING:
            continue  # errors have lines of their own
        # The place on the page is in the `issues` view and in `reviews inspect --png`.
        document_id = issue.document_id or ""
        source_id = issue.source_id or report.source_ids.get(document_id, "")
        key = (source_id, document_id, wording(what_happened(issue)))
        advice.setdefault(key, what_to_do(issue))
        pages.setdefault(key, []).extend([issue.page] if issue.page else [])
    return [
        (_line(report.file_names, *key, numbers), advice[key]) for key, numbers in pages.items()
    ]


def _line(
    names: dict[str, str], source: str, document_id: str, words: str, pages: list[int]
) -> str:
    file = file_and_pages(names, document_id, pages) if document_id else ""
    where = ", ".join(part for part in (source, file) if part)
    return f"{where}: {words}" if where else words
