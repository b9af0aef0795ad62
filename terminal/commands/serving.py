"""Commands for scheduled runs: reports, figures for a monitor, rehearsals, Prefect's schedules."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

from archive.errors import told_of
from terminal.commands import exits
from terminal.commands.options import (
    DATA,
    Contact,
    Data,
    Json,
    Notify,
    Quiet,
    SourcesDir,
    Wait,
    console,
    quieter,
)
from terminal.console import FAILED, print_json
from terminal.standing import Screen, as_typed
from vocabulary.counting import sentence
from vocabulary.errors import ReviewsError

if TYPE_CHECKING:
    from pipelines.run import RunReport

app = typer.Typer()


def show_ended(
    report: RunReport, untold: Sequence[str], data: Path, *, quiet: bool, as_json: bool
) -> None:
    """Show how a run ended and who could not be notified. If quiet, in one line if needed."""
    from pipelines.reporting import report_paths

    written = report_paths(data, report.run.run_id)[0] if report.summary else None
    if quiet:
        if report.exit_status:
            told = sentence(
                report.summary.in_a_line if report.summary else "Look at `reviews status`"
            )
            more = (one for one in untold if one not in told)
            where = f"Report: {written}" if written else ""
            parts = (f"reviews: {told}", *more, where)
            sys.stderr.write(as_typed(" ".join(filter(None, parts))) + "\n")
        return
    for missed in untold:
        sys.stderr.write(f"reviews: {as_typed(missed)}\n")
    from pipelines.status import data_status, with_last_run
    from terminal.screen.run import run_as_json, show_run

    found = with_last_run(data_status(data), data)
    if as_json:
        print_json(run_as_json(report, found))
        return
    show_run(report, found, data, console)
    if written and report.exit_status:
        console.print(f"\nReport: {written}", soft_wrap=True, markup=False)


def publish(
    run: Callable[[Console], RunReport],
    data: Path,
    notify: Sequence[str] | None,
    wait: float,
    *,
    quiet: bool,
    as_json: bool,
) -> NoReturn:
    """Run once the folder is free, notify people, show the result and exit with its status.

    With --quiet, a run that could not go on says why in one line.
    """
    from pipelines.reporting.watch import watched
    from pipelines.waiting import when_free

    screen = Screen(stderr=True, quiet=quiet)
    try:
        with quieter(quiet, data):
            report, untold = watched(
                data, notify or (), lambda: when_free(lambda: run(screen), wait)
            )
    except ReviewsError as error:
        if not quiet:
            raise
        sys.stderr.write(f"reviews: {as_typed(' '.join(told_of(error).split()))}\n")
        raise typer.Exit(FAILED) from error
    show_ended(report, untold, data, quiet=quiet, as_json=as_json)
    raise typer.Exit(report.exit_status)


@app.command(epilog=exits.RUN)
def rebuild(
    data: Data = DATA,
    notify: Notify = None,
    sources_dir: SourcesDir = None,  # noqa: ARG001 - its callback does the work
    wait: Wait = 0,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Publish again from what is in the data folder, without collecting."""
    from pipelines.request import RunRequest
    from pipelines.run import rebuild as publish_anew

    request = RunRequest(data, command="rebuild")
    publish(
        lambda screen: publish_anew(request, screen),
        data, notify, wait, quiet=quiet, as_json=as_json,
    )  # fmt: skip


@app.command()
def report(
    run: Annotated[
        str, typer.Argument(help="The beginning of the run's id; the last run by default.")
    ] = "",
    data: Data = DATA,
    as_html: Annotated[bool, typer.Option("--html", help="Print the report as HTML.")] = False,
    as_line: Annotated[
        bool, typer.Option("--line", help="Print one line, for the subject of an email.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show what a run did: sources, losses, news, what needs attention, and how long it took."""
    from pipelines.reporting import as_markdown, last_summary, load_summary
    from pipelines.reporting.html import as_html as to_html

    summary = load_summary(data, run) if run else last_summary(data)
    if as_json:
        print_json(summary)
    elif as_line:
        sys.stdout.write(summary.in_a_line + "\n")
    else:
        sys.stdout.write(to_html(summary) if as_html else as_markdown(summary))


@app.command()
def metrics(data: Data = DATA, as_json: Json = False) -> None:
    """Print figures for a monitor, as OpenMetrics text, with ages as of now."""
    from archive.folder import Archive
    from pipelines.reporting import last_summary
    from pipelines.reporting.metrics import as_openmetrics
    from pipelines.reporting.metrics import metrics as measure

    found = measure(Archive.of_earlier_runs(data), last_summary(data))
    if as_json:
        print_json(found)
    else:
        sys.stdout.write(as_openmetrics(found))


@app.command(epilog=exits.CHECK)
def rehearse(
    source: Annotated[str, typer.Argument(help="The id of a source, or a source file.")],
    against: Annotated[
        str, typer.Option(help="A folder of saved pages (host/path), or http://127.0.0.1:PORT.")
    ],
    data: Data = DATA,
    sources_dir: SourcesDir = None,  # noqa: ARG001 - its callback does the work
    as_json: Json = False,
) -> None:
    """Try a source on saved pages, without asking the publisher."""
    from pipelines.rehearsal import rehearse as run
    from terminal.screen.rehearsal import show_rehearsal

    found = run(source, against, data)
    print_json(found) if as_json else show_rehearsal(found, console)
    raise typer.Exit(0 if found.is_good else 1)


@app.command()
def serve(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="The sources to collect; by default, all that have a schedule."),
    ] = None,
    cron: Annotated[
        str,
        typer.Option(
            help="One schedule for all sources, as cron writes it: minute hour day month weekday."
        ),
    ] = "",
    daily: Annotated[str, typer.Option(help="When to collect daily sources.")] = "0 5 * * *",
    weekly: Annotated[str, typer.Option(help="When to collect weekly sources.")] = "0 3 * * 6",
    monthly: Annotated[str, typer.Option(help="When to collect monthly sources.")] = "0 1 1 * *",
    timezone: Annotated[
        str, typer.Option(help="The time zone of the schedules.")
    ] = "Europe/London",
    name: Annotated[
        str,
        typer.Option(help="A name for these deployments, if one server has several data folders."),
    ] = "",
    data: Data = DATA,
    contact: Contact = "",
    gold: Annotated[
        list[Path] | None, typer.Option(help="Annotations that `evaluate` measures against.")
    ] = None,
    audiences: Annotated[
        Path | None, typer.Option(help="A folder with a file for each audience.")
    ] = None,
    notify: Notify = None,
    sources_dir: SourcesDir = None,
) -> None:
    """Serve the Prefect deployments until interrupted. Needs a running Prefect API."""
    from deployments.plan import Plan
    from flows import serve_all

    plan = Plan(
        data=data.resolve(),
        contact=contact,
        sources=tuple(sources or ()),
        cron=cron,
        daily=daily,
        weekly=weekly,
        monthly=monthly,
        timezone=timezone,
        name=name,
        gold=tuple(str(folder.resolve()) for folder in gold or ()),
        audiences=str(audiences.resolve()) if audiences else None,
        notify=tuple(notify or ()),
        sources_dir=str(sources_dir.resolve()) if sources_dir else None,
    )
    serve_all(plan)
