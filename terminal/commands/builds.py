"""Commands about builds: compare two of them, or keep one for good."""

from __future__ import annotations

from typing import Annotated

import typer

from archive.errors import UserError
from terminal.commands.options import DATA, Data, Json, console
from terminal.console import print_json

app = typer.Typer()


@app.command()
def diff(
    first: Annotated[
        str | None,
        typer.Argument(
            help="The older build: the beginning of its name, or a day. A held build alone is"
            " compared with the published one."
        ),
    ] = None,
    second: Annotated[
        str | None, typer.Argument(help="The newer build; the published one by default.")
    ] = None,
    data: Data = DATA,
    as_json: Json = False,
) -> None:
    """Show what is new, changed and gone since an earlier build (by default, the last) or a day."""
    import msgspec

    import warehouse
    from archive.places import Places
    from terminal.screen.changes import show_changes

    places = Places(data)
    older = warehouse.build_path(places.builds, first, places.held)
    newer = places.warehouse
    if second:
        newer = warehouse.build_path(places.builds, second, places.held)
    elif older.parent == places.held:  # what accepting it would change
        older, newer = newer, older
    found = warehouse.diff(older, newer)
    if as_json:
        print_json(found)
    else:
        show_changes(msgspec.to_builtins(found), console)


@app.command()
def keep(
    build: Annotated[
        str | None,
        typer.Argument(help="The beginning of its name, or a day; the newest build by default."),
    ] = None,
    data: Data = DATA,
    why: Annotated[
        str, typer.Option(help="What it is kept for, such as where you quoted it.")
    ] = "",
    drop: Annotated[bool, typer.Option("--drop", help="Do not keep it any longer.")] = False,
    show: Annotated[bool, typer.Option("--list", help="List the builds that are there.")] = False,
    as_json: Json = False,
) -> None:
    """Keep a build for good, so that figures quoted from it can be compared with later ones.

    All other builds are deleted in time: only the three newest are kept, and the last build of each
    of the last seven days that have one. `reviews purge --kept-builds` also deletes builds that are
    kept for good, because they may contain what was purged.
    """
    import warehouse
    from archive.places import Places
    from terminal.screen.changes import show_builds

    builds = Places(data).builds
    if show and (build or why or drop):
        raise UserError("--list changes nothing, so no other option can be given with it.")
    if not show:
        found = warehouse.keep_build(builds, build, why=why, drop=drop)
        if not as_json:
            what = "no longer kept" if drop else "kept"
            console.print(f"Build {found} is {what}.", markup=False, soft_wrap=True)
            return
    kept = warehouse.kept_builds(builds)
    print_json(kept) if as_json else show_builds(kept, console)
