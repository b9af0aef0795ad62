"""What facets count, as arrays of one build: some ten bytes a statement, counted in milliseconds.

The same counts in SQL join every hit with its review and its themes, on every search.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from warehouse.desk.catalogue import catalogue
from warehouse.desk.connection import Desk
from warehouse.desk.labels import labels, starts_of

Numbers = NDArray[np.int64]
_OF_REVIEW = {
    "nation": "nation",
    "sector": "sector",
    "type": "review_type",
    "family": "report_family",
    "year": "year",
    "publisher": "publisher",
}


class Coded(NamedTuple):
    """A value for each row by its number, its place in `values`; -1 for none."""

    codes: NDArray[np.int32]
    values: list[str]

    def code(self, value: str) -> int:
        """The number of a value; -2 where nothing has it."""
        return self.values.index(value) if value in self.values else -2


class Several(NamedTuple):
    """Several values for each row: those of row n are `codes[starts[n]:starts[n + 1]]`."""

    codes: NDArray[np.int32]
    starts: Numbers
    values: list[str]

    def of(self, rows: Numbers) -> tuple[NDArray[np.int32], Numbers]:
        """All values of these rows, and the place in `rows` of each."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        places = np.repeat(np.arange(len(rows)), lengths)
        within = np.arange(len(places)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return self.codes[np.repeat(self.starts[rows], lengths) + within], places


class Count(NamedTuple):
    """A value of a facet, with the statements and the reviews that have it."""

    value: str
    n: int
    n_reviews: int


class Ledger(NamedTuple):
    """One build. Rows are statements by number, or reviews in the order of their ids."""

    review_of: NDArray[np.int32]  # -1: of no review
    kind: Coded
    of_review: dict[str, Coded]
    several: dict[str, Several]  # theme, addressee
    first_of: Numbers  # the statement that each says again, in much the same words; else itself
    newest: Numbers  # what every count is over: of reviews, said first, shown; the newest first

    def once(self, hits: Numbers) -> Numbers:
        """The hits without those that say again what another of them says."""
        first = self.first_of[hits]
        is_hit = np.zeros(len(self.first_of), dtype=np.bool_)
        is_hit[hits] = True
        said: Numbers = hits[(first == hits) | ~is_hit[first]]
        return said

    def keep(self, hits: Numbers, facet: str, value: str) -> Numbers:
        """Those of the hits that have this value."""
        if facet == "kind":
            has: NDArray[np.bool_] = self.kind.codes[hits] == self.kind.code(value)
            return hits[has]
        if facet in self.of_review:
            coded = self.of_review[facet]
            has = coded.codes[self.review_of[hits]] == coded.code(value)
            return hits[has]
        several = self.several[facet]
        wanted = [
            code
            for code, name in enumerate(several.values)
            if name == value or (facet == "theme" and name.startswith(f"{value}."))
        ]
        codes, places = several.of(hits)
        has = np.zeros(len(hits), dtype=np.bool_)
        has[places[np.isin(codes, wanted)]] = True
        return hits[has]

    def counts(self, hits: Numbers) -> Iterator[tuple[str, list[Count]]]:
        """Every facet with its values, the most frequent first; "all" has the sum."""
        review = self.review_of[hits]
        by_review = np.bincount(review, minlength=self._n_reviews)
        yield "all", [Count("all", len(hits), int(np.count_nonzero(by_review)))]
        yield "kind", self._spread(self.kind.values, self.kind.codes[hits], review)
        for name, coded in self.of_review.items():
            has = np.flatnonzero((by_review > 0) & (coded.codes >= 0))
            n = np.bincount(coded.codes[has], by_review[has], len(coded.values))
            n_reviews = np.bincount(coded.codes[has], minlength=len(coded.values))
            yield name, _ranked(coded.values, n, n_reviews)
        for name, several in self.several.items():
            codes, places = several.of(hits)
            yield name, self._spread(several.values, codes, review[places])

    @property
    def _n_reviews(self) -> int:
        return len(next(iter(self.of_review.values())).codes)

    def _spread(
        self, values: list[str], codes: NDArray[np.int32], review: NDArray[np.int32]
    ) -> list[Count]:
        seen = np.zeros((len(values), self._n_reviews), dtype=np.bool_)
        seen[codes, review] = True
        return _ranked(values, np.bincount(codes, minlength=len(values)), seen.sum(axis=1))


def ledger(desk: Desk) -> Ledger:
    """The ledger of the published build."""
    return desk.once("ledger", lambda: _read(desk), stays=True)


def _read(desk: Desk) -> Ledger:
    reviews, given = catalogue(desk), labels(desk)
    # Values become numbers in SQL: as texts they would take fifty times the memory.
    kinds = _values(desk, "select distinct kind from core.statements")
    agencies = _values(desk, "select distinct unnest(agencies) from core.statements")
    statements = desk.columns(
        "select (list_position($kinds, s.kind) - 1)::integer as kind,"
        " coalesce(r.place - 1, -1)::integer as review,"
        " not s.is_repeat and s.is_shown and not s.is_held as is_counted,"
        " o.statement_no as first"
        " from core.statements s left join (select review_id, row_number() over"
        " (order by review_id) as place from core.reviews) r using (review_id)"
        " join core.statements o on o.statement_id = s.first_statement_id"
        " order by s.statement_no",
        {"kinds": kinds},
    )
    told = desk.columns(
        "select statement_no, (list_position($agencies, agency) - 1)::integer as code from (select"
        " distinct statement_no, unnest(agencies) as agency from core.statements)"
        " order by statement_no",
        {"agencies": agencies},
    )
    starts = starts_of(told["statement_no"], len(statements["review"]))
    return Ledger(
        statements["review"],
        Coded(statements["kind"], kinds),
        {name: _coded(reviews.column(column)) for name, column in _OF_REVIEW.items()},
        {
            "theme": Several(given.theme, given.starts, given.themes),
            "addressee": Several(told["code"], starts, agencies),
        },
        statements["first"].astype(np.int64),
        _newest(reviews.newest, statements["review"], statements["is_counted"]),
    )


def _values(desk: Desk, sql: str) -> list[str]:
    found = (next(iter(row.values())) for row in desk.rows(sql))
    return sorted(str(value) for value in found if value is not None)


def _coded(column: list[Any]) -> Coded:
    values: dict[str, int] = {}
    codes = [-1 if v is None else values.setdefault(str(v), len(values)) for v in column]
    return Coded(np.array(codes, dtype=np.int32), list(values))


def _newest(reviews: list[int], review_of: NDArray[np.int32], is_counted: Any) -> Numbers:
    turn = np.empty(len(reviews), dtype=np.int64)
    turn[reviews] = np.arange(len(reviews))
    chosen = np.flatnonzero(is_counted & (review_of >= 0))
    return chosen[np.argsort(turn[review_of[chosen]], kind="stable")]


def _ranked(values: list[str], n: NDArray[Any], n_reviews: NDArray[Any]) -> list[Count]:
    found = [
        Count(value, int(a), int(b))
        for value, a, b in zip(values, n.tolist(), n_reviews.tolist(), strict=True)
        if a
    ]
    return sorted(found, key=lambda count: (-count.n, count.value))
