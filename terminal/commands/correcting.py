"""`reviews correct`: correct the metadata of a document."""

from __future__ import annotations

from typing import Annotated

import typer

from archive.errors import UserError
from terminal.commands import exits
from terminal.commands.options import DATA, Data, Json, console
from terminal.console import print_json
from terminal.standing import Screen

app = typer.Typer()
_NONE = "none"  # typed for "the document does not state it"


@app.command(epilog=exits.RUN)
def correct(
    document: Annotated[
        str, typer.Argument(help="The beginning of a document's id, or the id of a review.")
    ],
    why: Annotated[str, typer.Option(help="The reason, for the corrections file.")],
    title: Annotated[str | None, typer.Option(help="The title.")] = None,
    publisher: Annotated[str | None, typer.Option(help="The publisher.")] = None,
    place: Annotated[str | None, typer.Option(help="The area that the document is about.")] = None,
    date: Annotated[str | None, typer.Option(help="2024, 2024-11 or 2024-11-14.")] = None,
    kind: Annotated[
        str | None, typer.Option("--type", help="The code of a report type, such as lcspr.")
    ] = None,
    sector: Annotated[str | None, typer.Option(help="child, adult, domestic_abuse, all.")] = None,
    licence: Annotated[str | None, typer.Option(help="The licence.")] = None,
    address: Annotated[str | None, typer.Option(help="The web address of the file.")] = None,
    outcome: Annotated[str | None, typer.Option(help="death, serious_harm or other.")] = None,
    incident: Annotated[
        str | None, typer.Option(help="When it happened: 2024 or 2024-11, never the day.")
    ] = None,
    subjects: Annotated[
        str | None, typer.Option(help="The number of people that the review is about.")
    ] = None,
    ages: Annotated[
        str | None, typer.Option(help="Age bands of these people, as in: under 1, 1-4.")
    ] = None,
    nation: Annotated[
        str | None, typer.Option(help="England, Wales, Scotland, Northern Ireland or UK.")
    ] = None,
    period_from: Annotated[
        str | None, typer.Option(help="Start of the period under review: 2024 or 2024-11.")
    ] = None,
    period_to: Annotated[
        str | None, typer.Option(help="End of the period under review: 2024 or 2024-11.")
    ] = None,
    fiction: Annotated[bool, typer.Option("--fiction", help="It is invented.")] = False,
    real: Annotated[bool, typer.Option("--real", help="It is not invented.")] = False,
    review: Annotated[bool, typer.Option("--review", help="It counts as a review.")] = False,
    no_review: Annotated[bool, typer.Option("--no-review", help="It is not a review.")] = False,
    who: Annotated[str, typer.Option(help="Your name, for the corrections file.")] = "",
    data: Data = DATA,
    as_json: Json = False,
) -> None:
    """Correct a document's title, date, type, outcome, ages and so on, and publish.

    Give "none" where the document does not state it.
    """
    import getpass
    from datetime import date as day

    from models.corrections.documents import FIELDS, DocumentCorrection
    from pipelines.correcting import correct_document
    from pipelines.request import RunRequest
    from pipelines.run import rebuild

    is_fiction = _either(("--fiction", fiction), ("--real", real))
    is_review = _either(("--review", review), ("--no-review", no_review))
    given = (title, publisher, place, date, kind, sector, licence, address, is_fiction, is_review)
    case = (outcome, incident, subjects, ages, nation, period_from, period_to)
    pairs = zip(FIELDS, (*given, *case), strict=True)
    said = {f: None if v == _NONE else v for f, v in pairs if v is not None}
    if not said:
        raise UserError("Say what to correct, for instance --date 2024-11 (see --help).")
    name = who or getpass.getuser()
    today = day.today().isoformat()  # noqa: DTZ011 - the local date of the user
    written = correct_document(
        data, document, [DocumentCorrection("", f, v, name, why, today) for f, v in said.items()]
    )
    report = rebuild(RunRequest(data, command="correct", accepts_loss=True), Screen(stderr=True))
    if as_json:
        print_json(written)
    else:
        told = f"{written.document_id[:12]}: {', '.join(written.fields)}. Written: {written.file}"
        console.print(told, soft_wrap=True, markup=False)
    raise typer.Exit(report.exit_status)


def _either(yes: tuple[str, bool], no: tuple[str, bool]) -> bool | None:
    """True for the first of two opposite options, False for the second, None for neither."""
    if yes[1] and no[1]:
        raise UserError(f"{yes[0]} and {no[0]} contradict each other: give only one of them.")
    return yes[1] if yes[1] or no[1] else None
