"""What a published warehouse holds, in numbers: all documents; of reviews and statements those that
the views count, each once and no invented ones beside real ones."""

from __future__ import annotations

from pathlib import Path

import duckdb

from models.records import Holdings, TypeCount
from warehouse.access import connect

_STATUSES = (
    "select status, count(*) from core.documents group by all order by count(*) desc, status"
)
_TYPES = """
    select d.review_type, d.is_review, count(*), sum(d.n_pages)::bigint,
        coalesce(sum(s.n), 0)::bigint
    from core.documents d
    left join (
        select document_id, count(*) as n from core.statements
        where not is_repeat and is_shown group by all
    ) s
        using (document_id)
    group by all order by d.is_review desc, count(*) desc, d.review_type
"""
_KINDS = """
    select kind, count(*) from core.statements where not is_repeat and not is_action and is_shown
    group by all order by count(*) desc, kind
"""
_OF_NO_REVIEW = """
    select count(*) from core.statements
    where review_id is null and not is_repeat and not is_action and is_shown
"""
_ACTIONS = "select count(*) from core.statements where is_action and is_shown"
_THEMES = """
    select t.label, sum(v.n_statements)::bigint as n
    from core.review_themes v
    semi join (from core.reviews where is_counted) r on r.review_id = v.review_id
    join core.themes t using (theme_id)
    group by t.label, t.theme_id order by n desc, t.theme_id
"""
_INVENTED = "select count(*) from core.documents where is_fictional"

_REVIEWS = "select count(*) from core.reviews where is_shown"
_REPEATS = "select count(*) from core.statements where is_repeat and is_shown"
_HELD = """
    select (select count(*) from core.statements where is_held)
        + (select coalesce(sum(len(held_fields)), 0) from core.documents)::bigint
"""


def holdings(path: Path) -> Holdings:
    """Count what the warehouse at `path` holds. Raises WarehouseError where it cannot be opened."""
    with connect(path) as connection:
        return holdings_of(connection)


def holdings_of(connection: duckdb.DuckDBPyConnection) -> Holdings:
    """Count what an open warehouse holds."""

    def counts(sql: str) -> dict[str, int]:
        return {str(name): int(n) for name, n in connection.execute(sql).fetchall()}

    types = tuple(TypeCount(*row) for row in connection.execute(_TYPES).fetchall())
    (invented,) = connection.execute(_INVENTED).fetchone() or (0,)
    (held,) = connection.execute(_HELD).fetchone() or (0,)
    (reviews,) = connection.execute(_REVIEWS).fetchone() or (0,)
    (repeats,) = connection.execute(_REPEATS).fetchone() or (0,)
    (of_no_review,) = connection.execute(_OF_NO_REVIEW).fetchone() or (0,)
    (actions,) = connection.execute(_ACTIONS).fetchone() or (0,)
    return Holdings(
        by_status=counts(_STATUSES),
        by_type=types,
        by_kind=counts(_KINDS),
        by_theme=counts(_THEMES),
        reviews=reviews,
        invented=invented,
        held=held,
        repeats=repeats,
        of_no_review=of_no_review,
        actions=actions,
    )
