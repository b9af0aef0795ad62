"""A person takes what a held build would lose, a document for the one that it replaced, or one that
cannot be read for what it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn

import msgspec
from rich.console import Console

from archive.accepted import AcceptedBuild, Held, load_held, save_accepted
from archive.errors import NotThereError, UserError
from archive.folder import Archive
from archive.replaced import Finding, ReplacedPair
from pipelines.correcting import DataCorrections
from pipelines.decided import with_taken
from pipelines.losses import in_words
from pipelines.process import NOT_IN_FULL, failed_documents
from pipelines.replaced import in_numbers, waiting
from pipelines.request import RunRequest, under_way
from pipelines.run import RunReport, rebuild_under_way


class AcceptanceChoice(msgspec.Struct, frozen=True):
    """What an id means: a held build, replacing documents, or unreadable ones."""

    held: Held | None = None
    pairs: tuple[ReplacedPair, ...] = ()
    unread: tuple[str, ...] = ()


def choose(archive: Archive, wanted: str) -> AcceptanceChoice:
    """What waits for a person under a name that begins with `wanted`.

    Raises NotThereError where nothing of this name waits.
    """
    held = load_held(archive.places)
    if held and wanted and held.build_id.startswith(wanted):
        return AcceptanceChoice(held)
    pairs = tuple(pair for pair in waiting(archive) if wanted and pair.now.startswith(wanted))
    if pairs:
        return AcceptanceChoice(pairs=pairs)
    unread = tuple(name for name in _unread(archive) if wanted and name.startswith(wanted))
    if not unread:
        return _accepted_before(archive, wanted) or _refuse(archive, held, wanted)
    return AcceptanceChoice(unread=unread)


def _accepted_before(archive: Archive, wanted: str) -> AcceptanceChoice | None:
    """What was accepted under a name that is given again: the first call may have been killed."""
    if not wanted:
        return None
    pairs = archive.replaced.of(Finding.ACCEPTED)
    pairs = [pair for pair in pairs if pair.now.startswith(wanted)]
    found = failed_documents(archive.artefacts, archive.documents(), NOT_IN_FULL)
    unread = [] if pairs else [name for name in found if name.startswith(wanted)]
    return AcceptanceChoice(pairs=tuple(pairs), unread=tuple(unread)) if pairs or unread else None


def _refuse(archive: Archive, held: Held | None, wanted: str) -> NoReturn:
    raise NotThereError(_refusal(archive, held, wanted))


def costs(archive: Archive, choice: AcceptanceChoice) -> Iterator[str]:
    """What would be published no longer, in sentences, before it is accepted."""
    if choice.held:
        build = choice.held.build_id
        yield f"The build {build} has fewer reviews or statements than the last accepted one."
        yield from (f"{in_words(loss)}." for loss in choice.held.losses)
        yield f"`reviews diff {choice.held.build_id}` names all that changes."
    for pair in choice.pairs:
        if pair.finding is Finding.ACCEPTED:
            yield f"{pair.now[:12]} was accepted in place of {pair.before[:12]} before."
            continue
        told = in_numbers(archive, pair)
        yield f"The document {pair.now[:12]} replaces {pair.before[:12]}. {told}"
    for name in choice.unread:
        yield (
            f"The document {name[:12]} stays unreadable and is still counted as such. Runs and"
            " `reviews doctor` no longer mention it."
        )


def accept(request: RunRequest, wanted: str, console: Console) -> RunReport:
    """Accept the held build, the replacing document, or the one that cannot be read in full, whose
    name begins with `wanted`; say what it costs, and publish.

    What is accepted is what that build would lose and no more: where the rules or the documents
    have changed since, a further loss is held again. Where this run is stopped or killed, the next
    one publishes what was accepted. Raises NotThereError where nothing of this
    name waits.
    """
    archive = Archive.of_earlier_runs(request.data)
    choice = choose(archive, wanted)
    for sentence in costs(archive, choice):
        console.print(sentence, markup=False, highlight=False, soft_wrap=True)
    accepting = msgspec.structs.replace(request, is_accepting=True)
    with under_way(archive, accepting) as started:
        if choice.held:
            _make_measure(archive, choice.held)
        for document_id in choice.unread:
            archive.accepted_unreadable.add(document_id)
        for pair in choice.pairs:
            archive.replaced.note(pair.before, pair.now, Finding.ACCEPTED)
        return rebuild_under_way(archive, accepting, started, console)


def _unread(archive: Archive) -> list[str]:
    found = failed_documents(archive.artefacts, archive.documents(), NOT_IN_FULL)
    return [name for name in found if name not in archive.accepted_unreadable]


def _refusal(archive: Archive, held: Held | None, wanted: str) -> str:
    names = [held.build_id] if held else []
    names += sorted({pair.now[:12] for pair in waiting(archive)})
    names += [name[:12] for name in _unread(archive)]
    if not names:
        return "Nothing waits for a person, so there is nothing to accept."
    return f"Nothing with the id {wanted!r} waits for a person. These do: {', '.join(names)}."


def _make_measure(archive: Archive, held: Held) -> None:
    """From now on the held build is what others are measured against."""
    from warehouse import WarehouseError, document_figures  # noqa: PLC0415 - DuckDB takes a second

    try:
        figures = document_figures(archive.places.held_build(held.build_id))
    except WarehouseError as error:
        raise UserError(
            f"The held build {held.build_id} is missing or damaged. `reviews rebuild`"
            " makes it again."
        ) from error
    taken = with_taken(figures, archive, DataCorrections(archive.places))
    save_accepted(archive.places, AcceptedBuild(held.build_id, taken))
