"""The ledger only grows, survives a kill, answers by address, and forgets only by a purge."""

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from msgspec.structs import replace

from archive.errors import UserError
from archive.ledger import KnownAddress, Ledger, queries
from archive.ledger.database import SCHEMA_VERSION, LedgerVersionError
from models.records import DocumentState, Fetch, Pass, Sighting

A, B = "a" * 64, "b" * 64
URL = "https://reviews.example/child-q.pdf"
FIRST = Sighting(
    source_id="fictionshire",
    url=URL,
    seen_at="2026-01-05T10:00:00+00:00",
    run_id="run-1",
    outcome="fetched",
    document_id=A,
    file_name="Child Q.pdf",
    bytes=2048,
    media_type="application/pdf",
    listed_title="Child Q",
    listed_date="5 January 2026",
    page_url="https://reviews.example/reviews",
    key="reviews.example/child-q.pdf",
    listed_date_quote="published on 5 January 2026",
    listed_note="5 January 2026: first published",
)
FETCH = Fetch(
    run_id="run-1",
    source_id="fictionshire",
    purpose="file",
    url=URL,
    started_at="2026-01-05T10:00:00+00:00",
    outcome="fetched",
    status=200,
    redirects=("https://www.reviews.example/child-q.pdf",),
    document_id=A,
    etag='"one"',
    last_modified="Mon, 05 Jan 2026 09:00:00 GMT",
    headers={"content-type": "application/pdf"},
)


def later(day, **changes):
    return replace(
        FIRST, run_id=f"run-{day}", seen_at=f"2026-02-{day:02}T10:00:00+00:00", **changes
    )


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path)


def test_what_goes_in_comes_out(ledger):
    blocked = Sighting("x", "https://x.example/", FIRST.seen_at, "run-1", "blocked_by_robots")
    one_pass = Pass("run-1", "x", FIRST.seen_at, FIRST.seen_at, is_complete=True, states={"new": 1})
    ledger.append(FIRST, FETCH, blocked, one_pass)
    assert list(ledger.sightings()) == [FIRST, replace(blocked, key=blocked.url)]
    assert list(ledger.fetches()) == [FETCH]
    assert list(ledger.fetches("run-2")) == []
    assert ledger.passes("x") == [one_pass]
    assert ledger.passes("y") == []


def test_rows_go_in_together_or_not_at_all(ledger):
    with pytest.raises(AttributeError):
        ledger.append(FIRST, "not a record")
    assert list(ledger.sightings()) == []
    ledger.append(FIRST)  # numbers given in the failed transaction are not used again
    assert list(ledger.sightings()) == [FIRST]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sightings SET state = 'new'",
        "DELETE FROM sightings",
        "UPDATE links SET title = NULL",
        "DELETE FROM files",
        "DELETE FROM fetches",
        "UPDATE runs SET run_id = 'other'",
        "DELETE FROM passes",
        "DELETE FROM purged",
        "DELETE FROM purged_links",
    ],
)
def test_the_file_itself_refuses_changes(ledger, statement):
    one_pass = Pass("run-1", "x", FIRST.seen_at, FIRST.seen_at, is_complete=True)
    other = replace(FIRST, url="https://reviews.example/b.pdf", key="b", document_id=B)
    ledger.append(FIRST, other, FETCH, one_pass)
    ledger.purge(B)
    db = sqlite3.connect(ledger.path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute(statement)


def test_latest_is_by_source_and_address(ledger):
    elsewhere = replace(FIRST, source_id="otherborough")
    renamed = later(2, listed_title="Child Q, final", state=DocumentState.UNCHANGED)
    ledger.append(FIRST, elsewhere, renamed)
    assert ledger.latest() == {
        ("fictionshire", URL): renamed,
        ("otherborough", URL): elsewhere,
    }
    assert ledger.latest("otherborough") == {("otherborough", URL): elsewhere}


def test_a_new_address_under_the_same_key_takes_the_place_of_the_old_one(ledger):
    moved = later(2, url=f"{URL}?v=2", document_id=B, state=DocumentState.REPLACED)
    ledger.append(FIRST, moved)
    assert ledger.latest() == {("fictionshire", moved.url): moved}


def test_known_brings_the_bytes_last_had_and_their_validators(ledger):
    gone = later(3, outcome="gone", state=DocumentState.UNCHANGED)
    ledger.append(FIRST, FETCH, later(2, outcome="listed"), gone)
    assert ledger.known("fictionshire") == {
        FIRST.key: KnownAddress(gone, A, FIRST.seen_at, FETCH.etag, FETCH.last_modified, URL)
    }


def test_validators_of_other_bytes_are_never_used(ledger):
    ledger.append(FIRST, FETCH, later(2, document_id=B, state=DocumentState.REPLACED))
    known = ledger.known("fictionshire")[FIRST.key]
    assert (known.document_id, known.etag, known.last_modified) == (B, None, None)


def test_brief_sightings_keep_every_change_and_the_last_look(ledger):
    unchanged = DocumentState.UNCHANGED
    rows = [FIRST] + [later(day, outcome="not_modified", state=unchanged) for day in range(1, 9)]
    replaced = later(9, document_id=B, state=DocumentState.REPLACED)
    last = later(10, document_id=B, outcome="listed", state=unchanged)
    ledger.append(*rows, replaced, last)
    assert list(ledger.sightings(every=False)) == [FIRST, replaced, last]
    assert len(list(ledger.sightings())) == 11
    assert ledger.history("fictionshire", FIRST.key)[-1] == last
    assert ledger.of_document(B) == [replaced, last]


def test_brief_sightings_leave_out_what_repeats_itself_in_any_state(ledger):
    blocked = replace(
        FIRST, outcome="blocked_by_robots", document_id=None, file_name="", bytes=0, media_type=""
    )
    rows = [replace(blocked, seen_at=f"2026-01-{day:02}") for day in range(1, 9)]
    other = replace(FIRST, url="https://reviews.example/b.pdf", key="b", document_id=B)
    gone = [replace(other, outcome="gone", seen_at=f"2026-02-{day:02}") for day in range(1, 4)]
    back = replace(other, outcome="listed", state=DocumentState.UNCHANGED)
    last = replace(back, seen_at="2026-03-02")
    withdrawn = [
        replace(other, outcome="withdrawn", state=DocumentState.WITHDRAWN, seen_at=f"2026-04-0{n}")
        for n in range(1, 5)
    ]
    ledger.append(*rows, other, *gone, back, last, *withdrawn)
    brief = list(ledger.sightings(every=False))
    assert brief == [rows[0], rows[-1], other, gone[0], back, withdrawn[0], withdrawn[-1]]


def test_a_reader_sees_a_snapshot_and_blocks_nobody(ledger):
    ledger.append(FIRST, later(1))
    reader = ledger.sightings()
    assert next(reader) == FIRST
    ledger.append(later(2))
    assert len(list(reader)) == 1


def test_many_threads_may_append(ledger):
    rows = [
        replace(FIRST, url=f"{URL}?{n % 7}", key=f"k{n % 7}", seen_at=str(n)) for n in range(200)
    ]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ledger.append, rows))
    assert sorted(ledger.sightings(), key=lambda row: int(row.seen_at)) == rows


WRITER = """
import sys
from pathlib import Path
from models.records import Sighting
from archive.ledger import Ledger
ledger = Ledger(Path(sys.argv[1]))
for number in range(1_000_000):
    row = Sighting("s", f"https://x.example/{number}", "2026", "run", "fetched", "a" * 64)
    ledger.append(row)
    print(number, flush=True)
"""


def test_a_killed_writer_loses_nothing_that_it_had_confirmed(ledger, tmp_path):
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": os.getcwd()}  # noqa: PTH109
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as writer:
        confirmed = [int(writer.stdout.readline()) for _ in range(50)]
        writer.send_signal(signal.SIGKILL)
        confirmed += [int(line) for line in writer.stdout]
    rows = list(ledger.sightings())
    assert len(rows) >= len(confirmed)
    assert [row.url.rpartition("/")[2] for row in rows] == [str(n) for n in range(len(rows))]
    ledger.append(FIRST)


def test_purge_forgets_the_document_and_remembers_that_it_must_stay_away(ledger):
    failed = replace(FIRST, outcome="error", document_id=None, file_name="", bytes=0, media_type="")
    other = replace(FIRST, url="https://reviews.example/b.pdf", key="b", document_id=B)
    ledger.append(failed, FIRST, FETCH, other)
    assert ledger.purge(A) == 2
    assert list(ledger.sightings()) == [other]
    assert list(ledger.fetches()) == []
    assert ledger.is_purged("fictionshire", FIRST.key)
    assert ledger.is_purged("otherborough", "k", A)
    assert not ledger.is_purged("fictionshire", "b", B)
    ledger.append(later(2, document_id=B))
    content = b"".join(path.read_bytes() for path in ledger.path.parent.glob("ledger.sqlite*"))
    assert A.encode() not in content.replace(A.encode(), b"", 1)  # but in the list of purged


def test_purge_leaves_the_other_version_at_the_same_address(ledger):
    current = later(2, document_id=B, state=DocumentState.REPLACED)
    ledger.append(FIRST, current)
    ledger.purge(A)
    assert list(ledger.sightings()) == [current]
    assert not ledger.is_purged("fictionshire", FIRST.key)


def test_blocked_hosts_are_those_of_late(ledger):
    blocked = replace(FETCH, outcome="blocked_by_waf", document_id=None)
    ledger.append(blocked)
    assert ledger.blocked_hosts("2026-01-05T00:00:00+00:00", "2026-02-01T00:00:00+00:00") == {
        "reviews.example"
    }
    assert ledger.blocked_hosts("2026-01-06T00:00:00+00:00", "2026-02-01T00:00:00+00:00") == set()
    # Written down by a clock that was ahead: no host is left alone until then.
    assert ledger.blocked_hosts("2025-12-01T00:00:00+00:00", "2026-01-01T00:00:00+00:00") == set()
    ledger.append(FETCH)  # it has answered since
    assert ledger.blocked_hosts("2026-01-05T00:00:00+00:00", "2026-02-01T00:00:00+00:00") == set()


def test_a_newer_ledger_is_refused(ledger):
    sqlite3.connect(ledger.path).execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(LedgerVersionError, match="Update the program"):
        Ledger(ledger.path.parent)


@pytest.mark.parametrize(
    "query",
    [
        f"{queries._SIGHTINGS} {queries._LATEST}",
        f"{queries._SIGHTINGS} {queries._BRIEF}",
        queries._CHECKED,
    ],
)
def test_looking_up_the_latest_reads_links_not_all_sightings(ledger, query):
    ledger.append(FIRST)
    with sqlite3.connect(ledger.path) as db:
        plan = [
            row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}", ("a",) * ("?" in query))
        ]
    assert any("SEARCH s USING INTEGER PRIMARY KEY" in step for step in plan)
    whole = ("SCAN s", "SCAN sightings", "SCAN fetches")
    assert not [step for step in plan if step.startswith(whole) and "sightings_changed" not in step]


def change_bytes(path, before, after):
    """As a bad disk does: SQLite has no checksum and takes what is there."""
    content = path.read_bytes()
    assert before in content
    path.write_bytes(content.replace(before, after))


@pytest.mark.parametrize(
    ("before", "after", "is_read"),
    [
        (b"child-q.pdf", b"child-z.pdf", True),
        (b"Child Q.pdf", b"Child Z.pdf", True),
        (A.encode(), A[:-1].encode() + b"A", False),
        (b"fetchednew", b"fetchednEw", False),
        (b'"is_complete":true', b'"is_complete":tru\xe5', False),
        (b"Child Q.pdf", b"Child \xd1.pdf", False),
    ],
)
def test_flipped_bits_that_sqlite_does_not_see_are_damage(tmp_path, before, after, is_read):
    """Never an unexpected error of this program, and never taken for what was written."""
    ledger = Ledger(tmp_path)
    ledger.append(FIRST, Pass("run-1", "fictionshire", "", "", is_complete=True))
    assert ledger.problems() == []
    ledger.close()
    path = tmp_path / "ledger.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    change_bytes(path, before, after)
    found = Ledger(tmp_path)
    assert found.problems()
    if not is_read:
        with pytest.raises(UserError, match="Restore it from the backup"):
            assert [*found.sightings(), *found.passes()]
