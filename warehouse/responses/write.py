"""Fills `core.responses` from the staged answers and the recommendations of their reviews."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import duckdb
import pyarrow as pa

from warehouse.responses.due import due_on
from warehouse.responses.link import Advice, link

_TABLE = """
create table core.responses (
    response_id varchar, recommendation_id varchar, linked_by varchar, is_relayed boolean,
    due_on date
)
"""
_ADVICE = """
select coalesce(review_id, document_id), statement_id, number, text
from core.statements
where kind = 'recommendation' and not is_repeat and not is_action
order by statement_no
"""
_ANSWERS = """
select r.response_id, coalesce(d.review_id, d.document_id), r.number, r.recommendation, r.due
from memory.stage.responses r join core.documents d using (document_id)
order by r.document_id, r.ordinal
"""
_KEEP = """
create or replace table core.responses as
select r.*, d.review_id, d.is_shown, l.recommendation_id, l.linked_by, l.is_relayed, l.due_on,
    d.url || '#page=' || r.page_first as page_url
from memory.stage.responses r
join core.documents d using (document_id)
left join core.responses l using (response_id)
order by r.document_id, r.ordinal
"""


def write_responses(connection: duckdb.DuckDBPyConnection) -> None:
    """Tie every answer to its recommendation; where the review has none, it relays its own."""
    connection.execute(_TABLE)
    advice: defaultdict[str, list[Advice]] = defaultdict(list)
    for review, statement_id, number, text in connection.execute(_ADVICE).fetchall():
        advice[review].append(Advice(statement_id, number, text))
    rows: list[tuple[str, str | None, str | None, bool, date | None]] = []
    for response_id, review, number, quoted, due in connection.execute(_ANSWERS).fetchall():
        found = link(number, quoted, advice[review])
        relayed = not advice[review] and quoted is not None
        rows.append((response_id, *(found or (None, None)), relayed, due_on(due)))
    if rows:
        columns = ("response_id", "recommendation_id", "linked_by", "is_relayed", "due_on")
        table = pa.table(dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))
        connection.register("links", table)
        connection.execute("insert into core.responses from links")
        connection.unregister("links")
    connection.execute(_KEEP)
