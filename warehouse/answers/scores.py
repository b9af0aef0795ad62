"""How well each recommendation of a review answers each of its findings, by what both are about."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from warehouse.answers.wording import LEAST, Wording
from warehouse.terms import distinct

_THEMES = 0.4
_PAIRS = 1_000_000  # held at a time: some 100 MB
_DIGITS = 12  # what sums in another order leave alike

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Side(NamedTuple):
    """Findings or recommendations: the review of each, sorted, and its themes (length one)."""

    review: Ints
    themes: sparse.csr_matrix


class Pairs(NamedTuple):
    """Findings with recommendations: each finding with all of its review, in order."""

    finding: Ints
    asked: Ints
    first: Ints  # of each finding of all: the place of its first pair, less its recommendation

    def places(self, finding: Ints, asked: Ints) -> Ints:
        """Where pairs are."""
        found: Ints = self.first[finding] + asked
        return found


def pairs_of(findings: Ints, asked: Ints) -> Iterator[Pairs]:
    """All pairs, some whole reviews at a time; given are the reviews of both, sorted."""
    low = np.searchsorted(asked, findings, "left")
    n_asked = np.searchsorted(asked, findings, "right") - low
    before = np.concatenate([[0], np.cumsum(n_asked)])
    start, last = 0, len(findings)
    ends: list[int] = [*(np.flatnonzero(np.diff(findings)) + 1).tolist(), last]
    for end, following in pairwise([*ends, last]):
        if end == last or before[following] - before[start] > _PAIRS:
            some = slice(start, end)
            finding = np.repeat(np.arange(start, end), n_asked[some])
            first = before[:-1] - before[start] - low
            yield Pairs(finding, np.arange(len(finding)) - first[finding], first)
            start = end


def scores(pairs: Pairs, about: Wording, findings: Side, asked: Side) -> Floats:
    """For each pair 0 to 1: what both are about, against each one's best match.

    Dividing by the best match of the finding and of the recommendation keeps a recommendation
    about everything from being tied to every finding.
    """
    if not len(pairs.finding):
        return np.empty(0)
    parts = _Rows(about.parts, findings.review[about.finding_of])
    table = _likeness(pairs, parts, about.finding_of, _Rows(about.asked, asked.review))
    every = np.arange(len(findings.review))
    of_findings, of_asked = (
        _Rows(findings.themes, findings.review),
        _Rows(asked.themes, asked.review),
    )
    shared = _likeness(pairs, of_findings, every, of_asked)
    both = _has_any(findings.themes)[pairs.finding] & _has_any(asked.themes)[pairs.asked]
    # No theme on either side is weak evidence against a link.
    with_themes = (table + _THEMES * shared) / (1 + _THEMES)
    table = np.where(both, with_themes, table / (1 + _THEMES / 2))
    found = table * (table / _best(table, pairs.finding)) * (table / _best(table, pairs.asked))
    return np.round(found, _DIGITS)


class _Rows(NamedTuple):
    """Vectors, and the review of each, sorted."""

    vectors: sparse.csr_matrix
    review: Ints

    def of(self, first: int, last: int) -> tuple[int, sparse.coo_matrix]:
        """The rows of reviews `first` to `last`, and the place of the first such row."""
        low, high = np.searchsorted(self.review, [first, last + 1]).tolist()
        return low, self.vectors[low:high].tocoo()


def _likeness(pairs: Pairs, left: _Rows, finding_of: Ints, right: _Rows) -> Floats:
    """For each pair the greatest product of a row of the finding and that of a recommendation."""
    ends = right.review[pairs.asked[[0, -1]]].tolist()
    (row, ours), (column, theirs) = left.of(*ends), right.of(*ends)
    # A column for each review's own: vectors of two reviews have nothing in common.
    width = left.vectors.shape[1]
    codes = right.review[theirs.row + column] * width + theirs.col
    known = distinct(codes)
    wanted = left.review[ours.row + row] * width + ours.col
    place = np.minimum(np.searchsorted(known, wanted), max(0, len(known) - 1))
    is_shared = known[place] == wanted if len(known) else np.zeros(len(wanted), dtype=bool)
    shape = (ours.shape[0], max(1, len(known)))
    first = sparse.csr_matrix(
        (ours.data[is_shared], (ours.row[is_shared], place[is_shared])), shape=shape
    )
    columns = (np.searchsorted(known, codes), theirs.row)
    second = sparse.csr_matrix((theirs.data, columns), shape=(shape[1], theirs.shape[0]))
    made = (first @ second).tocoo()
    found = np.zeros(len(pairs.finding))
    np.maximum.at(found, pairs.places(finding_of[made.row + row], made.col + column), made.data)
    return found


def _best(table: Floats, of: Ints) -> Floats:
    best = np.full(int(of.max()) + 1, LEAST)
    np.maximum.at(best, of, table)
    found: Floats = best[of]
    return found


def _has_any(themes: sparse.csr_matrix) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.diff(themes.indptr) > 0
    return found
