"""Commands about sources and the state of a data folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from terminal.commands import exits
from terminal.commands.options import DATA, Contact, Data, Json, SourcesDir, console
from terminal.console import print_json

app = typer.Typer()
sources_app = typer.Typer(help="List the publishers that documents are collected from.")
app.add_typer(sources_app, name="sources", invoke_without_command=True)


@app.command()
def status(
    data: Data = DATA,
    by_source: Annotated[
        bool, typer.Option("--sources", help="Show how collecting from each source went.")
    ] = False,
    sources_dir: SourcesDir = None,  # noqa: ARG001 - its callback does the work
    as_json: Json = False,
) -> None:
    """Show what is published, what the next run will process, and how the last run went."""
    from pipelines.status import data_status, out_of_reach, sources_status, with_last_run
    from terminal.screen.status import show_out_of_reach, show_sources_status, show_status

    if by_source:
        rows, blocked = sources_status(data), out_of_reach(data)
        if as_json:
            print_json({"sources": rows, "for_a_person": blocked})
            return
        show_sources_status(rows, console)
        show_out_of_reach(blocked, console)
        return
    found = with_last_run(data_status(data), data)
    print_json(found) if as_json else show_status(found, console)


@sources_app.callback()
def sources(
    context: typer.Context,
    data: Data = DATA,
    sources_dir: SourcesDir = None,  # noqa: ARG001 - its callback does the work
    as_json: Json = False,
) -> None:
    """List the publishers that documents are collected from."""
    from pipelines.sources.check import table
    from terminal.screen.status import show_sources

    if context.invoked_subcommand is None:
        rows = table(data)
        print_json(rows) if as_json else show_sources(rows, console)


@sources_app.command("check", epilog=exits.CHECK)
def check_source(
    file: Annotated[Path, typer.Argument(help="A source file (YAML).")],
    contact: Contact = "",
    as_json: Json = False,
) -> None:
    """Try a source file: what would be collected or left out, and why. Stores nothing."""
    from pipelines.contact import check_contact
    from pipelines.gathering import settings
    from pipelines.sources.check import check
    from terminal.screen.status import show_check

    if contact:
        check_contact(contact)
    report = check(file, settings(contact))
    print_json(report) if as_json else show_check(report, console)
    raise typer.Exit(0 if report.is_good else 1)


@app.command(epilog=exits.CHECK)
def discover(
    source: Annotated[str, typer.Argument(help="The id of a source.")],
    data: Data = DATA,
    contact: Contact = "",
    sources_dir: SourcesDir = None,  # noqa: ARG001 - its callback does the work
    as_json: Json = False,
) -> None:
    """List what a source has now, without fetching any file. Stores nothing."""
    from pipelines.gathering import named_sources

    check_source(Path(named_sources([source], data)[0].origin or ""), contact, as_json)
