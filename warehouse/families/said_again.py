"""What a review's briefing, summary or translation says again of its report, in other words.

The same words are told by SQL. A briefing shortens what the report asks for, and a translation
shares no word with it: such statements would count a second time.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import duckdb

_WORD = re.compile(r"[a-z]{4,}")
_STEM = 6  # letters by which forms of a word are taken for one
_LEAST_SHARED = 4  # words
_SHORTENED = 0.6  # share of the shorter text's words that the longer one has
_NUMBERED = 0.3  # the same where both have the same number
_SMALL = frozenset(
    {
        "about", "also", "been", "being", "each", "ensure", "from", "have", "into", "made", "make",
        "more", "must", "other", "should", "such", "than", "that", "their", "them", "there",
        "these", "they", "this", "those", "were", "what", "when", "where", "which", "will", "with",
    }
)  # fmt: skip


class Said(NamedTuple):
    """A statement of a document of the review."""

    statement_id: str
    kind: str
    number: str | None
    text: str


def said_again(
    report: Sequence[Said], other: Sequence[Said], *, is_translation: bool
) -> dict[str, str]:
    """Ids of the other document's statements, each with that of the report's that it repeats."""
    of_kind: defaultdict[str, list[Said]] = defaultdict(list)
    again: defaultdict[str, list[Said]] = defaultdict(list)
    for statement in report:
        of_kind[statement.kind].append(statement)
    for statement in other:
        again[statement.kind].append(statement)
    out: dict[str, str] = {}
    for kind, statements in again.items():
        first = of_kind[kind]
        in_order = is_translation and len(first) == len(statements)
        numbered = _by_number(first)
        for i, statement in enumerate(statements):
            same = numbered.get(_digits(statement.number))
            if same and (is_translation or _share(statement, same) >= _NUMBERED):
                out[statement.statement_id] = same.statement_id
            elif in_order:
                out[statement.statement_id] = first[i].statement_id
            elif told := _nearest(statement, first):
                out[statement.statement_id] = told.statement_id
    return out


def _by_number(statements: Iterable[Said]) -> dict[str, Said]:
    """Statements by their number, where one alone has it."""
    counted = Counter(_digits(s.number) for s in statements)
    return {d: s for s in statements if (d := _digits(s.number)) and counted[d] == 1}


def _digits(number: str | None) -> str:
    return ".".join(re.findall(r"\d+", number or ""))


def _nearest(statement: Said, others: Iterable[Said]) -> Said | None:
    mine = _words(statement.text)
    ranked = [
        (_share(statement, o), o) for o in others if len(mine & _words(o.text)) >= _LEAST_SHARED
    ]
    share, best = max(ranked, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= _SHORTENED else None


def _share(a: Said, b: Said) -> float:
    one, two = _words(a.text), _words(b.text)
    return len(one & two) / max(1, min(len(one), len(two)))


def _words(text: str) -> frozenset[str]:
    return frozenset(w[:_STEM] for w in _WORD.findall(text.lower()) if w not in _SMALL)


_STATEMENTS = """
with many as (
    select review_id, max(document_id) filter (is_primary) as main
    from memory.stage.members group by review_id having count(*) > 1
)
select m.review_id, s.document_id, m.is_primary,
    d.role = 'translation' or d.language <> p.language as is_translation,
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
    """Fill `memory.stage.said_again` for reviews of several documents."""
    reports: defaultdict[str, list[Said]] = defaultdict(list)
    others: defaultdict[tuple[str, str, bool], list[Said]] = defaultdict(list)
    for review, document, is_primary, is_translation, *said in connection.execute(
        _STATEMENTS
    ).fetchall():
        home = reports[review] if is_primary else others[review, document, is_translation]
        home.append(Said(*said))
    rows = [
        pair
        for (review, _, is_translation), other in others.items()
        for pair in said_again(reports[review], other, is_translation=is_translation).items()
    ]
    if rows:
        connection.executemany("insert into memory.stage.said_again values (?, ?)", rows)
