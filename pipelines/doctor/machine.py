"""The machine: versions, programs, room, leftovers and rights of files."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from stat import S_ISLNK, S_ISREG, S_IWOTH

from archive.folder import Archive
from archive.leftovers import leftovers
from archive.places import Places
from archive.stages import STAGES
from archive.trouble import READ_ONLY, is_read_only
from pipelines.doctor.result import FIRST_RUN, CheckResult, bad, look, ok
from pipelines.request import project_version
from vocabulary.counting import plural

MIB = 2**20
_LEAST_ROOM, _GOOD_ROOM = 200 * MIB, 1024 * MIB
_BUILDS = 3  # times the warehouse: the new one, what it spills, and the old one
_PROGRAMS = {
    "tesseract": ("scanned pages", ("tesseract",), "tesseract-ocr"),
    "LibreOffice": ("Word files", ("soffice", "libreoffice"), "libreoffice-writer"),
}


def of_machine(archive: Archive) -> Iterator[CheckResult]:
    """All checks of the machine."""
    yield _versions()
    yield from _programs()
    yield _room(archive.data, archive.places.warehouse)
    yield _leftovers(archive)
    yield _rights(archive.data)


def before_any_run(data: Path) -> Iterator[CheckResult]:
    """The machine alone, for a folder that no run has used; it need not be there yet."""
    yield _versions()
    yield from _programs()
    there = next(path for path in (data, *data.absolute().parents) if path.is_dir())
    yield _room(there, Places(data).warehouse)
    if os.access(there, os.W_OK):
        yield ok("rights", f"{there} can be written.")
    else:
        yield bad(
            "rights", f"{there} cannot be written.", f"Make {data} for the user that runs this."
        )
    says = f"No run has been made in {data} yet."
    yield bad("runs", says, f"{FIRST_RUN}. If there should be one, correct REVIEWS_DATA or --data.")


def _versions() -> CheckResult:
    libraries = sorted({name for stage in STAGES for name in stage.libraries} | {"duckdb"})
    found = {name: _version(name) for name in libraries}
    missing = [name for name, has in found.items() if has is None]
    if missing:
        return bad(
            "versions", f"Not installed: {', '.join(missing)}.", "Install the program again."
        )
    told = ", ".join(f"{name} {has}" for name, has in found.items())
    return ok(
        "versions", f"Version {project_version()}, Python {platform.python_version()}, {told}."
    )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _programs() -> Iterator[CheckResult]:
    for name, (what, commands, package) in _PROGRAMS.items():
        path = next(filter(None, map(shutil.which, commands)), None)
        if path:
            yield ok(name, f"{what.capitalize()} are read with {path}.")
        else:
            do = (
                f"Install it (Debian: apt install {package}). The next run then reads all files"
                " again, because more of them can be read."
            )
            yield look(name, f"It is not installed: {what} cannot be read.", do)


def _room(folder: Path, warehouse: Path) -> CheckResult:
    free = shutil.disk_usage(folder).free
    wanted = max(_GOOD_ROOM, _BUILDS * warehouse.stat().st_size if warehouse.exists() else 0)
    says = f"{free // MIB} MB are free; a run should have {wanted // MIB} MB."
    if free < _LEAST_ROOM:
        return bad("room", says, "Free some space before the next run.")
    return ok("room", says) if free >= wanted else look("room", says, "Free some space soon.")


def _leftovers(archive: Archive) -> CheckResult:
    found = list(leftovers(archive.places))
    if not found:
        return ok("leftovers", "None.")
    size = sum(row.st_size for row in map(_facts, found) if row and S_ISREG(row.st_mode))
    where = sorted(path.relative_to(archive.data).as_posix() for path in found)
    many = plural(len(found), "file")
    says = f"{many} of runs that ended early, {size / MIB:.1f} MB, such as {where[0]}."
    do = (
        "These are harmless. Runs delete those that are older than a day, except those in"
        " artefacts; you can delete them all when no run is under way."
    )
    return look("leftovers", says, do)


def _facts(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except FileNotFoundError:
        return None


def _rights(data: Path) -> CheckResult:
    if is_read_only(data):
        about, _, do = READ_ONLY.partition(". ")
        return bad("rights", f"{data} cannot be written: {about}.", do)
    found = {path: _facts(path) for path in data.rglob("*")}
    # A run that is under way removes files meanwhile, and links have no rights of their own.
    files = {path: row.st_mode for path, row in found.items() if row and not S_ISLNK(row.st_mode)}
    closed = [path for path in files if path.exists() and not os.access(path, os.R_OK)]
    open_to_all = [path for path, mode in files.items() if mode & S_IWOTH]
    if closed:
        says = f"{plural(len(closed), 'file')} cannot be read by this user, such as {closed[0]}."
        return bad("rights", says, "Give the data folder to the user that runs this.")
    if open_to_all:
        many = plural(len(open_to_all), "file")
        says = f"{many} can be changed by anybody, such as {open_to_all[0]}."
        return look("rights", says, "chmod -R o-w the data folder, and set a umask of 022 or 027.")
    return ok("rights", "No file can be changed by others. New files follow the umask.")
