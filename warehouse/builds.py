"""Kept builds, by the beginning of their name or by a date, and which of them are never dropped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec

from vocabulary.json_text import record_of
from warehouse.errors import WarehouseError

_MARKS = "kept.json"  # in the folder of builds: names of those that a person keeps, and why


class KeptBuild(msgspec.Struct, frozen=True):
    """A build in the folder of builds."""

    name: str
    bytes: int
    is_kept: bool  # by a person, for good
    why: str = ""


def kept_builds(builds: Path) -> tuple[KeptBuild, ...]:
    """All builds that are there, the oldest first."""
    marks = marked(builds)
    return tuple(
        KeptBuild(p.stem, p.stat().st_size, p.stem in marks, marks.get(p.stem, ""))
        for p in sorted(builds.glob("*.duckdb"))
    )


def keep_build(builds: Path, name: str | None = None, *, why: str = "", drop: bool = False) -> str:
    """Mark a build as kept, or with `drop` no longer; its whole name. Without a name: the newest.

    Raises WarehouseError where none or several fit.
    """
    there = sorted(builds.glob("*.duckdb"))
    if not there:
        raise WarehouseError("There is no build to keep yet. A first `reviews run` makes one.")
    found = build_path(builds, name).stem if name else there[-1].stem
    marks = marked(builds)
    marks.pop(found, None)
    if not drop:
        marks[found] = why
    aside = builds / f".{_MARKS}"
    aside.write_bytes(msgspec.json.format(msgspec.json.encode(marks), indent=2))
    aside.replace(builds / _MARKS)
    return found


def marked(builds: Path) -> dict[str, str]:
    """Names of the builds that a person keeps, each with why.

    Raises WarehouseError where the file that says so is damaged: nothing may be dropped then.
    """
    path = builds / _MARKS
    try:
        return record_of(path.read_bytes(), dict[str, str])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError) as problem:
        raise WarehouseError(
            f"{path} cannot be read, so nobody knows which builds to keep. Put it right or delete "
            "it; `reviews keep` writes it again."
        ) from problem


def surplus(names: Iterable[str], newest: int, days: int) -> list[str]:
    """Builds that can go: neither among the newest nor the last of one of the last days."""
    ordered = sorted(names)
    last_of_day = {name[:8]: name for name in ordered}
    last = list(last_of_day.values())
    staying = {*ordered[-newest:], *last[len(last) - min(days, len(last)) :]}
    return [name for name in ordered if name not in staying]


def build_path(builds: Path, name: str | None = None, held: Path | None = None) -> Path:
    """The kept build that begins with `name`, or the last made before a day (YYYY-MM-DD).

    With a folder `held` a build that waits for a person may be named, too. Without a name: the one
    before the newest. Raises WarehouseError where none or several fit.
    """
    kept = sorted(builds.glob("*.duckdb"))
    known = ", ".join(path.stem for path in kept) or "none"
    if name is None:
        if len(kept) < 2:
            raise WarehouseError(
                "There is no earlier build to compare with: only one has been published, or a purge"
                f" has deleted those before it. Kept builds: {known}."
            )
        return kept[-2]
    waiting = sorted(held.glob("*.duckdb")) if held else []
    known = ", ".join([*(path.stem for path in kept), *(f"{p.stem} (held)" for p in waiting)])
    found = [path for path in (*kept, *waiting) if path.stem.startswith(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise WarehouseError(f"More than one kept build begins with {name!r}. They are: {known}.")
    day = _day(name)
    if day is None:
        raise WarehouseError(f"No kept build begins with {name!r}. Kept builds: {known}.")
    earlier = [path for path in kept if path.stem[:8] < f"{day:%Y%m%d}"]
    if earlier:
        return earlier[-1]
    raise WarehouseError(
        f"No kept build is older than {day}. Kept builds: {known}. New reviews since a day need no "
        f"old build: `reviews sql \"from new_since('{day}')\"`."
    )


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None
