"""Statements that say much the same as one statement, by the rare words that they share."""

from __future__ import annotations

import msgspec

from warehouse.desk.connection import Desk

_WORDS = 14  # of the statement, the most telling: the rest add time and little else


class Alike(msgspec.Struct, frozen=True):
    """A statement and the words that it shares; `likeness` is 1 for the same words."""

    statement_id: str
    likeness: float
    words: tuple[str, ...]


def alike(desk: Desk, statement_id: str, *, limit: int = 20) -> list[Alike]:
    """The statements of other reviews most like this one, best first; at most two of a review."""
    found = desk.rows(_ALIKE, {"statement": statement_id, "words": _WORDS, "limit": limit})
    return [msgspec.convert(row, Alike) for row in found]


# A statement that repeats another has no postings of its own: its first occurrence has.
_ALIKE = """
with me as materialized (
    select first.statement_no, s.review_id
    from core.statements s join core.statements first on first.statement_id = s.first_statement_id
    where s.statement_id = $statement
),
mine as materialized (
    select p.stem_no, p.weight
    from core.search_postings p join me on p.statement_no = me.statement_no
    order by p.weight desc, p.stem_no limit $words
),
named as (
    select m.stem_no, any_value(m.weight) as weight, min(w.word) as word
    from mine m join core.search_words w on w.stem_no = m.stem_no group by m.stem_no
),
hits as materialized (
    select p.statement_no, sum(p.weight * m.weight) as score, count(*) as n
    from core.search_postings p join mine m on p.stem_no = m.stem_no
    where p.statement_no not in (select statement_no from me)
    group by p.statement_no having count(*) >= least(2, (select count(*) from mine))
    order by score desc, p.statement_no limit $limit * 10
),
best as (
    select s.statement_id, s.statement_no, s.review_id,
        h.score / (select sum(weight * weight) from mine) as likeness
    from hits h join core.statements s on s.statement_no = h.statement_no
    where s.review_id is distinct from (select review_id from me)
    qualify row_number() over (partition by s.review_id order by h.score desc, s.statement_no) <= 2
    order by h.score desc, s.statement_no limit $limit
)
select b.statement_id, least(1.0, round(b.likeness, 3)) as likeness,
    list(n.word order by n.weight desc, n.word) as words
from best b
join core.search_postings p on p.statement_no = b.statement_no
join named n on n.stem_no = p.stem_no
group by b.statement_id, b.likeness
order by b.likeness desc, b.statement_id
"""
