"""The themes of every statement, as arrays: some fifteen bytes a label.

A card shows each with the words that led to it, which are a part of the statement's own text.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from warehouse.desk.connection import Desk

Row = dict[str, Any]


class Labels(NamedTuple):
    """Labels in the order of the statements' numbers; those of row n from `starts[n]` on."""

    starts: NDArray[np.int64]  # one more than there are statements
    theme: NDArray[np.int32]
    score: NDArray[np.float64]
    origin: NDArray[np.int8]
    stance: NDArray[np.int8]
    first: NDArray[np.int32]  # of the evidence, in the statement's text
    last: NDArray[np.int32]
    themes: list[str]
    names: list[str]
    origins: list[str]
    stances: list[str]

    def name_of(self, theme_id: str) -> str:
        """What a theme is called."""
        return self.names[self.themes.index(theme_id)]

    def of(self, number: int, text: str) -> list[Row]:
        """The themes of a statement with the words that led to them, the surest first."""
        found = [
            {
                "theme_id": self.themes[self.theme[at]],
                "label": self.names[self.theme[at]],
                "score": float(self.score[at]),
                "origin": self.origins[self.origin[at]],
                "stance": self.stances[self.stance[at]],
                "evidence": text[self.first[at] : self.last[at]],
                "evidence_start": int(self.first[at]),
                "evidence_end": int(self.last[at]),
            }
            for at in range(self.starts[number], self.starts[number + 1])
        ]
        return sorted(found, key=lambda row: (-row["score"], row["theme_id"]))

    def of_all(
        self, numbers: NDArray[Any]
    ) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.float64]]:
        """Every label of these statements: its theme, its statement's place in `numbers`, its
        score.
        """
        lengths = self.starts[numbers + 1] - self.starts[numbers]
        places = np.repeat(np.arange(len(numbers)), lengths)
        within = np.arange(len(places)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        at = np.repeat(self.starts[numbers], lengths) + within
        return self.theme[at], places, self.score[at]


def labels(desk: Desk) -> Labels:
    """The labels of the published build."""
    return desk.once("labels", lambda: _read(desk), stays=True)


def _read(desk: Desk) -> Labels:
    named = desk.rows("select theme_id, label from core.themes order by theme_id")
    themes = [str(row["theme_id"]) for row in named]
    origins, stances = _values(desk, "origin"), _values(desk, "stance")
    found = desk.columns(
        "select l.statement_no, v.code as theme, l.score as score,"
        " coalesce(l.evidence_start, 0)::integer as first,"
        " coalesce(l.evidence_end, 0)::integer as last,"
        " (list_position($origins, l.origin) - 1)::tinyint as origin,"
        " (list_position($stances, coalesce(l.stance, '')) - 1)::tinyint as stance"
        " from core.labels l join (select unnest($themes) as theme_id,"
        " unnest(range(len($themes)))::integer as code) v using (theme_id) order by l.statement_no",
        {"themes": themes, "origins": origins, "stances": stances},
    )
    n = int(desk.rows("select count(*) as n from core.statements")[0]["n"])
    return Labels(
        starts_of(found["statement_no"], n),
        found["theme"],
        found["score"],
        found["origin"],
        found["stance"],
        found["first"],
        found["last"],
        themes,
        [str(row["label"]) for row in named],
        origins,
        stances,
    )


def starts_of(numbers: Any, n: int) -> NDArray[np.int64]:
    """Where the entries of each of `n` rows begin, in entries sorted by their row's number."""
    starts = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(numbers.astype(np.int64), minlength=n), out=starts[1:])
    return starts


def _values(desk: Desk, column: str) -> list[str]:
    found = desk.rows(f"select distinct coalesce({column}, '') as v from core.labels order by v")
    return [str(row["v"]) for row in found]
