"""Statements with all that a card shows of them, found by their numbers.

Tables lie in the order of these numbers, so that a look at a few of them reads few blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from warehouse.desk.connection import Desk
from warehouse.desk.labels import labels
from warehouse.desk.papers import papers
from warehouse.desk.register import register

Row = dict[str, Any]
_MOST_MARKED = 0.6  # of a text: where all of it is the evidence, a mark would say nothing
# What is not in memory; the rest is in the register.
_COLUMNS = (
    "s.statement_no, s.statement_id, s.number, s.text, s.section_path, s.addressee, s.timescale,"
    " s.repeats_statement_id, s.page_label_first, s.page_label_last"
)


def cards(desk: Desk, numbers: Sequence[int]) -> list[Row]:
    """The statements with these numbers, in the order given; without those that are held."""

    def ask(missing: list[int]) -> dict[int, Row]:
        shown = register(desk).shown(missing)
        if len(shown) == 1:
            return _full(desk, "from core.statements s where s.statement_no = $n", n=shown[0])
        return _full(
            desk,
            "from (select unnest($numbers::bigint[]) as n) asked"
            " join core.statements s on s.statement_no = asked.n",
            numbers=shown,
        )

    found = desk.known.each("card", numbers, ask)
    return [found[number] for number in numbers if number in found]


def cards_of(desk: Desk, document_id: str) -> list[Row]:
    """All statements of a document in reading order; without those that are held."""

    def ask() -> list[Row]:
        document = papers(desk).row(document_id)
        if not document or not document["n_statements"]:
            return []
        first = document["first_statement"]
        found = _full(
            desk,
            "from core.statements s where s.statement_no between $first and $last",
            first=first,
            last=first + document["n_statements"] - 1,
        )
        return [found[number] for number in register(desk).shown(sorted(found))]

    return desk.once(("cards of", document_id), ask)


def numbers_of(desk: Desk, statement_ids: Iterable[str]) -> dict[str, int]:
    """The numbers of the statements with these ids, for those that are in the build."""

    known = register(desk)
    found = {name: known.number(name) for name in statement_ids}
    return {name: number for name, number in found.items() if number is not None}


def _full(desk: Desk, source: str, **asked: Any) -> dict[int, Row]:
    """By number, with the review's words, `themes`, and the places of their words, `spans`.

    `beside` is the role of a document that is not the report of its review.
    """
    names, found = desk.table(f"select {_COLUMNS} {source}", asked)
    known, given = register(desk), labels(desk)
    rows: dict[int, Row] = {}
    for values in found:
        row = dict(zip(names, values, strict=True))
        number, text = row["statement_no"], row["text"]
        row |= known.of(number)
        row["first_statement_id"] = row["repeats_statement_id"] or row["statement_id"]
        row["themes"] = themes = given.of(number, text)
        row["spans"] = [
            (t["evidence_start"], t["evidence_end"])
            for t in themes
            if t["evidence_end"] - t["evidence_start"] < _MOST_MARKED * len(text)
        ]
        rows[number] = row
    return rows
