"""Rows of an action plan that carry out a recommendation of the review, found by its number.

A report that prints recommendations R1 to R11, and behind them a plan with what is done about each,
makes eleven recommendations. A row of the plan that restates one is found by its words; one that
says in its own words what is to be done names it by its number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import duckdb

from warehouse.families.said import Said, digits, shared_part

# Below it a plain number ties nothing: plans also number their own rows.
_LEAST = 0.15
_RECOMMENDATION = ("", "r", "rec", "recommendation")  # letters that a plan puts before its numbers
_NUMBER = re.compile(r"(?P<label>[a-z]*)[ .]*\d{1,3}(?:\.\d{1,2})*", re.IGNORECASE)
_READ = """
with said as (
    select coalesce(m.review_id, s.document_id) as review, s.document_id, s.ordinal, s.statement_id,
        s.kind, s.number, coalesce(s.held_words, s.text) as text,
        s.section_role in ('action_plan', 'appendix') as is_plan
    from memory.stage.statements s left join memory.stage.members m using (document_id)
    where s.kind = 'recommendation' and not s.is_repeat and s.number is not null
)
select review, coalesce(is_plan, false), statement_id, kind, number, text
from said where review in (select review from said where is_plan)
order by review, document_id, ordinal
"""


def carried_out(advice: Iterable[Said], plan: Iterable[Said]) -> dict[str, str]:
    """Ids of rows of a plan, each with that of the recommendation whose number it has.

    A row that names several ("R10, R11") belongs to the first. A number with letters is the
    recommendation's; a plain one needs some words in common as well. Letters of an agency ("SW1")
    are the plan's own numbers.
    """
    by_number: defaultdict[str, list[Said]] = defaultdict(list)
    for said in advice:
        by_number[digits(said.number)].append(said)
    out = {}
    for row in plan:
        named = _NUMBER.search(row.number or "")
        found = by_number[digits(named.group())] if named else []
        if not named or len(found) != 1:
            continue
        label, its = named["label"].lower(), _label(found[0])
        if (label and label == its) or (
            label in (*_RECOMMENDATION, its) and shared_part(row, found[0]) >= _LEAST
        ):
            out[row.statement_id] = found[0].statement_id
    return out


def carried_out_in(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The same over all reviews that are staged."""
    rows: defaultdict[str, tuple[list[Said], list[Said]]] = defaultdict(lambda: ([], []))
    for review, is_plan, *said in connection.execute(_READ).fetchall():
        rows[review][is_plan].append(Said(*said))
    return {row: of for pair in rows.values() for row, of in carried_out(*pair).items()}


def _label(said: Said) -> str:
    named = _NUMBER.search(said.number or "")
    return named["label"].lower() if named else ""
