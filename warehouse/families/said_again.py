"""What a review says again: in the same words, shortened, in another language, in its action plan.

The one place that decides it: `core.statements` takes over what is written here, and everything
else asks for `is_repeat`. A briefing shortens what the report asks for, and a translation shares
no word with it: such statements would count a second time.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import duckdb
import pyarrow as pa

from warehouse.families.plans import carried_out_in
from warehouse.families.said import Said, digits, shared_part, words_of

_LEAST_SHARED = 4  # words
_SHORTENED = 0.6  # share of the shorter text's words that the longer one has
_NUMBERED = 0.3  # the same where both have the same number
# The same of recommendations in a summary or briefing, which has none but those of its report.
_OF_REPORT = 0.4
_MARK = 0.5  # of the whole way through a document: what one figure or name in common outweighs
_SAME_ANYWHERE = re.compile(r"\d+|(?<=[a-zŵŷâêîôû,] )[A-Z][\w’']{2,}|\b[A-Z]{3,}\b")


def said_again(
    report: Sequence[Said], other: Sequence[Said], *, is_translation: bool, is_summary: bool = False
) -> dict[str, str]:
    """Ids of the other document's statements, each with that of the report's that it repeats.

    A summary or briefing (`is_summary`) says in its own words what the report recommends.
    """
    of_kind: defaultdict[str, list[Said]] = defaultdict(list)
    again: defaultdict[str, list[Said]] = defaultdict(list)
    for statement in report:
        of_kind[statement.kind].append(statement)
    for statement in other:
        again[statement.kind].append(statement)
    out: dict[str, str] = {}
    for kind, statements in again.items():
        first = of_kind[kind]
        if is_translation and first:
            pairs = zip(statements, _in_order(statements, first), strict=True)
            out |= {said.statement_id: same.statement_id for said, same in pairs}
            continue
        numbered = _by_number(first)
        least = _OF_REPORT if is_summary and kind == "recommendation" else _SHORTENED
        for statement in statements:
            same = numbered.get(digits(statement.number))
            if same and shared_part(statement, same) >= _NUMBERED:
                out[statement.statement_id] = same.statement_id
            elif told := _nearest(statement, first, least):
                out[statement.statement_id] = told.statement_id
    return out


def _in_order(translated: Sequence[Said], report: Sequence[Said]) -> list[Said]:
    """For each statement in another language the one of the report that it is likeliest to be.

    A translation or a summary in another language says nothing new and keeps the order: of all ways
    to go through both from first to last, the one that shares most numbers, figures and names, and
    then keeps closest to the same place. They may be different in number.
    """
    marks = [_marks(said) for said in report]
    ways: list[tuple[float, tuple[int, ...]]] = []  # the best way to each statement of the report
    for i, said in enumerate(translated):
        place, mine = (i + 0.5) / len(translated), _marks(said)
        best: tuple[float, tuple[int, ...]] = (0.0, ())
        further = []
        for j, theirs in enumerate(marks):
            if i:
                best = max(best, ways[j], key=lambda way: way[0]) if j else ways[0]
            gain = _MARK * len(mine & theirs) - abs(place - (j + 0.5) / len(report))
            further.append((best[0] + gain, (*best[1], j)))
        ways = further
    return [report[j] for j in max(ways, key=lambda way: way[0])[1]]


def _marks(said: Said) -> frozenset[str]:
    """What reads the same in any language: figures and names, and three times over its number."""
    number = digits(said.number)
    numbered = [f"no. {number}, {i}" for i in range(3)] if number else []
    return frozenset([*_SAME_ANYWHERE.findall(said.text), *numbered])


def _by_number(statements: Iterable[Said]) -> dict[str, Said]:
    """Statements by their number, where one alone has it."""
    counted = Counter(digits(s.number) for s in statements)
    return {d: s for s in statements if (d := digits(s.number)) and counted[d] == 1}


def _nearest(statement: Said, others: Iterable[Said], least: float) -> Said | None:
    mine = words_of(statement.text)
    ranked = [
        (shared_part(statement, o), o)
        for o in others
        if len(mine & words_of(o.text)) >= _LEAST_SHARED
    ]
    share, best = max(ranked, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= least else None


# The next statement to which each leads: the fullest of those alike in its document, or the first
# of the same words in its review. Same words are found in narrow rows, by a digest: sorting whole
# statements takes twice as long.
_SAME_WORDS = """
with keyed as (
    select s.statement_id, s.document_id, s.ordinal, s.kind, d.role,
        coalesce(m.is_primary, false) as is_primary, coalesce(m.review_id, s.document_id) as review,
        if(s.is_repeat, s.repeats_statement_id, null) as printed,
        md5_number(coalesce(
            s.held_words, regexp_replace(lower(s.text), '[^a-z0-9]+', ' ', 'g')
        )) as words
    from memory.stage.statements s
    join memory.stage.documents d using (document_id)
    left join memory.stage.members m using (document_id)
),
alike as (
    select statement_id, printed, first_value(statement_id) over (
        partition by review, kind, words
        order by is_primary desc, role <> 'report', document_id, ordinal
    ) as first
    from keyed
)
select a.statement_id, coalesce(p.statement_id, a.first)
from alike a left join memory.stage.statements p on p.statement_id = a.printed
where p.statement_id is not null or a.first <> a.statement_id
"""
_IN_OTHER_WORDS = """
with many as (
    select review_id, max(document_id) filter (is_primary) as main
    from memory.stage.members group by review_id having count(*) > 1
)
select m.review_id, s.document_id, m.is_primary,
    d.role = 'translation' or d.language <> p.language as is_translation,
    d.role in ('executive_summary', 'briefing', 'easy_read') as is_summary,
    s.statement_id, s.kind, s.number, coalesce(s.held_words, s.text)
from memory.stage.members m
join many f using (review_id)
join memory.stage.documents d on d.document_id = m.document_id
join memory.stage.documents p on p.document_id = f.main
join memory.stage.statements s on s.document_id = m.document_id
where not s.is_repeat
order by m.review_id, s.document_id, s.ordinal
"""


def write_said_again(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill `memory.stage.said_again`: each statement that repeats another, with the first of them.

    A repeat never points to a repeat: what leads on is followed to its end.
    """
    leads = dict(connection.execute(_SAME_WORDS).fetchall())
    for more in (_in_other_words(connection), carried_out_in(connection)):
        for statement, first in more.items():
            leads.setdefault(statement, first)
    pairs = [(statement, _end(statement, leads)) for statement in leads]
    rows = [(statement, first) for statement, first in pairs if statement != first]
    if rows:
        table = pa.table(
            dict(zip(("said", "first"), map(list, zip(*rows, strict=True)), strict=True))
        )
        connection.register("said_again", table)
        connection.execute("insert into memory.stage.said_again from said_again")
        connection.unregister("said_again")


def _end(statement: str, leads: Mapping[str, str]) -> str:
    """Where a chain of repeats ends; of a circle, which corrections can make, one for all of it."""
    passed = [statement]
    while (further := leads.get(passed[-1])) is not None:
        if further in passed:
            return min(passed[passed.index(further) :])
        passed.append(further)
    return passed[-1]


def _in_other_words(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What other documents of a review say in other words or another language."""
    reports: defaultdict[str, list[Said]] = defaultdict(list)
    others: defaultdict[tuple[str, str, bool, bool], list[Said]] = defaultdict(list)
    for review, document, is_primary, *kind, ident, what, number, text in connection.execute(
        _IN_OTHER_WORDS
    ).fetchall():
        home = reports[review] if is_primary else others[review, document, kind[0], kind[1]]
        home.append(Said(ident, what, number, text))
    out: dict[str, str] = {}
    for (review, _, is_translation, is_summary), other in others.items():
        out |= said_again(
            reports[review], other, is_translation=is_translation, is_summary=is_summary
        )
    return out
