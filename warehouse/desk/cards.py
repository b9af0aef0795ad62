"""Statements with all that a card shows of them, found by their numbers.

Tables lie in the order of these numbers, so that a look at a few of them reads few blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from warehouse.desk.catalogue import catalogue
from warehouse.desk.connection import Desk
from warehouse.desk.labels import labels

Row = dict[str, Any]
_MOST_MARKED = 0.6  # of a text: where all of it is the evidence, a mark would say nothing
# As the view `statements` has them.
_COLUMNS = (
    "s.statement_no, s.statement_id, s.document_id, s.review_id, s.kind, s.number, s.text,"
    " s.heading, s.section_path, s.page_first, s.page_last, s.addressee, s.timescale,"
    " s.is_repeat, s.repeats_statement_id,"
    " s.first_statement_id, s.rule, s.confidence, s.ordinal, s.page_url,"
    " s.page_label_first, s.page_label_last"
)


def cards(desk: Desk, numbers: Sequence[int]) -> list[Row]:
    """The statements with these numbers, in the order given; without those that are held."""

    def ask(missing: list[int]) -> dict[int, Row]:
        if len(missing) == 1:
            return _full(desk, "from core.statements s where s.statement_no = $n", n=missing[0])
        return _full(
            desk,
            "from (select unnest($numbers::bigint[]) as n) asked"
            " join core.statements s on s.statement_no = asked.n",
            numbers=missing,
        )

    found = desk.known.each("card", numbers, ask)
    return [found[number] for number in numbers if number in found]


def cards_of(desk: Desk, document_id: str) -> list[Row]:
    """All statements of a document in reading order; without those that are held."""

    def ask() -> list[Row]:
        found = _full(desk, "from core.statements s where s.document_id = $id", id=document_id)
        return sorted(found.values(), key=lambda row: int(row["ordinal"]))

    return desk.once(("cards of", document_id), ask)


def numbers_of(desk: Desk, statement_ids: Iterable[str]) -> dict[str, int]:
    """The numbers of the statements with these ids, for those that are in the build."""

    def ask(missing: list[str]) -> dict[str, int]:
        asked: dict[str, Any] = {"ids": missing}
        test = "statement_id in (select unnest($ids))"
        if len(missing) == 1:
            asked, test = {"id": missing[0]}, "statement_id = $id"
        found = desk.rows(
            f"select statement_id, statement_no from core.statements where {test}", asked
        )
        return {str(row["statement_id"]): int(row["statement_no"]) for row in found}

    return desk.known.each("number", statement_ids, ask)


def _full(desk: Desk, source: str, **asked: Any) -> dict[int, Row]:
    """By number, with the review's words, `themes`, and the places of their words, `spans`.

    `beside` is the role of a document that is not the report of its review.
    """
    clause = "and" if " where " in source else "where"
    names, found = desk.table(f"select {_COLUMNS} {source} {clause} not s.is_held", asked)
    reviews, given, papers = catalogue(desk), labels(desk), _beside(desk)
    rows: dict[int, Row] = {}
    for values in found:
        row = dict(zip(names, values, strict=True))
        row |= reviews.of_card(row["review_id"])
        row["beside"] = papers.get(row["document_id"])
        row["themes"] = themes = given.of(row["statement_no"], row["text"])
        row["spans"] = [
            (t["evidence_start"], t["evidence_end"])
            for t in themes
            if t["evidence_end"] - t["evidence_start"] < _MOST_MARKED * len(row["text"])
        ]
        rows[row["statement_no"]] = row
    return rows


def _beside(desk: Desk) -> dict[str, str]:
    def ask() -> dict[str, str]:
        found = desk.rows(
            "select document_id, role from core.documents"
            " where not is_primary and review_id is not null"
        )
        return {str(row["document_id"]): str(row["role"]) for row in found}

    return desk.once("documents beside reports", ask)
