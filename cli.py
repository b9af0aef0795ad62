"""The `reviews` command: each command a few lines over a library call."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipelines.console import print_json, run_command

app = typer.Typer(
    name="reviews",
    help="Findings, recommendations and themes of published UK safeguarding reviews.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
sources_app = typer.Typer(help="The publishers that documents are collected from.")
app.add_typer(sources_app, name="sources", invoke_without_command=True)
console = Console(highlight=False)

Data = Annotated[Path, typer.Option("--data", help="The data folder.", envvar="REVIEWS_DATA")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
DATA = Path("data")


@app.command()
def run(
    sources: Annotated[list[str] | None, typer.Argument(help="Sources to collect from.")] = None,
    path: Annotated[
        Path | None, typer.Option("--from", help="Ingest every document below this path.")
    ] = None,
    data: Data = DATA,
    workers: Annotated[int, typer.Option(min=0, help="Child processes; 0: all cores.")] = 0,
    as_json: Json = False,
) -> None:
    """Collect, extract, classify and load; without SOURCE and --from, the bundled sample."""
    from pipelines.process import Limits
    from pipelines.run import RunRequest, ingest
    from pipelines.screen import show_run
    from pipelines.status import data_status, with_last_run
    from warehouse import build

    request = RunRequest(data, tuple(sources or ()), path, Limits(workers))
    report = ingest(request, build, Console(stderr=True))
    found = with_last_run(data_status(data), data)
    if as_json:
        print_json(found)
    else:
        show_run(report, found, data, console)
    raise typer.Exit(report.exit_status)


@app.command()
def status(data: Data = DATA, as_json: Json = False) -> None:
    """What the data folder holds, per status and per type of document, and how the run went."""
    from pipelines.screen import show_status
    from pipelines.status import data_status, with_last_run

    found = with_last_run(data_status(data), data)
    if as_json:
        print_json(found)
    else:
        show_status(found, console)


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


def main() -> None:
    """Entry point of the console script."""
    run_command(app)


if __name__ == "__main__":
    main()
