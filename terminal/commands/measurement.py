"""Commands that show, measure or train the stages: inspect, evaluate, train."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from terminal.commands.options import DATA, Data, Json, console
from terminal.console import print_json

app = typer.Typer()


@app.command()
def inspect(
    document: Annotated[str, typer.Argument(help="A file, or the beginning of a document id.")],
    data: Data = DATA,
    page: Annotated[list[int] | None, typer.Option(help="The pages to list or draw.")] = None,
    png: Annotated[Path | None, typer.Option(help="Draw the pages into this folder.")] = None,
    as_json: Json = False,
) -> None:
    """Show how one document is read, as text or drawn on its pages."""
    from terminal.inspection import draw_pages, find_document, show

    with find_document(document, data) as inspected:
        if png:
            for drawn in draw_pages(inspected, png, page or ()):
                console.print(str(drawn), soft_wrap=True)
        elif as_json:
            print_json({"extraction": inspected.extraction, "labelled": inspected.labelled})
        else:
            show(inspected, console, page or ())


@app.command()
def evaluate(
    gold: Annotated[list[Path], typer.Option(help="A folder of annotations (*.jsonl).")],
    corpus: Annotated[
        list[Path] | None, typer.Option("--from", help="The folder of the annotated files.")
    ] = None,
    data: Data = DATA,
    only: Annotated[str, typer.Option(help="Only files whose name contains this.")] = "",
    texts: Annotated[
        bool, typer.Option("--show", help="Print the text of what was missed.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Measure the pipeline against annotated documents."""
    from measurement.evaluation import as_json as to_json
    from measurement.evaluation import evaluate_folders, show
    from pipelines.process import Limits

    found = evaluate_folders(gold, corpus or [], data, Limits(), only)
    if as_json:
        print_json(to_json(found, texts=texts))
    else:
        show(found, console, texts=texts)


@app.command()
def train(
    gold: Annotated[
        list[Path] | None,
        typer.Option(help="Train a whole model on folders of labelled statements (*.jsonl)."),
    ] = None,
    documents: Annotated[
        list[Path] | None,
        typer.Option(help="Folders of reports whose statements this project has labelled."),
    ] = None,
    sentences: Annotated[
        list[Path] | None,
        typer.Option(
            help="Folders of invented sentences by theme (*.yaml), used for training only."
        ),
    ] = None,
    data: Data = DATA,
    compared: Annotated[bool, typer.Option(help="Measure other kinds of model too.")] = False,
    is_undone: Annotated[
        bool,
        typer.Option(
            "--forget", help="Go back to using your answers for their own statements only."
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Learn from your answers (`reviews review --whole`), or with --gold train a whole model.

    A tenth of your answers at a time is held out, to measure whether answers help with the other
    statements of their documents. They are used for these only if they help. This takes seconds.

    With --gold, a new model of themes replaces the present one. It learns from annotated documents
    and from the corrections in the data folder, and its figures are printed. This takes minutes.
    """
    if not gold:
        if documents or sentences or compared:
            raise typer.BadParameter("--documents, --sentences and --compared need --gold")
        _learn_from_answers(data, is_undone=is_undone, as_json=as_json)
        return
    from archive.places import Places
    from measurement.labelled import texts_of_labels
    from models.corrections import confirmed_texts
    from models.themes.corpus import read_sentences
    from models.themes.loading import load_taxonomy
    from models.themes.train import train as train_themes
    from pipelines.correcting import DataCorrections

    corrections = DataCorrections(Places(data))
    texts = texts_of_labels(documents or ())
    texts += confirmed_texts(corrections.all, corrections.themes)
    for folder in sentences or ():
        texts += read_sentences(folder, load_taxonomy())
    print_json(train_themes(gold, compared=compared, confirmed=texts))


def _learn_from_answers(data: Path, *, is_undone: bool, as_json: bool) -> None:
    from archive.folder import Archive
    from pipelines.answering import learn_from_answers, stop_using_answers, told_of_use
    from pipelines.correcting import DataCorrections
    from terminal.undone import tell_of_undone

    archive = Archive.of_earlier_runs(data)
    if is_undone:
        changed = stop_using_answers(archive.places)
        told = "are no longer used for other statements: `reviews rebuild` labels these again."
        console.print(f"Your answers {told if changed else 'were not used for other statements.'}")
        return
    if not as_json:
        tell_of_undone(archive, console)
    use = learn_from_answers(archive, DataCorrections(archive.places))
    if as_json:
        print_json(use)
    else:
        console.print(told_of_use(use))
