"""`reviews review`: a person decides what the program must not decide alone."""

from __future__ import annotations

from typing import Annotated

import typer

from terminal.commands.options import DATA, Data, console
from vocabulary.counting import plural

app = typer.Typer()
_NEXT = "`reviews run` uses them."


@app.command()
def review(
    data: Data = DATA,
    who: Annotated[str, typer.Option(help="Who decides; recorded in the file.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many questions.")] = 50,
    is_held: Annotated[
        bool, typer.Option("--held", help="Decide about what the privacy screen holds.")
    ] = False,
) -> None:
    """Decide what the classifier was unsure of, or what is held, one by one; writes corrections."""
    import getpass
    from datetime import date

    from archive.folder import Archive
    from models.corrections.held_queue import held_queue, review_held
    from models.corrections.queue import queue
    from models.corrections.queue import review as ask_all
    from pipelines.correcting import DataCorrections
    from pipelines.process import is_done, processed
    from pipelines.process.tools import taxonomy
    from pipelines.publishing import held_documents
    from terminal.correcting import DocumentTitle, TerminalAsk, TerminalAskHeld

    themes, _ = taxonomy()
    archive = Archive.of_earlier_runs(data)
    artefacts, known = archive.artefacts, archive.documents()
    undone = sum(is_done(artefacts, document_id) is None for document_id in known)
    if undone:
        console.print(
            f"{undone} of {len(known)} documents are not labelled by this version of the program: "
            "`reviews run` first, or their questions are missing here."
        )
    corrections = DataCorrections(archive.places)
    today = date.today().isoformat()  # noqa: DTZ011 - the day where the person sits
    folder = archive.places.corrections
    number = len(list(folder.glob(f"{today}-*.yaml"))) + 1
    target = folder / f"{today}-{number:02d}.yaml"
    decider = who or getpass.getuser()
    if is_held:
        waiting = held_queue(held_documents(archive, corrections))
        asked = waiting[:limit]
        written = review_held(asked, TerminalAskHeld(console), target, who=decider, when=today)
        left = len(waiting) - written
        if not written and not left:
            console.print("Nothing is held.")
        else:
            console.print(f"Decisions written: {written}. Texts still held: {left}. {_NEXT}")
        return
    records = (processed(artefacts, document_id) for document_id in known)
    open_ = queue(((r.extraction, r.labelled) for r in records), corrections.all)
    sightings = archive.latest()
    sources: dict[str, DocumentTitle] = {}
    for document_id in {statement.document_id for statement, _ in open_[:limit]}:
        seen = sightings[document_id]
        title = processed(artefacts, document_id).extraction.metadata.title
        name = title.value if title else seen.listed_title or seen.file_name
        sources[document_id] = DocumentTitle(name, seen.url)
    written = ask_all(
        open_[:limit],
        TerminalAsk(themes, console, sources),
        target,
        who=decider,
        when=today,
        themes=[theme.theme_id for theme in themes],
    )
    left = len(open_) - min(limit, len(open_))
    done = plural(written, "correction")
    console.print(f"{done} written; {plural(left, 'question')} left. {_NEXT}")
