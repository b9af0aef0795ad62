"""Commands of whoever runs this night after night: accept, retry, doctor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

from terminal.commands import exits
from terminal.commands.options import DATA, Data, Json, console
from terminal.console import print_json

if TYPE_CHECKING:
    from pipelines.run import RunReport

app = typer.Typer()


@app.command(epilog=exits.RUN)
def accept(
    build: Annotated[
        str,
        typer.Argument(
            help="The beginning of the id of a held build, or of a document that replaced another."
        ),
    ],
    data: Data = DATA,
    as_json: Json = False,
) -> None:
    """Accept the losses of a held build, or a document that replaced another, and publish."""
    from pipelines.accepting import accept as accept_build
    from pipelines.request import RunRequest

    request = RunRequest(data, command="accept")
    _end(accept_build(request, build, Console(stderr=True)), data, as_json=as_json)


@app.command(epilog=exits.RUN)
def retry(
    document: Annotated[
        str,
        typer.Argument(
            help="The beginning of a document's id; by default, all unreadable documents."
        ),
    ] = "",
    data: Data = DATA,
    as_json: Json = False,
) -> None:
    """Try unreadable documents again, and publish."""
    from pipelines.request import RunRequest
    from pipelines.retrying import retry as retry_documents

    request = RunRequest(data, command="retry")
    _end(retry_documents(request, document, Console(stderr=True)), data, as_json=as_json)


@app.command(epilog=exits.DOCTOR)
def doctor(
    data: Data = DATA,
    is_quick: Annotated[
        bool, typer.Option("--quick", help="Skip the checks that read whole files.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Check the machine, the data folder and the runs, and say what to do."""
    from pipelines.doctor import examine, exit_status
    from terminal.screen.status import show_findings

    found = examine(data, is_quick=is_quick)
    print_json(found) if as_json else show_findings(found, console)
    raise typer.Exit(exit_status(found))


def _end(report: RunReport, data: Path, *, as_json: bool) -> NoReturn:
    """Show what a run did, and leave with its exit status."""
    from pipelines.status import data_status, with_last_run
    from terminal.screen.run import run_as_json, show_run

    found = with_last_run(data_status(data), data)
    if as_json:
        print_json(run_as_json(report, found))
    else:
        show_run(report, found, data, console)
    raise typer.Exit(report.exit_status)
