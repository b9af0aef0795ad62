"""Fills `core.finding_recommendations` and `core.finding_concerns` from `core.statements`."""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow as pa

from warehouse.slim_scipy import load_sparse

_READ = """
with subjects as (
    select statement_id, list(distinct theme_id order by theme_id) as themes,
        bool_and(stance = 'good_practice') as is_praise
    from core.labels group by statement_id
)
select coalesce(s.review_id, s.document_id) as review, dense_rank() over (order by review) as n,
    s.statement_id, s.document_id,
    s.kind = 'finding' as is_finding, s.number, s.text, coalesce(s.heading, '') as heading,
    s.section_path, s.section_role in ('recommendations', 'action_plan') as is_in_list, s.ordinal,
    l.themes, coalesce(l.is_praise, false) as is_praise
from core.statements s left join subjects l using (statement_id)
where s.kind in ('finding', 'recommendation') and not s.is_repeat
order by review, s.statement_id
"""


def write_answers(connection: duckdb.DuckDBPyConnection) -> None:
    """Link each finding to the three recommendations of its review that answer it best."""
    found = connection.sql(_READ).to_arrow_table()
    if not found.num_rows:
        return
    load_sparse()  # for those who have something to link
    from warehouse.answers.linking import linked

    links, concerns = linked(found)
    _insert(connection, "finding_recommendations", links)
    _insert(connection, "finding_concerns", concerns)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, columns: dict[str, Any]) -> None:
    connection.register("rows", pa.table(columns))
    connection.execute(f"insert into core.{table} from rows order by all")
    connection.unregister("rows")
