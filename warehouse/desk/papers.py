"""All documents of a build, in memory: every page of a review asks for those of one.

A document takes about half a kilobyte; a question to the warehouse takes milliseconds.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from warehouse.desk.catalogue import report_types
from warehouse.desk.connection import Desk

Row = dict[str, Any]
A4 = 595.0, 842.0  # points
# Few columns: each takes its time, and lists of agencies and laws most.
_COLUMNS = (
    "document_id, review_id, role, file_name, url, status, n_pages, review_type as document_type,"
    " language, is_primary, grouped_by, publisher_state, media_type, message"
)
# Statements lie in the order of documents: those of one are a stretch of numbers. Most documents
# have pages of one size; `width` is null where theirs differ or are not all known.
_ALL = f"""
with sizes as (
    select document_id, count(*) as n, min(w) as width, min(h) as height
    from (select document_id, coalesce(nullif(width, 0), {A4[0]}) as w,
        coalesce(nullif(height, 0), {A4[1]}) as h from core.pages)
    group by document_id having min(w) = max(w) and min(h) = max(h)
),
said as (
    select document_id, count(*)::integer as n, min(statement_no)::integer as first
    from core.statements group by document_id
)
select {_COLUMNS}, coalesce(said.n, 0) as n_statements, said.first as first_statement,
    if(sizes.n = n_pages, width, null) as width, if(sizes.n = n_pages, height, null) as height
from core.documents left join said using (document_id) left join sizes using (document_id)
order by document_id
"""


class Papers(NamedTuple):
    """Documents in the order of their ids, with the places of those of each review."""

    names: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    places: dict[str, int]
    of_review: dict[str, tuple[int, ...]]

    def row(self, document_id: str) -> Row | None:
        """A document; None where it is not in the build."""
        place = self.places.get(document_id)
        return None if place is None else self.at(place)

    def at(self, place: int) -> Row:
        """The document at this place."""
        return dict(zip(self.names, self.rows[place], strict=True))


def papers(desk: Desk) -> Papers:
    """The documents of the published build."""
    return desk.once("papers", lambda: _read(desk), stays=True)


def _read(desk: Desk) -> Papers:
    types = report_types(desk)
    names, found = desk.table(_ALL)
    document, review, of_type = (
        names.index(name) for name in ("document_id", "review_id", "document_type")
    )
    once: dict[str, str] = {}  # the same role ten thousand times is one text
    rows = [
        (
            *(once.setdefault(v, v) if isinstance(v, str) else v for v in row),
            types.get(row[of_type], row[of_type]),
        )
        for row in found
    ]
    of_review: dict[str, tuple[int, ...]] = {}
    for place, row in enumerate(rows):
        if row[review] is not None:
            of_review[row[review]] = (*of_review.get(row[review], ()), place)
    places = {str(row[document]): place for place, row in enumerate(rows)}
    return Papers((*names, "type_label"), rows, places, of_review)
