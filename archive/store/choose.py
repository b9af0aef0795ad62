"""Which store a data folder has. DATA/store names one that is far away; without it, the folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from archive.errors import UserError
from archive.files import line_of, write_whole
from archive.places import Places
from archive.store.contract import Store
from archive.store.folder import FolderStore

_WITHOUT = "Without one, write the address of the object storage into it again."


def open_store(where: Path | str) -> Store:
    """The store of a data folder, or the one at an address."""
    if isinstance(where, str) and "://" in where:
        return _far(where)
    data = Path(where)
    named = _named(data)
    return _far(named, data) if named else FolderStore(data)


def choose_store(data: Path, address: str) -> None:
    """Let a new data folder keep originals and artefacts at `address`, from now on.

    Raises UserError for what is no address, and where the folder keeps them elsewhere already.
    """
    address = address.rstrip("/")
    if "://" not in address:
        raise UserError(
            f"{address!r} is not an address of object storage. Give s3://BUCKET/FOLDER."
        )
    places, named = Places(data), _named(data)
    if named == address:
        return
    if named or places.ledger.exists():
        raise UserError(
            f"{data} keeps its originals in {named or 'itself'}. To move them, copy originals/ and"
            f" artefacts/ to {address} and write that address into {places.store}."
        )
    prepare(address)
    write_whole(places.store, f"{address}\n".encode())


def prepare(where: str) -> None:
    """Load what opens an address, and open nothing: for a process that will be forked."""
    if "://" in where:
        _objects().load_library(where)


@contextmanager
def local_copy(location: str) -> Iterator[Path]:
    """The file of this machine at a location that a store gave, or a copy of it."""
    if "://" not in location:
        yield Path(location)
        return
    address, _, name = location.rpartition("/")
    with _far(address).local(name) as path:
        yield path


def _named(data: Path) -> str:
    try:
        return line_of(Places(data).store, r"\S+://.+", _WITHOUT)
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _far(address: str, mirror: Path | None = None) -> Store:
    store: Store = _objects().ObjectStore(address, mirror)
    return store


def _objects() -> ModuleType:
    try:
        from archive.store import objects  # noqa: PLC0415 - an extra brings fsspec
    except ImportError as error:
        raise UserError(
            "Object storage needs more libraries: pip install safeguarding-reviews[s3]"
        ) from error
    return objects
