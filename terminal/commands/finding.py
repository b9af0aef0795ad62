"""`reviews search`: statements by their words, or like a given one."""

from __future__ import annotations

from typing import Annotated

import typer

from archive.errors import UserError
from terminal.commands.options import DATA, Data, Json, console, year_of
from terminal.console import print_json

app = typer.Typer()


@app.command()
def search(
    words: Annotated[str, typer.Argument(help='Words, a "phrase", or a -word to leave out.')] = "",
    data: Data = DATA,
    like: Annotated[
        str | None,
        typer.Option(help="Find statements like this one: its id, or the beginning of it."),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="A kind of statement: recommendation, finding and so on.")
    ] = None,
    theme: Annotated[str | None, typer.Option(help="A theme or group: its id or label.")] = None,
    nation: Annotated[
        str | None, typer.Option(help="A nation: England, Scotland and so on.")
    ] = None,
    review_type: Annotated[
        str | None, typer.Option("--type", help="A type of report: its code or label.")
    ] = None,
    sector: Annotated[str | None, typer.Option(help="child, adult, domestic abuse.")] = None,
    year: Annotated[
        int | None,
        typer.Option(parser=year_of("--year"), help="Only reviews published in this year."),
    ] = None,
    since: Annotated[
        int | None,
        typer.Option(
            parser=year_of("--since"), help="Only reviews published in this year or later."
        ),
    ] = None,
    review: Annotated[
        str | None, typer.Option(help="Only this review: its id, or words from its title.")
    ] = None,
    match_any: Annotated[
        bool, typer.Option("--any", help="Match any of the words, not all of them.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="The most statements to show.")] = 20,
    as_json: Json = False,
) -> None:
    """Find statements by their words, or statements --like another, best first."""
    import msgspec

    import warehouse
    from archive.places import Places
    from terminal.screen.answers import show_hits
    from terminal.screen.hints import search_hints

    if words and like:
        raise UserError("Words and --like cannot both be given: leave one of them out.")
    if not words and not like:
        raise UserError("Give words to look for, or a statement with --like.")
    within = warehouse.Within(kind, theme, nation, year, review_type, sector, since, review)
    path = Places(data).warehouse
    if like:
        hits = warehouse.similar(path, like, limit=limit, within=within)
    else:
        hits = warehouse.search(path, words, match_any=match_any, limit=limit, within=within)
    if as_json:
        print_json(hits)
        return
    show_hits(map(msgspec.structs.asdict, hits), console)
    narrowed = within != warehouse.Within()
    invented = 0 if hits or like else warehouse.invented_hits(path, words, match_any, within)
    for hint in search_hints(
        words,
        len(hits),
        match_any=match_any,
        narrowed=narrowed,
        n_in_all=hits[0].n_found if hits else None,
        n_invented=invented,
    ):
        console.print(hint, markup=False, soft_wrap=True)
