"""`folder`: every file below a folder of this machine, whatever its suffix."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from models.records.collection import Listed
from pipelines.sources.schema import Source
from pipelines.sources.settings import Folder
from pipelines.strategies.contract import DiscoveryError, Fetch


def discover(source: Source, fetch: Fetch) -> Iterator[Listed]:  # noqa: ARG001
    """The files below the source's folder; nothing is fetched."""
    settings = source.discovery
    if not isinstance(settings, Folder) or settings.path is None:
        raise DiscoveryError("no folder is given: name one with `reviews run --from PATH`")
    yield from list_folder(Path(settings.path))


def list_folder(path: Path) -> Iterator[Listed]:
    """Every file at or below `path`, in the order of their paths, as `file://` addresses.

    Hidden files and folders are left out, in one row with their count; links to folders are not
    followed. Raises DiscoveryError where the path is missing, unreadable or holds no file.
    """
    if not path.exists():
        raise DiscoveryError(f"there is no file or folder at {path}: check how it is spelt")
    if path.is_file():
        yield _row(path, path.parent)
        return
    faults: list[str] = []
    hidden = found = 0
    for place in _walk(path, faults):
        if any(part.startswith(".") for part in place.relative_to(path).parts):
            hidden += 1
        elif place.is_file():
            found += 1
            yield _row(place, path)
        else:
            faults.append(f"{place} is a link to nothing, or not a file")
    for fault in faults:
        yield Listed(url=path.resolve().as_uri(), left_out=f"cannot be read: {fault}")
    if hidden:
        files = "file" if hidden == 1 else "files"
        yield Listed(
            url=path.resolve().as_uri(),
            left_out=f"{hidden} hidden {files} (the name begins with a dot)",
        )
    if not found:
        raise DiscoveryError(_nothing(path, faults, hidden))


def _walk(path: Path, faults: list[str]) -> Iterator[Path]:
    """All files below `path`, sorted by path; folders that cannot be opened go to `faults`."""
    places: list[Path] = []
    for folder, _, names in os.walk(path, onerror=lambda fault: faults.append(_plain(fault))):
        places.extend(Path(folder) / name for name in names)
    return iter(sorted(places, key=lambda place: place.relative_to(path).parts))


def _row(place: Path, root: Path) -> Listed:
    name = place.relative_to(root).as_posix()
    return Listed(url=place.resolve().as_uri(), title=name, page_url=root.resolve().as_uri())


def _plain(fault: OSError) -> str:
    return f"{fault.filename}: {fault.strerror or fault}"


def _nothing(path: Path, faults: list[str], hidden: int) -> str:
    if faults:
        return f"{path} cannot be read ({'; '.join(faults[:3])}): check its permissions"
    if hidden:
        return f"{path} holds only hidden files ({hidden}), which are left out"
    return f"{path} is empty: put the review files in it, or name another folder"
