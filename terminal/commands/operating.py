"""Commands of whoever runs this night after night: accept, retry, doctor."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from terminal.commands.options import DATA, Data, Json, console
from terminal.console import print_json

app = typer.Typer()


@app.command()
def accept(
    build: Annotated[str, typer.Argument(help="The held build, or how its name begins.")],
    data: Data = DATA,
    as_json: Json = False,
) -> None:
    """Publish a build that is held for what it would lose; it becomes the new measure."""
    from pipelines.accepting import accept as accept_build
    from pipelines.request import RunRequest
    from pipelines.status import data_status, with_last_run
    from terminal.screen import run_as_json, show_run

    report = accept_build(RunRequest(data, command="accept"), build, Console(stderr=True))
    found = with_last_run(data_status(data), data)
    if as_json:
        print_json(run_as_json(report, found))
    else:
        show_run(report, found, data, console)
    raise typer.Exit(report.exit_status)
