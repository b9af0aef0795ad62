"""Fills `core.finding_recommendations` and `core.finding_concerns` from `core.statements`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from warehouse.answers.printed import (
    PrintedTie,
    findings_named,
    number_of,
    paragraphs_named,
    printed_tie,
    recommendations_named,
)
from warehouse.answers.said import Said
from warehouse.answers.wording import Wording, is_concern, scores, weights

_PER_FINDING = 3
_PER_HEADING = 2
# Score of wording -> how often a person agreed, on nine reviews labelled by hand (docs/links.md).
_SCORES = (0.12, 0.24, 0.3, 0.35, 0.5, 0.7)
_AGREED = (0.1, 0.25, 0.5, 0.6, 0.75, 0.88)

_READ = """
select coalesce(s.review_id, s.document_id) as review, s.statement_id, s.document_id, s.kind,
    s.number, s.text, coalesce(s.heading, '') as heading, s.section_path,
    s.section_role in ('recommendations', 'action_plan') as is_in_list,
    list(l.theme_id) filter (l.theme_id is not null) as themes
from core.statements s left join core.labels l using (statement_id)
where s.kind in ('finding', 'recommendation') and not s.is_repeat
    and s.statement_id = s.first_statement_id
group by all
order by review, s.statement_id
"""

Link = tuple[str, str, str, float]


def write_answers(connection: duckdb.DuckDBPyConnection) -> None:
    """Link each finding to the three recommendations of its review that answer it best."""
    found = connection.execute(_READ).fetchall()
    if not found:
        return
    said = [_said(row[1:]) for row in found]
    wordings = [Wording(s) for s in said]
    known = weights(wordings)
    links: list[Link] = []
    for _, same in groupby(range(len(found)), key=lambda i: found[i][0]):
        links += _links([(said[i], wordings[i]) for i in same], known)
    concerns = [(s.statement_id, is_concern(s.text)) for s in said if s.kind == "finding"]
    names = ("finding_id", "recommendation_id", "how", "confidence")
    _insert(connection, "finding_recommendations", names, links)
    _insert(connection, "finding_concerns", ("finding_id", "is_concern"), concerns)


def _links(group: list[tuple[Said, Wording]], known: Mapping[str, float]) -> Iterator[Link]:
    """Links of one review, best first for each finding."""
    findings = [both for both in group if both[0].kind == "finding"]
    asked = [both for both in group if both[0].kind == "recommendation"]
    if not findings or not asked:
        return
    said, others = [f for f, _ in findings], [r for r, _ in asked]
    printed = [_telling([printed_tie(f, r) for r in others]) for f in said]
    table = scores([w for _, w in findings], [w for _, w in asked], known)
    # Where a recommendation says itself what it answers, its words say no more.
    numbered = [any(t and t[0] != "heading" for t in ties) for ties in zip(*printed, strict=True)]
    table[:, numbered] = 0
    sure_of = np.where(table >= _SCORES[0], np.interp(table, _SCORES, _AGREED), 0.0)
    for finding, ties, row, agreed in zip(
        said, printed, table.tolist(), sure_of.tolist(), strict=True
    ):
        found = [
            (*(tie or ("words", sure)), score, other.statement_id)
            for tie, sure, score, other in zip(ties, agreed, row, others, strict=True)
            if tie or sure
        ]
        best = sorted(found, key=lambda tie: (-tie[1], -tie[2], tie[3]))[:_PER_FINDING]
        for how, sure, _, name in best:
            yield finding.statement_id, name, how, round(sure, 3)


def _telling(ties: list[PrintedTie | None]) -> list[PrintedTie | None]:
    """A finding's printed ties; a heading above many recommendations ties it to none of them."""
    if sum(tie is not None and tie[0] == "heading" for tie in ties) <= _PER_HEADING:
        return ties
    return [None if tie and tie[0] == "heading" else tie for tie in ties]


def _said(row: tuple[Any, ...]) -> Said:
    name, document_id, kind, number, text, heading, path, is_in_list, themes = row
    about = f"{text} {heading}"
    is_asked = kind == "recommendation"
    none: frozenset[str] = frozenset()
    return Said(
        name, document_id, kind, number_of(number), text, tuple(path or ()), bool(is_in_list),
        frozenset(themes or ()),
        findings_named(about) if is_asked else none,
        none if is_asked else recommendations_named(text),
        paragraphs_named(about) if is_asked else none,
    )  # fmt: skip


def _insert(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    names: tuple[str, ...],
    rows: list[Any],
) -> None:
    if not rows:
        return
    columns = map(list, zip(*rows, strict=True))
    connection.register("rows", pa.table(dict(zip(names, columns, strict=True))))
    connection.execute(f"insert into core.{table} from rows order by all")
    connection.unregister("rows")
