"""What is a number or a name of few in every statement, as arrays: some fifty bytes a statement.

Each column that a question asks for costs as much as a fifth of the question itself.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from warehouse.desk.catalogue import Catalogue, catalogue
from warehouse.desk.connection import Desk
from warehouse.desk.ledger import Ledger, ledger
from warehouse.desk.papers import Papers, papers

Row = dict[str, Any]


class Register(NamedTuple):
    """Statements by number, and their numbers by id."""

    ids: NDArray[np.bytes_]  # in order
    numbers: NDArray[np.int64]  # of these ids
    document: NDArray[np.int32]  # the place of its document in `papers`
    page_first: NDArray[np.int32]
    page_last: NDArray[np.int32]
    confidence: NDArray[np.float64]
    rule: NDArray[np.int32]
    is_repeat: NDArray[np.bool_]
    is_held: NDArray[np.bool_]
    rules: list[str]
    papers: Papers
    catalogue: Catalogue
    ledger: Ledger

    def shown(self, numbers: list[int]) -> list[int]:
        """Those that are in the build and are not held."""
        n = len(self.is_held)
        return [number for number in numbers if 0 <= number < n and not self.is_held[number]]

    def number(self, statement_id: str) -> int | None:
        """The number of a statement; None where it is not in the build."""
        name = statement_id.encode("utf-8", "replace")
        at = int(np.searchsorted(self.ids, name))
        # As bytes: to numpy an id is the same with a zero byte behind it.
        is_known = at < len(self.ids) and bytes(self.ids[at]) == name
        return int(self.numbers[at]) if is_known else None

    def of(self, number: int) -> Row:
        """What is known of a statement without asking for its words."""
        kind, review = self.ledger.kind, int(self.ledger.review_of[number])
        document = self.papers.at(int(self.document[number]))
        document_id, url = document["document_id"], document["url"]
        review_id = None if review < 0 else self.catalogue.rows[review][0]
        return {
            "statement_no": number,
            "document_id": document_id,
            "review_id": review_id,
            "language": document["language"],
            "kind": kind.values[kind.codes[number]],
            "page_first": int(self.page_first[number]),
            "page_last": int(self.page_last[number]),
            "page_url": f"{url}#page={self.page_first[number]}" if url else None,
            "is_repeat": bool(self.is_repeat[number]),
            "rule": self.rules[self.rule[number]],
            "confidence": float(self.confidence[number]),
            "beside": None if document["is_primary"] or not review_id else document["role"],
            **self.catalogue.of_card(review_id),
        }


def register(desk: Desk) -> Register:
    """The statements of the published build."""
    return desk.once("register", lambda: _read(desk), stays=True)


def _read(desk: Desk) -> Register:
    shelf = papers(desk)
    rules = [
        str(row["rule"])
        for row in desk.rows("select distinct coalesce(rule, '') as rule from core.statements")
    ]
    found = desk.columns(
        "select statement_id, page_first, page_last, confidence, is_repeat, is_held,"
        " (list_position($rules, coalesce(rule, '')) - 1)::integer as rule"
        " from core.statements order by statement_no",
        {"rules": rules},
    )
    ids = found["statement_id"].astype("S")
    order = np.argsort(ids)
    n = shelf.names.index("n_statements")
    lengths = [row[n] for row in shelf.rows]
    return Register(
        ids[order],
        order,
        np.repeat(np.arange(len(lengths), dtype=np.int32), lengths),
        found["page_first"],
        found["page_last"],
        found["confidence"],
        found["rule"],
        found["is_repeat"],
        found["is_held"],
        rules,
        shelf,
        catalogue(desk),
        ledger(desk),
    )
