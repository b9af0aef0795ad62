"""What a published warehouse holds, in numbers: every document in it, the invented ones too."""

from __future__ import annotations

from pathlib import Path

from models.records import Holdings, TypeCount
from warehouse.access import connect

_STATUSES = (
    "select status, count(*) from core.documents group by all order by count(*) desc, status"
)
_TYPES = """
    select d.review_type, d.is_review, count(*), sum(d.n_pages)::bigint,
        coalesce(sum(s.n), 0)::bigint
    from core.documents d
    left join (select document_id, count(*) as n from core.statements group by all) s
        using (document_id)
    group by all order by d.is_review desc, count(*) desc, d.review_type
"""
_KINDS = "select kind, count(*) from core.statements group by all order by count(*) desc, kind"
_THEMES = """
    select t.label, count(*) from core.labels l
    join core.documents d using (document_id) join core.themes t using (theme_id)
    where d.is_review group by all order by count(*) desc, min(l.theme_id)
"""
_INVENTED = "select count(*) from core.documents where is_fictional"

_REVIEWS = "select count(*) from core.reviews"
_HELD = """
    select (select count(*) from core.statements where is_held)
        + (select coalesce(sum(len(held_fields)), 0) from core.documents)::bigint
"""


def holdings(path: Path) -> Holdings:
    """Count what the warehouse at `path` holds. Raises WarehouseError where it cannot be opened."""
    with connect(path) as connection:

        def counts(sql: str) -> dict[str, int]:
            return {str(name): int(n) for name, n in connection.execute(sql).fetchall()}

        types = tuple(TypeCount(*row) for row in connection.execute(_TYPES).fetchall())
        (invented,) = connection.execute(_INVENTED).fetchone() or (0,)
        (held,) = connection.execute(_HELD).fetchone() or (0,)
        (reviews,) = connection.execute(_REVIEWS).fetchone() or (0,)
        return Holdings(
            counts(_STATUSES), types, counts(_KINDS), counts(_THEMES), reviews, invented, held
        )
