"""`reviews purge`: deleting for good, with a reason that is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from terminal.commands import exits
from terminal.commands.options import DATA, Data, DryRun, Json, Notify, Wait, console
from terminal.console import print_json, show_sentences
from terminal.standing import Screen
from vocabulary.counting import plural

if TYPE_CHECKING:
    from pipelines.purging import Purged
    from pipelines.run import RunReport

app = typer.Typer()


@app.command(epilog=exits.RUN)
def purge(
    wanted: Annotated[
        str,
        typer.Argument(metavar="REVIEW|DOCUMENT", help="The whole id of a review or a document."),
    ],
    why: Annotated[str, typer.Option(help="The reason; it is kept, so name nobody in it.")] = "",
    briefings: Annotated[
        list[Path] | None,
        typer.Option(
            help="A folder of shortlists and packs: those that quote or name it are deleted."
        ),
    ] = None,
    takes_kept: Annotated[
        bool, typer.Option("--kept-builds", help="Delete builds that are kept for good, too.")
    ] = False,
    is_trial: DryRun = False,
    data: Data = DATA,
    notify: Notify = None,
    wait: Wait = 0,
    as_json: Json = False,
) -> None:
    """Delete a document or a review for good, keep it from coming back, and publish without it.

    Earlier builds, reports of runs and unsent messages may hold its words: all of them are deleted.
    Builds that are kept for good (`reviews keep`) are deleted only with --kept-builds.
    """
    from archive.errors import UserError
    from archive.folder import Archive
    from archive.places import Places
    from models.privacy import screen
    from pipelines.purging import costs, find
    from pipelines.purging import purge as purge_all
    from pipelines.reporting.watch import watched
    from pipelines.request import RunRequest
    from pipelines.waiting import when_free
    from terminal.screen.run import show_warnings

    if is_trial:
        archive = Archive.of_earlier_runs(data)
        show_sentences(costs(archive, find(archive, wanted), briefings or ()), as_json=as_json)
        return
    if not why.strip() or screen(why):
        raise UserError("Say why with --why, in words that name nobody: the reason is kept.")
    request = RunRequest(data, command="purge", is_takedown=True)
    purged: list[Purged] = []

    def run() -> RunReport:
        found, report = purge_all(
            request,
            wanted,
            Screen(stderr=True),
            why=why.strip(),
            briefings=briefings or (),
            takes_kept=takes_kept,
        )
        purged.extend(found)
        return report

    report, untold = watched(data, notify or (), lambda: when_free(run, wait))
    for sentence in untold:
        Screen(stderr=True).print(sentence, markup=False, soft_wrap=True)
    if as_json:
        print_json(purged)
    else:
        for one in purged:
            copies = plural(len(one.copies), "copy in briefings", "copies in briefings")
            told = f"Deleted {one.document_id[:12]} with {plural(one.artefacts, 'result')}"
            before = f"{one.document_id[:12]} was purged on {one.purged_before}. Deleted {copies}."
            console.print(before if one.purged_before else f"{told} and {copies}.", markup=False)
            for copy in one.copies:
                console.print(f"  {copy}", markup=False, soft_wrap=True)
        console.print(
            "Exports, backups and packs that are kept elsewhere: delete them yourself.",
            markup=False,
        )
        if any(one.builds for one in purged):
            console.print(
                "Earlier builds contained it and were deleted too. Until the next build, `reviews"
                " diff` has nothing to compare. Reports of runs and unsent messages were deleted"
                " as well.",
                soft_wrap=True,
            )
        for name in purged[0].kept_builds if purged else ():
            console.print(f"  It was kept for good: {name}", markup=False, soft_wrap=True)
        show_warnings(report, data, console)
    if report.exit_status == 1 and not Places(data).warehouse.exists():
        console.print(
            "No other review was published, so nothing is published now. The next run that finds"
            " a review publishes again.",
            markup=False,
        )
    elif report.exit_status == 1:
        console.print(
            "The published warehouse could not be built again and still contains it: see"
            " `reviews status`, correct the cause and run again.",
            markup=False,
        )
    raise typer.Exit(report.exit_status)
