"""What changed between two builds: new, changed and gone reviews, statements and labels."""

from __future__ import annotations

from pathlib import Path

import duckdb
import msgspec

from warehouse.access import connect
from warehouse.errors import WarehouseError

# What is compared: the key, and the columns of which a change counts. Run ids always change.
_PARTS = {
    "reviews": (
        "review_id",
        "title, review_type, nation, publisher, published_on, n_documents, n_recommendations",
    ),
    "documents": ("document_id", "review_id, role, status, publisher_state, url"),
    "statements": (
        "statement_id",
        "kind, number, text, addressee, timescale, page_first, page_last",
    ),
    "statement_themes": ("statement_id || ' ' || theme_id", "score, origin, stance, evidence"),
}


class Change(msgspec.Struct, frozen=True):
    """How one view differs; ids are sorted, `changed` also names the columns that differ."""

    view: str
    new: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def is_none(self) -> bool:
        return not (self.new or self.gone or self.changed)


def diff(first: Path, second: Path) -> tuple[Change, ...]:
    """Compare two warehouses, the older first; one Change per view.

    Raises WarehouseError where one cannot be read or was built with other columns.
    """
    with connect(first) as old, connect(second) as new:
        try:
            return tuple(_change(old, new, view, *part) for view, part in _PARTS.items())
        except duckdb.Error as problem:
            raise WarehouseError(
                f"{first.name} and {second.name} cannot be compared: one was built by another "
                "version of this program with other columns."
            ) from problem


def build_path(builds: Path, name: str) -> Path:
    """The kept build that begins with `name`; raises WarehouseError where none or several do."""
    kept = sorted(builds.glob("*.duckdb"))
    found = [path for path in kept if path.stem.startswith(name)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(path.stem for path in kept) or "none"
    what = "No kept build" if not found else "More than one kept build"
    raise WarehouseError(f"{what} begins with {name!r}. Kept builds: {known}.")


def _change(
    old: duckdb.DuckDBPyConnection,
    new: duckdb.DuckDBPyConnection,
    view: str,
    key: str,
    columns: str,
) -> Change:
    names = [c.strip() for c in columns.split(",")]
    query = f"select {key}, {columns} from {view}"
    before = {row[0]: row[1:] for row in old.execute(query).fetchall()}
    after = {row[0]: row[1:] for row in new.execute(query).fetchall()}
    changed = [
        (name, tuple(n for n, a, b in zip(names, before[name], row, strict=True) if a != b))
        for name, row in sorted(after.items())
        if name in before and before[name] != row
    ]
    gone, fresh = before.keys() - after.keys(), after.keys() - before.keys()
    return Change(view, tuple(sorted(fresh)), tuple(sorted(gone)), tuple(changed))
