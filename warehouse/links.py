"""Which recommendation answers which finding of a document, how that is known, how surely."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

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
    documents: dict[str, list[_Said]] = defaultdict(list)
    for document_id, *rest in found:
        documents[document_id].append(_said(rest))
    cosines = _Cosines([s for group in documents.values() for s in group])
    rows = [row for group in documents.values() for row in _links(group, cosines)]
    if not rows:
        return
    names = ("finding_id", "recommendation_id", "how", "confidence")
    table = pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
    connection.register("links", table)
    connection.execute("insert into core.finding_recommendations from links")
    connection.unregister("links")


class _Cosines:
    """Likeness of two statements by their concepts."""

    def __init__(self, statements: list[_Said]) -> None:
        self._rows = vectors([s.text for s in statements])
        self._place = {s.statement_id: i for i, s in enumerate(statements)}

    def table(self, left: list[_Said], right: list[_Said]) -> Any:
        """A dense array of likenesses, one row per left and one column per right statement."""
        first = self._rows[[self._place[s.statement_id] for s in left]]
        second = self._rows[[self._place[s.statement_id] for s in right]]
        return (first @ second.T).toarray()


def _links(group: list[_Said], cosines: _Cosines) -> list[tuple[str, str, str, float]]:
    findings = [s for s in group if s.kind == "finding"]
    asked = [s for s in group if s.kind == "recommendation"]
    if not findings or not asked:
        return []
    table = cosines.table(findings, asked)
    rows = []
    for i, finding in enumerate(findings):
        ties = [(*_tie(finding, r, float(table[i, j])), r) for j, r in enumerate(asked)]
        best = sorted((t for t in ties if t[0] > 0), key=lambda t: (-t[0], t[2].ordinal))
        rows += [
            (finding.statement_id, r.statement_id, how, round(sure, 3))
            for sure, how, r in best[:_PER_FINDING]
        ]
    return rows


def _tie(finding: _Said, asked: _Said, cosine: float) -> tuple[float, str]:
    """How surely `asked` answers `finding` (0: not) and what says so."""
    if finding.number and finding.number in _named(asked):
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
