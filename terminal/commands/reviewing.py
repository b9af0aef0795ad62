"""`reviews review`: a person decides what the program must not decide alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from terminal.commands.options import DATA, Data, console
from vocabulary.counting import plural

if TYPE_CHECKING:
    from archive.folder import Archive
    from pipelines.correcting import DataCorrections
    from terminal.correcting import DocumentTitle

app = typer.Typer()
_NEXT = "`reviews rebuild` publishes with them."
_LEARN = "`reviews train` measures whether they help with the rest of their documents."


class _Sitting(NamedTuple):
    """Who answers, for which data folder, where answers go, and how many questions are asked."""

    archive: Archive
    corrections: DataCorrections
    target: Path
    who: str
    when: str
    limit: int


@app.command()
def review(
    data: Data = DATA,
    who: Annotated[str, typer.Option(help="Who decides; recorded in the file.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many questions.")] = 50,
    is_held: Annotated[
        bool, typer.Option("--held", help="Decide about what the privacy screen holds.")
    ] = False,
    is_whole: Annotated[
        bool, typer.Option("--whole", help="Ask for all themes of each statement.")
    ] = False,
    document: Annotated[
        str, typer.Option(help="With --whole: only this document (the beginning of its id).")
    ] = "",
) -> None:
    """Decide what the classifier was unsure of, or what is held, one by one; writes corrections.

    Each answer is written at once. With --whole, an answer gives all themes of a statement, and
    `reviews train` can use it for the other statements of the same document.
    """
    import getpass
    from datetime import date

    from archive.folder import Archive
    from pipelines.correcting import DataCorrections
    from terminal.undone import tell_of_undone

    if is_held and is_whole:
        raise typer.BadParameter("give --held or --whole, not both")
    if document and not is_whole:
        raise typer.BadParameter("--document needs --whole")
    archive = Archive.of_earlier_runs(data)
    tell_of_undone(archive, console)
    today = date.today().isoformat()  # noqa: DTZ011 - the local date of the user
    folder = archive.places.corrections
    number = len(list(folder.glob(f"{today}-*.yaml"))) + 1
    sitting = _Sitting(
        archive,
        DataCorrections(archive.places),
        folder / f"{today}-{number:02d}.yaml",
        who or getpass.getuser(),
        today,
        limit,
    )
    if is_held:
        _held(sitting)
    elif is_whole:
        _whole(sitting, document)
    else:
        _doubted(sitting)


def _held(sitting: _Sitting) -> None:
    from models.corrections.held_queue import held_queue, review_held
    from pipelines.publishing import held_documents
    from terminal.correcting import TerminalAskHeld

    waiting = held_queue(held_documents(sitting.archive, sitting.corrections))
    asked = waiting[: sitting.limit]
    ask = TerminalAskHeld(console)
    written = review_held(asked, ask, sitting.target, who=sitting.who, when=sitting.when)
    left = len(waiting) - written
    if not written and not left:
        console.print("Nothing is held.")
    else:
        console.print(f"Decisions written: {written}. Texts still held: {left}. {_NEXT}")


def _whole(sitting: _Sitting, document: str) -> None:
    from models.corrections.whole_queue import review_whole, whole_queue
    from pipelines.process import processed
    from pipelines.process.tools import taxonomy
    from terminal.answering import TerminalAskWhole

    archive, corrections = sitting.archive, sitting.corrections
    records = (processed(archive.artefacts, name) for name in archive.documents())
    shown = (corrections.apply(record)[0] for record in records)
    pairs = ((record.extraction, record.labelled) for record in shown)
    open_ = whole_queue(pairs, corrections.all, document)
    asked = open_[: sitting.limit]
    titles = _titles(archive, {one.statement.document_id for one in asked})
    ask = TerminalAskWhole(taxonomy()[0], console, titles)
    written = review_whole(asked, ask, sitting.target, who=sitting.who, when=sitting.when)
    left = len(open_) - written
    console.print(f"{plural(written, 'statement')} answered; {left} left. {_NEXT} {_LEARN}")


def _doubted(sitting: _Sitting) -> None:
    from models.corrections.queue import queue
    from models.corrections.queue import review as ask_all
    from pipelines.process import processed
    from pipelines.process.tools import taxonomy
    from terminal.correcting import TerminalAsk

    archive = sitting.archive
    records = (processed(archive.artefacts, name) for name in archive.documents())
    open_ = queue(((r.extraction, r.labelled) for r in records), sitting.corrections.all)
    asked = open_[: sitting.limit]
    titles = _titles(archive, {statement.document_id for statement, _ in asked})
    themes, _ = taxonomy()
    written = ask_all(
        asked,
        TerminalAsk(themes, console, titles),
        sitting.target,
        who=sitting.who,
        when=sitting.when,
        themes=[theme.theme_id for theme in themes],
    )
    left = len(open_) - min(sitting.limit, len(open_))
    done = plural(written, "correction")
    console.print(f"{done} written; {plural(left, 'question')} left. {_NEXT}")


def _titles(archive: Archive, document_ids: set[str]) -> dict[str, DocumentTitle]:
    """What each document is called and where it can be opened."""
    from pipelines.process import processed
    from terminal.correcting import DocumentTitle

    sightings = archive.latest()
    found = {}
    for document_id in document_ids:
        seen = sightings[document_id]
        title = processed(archive.artefacts, document_id).extraction.metadata.title
        name = title.value if title else seen.listed_title or seen.file_name
        found[document_id] = DocumentTitle(name, seen.url)
    return found
