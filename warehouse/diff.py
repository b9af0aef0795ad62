"""What changed between two builds: new, changed and gone reviews, statements and labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import msgspec

from vocabulary.counting import in_number
from warehouse.access import connect
from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    import pyarrow as pa

# What is compared: the key, what a person calls the row, its review, and the columns of which a
# change counts. Run ids always change, and a document that is "new" in one run is not in the next.
_PARTS = {
    "reviews": """
        select review_id as key, concat_ws(', ', title, publisher, published) as name, review_id,
            title as review, title, review_type, nation, publisher, area,
            published as published_on, sector, licence, url, is_fictional, is_counted,
            n_documents, n_recommendations, n_findings
        from (
            select *, left(published_on::varchar, case published_precision
                when 'year' then 4 when 'month' then 7 else 10 end) as published
            from reviews
        )""",
    "documents": """
        select document_id as key, concat_ws(', ', file_name, role) as name, d.review_id,
            r.title as review, d.review_id as part_of, role, status, d.url, document_type,
            is_review, d.licence, d.is_fictional,
            if(d.review_id is null, d.title, null) as title,
            if(d.review_id is null, d.publisher, null) as publisher,
            case when publisher_state in ('removed', 'delisted', 'withdrawn') then publisher_state
            end as publisher_state
        from documents d left join reviews r using (review_id)""",
    "statements": """
        select statement_id as key, concat_ws(' ', kind, number) as name, s.review_id,
            r.title as review, kind, number, text, addressee, timescale, page_first, page_last
        from statements s left join reviews r using (review_id)""",
    "statement_themes": """
        select statement_id || ' ' || theme_id as key, label as name, l.review_id,
            r.title as review, round(score, 2) as score, origin, stance, evidence
        from statement_themes l
        join themes using (theme_id) left join reviews r using (review_id)""",
}
_NAMES = 4  # columns before those that are compared

Values = dict[str, tuple[str | None, str | None]]


class Item(msgspec.Struct, frozen=True):
    """A row that differs. `columns` has (before, after) of those that do; None is not stated."""

    key: str
    name: str
    review_id: str | None
    review: str | None
    columns: Values
    note: str = ""


class Change(msgspec.Struct, frozen=True):
    """How one view differs; items by name."""

    view: str
    n_before: int
    n_after: int
    new: tuple[Item, ...]
    changed: tuple[Item, ...]
    gone: tuple[Item, ...]

    @property
    def is_none(self) -> bool:
        return not (self.new or self.changed or self.gone)


class Diff(msgspec.Struct, frozen=True):
    """Two builds by their ids, the parts of the program that differ, and one Change per view."""

    first: str
    second: str
    other_versions: tuple[str, ...]
    counting: tuple[str, ...]  # where which reviews count has changed as a whole, and why
    changes: tuple[Change, ...]


def diff(first: Path, second: Path) -> Diff:
    """Compare two warehouses, the older first.

    Raises WarehouseError where one cannot be read or was built with other columns.
    """
    with connect(first) as old, connect(second) as new, duckdb.connect() as both:
        try:
            before, after = _versions(old), _versions(new)
            counting = tuple(_counting(_counted(old), _counted(new)))
            parts = [(v, _table(old, sql), _table(new, sql)) for v, sql in _PARTS.items()]
        except (duckdb.BinderException, duckdb.CatalogException) as problem:
            raise WarehouseError(
                f"{first.name} and {second.name} cannot be compared: one was built by another "
                "version of this program with other columns."
            ) from problem
        changes = tuple(_change(both, *part) for part in parts)
    names = sorted(before.keys() | after.keys())
    other = tuple(n for n in names if n != "build" and before.get(n) != after.get(n))
    told = _with_reasons(changes, parts)
    return Diff(before["build"], after["build"], other, counting, told)


def _versions(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    rows = connection.execute(
        "select case name when 'build_id' then 'build' else 'program' end, value from meta.build "
        "where name in ('build_id', 'program_version') union all "
        "select unnest(map_keys(stage_versions)), unnest(map_values(stage_versions)) from runs "
        "where is_current"
    ).fetchall()
    return dict(rows)


def _counted(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """How many real and how many invented reviews count."""
    found = connection.execute(
        "select count(*) filter (not is_fictional), count(*) filter (is_fictional) from reviews "
        "where is_counted"
    ).fetchall()
    real, invented = found[0]
    return int(real), int(invented)


def _counting(before: tuple[int, int], after: tuple[int, int]) -> Iterator[str]:
    """Real reviews push invented ones out of every count; without them these count again."""
    if before[1] and not after[1] and after[0]:
        yield in_number(
            "{n} invented [review|reviews] counted before and [does|do] not now, because real ones "
            "are in the warehouse. Do not compare counts of these two builds.",
            before[1],
        )
    if after[1] and not before[1] and before[0]:
        yield in_number(
            "{n} invented [review counts|reviews count] now, because no real one is left. Do not "
            "compare counts of these two builds.",
            after[1],
        )


def _table(connection: duckdb.DuckDBPyConnection, sql: str) -> pa.Table:
    return connection.sql(f"select columns(*)::varchar from ({sql})").to_arrow_table()


def _change(both: duckdb.DuckDBPyConnection, view: str, old: pa.Table, new: pa.Table) -> Change:
    names = old.column_names[_NAMES:]
    both.register("before", old).register("after", new)
    rows = both.execute(
        f"""select coalesce(a.key, b.key), coalesce(a.name, b.name),
            coalesce(a.review_id, b.review_id), coalesce(a.review, b.review),
            b.key is null, a.key is null, {", ".join(f"b.{n}, a.{n}" for n in names)}
        from before b full join after a on a.key = b.key
        where b.key is null or a.key is null
            or {" or ".join(f"b.{n} is distinct from a.{n}" for n in names)}
        order by 2, 1"""
    ).fetchall()
    found: dict[str, list[Item]] = {"new": [], "changed": [], "gone": []}
    for key, name, review_id, review, is_new, is_gone, *values in rows:
        pairs = zip(names, values[::2], values[1::2], strict=True)
        differing = {n: (before, after) for n, before, after in pairs if before != after}
        kind = "new" if is_new else "gone" if is_gone else "changed"
        found[kind].append(Item(key, name, review_id, review, differing))
    items = {kind: tuple(items) for kind, items in found.items()}
    return Change(view, old.num_rows, new.num_rows, **items)


def _with_reasons(
    changes: tuple[Change, ...], parts: list[tuple[str, pa.Table, pa.Table]]
) -> tuple[Change, ...]:
    """The changes, gone reviews with what became of their documents."""
    reviews, *others = changes
    _, before, after = parts[1]
    now = dict(zip(after["key"].to_pylist(), after["review_id"].to_pylist(), strict=True))
    fates: defaultdict[str, set[str]] = defaultdict(set)
    for document, review in zip(
        *(before[c].to_pylist() for c in ("key", "review_id")), strict=True
    ):
        if review is not None:
            where = f"now in {now[document]}" if now.get(document) else "no longer of a review"
            fates[review].add(where if document in now else "no longer in the build")
    gone = tuple(
        msgspec.structs.replace(item, note=f"its documents: {', '.join(sorted(fates[item.key]))}")
        for item in reviews.gone
    )
    return (msgspec.structs.replace(reviews, gone=gone), *others)
