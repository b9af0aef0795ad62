"""What of a document waits for a person: the screen's finds, and areas marked for redaction.

Nothing that is held reaches the warehouse: "[held]" is there in its place, and everything is
counted as before. `reviews review --held` asks a person.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

import msgspec

from models.corrections import Correction, decide
from models.records import HELD, Box, HeldText, Hit, HitKind, ProcessedDocument, Sighting, Statement

_NAMED = ("file_name", "listed_title", "address")  # of a sighting
_SEGMENTS = 2  # of an address, from its end: the file and the folder that it lies in


def with_holds(
    record: ProcessedDocument, row: Sighting | None, corrections: Iterable[Correction]
) -> ProcessedDocument:
    """The document with all that is held of it; `row` is the latest sighting of it."""
    found = [h for h in record.labelled.held if h.field not in record.corrected]
    found = _with_marked(record, found)
    found += sighting_holds(row) if row is not None else ()
    return decide(record, found, corrections)


def sighting_holds(row: Sighting) -> Iterator[HeldText]:
    """What may reveal a person in the name of a file, its address and its title in a list."""
    # The screen's patterns take a while to load: a run that builds nothing screens nothing.
    from models.privacy import screen, screen_file_name  # noqa: PLC0415

    if hits := screen_file_name(row.file_name):
        yield HeldText("file_name", row.file_name, hits)
    if row.listed_title and (hits := screen(row.listed_title, by_first_name=True)):
        yield HeldText("listed_title", row.listed_title, hits)
    parts = unquote(row.url).split("?")[0].split("/")[-_SEGMENTS:]
    if hits := tuple(hit for part in parts for hit in screen_file_name(part)):
        yield HeldText("address", row.url, hits)


class Veil:
    """Puts "[held]" into a sighting where its names are held and no person has accepted them."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self._decided = {(c.field, c.quote): c.text or c.quote for c in corrections if c.field}

    def __call__(self, row: Sighting) -> Sighting:
        for held in sighting_holds(row):
            stands = self._decided.get((held.field, held.quote))
            if held.field == "address":
                row = row if stands else msgspec.structs.replace(row, url=_hidden(row.url))
            else:
                row = msgspec.structs.replace(row, **{held.field: stands or HELD})
        return row


def _hidden(url: str) -> str:
    """A name for an address that is held, so that its sightings still belong together."""
    return f"held:{hashlib.sha256(url.encode()).hexdigest()[:16]}"


def _with_marked(record: ProcessedDocument, found: list[HeldText]) -> list[HeldText]:
    """Statements of which a part lies in an area marked for redaction are held as well."""
    if not record.marked:
        return found
    by_id = {held.statement_id: held for held in found if held.field == "statement"}
    for statement in record.extraction.statements:
        if not _is_marked(statement, record.marked):
            continue
        hit = Hit(HitKind.MARKED, 0, len(statement.text), "marked_redaction")
        name = statement.statement_id
        before = by_id.get(name) or HeldText(
            "statement", statement.text, (), name, statement.page_first
        )
        by_id[name] = msgspec.structs.replace(before, hits=(*before.hits, hit))
    return [held for held in found if held.field != "statement"] + list(by_id.values())


def _is_marked(statement: Statement, marked: tuple[tuple[int, Box], ...]) -> bool:
    return any(
        line.page == page and _meet(line.box, box)
        for line in statement.evidence
        for page, box in marked
    )


def _meet(a: Box, b: Box) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.top < b.bottom and b.top < a.bottom
