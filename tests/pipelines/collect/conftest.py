"""Fixtures of collection: publishers on loopback, a client, a store, a ledger, a clock."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from loopback import GAP, AnyPort, Publisher, Site, read_govuk, read_pages

from archive.ledger import Ledger
from archive.originals import Originals
from pipelines.collect import Settings, collect
from pipelines.collect.client import Caller, Client
from pipelines.collect.settings import AnswerLimits


@pytest.fixture
def make_publisher():
    """Makes sources with the expectations and limits that a test wants."""

    def make(name, *pages, least=0, most=99_999, share=99_999, strategy="listing", **more):
        return Publisher(
            name,
            pages,
            politeness=SimpleNamespace(gap_seconds=0.0, max_documents=share),
            expectations=SimpleNamespace(min=least, max=most),
            discovery=SimpleNamespace(strategy=strategy),
            **more,
        )

    return make


@pytest.fixture(name="read_pages")
def read_pages_fixture():
    return read_pages


@pytest.fixture(name="read_govuk")
def read_govuk_fixture():
    return read_govuk


@pytest.fixture
def sites():
    """Makes as many sites as a test wants."""
    made = []

    def make():
        made.append(Site())
        return made[-1]

    yield make
    for site in made:
        site.stop()


@pytest.fixture
def site(sites):
    return sites()


@pytest.fixture
def settings():
    """The collector's rules with short waits and small limits; time enough on a busy machine."""
    small = AnswerLimits(wire_bytes=300_000, unpacked_bytes=600_000, seconds=60.0)
    return Settings(
        contact="https://collector.example/about",
        gap_seconds=GAP,
        backoff_seconds=0.01,
        longest_backoff=0.05,
        longest_wait=5.0,
        read_seconds=30.0,
        connect_seconds=30.0,
        page=AnswerLimits(2_000_000, 4_000_000, 60.0),
        file=small,
        robots=small,
        ports=AnyPort(),
        allow_loopback=True,
        recheck_seconds=0.0,
        failures_before_rest=1000,
    )


@pytest.fixture
def store(tmp_path):
    return Originals(tmp_path)


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path)


@pytest.fixture
def make_client(settings, store, ledger):
    """Makes clients; anything about their settings can be changed."""
    made = []

    def make(resolver=None, **changes):
        more = {"resolver": resolver} if resolver else {}
        made.append(Client(replace(settings, **changes), store, ledger.append, **more))
        return made[-1]

    yield make
    for client in made:
        client.close()


@pytest.fixture
def caller():
    return Caller("run-1", "fictionshire")


@pytest.fixture
def run(settings, store, ledger):
    """Runs a collection and gives what it collected, with the sightings of that run by path."""
    numbers = iter(range(1, 1000))

    def go(*sources, discover=read_pages, run_id=None, resolver=None, **changes):
        run_id = run_id or f"run-{next(numbers)}"
        more = {"resolver": resolver} if resolver else {}
        collected = collect(
            sources, discover, store, ledger, run_id, replace(settings, **changes), **more
        )
        rows = [row for row in ledger.sightings() if row.run_id == run_id]
        return SimpleNamespace(
            passes=collected.passes,
            issues=collected.issues,
            codes={found.code: found.severity for found in collected.issues},
            rows=rows,
            at={re.sub(r"^https?://[^/]+", "", row.url): row for row in rows},
        )

    return go


@pytest.fixture
def clock_at(monkeypatch):
    """Sets the day and lets the time of day run from noon."""

    def set_day(day):
        moment = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
        monkeypatch.setattr("pipelines.collect.clock.now", lambda: moment)

    return set_day
