"""The `reviews` command. Each command is a few lines around a library call."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from archive.errors import UserError
from archive.threads import ONE_THREAD
from terminal.commands import (
    builds,
    collection,
    correcting,
    exits,
    finding,
    measurement,
    operating,
    packs,
    purging,
    reading_room,
    reviewing,
    serving,
)
from terminal.commands.options import (
    DATA,
    SAMPLE_DATA,
    Contact,
    Data,
    Json,
    Notify,
    Quiet,
    Scheduler,
    SourcesDir,
    Store,
    Wait,
    console,
)
from terminal.console import print_json, run_command
from terminal.standing import Screen
from vocabulary.counting import plural

_RARELY = 20_000  # new objects between two runs of the garbage collector

app = typer.Typer(
    name="reviews",
    help="Findings, recommendations and themes of published UK safeguarding reviews.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(packs.app)
app.add_typer(collection.app)
app.add_typer(finding.app)
app.add_typer(builds.app)
app.add_typer(measurement.app)
app.add_typer(correcting.app)
app.add_typer(reviewing.app)
app.add_typer(purging.app)
app.add_typer(operating.app)
app.add_typer(serving.app)
app.add_typer(reading_room.app)


@app.command(epilog=exits.RUN)
def run(
    sources: Annotated[
        list[str] | None, typer.Argument(help="The sources to collect from.")
    ] = None,
    paths: Annotated[
        list[Path] | None,  # typer would silently take the last of several
        # Our own message says what to do about a folder without permission to read.
        typer.Option(
            "--from",
            metavar="<path>",
            readable=False,
            help="Read this file, or every document below this folder.",
        ),
    ] = None,
    data: Data = DATA,
    contact: Contact = "",
    workers: Annotated[
        int, typer.Option(min=0, help="Number of child processes; 0 for one per core.")
    ] = 0,
    scheduler: Scheduler = "",
    store: Store = "",
    is_rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Publish again even if nothing has changed.")
    ] = False,
    accepts_loss: Annotated[
        bool,
        typer.Option("--accept-loss", help="Publish even if reviews or statements would be lost."),
    ] = False,
    is_recheck: Annotated[
        bool, typer.Option("--recheck", help="Check every known file again.")
    ] = False,
    sources_dir: SourcesDir = None,  # noqa: ARG001 - its callback does the work
    notify: Notify = None,
    wait: Wait = 0,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Collect, read and publish. Without SOURCES and --from, uses the bundled sample.

    SOURCES are ids of sources, or daily, weekly, monthly or all for those with a schedule.
    The sample goes to data/sample unless you give --data.
    """
    from pipelines.process import Limits, nursery_ahead

    path = _only(paths or [])
    is_sample = path is None and (not sources or sources == ["sample"])
    if is_sample and data == DATA:
        data = SAMPLE_DATA
    limits = Limits(workers, scheduler=scheduler)
    is_local = (is_sample or (path is not None and path.exists())) and not store
    with nursery_ahead(data, limits) if is_local else nullcontext():
        from pipelines.request import RunRequest
        from pipelines.run import ingest
        from terminal.commands.serving import publish

        request = RunRequest(
            data,
            tuple(sources or ()),
            path,
            limits,
            is_rebuild=is_rebuild,
            contact=contact,
            accepts_loss=accepts_loss,
            is_recheck=is_recheck,
            store=store,
        )
        publish(
            lambda screen: ingest(request, screen), data, notify, wait, quiet=quiet, as_json=as_json
        )


@app.command()
def sql(
    query: Annotated[
        str | None, typer.Argument(help="The query; - reads it from standard input.")
    ] = None,
    data: Data = DATA,
    file: Annotated[Path | None, typer.Option(help="Read the query from this file.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    parquet: Annotated[Path | None, typer.Option(help="Write Parquet to this file.")] = None,
    seconds: Annotated[float, typer.Option(help="Stop the query after this many seconds.")] = 60.0,
    memory: Annotated[str, typer.Option(help="The most memory the query may use.")] = "2GB",
    as_json: Json = False,
) -> None:
    """Query the warehouse with SQL. A query cannot change anything."""
    import warehouse
    from archive.places import Places
    from terminal.screen.answers import as_records, show_rows, write_csv
    from terminal.screen.hints import NO_ROWS

    text = _statement(query, file)
    if parquet:
        n = warehouse.write_parquet(
            Places(data).warehouse, text, parquet, seconds=seconds, memory=memory
        )
        Screen(stderr=True).print(
            f"{plural(n, 'row')} written to {parquet}", markup=False, soft_wrap=True
        )
        return
    found = warehouse.query(Places(data).warehouse, text, seconds=seconds, memory=memory)
    if as_json:
        print_json(as_records(found.columns, found.rows))
    elif as_csv:
        write_csv(found.columns, found.rows)
    else:
        show_rows(found.columns, found.rows, console)
        if not found.rows:
            Screen(stderr=True).print(NO_ROWS, markup=False, soft_wrap=True)


@app.command()
def explain(
    name: Annotated[
        str,
        typer.Argument(metavar="ID", help="The beginning of the id of a statement or a review."),
    ],
    data: Data = DATA,
    as_json: Json = False,
) -> None:
    """Show where a statement comes from (document, page, section, rule, themes) and how it counts.

    For a review (rev-...), it shows the documents, whether it is left out of counts, and why.
    """
    import msgspec

    import warehouse
    from archive.places import Places
    from pipelines.answering import told_of_document
    from pipelines.correcting import corrected_words
    from terminal.screen.explanation import show_explanation, show_review

    path = Places(data).warehouse
    if name.startswith("rev-"):
        review = warehouse.explain_review(path, name)
        if as_json:
            print_json(review)
        else:
            show_review(msgspec.structs.asdict(review), console)
        return
    found = warehouse.explain(path, name)
    if as_json:
        print_json(found)
    else:
        said = corrected_words(Places(data), found.statement)
        learnt = told_of_document(Places(data), found.statement["document_id"])
        show_explanation(msgspec.structs.asdict(found), console, said, learnt)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="The folder to write the files to.")],
    data: Data = DATA,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", help="A format: parquet, csv, xlsx or sqlite; all by default."),
    ] = None,
    small_cells: Annotated[
        bool, typer.Option(help="Include counts below 5 by place and personal characteristic.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write the public views as Parquet, CSV, an Excel workbook and SQLite."""
    import warehouse
    from archive.places import Places

    more: dict[str, tuple[str, ...]] = {"formats": tuple(formats)} if formats else {}
    path = Places(data).warehouse
    files = warehouse.export(path, folder, show_small_cells=small_cells, **more)
    if as_json:
        print_json([str(file) for file in files])
    else:
        console.print(f"{plural(len(files), 'file')} written to {folder}", markup=False)


def _only(paths: list[Path]) -> Path | None:
    """The one file or folder that --from names."""
    if len(paths) > 1:
        raise UserError(
            f"Give --from once: it takes one file or folder, and {len(paths)} were given. Run the"
            " command once for each of them. Documents from earlier runs are kept."
        )
    return paths[0] if paths else None


def _statement(query: str | None, file: Path | None) -> str:
    """The SQL from the argument, the file or standard input."""
    if (query is None) == (file is None):
        raise UserError(
            'Give one query, such as `reviews sql "from reviews limit 3"`: as an argument '
            "or with --file. docs/cookbook.md has many examples."
        )
    if file is None:
        return sys.stdin.read() if query == "-" else str(query)
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise UserError(f"{file} cannot be read as text: give a file with SQL.") from problem


def main() -> None:
    """Entry point of the console script."""
    os.environ.update({**ONE_THREAD, **os.environ})  # before anything loads numpy
    # What a command loads stays in use. Checking it for garbage takes a tenth of a small run.
    gc.set_threshold(_RARELY, 20, 20)
    try:
        run_command(app)
    finally:
        gc.disable()  # the system frees all memory when the process ends


if __name__ == "__main__":
    main()
