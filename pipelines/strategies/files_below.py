"""Every file below a folder of this machine, and what could not be read, as rows of a listing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from models.records.collection import Listed
from pipelines.strategies.contract import DiscoveryError


def list_folder(path: Path) -> Iterator[Listed]:
    """Every file at or below `path`, in the order of their paths, as `file://` addresses.

    Hidden files and folders are left out, in one row with their count. What cannot be read, links
    to folders and links out of `path` are left out, with a row each. Raises DiscoveryError if the
    path is missing, cannot be read or contains no file.
    """
    root = _existing(path)
    if root.is_file():
        yield _row(root, root.parent)
        return
    faults: list[tuple[Path, str]] = []
    hidden = found = 0
    for place in _walk(root, faults):
        if any(part.startswith(".") for part in place.relative_to(root).parts):
            hidden += 1
        elif place.is_symlink() and _leads_out(place, root):
            faults.append((place, "is a link to a place outside the folder, which is not followed"))
        elif place.is_file():
            found += 1
            yield _row(place, root)
        else:
            faults.append((place, _not_a_file(place)))
    for place, reason in faults:
        yield Listed(url=place.as_uri(), left_out=f"cannot be read: {_shown(place, root)} {reason}")
    if hidden:
        files = "file" if hidden == 1 else "files"
        reason = f"{hidden} hidden {files} (the name begins with a dot)"
        yield Listed(url=root.as_uri(), left_out=reason, key="hidden files")
    if not found:
        raise DiscoveryError(_nothing(path, [reason for _, reason in faults], hidden))


def _existing(path: Path) -> Path:
    try:
        return path.expanduser().resolve(strict=True)
    except FileNotFoundError:
        raise DiscoveryError(f"there is no file or folder at {path}: check the spelling") from None
    except (OSError, RuntimeError) as fault:
        raise DiscoveryError(f"{path} cannot be read ({fault}): check its permissions") from fault


def _walk(root: Path, faults: list[tuple[Path, str]]) -> Iterator[Path]:
    """All files and links to folders below `root`, sorted; closed folders go to `faults`."""

    def note(fault: OSError) -> None:
        faults.append((Path(fault.filename), f"({fault.strerror or fault})"))

    places: list[Path] = []
    for folder, folders, names in os.walk(root, onerror=note):
        here = Path(folder)
        places.extend(here / name for name in names)
        places.extend(here / name for name in folders if (here / name).is_symlink())
    return iter(sorted(places, key=lambda place: place.relative_to(root).parts))


def _leads_out(link: Path, root: Path) -> bool:
    """Whether the final target of a link is outside; False for a broken link."""
    try:
        return not link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _row(place: Path, root: Path) -> Listed:
    return Listed(url=place.as_uri(), title=_shown(place, root), page_url=root.as_uri())


def _shown(place: Path, root: Path) -> str:
    """The path below `root`. Bytes that are not text are shown as question marks."""
    return place.relative_to(root).as_posix().encode("utf-8", "replace").decode("utf-8")


def _not_a_file(place: Path) -> str:
    if place.is_dir():
        return "is a link to a folder, which is not followed"
    return "is a broken link" if place.is_symlink() else "is not a file"


def _nothing(path: Path, faults: list[str], hidden: int) -> str:
    if faults:
        reasons = "; ".join(fault.strip("()") for fault in faults[:3])
        return f"{path} cannot be read ({reasons}): check its permissions"
    if hidden:
        return f"{path} contains only hidden files ({hidden}), which are left out"
    return f"{path} is empty: put the review files in it, or name another folder"
