"""What a published warehouse holds, in numbers: every document in it, the invented ones too."""

from __future__ import annotations

from pathlib import Path

import msgspec

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


class TypeCount(msgspec.Struct, frozen=True):
    """Documents of one type; only those that are reviews count as reviews."""

    document_type: str
    is_review: bool
    documents: int
    pages: int
    statements: int


class Holdings(msgspec.Struct, frozen=True):
    """What is in a warehouse. `by_theme` counts the statements of documents that are reviews."""

    by_status: dict[str, int]
    by_type: tuple[TypeCount, ...]
    by_kind: dict[str, int]
    by_theme: dict[str, int]
    reviews: int  # as the view `reviews` has them, however many documents each has
    invented: int  # documents that are made up, as the sample's are
    held: int  # texts that are shown as [held] until a person decides


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
