"""What is published goes to the object storage of the data folder: the file, and Parquet by year.

    published/latest.json           which build counts
    published/BUILD/warehouse.duckdb
    published/BUILD/parquet/VIEW/*.parquet
    published/BUILD/parquet/statements/published_year=2024/*.parquet

A build is there whole before `latest.json` names it. Earlier ones go at once: they may hold what a
person has had deleted.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from pathlib import Path

import msgspec

from archive.folder import Archive
from archive.store import Store
from models.records import Issue, Severity
from vocabulary.json_text import record_of

log = logging.getLogger(__name__)
_FOLDER = "published"
_LATEST = f"{_FOLDER}/latest.json"


class Latest(msgspec.Struct, frozen=True):
    """Which build counts; `folder` is its key in the store."""

    run_id: str
    folder: str


def share(archive: Archive, run_id: str) -> tuple[Issue, ...]:
    """Send the build of a run, where the store is far away and has another; report a failure."""
    store = archive.originals.store
    if not store.is_far:
        return ()
    try:
        if (latest := _latest(store)) is None or latest.run_id != run_id:
            _send(store, archive.places.warehouse, run_id)
    except OSError:
        message = "The warehouse is published here but could not be sent to the object storage."
        return (Issue(Severity.WARNING, "build", "not_shared", message),)
    return ()


def _send(store: Store, warehouse_file: Path, run_id: str) -> None:
    import warehouse  # noqa: PLC0415 - DuckDB takes a second to load

    folder = f"{_FOLDER}/{run_id}"
    with tempfile.TemporaryDirectory(prefix="reviews-") as name:
        exported, parts, copy = (Path(name) / part for part in ("export", "parts", "copy"))
        warehouse.export(warehouse_file, exported, formats=("parquet",))
        for path in warehouse.partition(exported, parts):
            store.take(f"{folder}/parquet/{path.relative_to(parts).as_posix()}", path)
        shutil.copyfile(warehouse_file, copy)
        store.take(f"{folder}/warehouse.duckdb", copy)
    store.write(_LATEST, msgspec.json.encode(Latest(run_id, folder)))
    for entry in store.entries(_FOLDER):
        if entry.key != _LATEST and not entry.key.startswith(f"{folder}/"):
            store.delete(entry.key)
    log.info("the warehouse is at %s", store.location(folder))


def _latest(store: Store) -> Latest | None:
    try:
        return record_of(store.read(_LATEST), Latest)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None
