"""When a file is asked for again, and what counts as gone."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from archive.ledger import KnownAddress
from models.records import DocumentState, Listed, Sighting
from pipelines.collect.states import gone_before, is_due, is_missing_due

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
WEEK = 7 * 24 * 3600.0


def seen(outcome="fetched", days_ago=1.0, **more):
    at = (NOW - timedelta(days=days_ago)).isoformat(timespec="seconds")
    return Sighting("s", "https://x.example/a.pdf", at, "run", outcome, "a" * 64, **more)


def known(**more):
    row = seen(**more)
    return KnownAddress(row, row.document_id, row.seen_at)


@pytest.mark.parametrize(
    ("what_is_known", "listed", "due"),
    [
        (known(), {}, False),
        (known(days_ago=7), {}, True),
        (known(days_ago=6.9), {}, False),
        (known(days_ago=-30), {}, True),  # written down by a clock that was ahead
        (known(outcome="error"), {}, True),
        (known(outcome="blocked_by_robots"), {}, True),
        (known(), {"title": "Another title"}, True),
        (known(), {"date": "2026-06"}, True),
        (known(), {"note": "14 June 2026: replaced the report"}, True),
        (known(listed_title="Child Q"), {"title": "Child Q"}, False),
    ],
)
def test_due(what_is_known, listed, due):
    assert is_due(what_is_known, Listed("https://x.example/a.pdf", **listed), NOW, WEEK) is due


@pytest.mark.parametrize(
    ("what_is_known", "due"),
    [
        (known(), True),  # it has just gone from the listing
        (known(state=DocumentState.DELISTED), False),
        (known(state=DocumentState.DELISTED, days_ago=8), True),
        (known(state=DocumentState.DELISTED, outcome="gone", days_ago=0.2), False),
        (known(state=DocumentState.DELISTED, outcome="gone", days_ago=1), True),
        (known(state=DocumentState.REMOVED, days_ago=99), False),
        (known(state=DocumentState.WITHDRAWN, days_ago=99), False),
        (known(state=DocumentState.MOVED, outcome="not_listed", days_ago=99), False),
        (known(state=DocumentState.MOVED, outcome="fetched"), True),
        (KnownAddress(replace(seen(), document_id=None)), False),
    ],
)
def test_due_after_the_listing_has_dropped_it(what_is_known, due):
    assert is_missing_due(what_is_known, NOW, WEEK) is due


@pytest.mark.parametrize(
    ("history", "gone"),
    [
        ([], False),
        ([seen(), seen("gone", 0)], False),
        ([seen(), seen("gone", 2)], True),
        ([seen("gone", 3), seen("not_modified", 2)], False),
        ([seen("gone", 3), seen("error", 2)], True),
        ([seen("gone", 3), seen("fetched", 2), seen("gone", 0)], False),
    ],
)
def test_gone_before_today(history, gone):
    assert gone_before(history, NOW.isoformat()[:10]) is gone
