"""The `reviews` command: each command a few lines over a library call."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipelines.console import print_json, run_command

app = typer.Typer(
    name="reviews",
    help="Findings, recommendations and themes of published UK safeguarding reviews.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
sources_app = typer.Typer(help="The publishers that documents are collected from.")
app.add_typer(sources_app, name="sources", invoke_without_command=True)
console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)

Data = Annotated[Path, typer.Option("--data", help="The data folder.", envvar="REVIEWS_DATA")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
Contact = Annotated[
    str, typer.Option(envvar="REVIEWS_CONTACT", help="Where a webmaster reaches you.")
]
DATA = Path("data")


@app.command()
def run(
    sources: Annotated[list[str] | None, typer.Argument(help="Sources to collect from.")] = None,
    path: Annotated[
        Path | None, typer.Option("--from", help="Ingest every document below this path.")
    ] = None,
    data: Data = DATA,
    contact: Contact = "",
    workers: Annotated[int, typer.Option(min=0, help="Child processes; 0: all cores.")] = 0,
    as_json: Json = False,
) -> None:
    """Collect, extract, classify and load; without SOURCE and --from, the bundled sample."""
    from pipelines.process import Limits
    from pipelines.run import RunRequest, ingest
    from pipelines.screen import run_as_json, show_run
    from pipelines.status import data_status, with_last_run
    from warehouse import build

    request = RunRequest(data, tuple(sources or ()), path, Limits(workers), contact=contact)
    report = ingest(request, build, Console(stderr=True))
    found = with_last_run(data_status(data), data)
    if as_json:
        print_json(run_as_json(report, found))
    else:
        show_run(report, found, data, console)
    raise typer.Exit(report.exit_status)


@app.command()
def status(
    data: Data = DATA,
    by_source: Annotated[bool, typer.Option("--sources", help="How each source fared.")] = False,
    as_json: Json = False,
) -> None:
    """What the data folder holds, per status and per type of document, and how the run went."""
    from pipelines.screen import show_sources_status, show_status
    from pipelines.status import data_status, sources_status, with_last_run

    if by_source:
        rows = sources_status(data)
        print_json(rows) if as_json else show_sources_status(rows, console)
        return
    found = with_last_run(data_status(data), data)
    print_json(found) if as_json else show_status(found, console)


@sources_app.callback()
def sources(
    context: typer.Context,
    data: Data = DATA,  # noqa: ARG001 - every command takes it
    as_json: Json = False,
) -> None:
    """List the publishers that documents are collected from."""
    from pipelines.screen import show_sources
    from pipelines.sources.check import table

    if context.invoked_subcommand is None:
        print_json(table()) if as_json else show_sources(table(), console)


@sources_app.command("check")
def check_source(
    file: Annotated[Path, typer.Argument(help="A source file (YAML).")],
    contact: Contact = "",
    as_json: Json = False,
) -> None:
    """Try a source file: what would be collected, what left out and why; nothing is stored."""
    from pipelines.gathering import settings
    from pipelines.screen import show_check
    from pipelines.sources.check import check

    report = check(file, settings(contact))
    print_json(report) if as_json else show_check(report, console)
    raise typer.Exit(0 if report.is_good else 1)


@app.command()
def discover(
    source: Annotated[str, typer.Argument(help="The id of a source.")],
    data: Data = DATA,  # noqa: ARG001 - every command takes it
    contact: Contact = "",
    as_json: Json = False,
) -> None:
    """A dry run: what a source lists now; no file is asked for and nothing is written down."""
    from pipelines.gathering import named_sources

    check_source(Path(named_sources([source])[0].origin or ""), contact, as_json)


@app.command()
def inspect(
    document: Annotated[str, typer.Argument(help="A file, or the beginning of a document id.")],
    data: Data = DATA,
    page: Annotated[list[int] | None, typer.Option(help="Pages to list or draw.")] = None,
    png: Annotated[Path | None, typer.Option(help="Draw the pages into this folder.")] = None,
    as_json: Json = False,
) -> None:
    """What the stages make of one document, in words or drawn over its pages."""
    from pipelines.inspection import draw_pages, find_document, show

    inspected = find_document(document, data)
    if png:
        for drawn in draw_pages(inspected, png, page or ()):
            console.print(str(drawn), soft_wrap=True)
    elif as_json:
        print_json({"extraction": inspected.extraction, "labelled": inspected.labelled})
    else:
        show(inspected, console, page or ())


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="One reading statement; - reads it from input.")],
    data: Data = DATA,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    parquet: Annotated[Path | None, typer.Option(help="Write Parquet to this file.")] = None,
    seconds: Annotated[float, typer.Option(help="Stop after so long.")] = 60.0,
    memory: Annotated[str, typer.Option(help="Memory that the query may take.")] = "2GB",
    as_json: Json = False,
) -> None:
    """Ask the warehouse; nothing can be changed by it."""
    import warehouse
    from pipelines.run import warehouse_path
    from pipelines.screen import as_records, show_rows, write_csv

    text = sys.stdin.read() if query == "-" else query
    if parquet:
        warehouse.frame(warehouse_path(data), text).to_parquet(parquet)
        return
    found = warehouse.query(warehouse_path(data), text, seconds=seconds, memory=memory)
    if as_json:
        print_json(as_records(found.columns, found.rows))
    elif as_csv:
        write_csv(found.columns, found.rows)
    else:
        show_rows(found.columns, found.rows, console)


@app.command()
def search(
    words: Annotated[str, typer.Argument(help='Words; "a phrase"; -without.')],
    data: Data = DATA,
    kind: Annotated[str | None, typer.Option(help="recommendation, finding, ...")] = None,
    theme: Annotated[str | None, typer.Option(help="The id of a theme.")] = None,
    nation: Annotated[str | None, typer.Option()] = None,
    year: Annotated[int | None, typer.Option()] = None,
    match_any: Annotated[bool, typer.Option("--any", help="Any of the words will do.")] = False,
    limit: Annotated[int, typer.Option(min=1)] = 20,
    as_json: Json = False,
) -> None:
    """Find statements by their words, best first."""
    import msgspec

    import warehouse
    from pipelines.run import warehouse_path
    from pipelines.screen import show_hits

    hits = warehouse.search(
        warehouse_path(data),
        words,
        kind=kind,
        theme=theme,
        nation=nation,
        year=year,
        match_any=match_any,
        limit=limit,
    )
    print_json(hits) if as_json else show_hits(map(msgspec.structs.asdict, hits), console)


@app.command()
def explain(
    statement: Annotated[str, typer.Argument(help="The beginning of a statement's id.")],
    data: Data = DATA,
    as_json: Json = False,
) -> None:
    """Walk a statement back to its document, page, boxes, section, rule and themes."""
    import msgspec

    import warehouse
    from pipelines.run import warehouse_path
    from pipelines.screen import show_explanation

    found = warehouse.explain(warehouse_path(data), statement)
    if as_json:
        print_json(found)
    else:
        show_explanation(msgspec.structs.asdict(found), console)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Where the files go.")],
    data: Data = DATA,
    formats: Annotated[
        list[str] | None, typer.Option("--format", help="parquet, csv, xlsx; all by default.")
    ] = None,
    small_cells: Annotated[
        bool, typer.Option(help="Also counts below 5 by place and trait of people.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write the public views as Parquet, CSV and one workbook, with a description."""
    import warehouse
    from pipelines.run import warehouse_path

    more: dict[str, tuple[str, ...]] = {"formats": tuple(formats)} if formats else {}
    path = warehouse_path(data)
    files = warehouse.export(path, folder, show_small_cells=small_cells, **more)
    if as_json:
        print_json([str(file) for file in files])
    else:
        console.print(f"{len(files)} files in {folder}", markup=False)


@app.command()
def evaluate(
    gold: Annotated[list[Path], typer.Option(help="Folder of annotations (*.jsonl).")],
    corpus: Annotated[
        list[Path] | None, typer.Option("--from", help="Where the annotated files are.")
    ] = None,
    data: Data = DATA,
    only: Annotated[str, typer.Option(help="Part of the file name.")] = "",
    texts: Annotated[bool, typer.Option("--show", help="Print what was missed.")] = False,
    as_json: Json = False,
) -> None:
    """Measure the line against annotated documents."""
    from pipelines.evaluation import as_json as to_json
    from pipelines.evaluation import evaluate_folders, show
    from pipelines.process import Limits

    found = evaluate_folders(gold, corpus or [], data, Limits(), only)
    if as_json:
        print_json(to_json(found, texts=texts))
    else:
        show(found, console, texts=texts)


@app.command()
def purge(
    document: Annotated[str, typer.Argument(help="The whole id of the document.")],
    data: Data = DATA,
    as_json: Json = False,
) -> None:
    """Delete a document for good, keep it from coming back, and publish without it."""
    from pipelines.purging import purge as purge_document
    from pipelines.run import RunRequest, rebuild
    from warehouse import build

    purged = purge_document(data, document)
    report = rebuild(RunRequest(data, command="purge"), build, Console(stderr=True))
    if as_json:
        print_json(purged)
    else:
        console.print(f"Deleted {purged.document_id[:12]} with {purged.artefacts} results.")
    raise typer.Exit(report.exit_status)


@app.command()
def brief(
    seed: Annotated[
        str | None, typer.Option(help="A review: its id or words of its title.")
    ] = None,
    theme: Annotated[list[str] | None, typer.Option(help="A theme: its id or words of it.")] = None,
    since: Annotated[str | None, typer.Option(help="Mark what is new since this date.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many other reviews.")] = 6,
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
    data: Data = DATA,
    as_json: Json = False,
) -> None:
    """Other reviews that share a review's themes, with quotes, page links and the reason."""
    from briefings import as_markdown, select, write_markdown
    from pipelines.run import warehouse_path

    found = select(warehouse_path(data), seed=seed, themes=theme or (), since=since, limit=limit)
    if out:
        write_markdown(found, out)
        console.print(f"Written: {out}", soft_wrap=True)
    elif as_json:
        print_json(found)
    else:
        print(as_markdown(found), end="")


@app.command()
def serve(
    cron: Annotated[str, typer.Option(help="When: minute hour day month weekday.")] = "0 5 * * *",
    timezone: Annotated[str, typer.Option(help="Time zone of the schedule.")] = "Europe/London",
    sources: Annotated[list[str] | None, typer.Argument(help="Sources to collect from.")] = None,
    data: Data = DATA,
) -> None:
    """Run the main job on a schedule, against a running Prefect API, until interrupted."""
    from flows import schedule

    schedule(cron, timezone, data, tuple(sources or ()))


def _errors() -> tuple[type[Exception], ...]:
    from briefings import BriefingError
    from warehouse.errors import WarehouseError

    return (WarehouseError, BriefingError)


def main() -> None:
    """Entry point of the console script."""
    run_command(app, _errors)


if __name__ == "__main__":
    main()
