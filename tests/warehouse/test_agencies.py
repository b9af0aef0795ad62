"""Whom recommendations name, where no word tells what kind of body it is. All is invented."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from small import R, document, entry, sha, statement

import warehouse


def test_a_body_of_no_known_kind_is_named_all_the_same(tmp_path: Path) -> None:
    """Nobody may read in a count that a recommendation to a named service names nobody."""
    made = [
        replace(statement(sha("fern"), 0, R, "Turnstone should ask."), addressee="Turnstone"),
        replace(statement(sha("fern"), 1, R, "Kestrel should ask too."), addressee="Kestrel"),
        statement(sha("fern"), 2, R, "The police should ask.", agencies=("police",)),
        statement(sha("fern"), 3, R, "Letters are to be plain."),
    ]
    fern = document("fern", "Safeguarding Adults Review: Fern", [], kind="sar", published="2024")
    fern = replace(fern, extraction=replace(fern.extraction, statements=tuple(made)))
    built = tmp_path / "w.duckdb"
    warehouse.build(entry([fern]), built)
    asked = (
        "select agency, n_recommendations, n_reviews from agencies where n_reviews > 0 order by all"
    )
    assert warehouse.query(built, asked).rows == [
        ("not stated", 1, 1), ("other_body", 2, 1), ("police", 1, 1),
    ]  # fmt: skip
    named = "select addressee from recommendations where list_contains(agencies, 'other_body')"
    assert warehouse.query(built, named).rows == [("Turnstone",), ("Kestrel",)]
    label = "select label from agencies where agency = 'other_body'"
    assert warehouse.query(built, label).rows == [("Somebody else, by name",)]
