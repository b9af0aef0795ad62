"""`reviews brief render` and `templates`: from a shortlist to slides and documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from terminal.commands.briefs import app, brief_app
from terminal.commands.options import DATA, Data, Json, console
from terminal.console import print_json

__all__ = ["app"]  # the app of `brief`, with the commands of both modules
_SETTINGS = "team.yaml"


@brief_app.command()
def render(
    shortlist: Annotated[Path, typer.Argument(help="The shortlist that `select` wrote.")],
    to: Annotated[
        str, typer.Option(help="Formats, separated by commas: pptx, docx, md, html.")
    ] = "pptx,docx,md,html",
    out: Annotated[
        Path | None,
        typer.Option(help="The folder to write to; by default, the shortlist's folder."),
    ] = None,
    settings: Annotated[
        Path | None,
        typer.Option(
            help="Your team's wording; by default, team.yaml beside the shortlist or templates."
        ),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option(help="A folder with your own slides.pptx, handout.docx and facilitator.docx."),
    ] = None,
    accept_recognisable: Annotated[
        bool, typer.Option("--accept-recognisable", help="Include reviews of your own area.")
    ] = False,
    data: Data = DATA,
    as_json: Json = False,
) -> None:
    """Write slides, a handout, facilitator's notes, Markdown and a web page from a shortlist."""
    from archive.places import Places
    from briefings.pack import Choices, render
    from briefings.shortlist import as_proposed, read

    found = read(shortlist)
    places = [shortlist.with_name(_SETTINGS), *([templates / _SETTINGS] if templates else [])]
    beside = next((place for place in places if place.exists()), None)
    choices = Choices(
        formats=tuple(dict.fromkeys(one.strip().lower() for one in to.split(",") if one.strip())),
        settings=settings or beside,
        templates=templates,
        accepts_recognisable=accept_recognisable,
        is_as_proposed=as_proposed(shortlist.read_text(encoding="utf-8-sig"), found),
    )
    folder = out or shortlist.parent
    rendered = render(found, shortlist.stem, Places(data).warehouse, folder, choices)
    if as_json:
        print_json(rendered)
        return
    for name in rendered.kept_aside:
        _say(f"{name} was changed by hand, so it was left as it is. The new one is beside it.")
    for file in rendered.files:
        _say(str(file))
    if rendered.flags:
        _say("Look again before you show it. Your audience may recognise people:")
    for flag in rendered.flags:
        _say(f"  {flag.where}: {flag.what}")
    for remark in rendered.remarks:
        _say(remark)


@brief_app.command()
def templates(
    folder: Annotated[
        Path, typer.Argument(help="The folder to copy them to. Existing files are left alone.")
    ],
    data: Data = DATA,  # noqa: ARG001 - every command takes it
    as_json: Json = False,
) -> None:
    """Copy the shipped templates and settings, for you to change and give to `render`."""
    from briefings.pack import write_templates

    written = write_templates(folder)
    if as_json:
        print_json([str(path) for path in written])
        return
    for path in written:
        _say(str(path))
    if not written:
        _say(f"{folder} already has them all, so nothing was written.")


def _say(words: str) -> None:
    console.print(words, markup=False, soft_wrap=True)
