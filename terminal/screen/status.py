"""The state of a data folder and of its sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from models.records import Severity, Sighting
from pipelines.advice import to_carry_on
from pipelines.collect import SourceStatus
from pipelines.collect.status import NEVER_RUN
from pipelines.doctor import CheckResult, Health
from pipelines.status import DataStatus, IssueCount, Waiting
from terminal.screen.tables import counted, headed
from vocabulary.counting import plural
from vocabulary.issues import issue_label
from vocabulary.kinds import kind_names
from vocabulary.report_types import report_type
from vocabulary.statuses import status_labels

if TYPE_CHECKING:  # with the HTTP client
    from pipelines.sources.check import CheckReport, SourceRow

_HELD_TEXTS = "texts that may identify somebody are"
_MOST_FILES, _FEW_FILES = 30, 3
_COLOURS = {Severity.INFO: "dim", Severity.WARNING: "yellow", Severity.ERROR: "red"}


def invented_words(status: DataStatus) -> str:
    """A note that all documents are invented, or how many are and that they are not counted."""
    if not status.invented:
        return ""
    if status.invented == status.documents:
        return "These documents are invented: no real person, place or review is in them."
    if status.invented == 1:
        some = "One of the documents is invented. Reviews and statements are counted without it,"
        return (
            f"{some} and searches and briefings leave it out: keep it in a data folder of its own."
        )
    return (
        f"{status.invented} of the documents are invented. Reviews and statements are counted "
        "without them, and searches and briefings leave them out: keep them in a data folder of "
        "their own."
    )


def held_words(status: DataStatus, command: str) -> str:
    """A note that texts are held, with the command to decide about them; None if none are."""
    if not status.held:
        return ""
    texts = plural(status.held, "text that may identify somebody is", _HELD_TEXTS)
    return f"{texts} held: `{command}` asks you about each."


def show_status(status: DataStatus, console: Console) -> None:
    """What is published, what waits for the next run, and how the last one ended."""
    if status.unpublished:
        console.print(status.unpublished, style="yellow", soft_wrap=True)
    else:
        _show_published(status, console)
    if words := waiting_words(status.waiting):
        console.print(words, style="yellow", soft_wrap=True)
    _show_under_way(status, console)
    if status.last_run is None:
        console.print("No run has finished yet.")
        return
    run = status.last_run
    if status.state == "died":
        last = f"Last run {run.run_id} ({run.command})"
        died = f"{last} stopped unexpectedly in the stage {status.stage}."
        console.print(f"{died} {to_carry_on(run.command)}", style="red", soft_wrap=True)
    else:
        console.print(f"Last run {run.run_id}, ended {run.finished_at}, exit {status.exit_status}")
    if status.held_build:
        held = f"Build {status.held_build} waits for a person."
        if not any(issue.code == "loss_held" for issue in status.issues):  # which says so below
            held += (
                f" See `reviews diff {status.held_build}`. Then `reviews accept"
                f" {status.held_build}`, or correct the cause."
            )
        console.print(held, style="red", soft_wrap=True)
    if status.kept_build:
        kept = f"It found nothing new: the warehouse of run {status.kept_build} stays in place."
        console.print(kept, soft_wrap=True)
    for issue in status.issues:
        mark = (issue.severity.value, _COLOURS[issue.severity])
        console.print(Text.assemble(mark, " ", _issue_words(issue)), soft_wrap=True)
        if where := _where(issue):
            console.print(f"  In {where}", markup=False, soft_wrap=True)
        if issue.do:
            console.print(f"  {issue.do}", markup=False, soft_wrap=True)


def _type_label(code: str) -> str:
    known = report_type(code)
    return known.label if known else code.replace("_", " ").capitalize()


def _issue_words(issue: IssueCount) -> str:
    many = f" ({issue.count} times)" if issue.count > 1 else ""
    head = f"{issue.label}{many}: " if issue.label else ""
    first = "the first: " if issue.count > 1 else ""
    return f"{head}{first}{issue.example}"


def _where(issue: IssueCount) -> str:
    """The files that an issue is about: only the first few if it is for information."""
    most = _FEW_FILES if issue.severity is Severity.INFO else _MOST_FILES
    left = len(issue.where) - most
    more = f' ... and {left} more: `reviews sql "from issues"`' if left > 0 else ""
    return "; ".join(issue.where[:most]) + more


def _show_published(status: DataStatus, console: Console) -> None:
    documents, pages = plural(status.documents, "document"), plural(status.pages, "page")
    console.print(f"Published: {documents}, {pages}, {plural(status.reviews, 'review')}")
    if invented := invented_words(status):
        console.print(invented, style="yellow", soft_wrap=True)
    if held := held_words(status, "reviews review --held"):
        console.print(held, style="yellow", soft_wrap=True)
    read = {status_labels().get(code, code): n for code, n in status.by_status.items()}
    console.print(counted("Documents", ("how far they were read", "documents"), read))
    types = headed(
        "Types of document", "type", "counts as review", "documents", "statements, each once"
    )
    for row in status.by_type:
        is_review = "yes" if row.is_review else "no"
        types.add_row(
            _type_label(row.document_type), is_review, str(row.documents), str(row.statements)
        )
    console.print(types)
    kinds = {kind_names()[code].many: n for code, n in status.by_kind.items()}
    console.print(counted("Statements, each once", ("kind", "statements"), kinds))
    if status.of_no_review:
        console.print(f"Of these in papers of no known review: {status.of_no_review}")
    if status.actions:
        console.print(
            f"Actions in agencies' plans, not counted as recommendations: {status.actions}"
        )
    if status.repeats:
        console.print(f"Printed again, not counted: {plural(status.repeats, 'statement')}")


def waiting_words(waiting: Waiting) -> str:
    """What the next run will process, and why documents that it knows are among them."""
    parts = [f"{waiting.new} new"] if waiting.new else []
    if waiting.again:
        parts.append(f"{waiting.again} processed before ({waiting.why_again})")
    total = plural(waiting.new + waiting.again, "document")
    return f"The next run will process {total}: {', '.join(parts)}." if parts else ""


def _show_under_way(status: DataStatus, console: Console) -> None:
    if row := status.under_way:
        console.print(
            f"A run is under way: {row.run_id}, process {row.pid} on {row.host},"
            f" in the stage {row.stage} since {row.since}.",
            soft_wrap=True,
        )


def show_sources(rows: Iterable[SourceRow], console: Console) -> None:
    """The publishers, one per line, then what is wrong with source files that cannot be used."""
    rows = list(rows)
    table = Table("source", "title", "nation", "about", "schedule", "verified", box=None)
    table.columns[0].no_wrap = True
    for row in rows:
        verified = "yes" if row.is_verified else "no"
        schedule = "skipped" if row.skip_reason else row.schedule
        table.add_row(row.source_id, row.title, row.nation, row.sector, schedule, verified)
    console.print(table)
    for row in rows:
        if row.fault:
            console.print(f"Cannot be used. {row.fault}", markup=False, soft_wrap=True)


def show_sources_status(rows: Iterable[SourceStatus], console: Console) -> None:
    """How the last pass of each source went. One line counts the sources never collected."""
    rows = list(rows)
    table = Table("source", "last good run", "last pass", box=None, title="Sources, last pass")
    table.title_justify, table.title_style = "left", "bold"
    table.columns[0].no_wrap = table.columns[1].no_wrap = True
    ran = [row for row in rows if row.last_run]
    for row in ran:
        when = row.last_good_run[:10] if row.last_good_run else "never"
        table.add_row(row.source_id, when, Text(_fared(row)))
    if ran:
        console.print(table)
    for row in rows:  # below the table: in a pipe, a long message would make every row as wide
        if row.message and (row.last_run or row.message != NEVER_RUN):
            console.print(f"{row.source_id}: {row.message}", markup=False, soft_wrap=True)
    if idle := len(rows) - len(ran):
        never = plural(idle, "source has", "sources have")
        console.print(f"{never} never been collected: `reviews sources` lists all.")


def _fared(row: SourceStatus) -> str:
    """The figures of a pass that are not 0, in words."""
    counts = [f"{row.found} found"]
    names = ("new", "changed", "gone", "blocked", "errors")
    counts += [f"{count} {name}" for name in names if (count := getattr(row, name))]
    days = row.days_since_new
    if days and not row.new:
        counts.append(f"nothing new for {plural(days, 'day')}")
    return ", ".join(counts)


def show_out_of_reach(rows: Iterable[Sighting], console: Console) -> None:
    """Files that a person has to ask for, each with the page where its link is."""
    rows = list(rows)
    if not rows:
        return
    console.print("Runs cannot fetch these: open them yourself, or ask for them", style="bold")
    for row in rows:
        page = f" (listed on {row.page_url})" if row.page_url else ""
        told = f"{row.source_id}: {issue_label(row.outcome)}: {row.url}{page}"
        console.print(told, markup=False, soft_wrap=True)


def show_check(report: CheckReport, console: Console) -> None:
    """What a source file gave when it was tried."""
    for line in report.lines():
        console.print(line, markup=False, soft_wrap=True)


_HEALTH = {Health.OK: "green", Health.LOOK: "yellow", Health.BAD: "red"}


def show_findings(findings: Iterable[CheckResult], console: Console) -> None:
    """What `reviews doctor` found: one line each, with what to do below it."""
    for finding in findings:
        mark = (f"{finding.health:<5}", _HEALTH[finding.health])
        text = Text.assemble(mark, f"{finding.about}: {finding.says}")
        console.print(text, soft_wrap=True)
        if finding.do:
            console.print(f"      {finding.do}", markup=False, soft_wrap=True)
