"""How probable it is that a review is about each of its themes, and how well that is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import duckdb
import pyarrow as pa

from models.records import ReviewThemes

_TABLES = """
create table core.review_chances (review_id varchar, theme_id varchar, chance double);
create table core.review_quality (
    is_narrative boolean, label varchar, n_documents integer, precision double, recall double
);
create table core.review_counts (
    theme_id varchar, is_narrative boolean, n_about integer, n_said integer, n_right integer
);
"""
# A statement said twice counts once, with its surest label; actions of agencies do not count.
_LABELS = """
with said as (
    select l.review_id, l.theme_id, max(l.score) as score
    from core.labels l
    join core.statements s on s.statement_no = l.statement_no and not s.is_action
    group by l.review_id, l.theme_id, s.first_statement_id
)
select s.review_id, s.theme_id, list(s.score order by s.score desc) as scores,
    any_value(r.n_recommendations + r.n_findings + r.n_good_practice + r.n_learning_points
        + r.n_questions) as n_statements,
    any_value(r.report_family = 'case_review') as is_narrative
from said s join core.reviews r using (review_id)
group by s.review_id, s.theme_id
order by s.review_id, s.theme_id
"""
_HALF = 0.5


def write_chances(connection: duckdb.DuckDBPyConnection, given: ReviewThemes | None) -> None:
    """Fill `core.review_chances` and `core.review_quality`; empty where nothing is given."""
    connection.execute(_TABLES)
    likely = given.likely if given else _HALF
    connection.execute(f"create macro core.likely() as {likely}::double")
    if given is None:
        return
    for row in given.quality:
        connection.execute(
            "insert into core.review_quality values (?, ?, ?, ?, ?)",
            [row.is_narrative, row.label, row.documents, row.precision, row.recall],
        )
    if given.by_theme:
        counted = [(c.theme_id, c.is_narrative, c.about, c.said, c.right) for c in given.by_theme]
        names = ("theme_id", "is_narrative", "n_about", "n_said", "n_right")
        _insert(connection, "review_counts", names, counted)
    found = connection.execute(_LABELS).fetchall()
    if not found:
        return
    rows = [
        (review, theme, round(given.chance(theme, scores, n, narrative), 4))
        for review, theme, scores, n, narrative in found
    ]
    _insert(connection, "review_chances", ("review_id", "theme_id", "chance"), rows)


def _insert(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    names: Sequence[str],
    rows: Iterable[tuple[object, ...]],
) -> None:
    columns = zip(names, zip(*rows, strict=True), strict=True)
    connection.register("rows", pa.table({name: list(values) for name, values in columns}))
    connection.execute(f"insert into core.{table} from rows")
    connection.unregister("rows")
