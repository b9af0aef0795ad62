"""The recommendations that answer each finding, and how surely: numbers over all of both."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from scipy import sparse

from warehouse.answers.printed import (
    PrintedTie,
    findings_named,
    number_of,
    paragraphs_named,
    printed_ties,
    recommendations_named,
)
from warehouse.answers.said import Said
from warehouse.answers.scores import Floats, Ints, Pairs, Side, pairs_of, scores
from warehouse.answers.wording import wording
from warehouse.terms import Terms, terms_of

_PER_FINDING = 3
# Score of wording -> how often a person agreed, on nine reviews labelled by hand (docs/links.md).
_SCORES = (0.12, 0.24, 0.3, 0.35, 0.5, 0.7)
_HOW = ("words", "number", "paragraph", "heading", "place")
_AGREED = (0.1, 0.25, 0.5, 0.6, 0.75, 0.88)


def linked(found: pa.Table) -> tuple[dict[str, Any], dict[str, Any]]:
    """Columns of the links, and of which findings tell of a concern."""
    is_finding = found["is_finding"].to_numpy()
    findings, asked = found.filter(is_finding), found.filter(~is_finding)
    about = wording(findings["text"].to_pylist(), asked["text"].to_pylist())
    reviews, themes = found["n"].to_numpy(), _vectors(terms_of(found["themes"]))
    sides = [Side(reviews[part], themes[part]) for part in (is_finding, ~is_finding)]
    ties = _Ties(printed_ties(_said(findings), _said(asked)), asked.num_rows)
    chunks = [
        _best(pairs, scores(pairs, about, *sides), ties)
        for pairs in pairs_of(sides[0].review, sides[1].review)
    ]
    links = {
        "finding_id": findings["statement_id"].take(np.concatenate([c.finding for c in chunks])),
        "recommendation_id": asked["statement_id"].take(np.concatenate([c.asked for c in chunks])),
        "how": np.array(_HOW)[np.concatenate([c.how for c in chunks])],
        "confidence": [round(x, 3) for c in chunks for x in c.sure.tolist()],
    }
    return links, {"finding_id": findings["statement_id"], "is_concern": about.is_concern}


class _Ties:
    """Printed ties as columns, finding by finding; and which recommendations name what they answer.

    Where a recommendation says itself what it answers, its words say no more.
    """

    def __init__(self, found: dict[tuple[int, int], PrintedTie], n_asked: int) -> None:
        rows = sorted((i, j, _HOW.index(how), sure) for (i, j), (how, sure) in found.items())
        columns = [np.array(c) for c in zip(*rows, strict=True)] or [np.empty(0, dtype=int)] * 4
        self.finding, self.asked, self.how, self.sure = columns
        self.is_numbered = np.zeros(n_asked, dtype=bool)
        self.is_numbered[self.asked[self.how < _HOW.index("heading")]] = True

    def of(self, pairs: Pairs) -> slice:
        """The ties of the findings of `pairs`."""
        ends = pairs.finding[[0, -1]] + (0, 1) if len(pairs.finding) else (0, 0)
        return slice(*np.searchsorted(self.finding, ends).tolist())


class _Links(NamedTuple):
    finding: Ints
    asked: Ints
    how: Ints
    sure: Floats


def _best(pairs: Pairs, table: Floats, ties: _Ties) -> _Links:
    """The surest recommendations of each finding."""
    table[ties.is_numbered[pairs.asked]] = 0
    sure = np.where(table >= _SCORES[0], np.interp(table, _SCORES, _AGREED), 0.0)
    how = np.zeros(len(table), dtype=np.int64)
    here = ties.of(pairs)
    places = pairs.places(ties.finding[here], ties.asked[here])
    better = ties.sure[here] >= sure[places]
    places = places[better]
    how[places], sure[places] = ties.how[here][better], ties.sure[here][better]
    some = np.flatnonzero(sure)
    order = np.lexsort((pairs.asked[some], -table[some], -sure[some], pairs.finding[some]))
    some = some[order]
    finding = pairs.finding[some]
    best = some[np.arange(len(some)) - np.searchsorted(finding, finding) < _PER_FINDING]
    return _Links(pairs.finding[best], pairs.asked[best], how[best], sure[best])


def _said(table: pa.Table) -> list[Said]:
    names = ("review", "document_id", "is_finding", "number", "text", "heading", "section_path")
    columns = [table[name].to_pylist() for name in (*names, "is_in_list", "ordinal")]
    none: frozenset[str] = frozenset()
    return [
        Said(
            review, document_id, number_of(number), tuple(path or ()), bool(is_in_list),
            none if is_finding else findings_named(f"{text} {heading}"),
            recommendations_named(text) if is_finding else none,
            none if is_finding else paragraphs_named(f"{text} {heading}"),
            ordinal,
        )
        for review, document_id, is_finding, number, text, heading, path, is_in_list, ordinal
        in zip(*columns, strict=True)
    ]  # fmt: skip


def _vectors(themes: Terms) -> sparse.csr_matrix:
    """Rows of length one: their products are the cosines of themes."""
    weight = np.repeat(1 / np.sqrt(np.maximum(1, themes.counts)), themes.counts)
    shape = (len(themes), len(themes.names) or 1)
    return sparse.csr_matrix((weight, themes.ids, themes.starts), shape=shape)
