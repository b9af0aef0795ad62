"""A person takes what a held build would lose: it is published and becomes the measure."""

from __future__ import annotations

import msgspec
from rich.console import Console

from archive.accepted import Accepted, Held, load_held, save_accepted
from archive.errors import UserError
from archive.folder import Archive
from pipelines.request import RunRequest, under_way
from pipelines.run import RunReport, rebuild_under_way


def accept(request: RunRequest, build: str, console: Console) -> RunReport:
    """Accept the held build whose name begins with `build`, and publish.

    What is accepted is what that build would lose and no more: where the rules or the documents
    have changed since, a further loss is held again. Raises UserError where no such build is held.
    """
    archive = Archive.of_earlier_runs(request.data)
    held = _held(archive, build)
    with under_way(archive, request) as started:
        _make_measure(archive, held)
        accepted = msgspec.structs.replace(request, accepts_build=held.build_id)
        return rebuild_under_way(archive, accepted, started, console)


def _held(archive: Archive, build: str) -> Held:
    held = load_held(archive.places)
    if held is None:
        raise UserError("No build is held, so there is nothing to accept.")
    if not build or not held.build_id.startswith(build):
        raise UserError(f"{build!r} is not held. The held build is {held.build_id}.")
    return held


def _make_measure(archive: Archive, held: Held) -> None:
    """From now on the held build is what others are measured against."""
    from warehouse import WarehouseError, document_figures  # noqa: PLC0415 - DuckDB takes a second

    try:
        figures = document_figures(archive.places.held / f"{held.build_id}.duckdb")
    except WarehouseError as error:
        raise UserError(
            f"The held build {held.build_id} is not there any more or is damaged. "
            "`reviews run` makes it anew."
        ) from error
    save_accepted(archive.places, Accepted(held.build_id, figures))
