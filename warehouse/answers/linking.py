"""The recommendations that answer each finding, and how surely: numbers over all of both."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from scipy import sparse

from warehouse.answers.common import telling
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
from warehouse.answers.wording import LEAST, wording
from warehouse.terms import Terms, terms_of

_PER_FINDING = 3
# Score of wording -> how often a person agreed, on links read by hand (docs/links.md).
_SCORES = (0.12, 0.2, 0.28, 0.325, 0.38, 0.45, 0.6)
_HOW = ("words", "number", "paragraph", "heading", "place")
_AGREED = (0.1, 0.25, 0.5, 0.6, 0.7, 0.85, 0.9)
# What the words of a finding count for whose themes are all spoken of with praise: it may hold a
# "however", and its other sentences have words in common with much.
_PRAISE = 0.8
# Of findings and recommendations that one chapter holds: how well words must go together at least,
# and how many times as well as those of the second best; else it is no more than "perhaps".
_SHARED, _BETTER, _PERHAPS = 0.05, 1.5, 0.5
# From the first on, chapter and words together are sure; below, a person agreed with 16 of 22.
_CLOSE, _LOOSE = 0.17, 0.65


def linked(found: pa.Table) -> tuple[dict[str, Any], dict[str, Any]]:
    """Columns of the links, and of which findings express a concern."""
    is_finding = found["is_finding"].to_numpy()
    findings, asked = found.filter(is_finding), found.filter(~is_finding)
    reviews = found["n"].to_numpy()
    about = wording(findings["text"].to_pylist(), asked["text"].to_pylist(), reviews[~is_finding])
    themes = _vectors(terms_of(found["themes"]), reviews)
    sides = [Side(reviews[part], themes[part]) for part in (is_finding, ~is_finding)]
    ties = _Ties(printed_ties(_said(findings), _said(asked)), asked.num_rows)
    doubt = np.where(findings["is_praise"].to_numpy(), _PRAISE, 1.0)
    chunks = [
        _best(pairs, scores(pairs, about, *sides) * doubt[pairs.finding], ties)
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
        rows = sorted(
            (*pair, _HOW.index(how), sure, firm) for pair, (how, sure, firm) in found.items()
        )
        columns = [np.array(c) for c in zip(*rows, strict=True)] or [np.empty(0, dtype=int)] * 5
        self.finding, self.asked, self.how, self.sure, self._is_firm = columns
        self.is_numbered = np.zeros(n_asked, dtype=bool)
        self.is_numbered[self.asked[self.how < _HOW.index("heading")]] = True

    def of(self, pairs: Pairs) -> slice:
        """The ties of the findings of `pairs`."""
        ends = pairs.finding[[0, -1]] + (0, 1) if len(pairs.finding) else (0, 0)
        return slice(*np.searchsorted(self.finding, ends).tolist())

    def sure_by(self, words: Floats, here: slice) -> Floats:
        """How sure ties are, given how well the words of each go together.

        Of a finding's ties that are not firm one is kept, if its words go together far better.
        """
        finding, sure = self.finding[here], self.sure[here].astype(float)
        loose = np.flatnonzero(~self._is_firm[here].astype(bool))
        loose = loose[np.lexsort((-words[loose], finding[loose]))]
        is_first = np.append(True, finding[loose][1:] != finding[loose][:-1])[: len(loose)]
        following = np.append(words[loose][1:], 0.0)[: len(loose)]
        second = np.where(np.append(is_first[1:], True)[: len(loose)], 0.0, following)
        is_kept = is_first & (words[loose] >= np.maximum(_SHARED, _BETTER * second))
        sure[loose[words[loose] < _CLOSE]] = _LOOSE
        sure[loose[~is_kept]] = _PERHAPS
        return sure


class _Links(NamedTuple):
    finding: Ints
    asked: Ints
    how: Ints
    sure: Floats


def _best(pairs: Pairs, table: Floats, ties: _Ties) -> _Links:
    """The surest recommendations of each finding."""
    here = ties.of(pairs)
    places = pairs.places(ties.finding[here], ties.asked[here])
    printed = ties.sure_by(table[places], here)
    table[ties.is_numbered[pairs.asked]] = 0
    sure = np.where(table >= _SCORES[0], np.interp(table, _SCORES, _AGREED), 0.0)
    how = np.zeros(len(table), dtype=np.int64)
    better = printed >= sure[places]
    places = places[better]
    how[places], sure[places] = ties.how[here][better], printed[better]
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


def _vectors(themes: Terms, review: Ints) -> sparse.csr_matrix:
    """Rows of length one: their products are the cosines of themes."""
    weight = telling(themes, review)
    length = np.sqrt(np.bincount(themes.text_of, weight**2, minlength=len(themes)))
    shape = (len(themes), len(themes.names) or 1)
    weight /= np.maximum(np.repeat(length, themes.counts), LEAST)
    return sparse.csr_matrix((weight, themes.ids, themes.starts), shape=shape)
