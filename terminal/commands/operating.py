"""Commands for whoever runs this every night: accept, retry, doctor."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from terminal.commands import exits
from terminal.commands.options import DATA, Data, DryRun, Json, Notify, Quiet, Wait, console
from terminal.commands.serving import publish
from terminal.console import print_json, show_sentences

if TYPE_CHECKING:
    from pipelines.doctor import CheckResult

app = typer.Typer()
_SHOWN = 5  # faults in the files of briefings that are shown


@app.command(epilog=exits.RUN)
def accept(
    build: Annotated[
        str,
        typer.Argument(
            help="The beginning of the id of a held build, of a document that replaced another, or"
            " of one that cannot be read."
        ),
    ],
    is_trial: DryRun = False,
    data: Data = DATA,
    notify: Notify = None,
    wait: Wait = 0,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Accept a held build's losses, a replacing document or an unreadable one, and publish.

    It first says what will no longer be published. With --dry-run it does nothing else. What you
    accept stays accepted: if this command is stopped or killed, the next run publishes. An accepted
    unreadable document stays as it is, and runs and `doctor` no longer mention it.
    """
    from archive.folder import Archive
    from pipelines.accepting import accept as accept_build
    from pipelines.accepting import choose, costs
    from pipelines.request import RunRequest

    if is_trial:
        archive = Archive.of_earlier_runs(data)
        show_sentences(costs(archive, choose(archive, build)), as_json=as_json)
        return
    request = RunRequest(data, command="accept")
    publish(
        lambda screen: accept_build(request, build, screen),
        data, notify, wait, quiet=quiet, as_json=as_json,
    )  # fmt: skip


@app.command(epilog=exits.RUN)
def retry(
    document: Annotated[
        str,
        typer.Argument(
            help="The beginning of a document's id; by default, all unreadable documents."
        ),
    ] = "",
    data: Data = DATA,
    notify: Notify = None,
    wait: Wait = 0,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Try unreadable documents again, and publish. If there are none, nothing is done."""
    from archive.folder import Archive
    from pipelines.request import RunRequest
    from pipelines.retrying import NOTHING, unreadable
    from pipelines.retrying import retry as retry_documents

    if not document and not unreadable(Archive.of_earlier_runs(data)):
        if as_json:
            print_json({"exit_status": 0, "retried": []})
        elif not quiet:
            console.print(NOTHING, soft_wrap=True)
        return

    request = RunRequest(data, command="retry")
    publish(
        lambda screen: retry_documents(request, document, screen),
        data, notify, wait, quiet=quiet, as_json=as_json,
    )  # fmt: skip


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

    found = [*examine(data, is_quick=is_quick), _of_briefings(data)]
    if os.environ.get("PREFECT_API_URL"):  # loading Prefect takes a second, so only if it is used
        from deployments.checking import of_prefect

        found.append(of_prefect(data))
    print_json(found) if as_json else show_findings(found, console)
    raise typer.Exit(exit_status(found))


def _of_briefings(data: Path) -> CheckResult:
    from briefings.checking import damaged_files
    from pipelines.doctor import look, ok

    wrong = list(damaged_files(data))
    if not wrong:
        return ok("briefings", "Shortlists, audiences and the list of briefings can be read.")
    more = f" There are {len(wrong) - _SHOWN} more." * (len(wrong) > _SHOWN)
    do = "Correct it, or restore it from the backup."
    return look("briefings", " ".join(wrong[:_SHOWN]) + more, do)
