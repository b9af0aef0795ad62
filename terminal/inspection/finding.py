"""Find the document that a person named, and run all stages on it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from archive.errors import UserError
from archive.originals import Originals
from models.records import Extraction, Labelled, Reading
from pipelines.process.tools import tools

SHORTEST = 6  # the fewest digits of a document id that are looked for


class Inspected(msgspec.Struct, frozen=True):
    """One document with the results of all stages, computed now and not taken from the store."""

    path: Path
    reading: Reading
    extraction: Extraction
    labelled: Labelled


@contextmanager
def find_document(wanted: str, data: Path) -> Iterator[Inspected]:
    """The document at a path, or the stored one whose id begins with `wanted`.

    Raises UserError if there is none, or more than one.
    """
    path = Path(wanted)
    if path.is_file():
        yield _inspect(path, hashlib.sha256(path.read_bytes()).hexdigest())
        return
    if len(wanted) < SHORTEST or not set(wanted) <= set("0123456789abcdef"):
        raise UserError(
            f"There is no file at {wanted}, and it is not a document id. Give one or the other."
        )
    if not data.is_dir():
        raise UserError(f"There is no data folder at {data}. Run `reviews run`, or give --data.")
    store = Originals(data)
    found = [name for name in store.ids() if name.startswith(wanted)]
    if len(found) != 1:
        many = f"{len(found)} documents have" if found else "No document in the store has"
        raise UserError(f"{many} an id that begins with {wanted}. `reviews sql` lists them.")
    with store.local(found[0]) as held:
        yield _inspect(held, found[0])


def _inspect(path: Path, document_id: str) -> Inspected:
    reading = tools().read(path, document_id)
    extraction = tools().extract(reading)
    return Inspected(path, reading, extraction, tools().label(extraction))
