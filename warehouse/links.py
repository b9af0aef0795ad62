"""Which recommendation answers which finding of a document, how that is known, how surely."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import duckdb
import pyarrow as pa
from scipy import sparse

from warehouse.repeats.vectors import vectors

# "Finding 3", "findings 2 and 4", "F3" in a recommendation's words or heading.
_NAMED = re.compile(
    r"\bfindings?\s+((?:\d+(?:\.\d+)*)(?:\s*(?:,|and|&|to)\s*\d+(?:\.\d+)*)*)", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+(?:\.\d+)*")
_ALIKE = 0.35  # cosine from which likeness alone ties two statements of one document
_PER_FINDING = 3


@dataclass(frozen=True)
class _Said:
    statement_id: str
    kind: str
    number: str | None
    text: str
    heading: str
    path: tuple[str, ...]
    ordinal: int
    is_in_list: bool


def write_links(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill `core.finding_recommendations`, the best three recommendations of each finding."""
    found = connection.execute(
        "select document_id, statement_id, kind, number, text, coalesce(heading, ''), "
        "section_path, "
        "ordinal, section_role in ('recommendations', 'action_plan') from core.statements "
        "where kind in ('finding', 'recommendation') and not is_repeat "
        "order by document_id, ordinal"
    ).fetchall()
    vector = vectors([row[4] for row in found])
    rows: list[tuple[str, str, str, float]] = []
    start = 0
    for _, same in groupby(found, key=lambda row: row[0]):
        group = [_said(list(row[1:])) for row in same]
        rows += _links(group, vector[start : start + len(group)])
        start += len(group)
    if not rows:
        return
    names = ("finding_id", "recommendation_id", "how", "confidence")
    table = pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
    connection.register("links", table)
    connection.execute("insert into core.finding_recommendations from links")
    connection.unregister("links")


def _links(group: list[_Said], rows: sparse.csr_matrix) -> list[tuple[str, str, str, float]]:
    """Links of one document; `rows` holds the vectors of `group`, in its order."""
    found = [i for i, s in enumerate(group) if s.kind == "finding"]
    asked = [i for i, s in enumerate(group) if s.kind == "recommendation"]
    if not found or not asked:
        return []
    table = (rows[found] @ rows[asked].T).toarray()
    named = [_named(group[j]) for j in asked]
    links = []
    for i, place in enumerate(found):
        finding = group[place]
        ties = []
        for j, other in enumerate(asked):
            sure, how = _tie(finding, group[other], float(table[i, j]), named[j])
            if sure > 0:
                ties.append((-sure, other, how))
        links += [
            (finding.statement_id, group[other].statement_id, how, round(-sure, 3))
            for sure, other, how in sorted(ties)[:_PER_FINDING]
        ]
    return links


def _tie(finding: _Said, asked: _Said, cosine: float, named: set[str]) -> tuple[float, str]:
    """How surely `asked` answers `finding` (0: not) and what says so."""
    if finding.number and finding.number in named:
        return 0.95, "number"
    if _under_same_heading(finding, asked):
        return min(0.9, 0.7 + 0.4 * cosine), "heading"
    if cosine >= _ALIKE:
        return min(0.85, 0.3 + cosine), "words"
    return 0.0, ""


def _named(asked: _Said) -> set[str]:
    named = _NAMED.findall(f"{asked.text} {asked.heading}")
    return {number for part in named for number in _DIGITS.findall(part)}


def _under_same_heading(finding: _Said, asked: _Said) -> bool:
    """A recommendation that stands with its finding, not in a list of all recommendations."""
    if asked.is_in_list or not finding.path:
        return False
    return asked.path[: len(finding.path)] == finding.path and len(finding.path) > 1


def _said(row: list[Any]) -> _Said:
    name, kind, number, text, heading, path, ordinal, is_in_list = row
    digits = _DIGITS.search(number or "")
    return _Said(
        name, kind, digits.group() if digits else None, text, heading, tuple(path or ()), ordinal,
        bool(is_in_list),
    )  # fmt: skip
