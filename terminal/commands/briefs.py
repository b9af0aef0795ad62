"""`reviews brief`: choose for a briefing session, render it, and record that it was held."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from archive.errors import UserError
from terminal.commands.options import DATA, Data, Json, console, year_of
from terminal.console import print_json
from vocabulary.counting import plural

app = typer.Typer()
brief_app = typer.Typer(
    help="Prepare a briefing session from one review: select, render, done.", no_args_is_help=True
)
app.add_typer(brief_app, name="brief")

Nation = Annotated[list[str] | None, typer.Option(help="A nation: England, Scotland and so on.")]


@brief_app.command()
def select(
    out: Annotated[
        Path, typer.Option(help="The shortlist (YAML). If it exists, your changes are kept.")
    ],
    seed: Annotated[
        str | None, typer.Option(help="The review in focus: its id, or words from its title.")
    ] = None,
    lens: Annotated[
        list[str] | None,
        typer.Option(help="A theme (id or label) and its weight: family.whole_family=3."),
    ] = None,
    question: Annotated[
        str,
        typer.Option(
            help="What you are looking for, in your own words. Without --lens, the themes named"
            " in it weigh most."
        ),
    ] = "",
    nation: Nation = None,
    sector: Annotated[list[str] | None, typer.Option(help="child, adult, domestic_abuse.")] = None,
    review_type: Annotated[
        list[str] | None, typer.Option("--type", help="A type of report: its code or label.")
    ] = None,
    family: Annotated[
        list[str] | None,
        typer.Option(
            help="case_review, thematic_review or national_review (these three by default), "
            "inquiry, inspection or other."
        ),
    ] = None,
    since: Annotated[
        int | None,
        typer.Option(
            parser=year_of("--since"), help="Only reviews published in this year or later."
        ),
    ] = None,
    until: Annotated[
        int | None,
        typer.Option(
            parser=year_of("--until"), help="Only reviews published in this year or earlier."
        ),
    ] = None,
    leave_out: Annotated[
        list[str] | None, typer.Option("--leave-out", help="Leave out reviews of this place.")
    ] = None,
    fictional: Annotated[
        bool, typer.Option("--fictional", help="Choose from invented test reviews.")
    ] = False,
    per_publisher: Annotated[int, typer.Option(min=1, help="The most reviews from one board.")] = 1,
    reviews: Annotated[int, typer.Option(min=1, help="How many other reviews to choose.")] = 6,
    quotes: Annotated[int, typer.Option(min=1, help="How many quotes to choose from each.")] = 3,
    title: Annotated[str, typer.Option(help="The title of the briefing.")] = "",
    audience: Annotated[str, typer.Option("--for", help="Who the briefing is for.")] = "",
    on: Annotated[str | None, typer.Option(help="The day of the session, as YYYY-MM-DD.")] = None,
    minutes: Annotated[int, typer.Option(min=5, help="Minutes that the session takes.")] = 60,
    new_since: Annotated[
        str | None, typer.Option(help="Mark what is new since this day, as YYYY-MM-DD.")
    ] = None,
    new_by: Annotated[
        str, typer.Option(help="What counts as new: published or collected.")
    ] = "published",
    used_before: Annotated[
        list[Path] | None, typer.Option(help="The shortlist of an earlier briefing.")
    ] = None,
    data: Data = DATA,
    as_json: Json = False,
) -> None:
    """Choose reviews and quotes for a briefing, and write a shortlist for you to edit."""
    from archive.places import Places
    from briefings.selection.desk import BriefingDesk
    from briefings.selection.filters import nothing_chosen
    from briefings.selection.naming import named_take, named_themes
    from briefings.selection.propose import propose
    from briefings.selection.remarks import remarks_of
    from briefings.selection.request import Request, again, new_means
    from briefings.selection.used import day_of
    from briefings.shortlist import read, write
    from models.themes.asked import themes_asked

    path = Places(data).warehouse
    desk = BriefingDesk(path)
    existing = read(out) if out.exists() else None
    given = Request(
        focus=desk.review_id(seed) if seed else None,
        themes=named_themes(desk, lens or []),
        question=" ".join(question.split()),
        take=named_take(
            desk, families=family, nations=nation, types=review_type, sectors=sector,
            since=since, until=until, leave_out_places=leave_out,
            at_most_per_publisher=per_publisher, fictional=fictional,
        ),
        briefing=title,
        audience=audience,
        on=day_of(on, "--on").isoformat() if on else None,
        minutes=minutes,
        last_briefing=day_of(new_since, "--new-since") if new_since else None,
        new_by=new_means(new_by),
        used_before=tuple(str(p) for p in used_before or ()),
        n_reviews=reviews,
        n_quotes=quotes,
    )  # fmt: skip
    proposal = propose(path, again(given, existing, data, themes_asked))
    if proposal.pool.unmatched:
        raise UserError("Nothing was written. " + " ".join(proposal.pool.unmatched))
    if not proposal.shortlist.reviews and (
        told := nothing_chosen(proposal.pool, proposal.request.take)
    ):
        raise UserError(told)
    remarks = remarks_of(path, proposal, existing)
    written = write(proposal.shortlist, out, remarks)
    held = read(written)  # in a renewed shortlist: the author's own lines, not the proposal's
    if as_json:
        print_json({"file": str(written), "shortlist": held})
        return
    n = sum(len(review.keep) for review in held.reviews)
    found = f"{plural(len(held.reviews), 'review')} and {plural(n, 'quote')}"
    if written != out:
        console.print(
            f"{out} contains your own changes, so it was left as it is. The new version is in"
            f" {written}",
            soft_wrap=True, markup=False,
        )  # fmt: skip
    console.print(f"{found} in {written}", soft_wrap=True, markup=False)
    if remarks.gone:
        console.print(
            f"Gone from the collection since {out} was written: {', '.join(sorted(remarks.gone))}.",
            soft_wrap=True, markup=False,
        )  # fmt: skip
    if not proposal.shortlist.reviews:
        console.print(
            f"{plural(len(proposal.pool.eligible), 'other review')} compared: none is about this.",
            soft_wrap=True, markup=False,
        )  # fmt: skip


@brief_app.command()
def done(
    shortlist: Annotated[Path, typer.Argument(help="The shortlist of a briefing that was held.")],
    on: Annotated[
        str | None,
        typer.Option(help="The day it was held, as YYYY-MM-DD; by default, as in the file."),
    ] = None,
    audience: Annotated[
        str, typer.Option("--for", help="Who it was for; by default, as in the file.")
    ] = "",
    data: Data = DATA,
    as_json: Json = False,
) -> None:
    """Record that a briefing was held, so that the next one marks what was used."""
    from briefings.selection.used import day_of, held_on, record
    from briefings.shortlist import read

    found = read(shortlist)
    day = on or found.on
    if day is None:
        raise UserError(f"Say when it was held with --on YYYY-MM-DD: {shortlist} has no `on:`.")
    if not data.is_dir():
        raise UserError(f"There is no data folder at {data}. Give one with --data.")
    held = held_on(day_of(day, "--on"))
    used = record(data, found, held, audience or found.audience)
    if as_json:
        print_json(used)
        return
    console.print(
        f"Recorded: {plural(len(used.reviews), 'review')},"
        f" {plural(len(used.statements), 'quote')}, {used.on}.",
        markup=False,
    )


@brief_app.command()
def measure(
    labels: Annotated[
        Path, typer.Argument(help="A folder of labels, such as tests/briefings/labels.")
    ],
    ours: Annotated[
        bool, typer.Option("--ours", help="Measure `select` alone, without the simpler methods.")
    ] = False,
    data: Data = DATA,
    as_json: Json = False,
) -> None:
    """Measure how well briefings choose, compared with simpler methods, on labelled briefings."""
    from rich.table import Table

    from archive.places import Places
    from measurement.briefings import measure as score
    from measurement.briefings import read_cases
    from measurement.briefings.score import mean
    from measurement.briefings.ways import WAYS

    cases = read_cases(labels)
    ways = {"select": WAYS["select"]} if ours else WAYS
    found = {name: score(Places(data).warehouse, cases, way) for name, way in ways.items()}
    if as_json:
        print_json({"summary": {name: mean(scores) for name, scores in found.items()}, **found})
        return
    table = Table("Way", "Briefing", "nDCG@10", "Recall@15", "Quotes in 3 x", box=None)
    for name, scores in found.items():
        for one in [*(scores if name == "select" else ()), mean(scores)]:
            figures = (f"{figure:.2f}" for figure in (one.ndcg, one.recall, one.quotes))
            table.add_row(name, one.name, *figures)
    console.print(table)
