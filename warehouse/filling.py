"""The tables of a warehouse, filled step by step from what a run hands over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

import duckdb

from models.records import WarehouseInput
from warehouse.answers import write_answers
from warehouse.arrow import without_frames
from warehouse.chances import write_chances
from warehouse.families import group, write_said_again
from warehouse.families.corrections import Corrections
from warehouse.families.facts import Facts
from warehouse.gazetteer import write_gazetteer
from warehouse.intake import stage
from warehouse.loader import Loader
from warehouse.repeats import write_repeats
from warehouse.responses import write_responses
from warehouse.search.index import write_index
from warehouse.sqlfiles import run

T = TypeVar("T")


class Clock(Protocol):
    """Runs a step and records how long it takes."""

    def __call__(self, step: str, work: Callable[[], T], /) -> T: ...


def fill(
    connection: duckdb.DuckDBPyConnection,
    entry: WarehouseInput,
    corrections: Callable[[set[str]], Corrections],
    timed: Clock,
) -> None:
    """Make all tables. `corrections` takes document ids and returns corrections of families."""
    without_frames()
    loader = Loader(connection)
    run(connection, "stage")
    facts = timed("load", lambda: stage(entry, loader))
    timed("families", lambda: _group(facts, loader, corrections({f.document_id for f in facts})))
    timed("said again", lambda: write_said_again(connection))
    timed("tables", lambda: _in_one(connection, "core", "derived"))
    timed("chances", lambda: write_chances(connection, entry.review_themes))
    timed("links", lambda: write_answers(connection))
    timed("gazetteer", lambda: write_gazetteer(connection))
    timed("responses", lambda: write_responses(connection))
    timed("repeats", lambda: write_repeats(connection))
    timed("search index", lambda: write_index(connection))
    timed("worked out", lambda: _in_one(connection, "worked_out"))


def _group(facts: list[Facts], loader: Loader, corrections: Corrections) -> None:
    for m in group(facts, corrections):
        row = (m.document_id, m.review_id, m.is_primary, m.reason, m.confidence, m.review_type)
        loader.add("members", row)
    loader.flush()


def _in_one(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Run SQL files in one transaction; otherwise each statement would wait for the disk."""
    connection.begin()
    for name in names:
        run(connection, name)
    connection.commit()
