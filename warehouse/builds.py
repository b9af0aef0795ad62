"""Kept builds, by the beginning of their name or by a date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from warehouse.errors import WarehouseError


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
                f"There is no earlier build to compare with. Kept builds: {known}."
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
        f"old build: reviews sql \"from new_since('{day}')\"."
    )


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None
