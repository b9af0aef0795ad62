"""Deleting a document for good, because a person decided so: bytes, traces and results."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from rich.console import Console

from archive.accepted import drop_held
from archive.errors import NotThereError, UserError
from archive.folder import Archive
from archive.places import Places
from archive.runs import FAILED
from archive.tombstones import Tombstone, add_tombstone, tombstones
from pipelines.answering import forget_answered
from pipelines.process import processed
from pipelines.request import RunRequest, under_way
from pipelines.run import RunReport, rebuild_under_way
from pipelines.traces import (
    check_briefings,
    check_corrections,
    copies_in,
    delete_copies,
    digests_of,
    forget_corrections,
    forget_names,
    title_of,
)
from vocabulary.counting import plural

_REVIEW = "rev-"
_LISTED = (
    'These list the ids: `reviews sql "select review_id, title from reviews"` and'
    ' `reviews sql "select document_id, title from documents"`.'
)


class Purged(msgspec.Struct, frozen=True):
    """What was deleted."""

    document_id: str
    sightings: int
    artefacts: int
    builds: int
    corrections: int = 0
    copies: tuple[str, ...] = ()  # files of briefings and sessions that quoted or named it
    purged_before: str = ""  # the day on which it was purged, where only copies were left
    kept_builds: tuple[str, ...] = ()  # those of `builds` that a person kept for good, and why


class PurgeTarget(msgspec.Struct, frozen=True):
    """What an id names: documents, all of a review, or what was purged before."""

    document_ids: tuple[str, ...]
    review: str = ""
    stones: tuple[Tombstone, ...] = ()


def find(archive: Archive, wanted: str) -> PurgeTarget:
    """What an id names. Raises NotThereError where it names nothing."""
    if stones := _purged_before(archive, wanted):
        return PurgeTarget(tuple(stone.document_id for stone in stones), stones=stones)
    if wanted.startswith(_REVIEW):
        return PurgeTarget(_documents_of(archive, wanted), wanted)
    _check(archive, wanted)
    return PurgeTarget((wanted,))


def costs(archive: Archive, wanted: PurgeTarget, briefings: Iterable[Path] = ()) -> Iterator[str]:
    """What a purge would delete, in sentences, before it does.

    Raises UserError where a folder of briefings is not there.
    """
    folders = [*briefings, *_of_people(archive)]
    check_briefings(folders)
    for document_id in wanted.document_ids if not wanted.stones else ():
        many = plural(
            len(processed(archive.artefacts, document_id).extraction.statements), "statement"
        )
        names = sorted({row.file_name for row in archive.ledger.of_document(document_id)} - {""})
        yield f"The document {document_id[:12]} ({', '.join(names)}), with {many}."
    copies = _copies_to_go(archive, wanted, folders)
    yield from (f"{path}, which quotes or names it." for path in copies)
    if not copies:
        yield "No file of a briefing or session: none that was looked at quotes or names it."
    if wanted.stones:
        return
    builds = len(list(archive.places.builds.glob("*.duckdb")))
    yield (
        f"{plural(builds, 'earlier build')}, any build that waits for a person, the reports of all"
        " runs, and messages that have not been sent: they may hold its words."
    )
    for told in kept_for_good(archive):
        yield f"Among these builds is one that is kept for good: {told}."


def _copies_to_go(archive: Archive, wanted: PurgeTarget, folders: Iterable[Path]) -> list[Path]:
    """The files of people's that quote or name a document, each once."""
    known: Iterable[tuple[str, frozenset[str], str | None]] = (
        [(stone.document_id, frozenset(stone.digests), None) for stone in wanted.stones]
        if wanted.stones
        else [(i, digests_of(archive, i), title_of(archive, i)) for i in wanted.document_ids]
    )
    return list(dict.fromkeys(path for one in known for path in copies_in(folders, *one)))


def kept_for_good(archive: Archive) -> tuple[str, ...]:
    """The builds that a person keeps, each with why."""
    from warehouse import kept_builds  # noqa: PLC0415 - DuckDB takes a second to load

    kept = (one for one in kept_builds(archive.places.builds) if one.is_kept)
    return tuple(f"{one.name} ({one.why})" if one.why else one.name for one in kept)


def purge(
    request: RunRequest,
    wanted: str,
    console: Console,
    *,
    why: str = "",
    briefings: Sequence[Path] = (),
    takes_kept: bool = False,
) -> tuple[tuple[Purged, ...], RunReport]:
    """Delete a document, or all of a review, keep it from coming back, and publish without it.

    Nothing is deleted before the data folder is this run's alone. Old and held builds hold the
    document's statements too: all of them go, those that are kept for good only with `takes_kept`.
    `briefings` are folders whose files are deleted where they quote or name it; of what was purged
    before, they are all that is deleted. Raises UserError where the id is not that of a stored
    document, of a published review or of what was purged, where builds are kept for good, where
    another run is under way, where a folder of `briefings` is not there, and where a file of
    corrections cannot be read: neither could it be cleared of the document, nor could anything be
    published without it.
    """
    if not request.data.is_dir():
        raise UserError(f"There is no data folder at {request.data}. Give one with --data.")
    archive = Archive(request.data)
    found = find(archive, wanted)
    ids, stones, review = found.document_ids, found.stones, found.review
    kept = () if stones else kept_for_good(archive)
    if kept and not takes_kept:
        raise UserError(
            "Nothing was deleted: builds are kept for good, and may hold its words. A purge deletes"
            f" them too: {'; '.join(kept)}. If figures that were quoted from them need not be"
            " compared any more, say so with --kept-builds."
        )
    check_briefings(briefings)
    check_corrections(archive)
    with under_way(archive, request) as started:
        purged = tuple(_copies_of(archive, stone, briefings) for stone in stones) or tuple(
            delete(archive, name, why=why, briefings=briefings, review=review) for name in ids
        )
        purged = tuple(msgspec.structs.replace(one, kept_builds=kept) for one in purged)
        report = rebuild_under_way(archive, request, started, console)
        if report.exit_status == FAILED and not _tells_of_others(archive, ids):
            # Nothing else was published: rather no warehouse than one that still holds this.
            archive.places.warehouse.unlink(missing_ok=True)
            archive.places.published.unlink(missing_ok=True)
        return purged, report


def _tells_of_others(archive: Archive, ids: Iterable[str]) -> bool:
    """Whether what is published holds reviews besides those that were deleted."""
    import warehouse  # noqa: PLC0415

    if not archive.places.warehouse.exists():
        return False
    gone = ", ".join(f"'{name}'" for name in ids)
    question = f"select count(*) from documents where review_id is not null and document_id not in ({gone})"  # noqa: S608, E501
    return bool(warehouse.query(archive.places.warehouse, question).rows[0][0])


def _purged_before(archive: Archive, wanted: str) -> tuple[Tombstone, ...]:
    """The tombstones of what was purged by this id, or of the review that began with it."""
    return tuple(
        stone
        for stone in tombstones(archive.places)
        if wanted in (stone.document_id, stone.review, f"{_REVIEW}{stone.document_id[:10]}")
        and not archive.originals.has(stone.document_id)
        and not archive.ledger.of_document(stone.document_id)
    )


def _copies_of(archive: Archive, stone: Tombstone, briefings: Iterable[Path]) -> Purged:
    """Delete the copies of a document of which nothing else is left."""
    folders = [*briefings, *_of_people(archive)]
    copies = delete_copies(folders, stone.document_id, frozenset(stone.digests), None)
    told = tuple(str(path) for path in copies)
    return Purged(stone.document_id, 0, 0, 0, copies=told, purged_before=stone.purged_on)


def delete(
    archive: Archive,
    document_id: str,
    *,
    why: str = "",
    briefings: Iterable[Path] = (),
    review: str = "",
) -> Purged:
    """Delete every trace of a document; the caller holds the data folder.

    A kill in between leaves a document that must not come back, and a second call does the rest:
    what says that the document is held, its file and its rows in the ledger, goes last.
    """
    places, ledger = archive.places, archive.ledger
    seen = ledger.of_document(document_id)
    names = {name for row in seen for name in (row.file_name, row.url)}
    # While they are still known; what an earlier call knew that was killed is in its tombstone.
    earlier = (one for one in tombstones(places) if one.document_id == document_id)
    told_before = {digest for stone in earlier for digest in stone.digests}
    digests, title = digests_of(archive, document_id) | told_before, title_of(archive, document_id)
    today = datetime.now(UTC).date().isoformat()
    add_tombstone(places, Tombstone(document_id, today, why, review, tuple(sorted(digests))))
    copies = delete_copies([*briefings, *_of_people(archive)], document_id, digests, title)
    corrections = forget_corrections(places.corrections, document_id)
    forget_answered(places, document_id)
    builds = len(list(places.builds.glob("*.duckdb")))
    _delete_what_may_name_it(places)
    forget_names([*places.runs.glob("*.json"), places.accepted], document_id, names)
    archive.replaced.forget(document_id)
    archive.accepted_unreadable.forget(document_id)
    for saved_anew in archive.resaved.of(document_id):
        archive.artefacts.purge(saved_anew)
        archive.originals.purge(saved_anew)
        ledger.purge(saved_anew)
    archive.resaved.forget(document_id)
    artefacts = archive.artefacts.purge(document_id)
    archive.originals.purge(document_id)
    sightings = ledger.purge(document_id)
    told = tuple(str(path) for path in copies)
    return Purged(document_id, sightings, artefacts, builds, corrections, told)


def _delete_what_may_name_it(places: Places) -> None:
    """Earlier and held builds; reports, which name files and reviews; messages and logs."""
    shutil.rmtree(places.builds, ignore_errors=True)
    drop_held(places)
    shutil.rmtree(places.reports, ignore_errors=True)
    for path in (places.unsent, places.log, places.log_before):
        path.unlink(missing_ok=True)


def _of_people(archive: Archive) -> list[Path]:
    """What lies in the data folder and is not the program's own: sessions, packs, notes."""
    return [path for path in archive.data.iterdir() if path not in archive.places.own]


def _documents_of(archive: Archive, review_id: str) -> tuple[str, ...]:
    """The documents of a review, as published. Raises UserError where there is no such review."""
    import warehouse  # noqa: PLC0415 - a second that other ids need not pay

    if not re.fullmatch(r"rev-[0-9a-f]{10}", review_id) or not archive.places.warehouse.exists():
        raise NotThereError(_no_review(review_id))
    question = f"select document_id from documents where review_id = '{review_id}' order by all"  # noqa: S608
    found = tuple(str(row[0]) for row in warehouse.query(archive.places.warehouse, question).rows)
    if not found:
        raise NotThereError(_no_review(review_id))
    return found


def _check(archive: Archive, document_id: str) -> None:
    try:
        is_held = archive.originals.has(document_id)
    except ValueError as error:
        raise NotThereError(
            f"{document_id[:70]!r} is neither a document (64 digits and letters a to f) nor a"
            f" review (rev-...), so nothing was deleted. {_LISTED}"
        ) from error
    if not is_held and not archive.ledger.of_document(document_id):
        where = f"No document {document_id[:12]} is in {archive.data}"
        raise NotThereError(f"{where}, so nothing was deleted. {_LISTED}")


def _no_review(review_id: str) -> str:
    return f"No review {review_id[:20]} is published, so nothing was deleted. {_LISTED}"
