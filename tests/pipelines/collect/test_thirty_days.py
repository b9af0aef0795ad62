"""Thirty days of a publisher's bad behaviour, and of a clock's: what is published stays good."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from invented import TREES, write_review
from rich.console import Console

import warehouse
from archive.artefacts import Artefacts
from archive.runs import Runs
from models.records import Listed, SourceInfo
from pipelines import gathering, publishing, wavering
from pipelines import run as main_job
from pipelines.accepting import accept
from pipelines.collect import collect
from pipelines.collect.settings import AnswerLimits
from pipelines.process import DocumentOutcome, Job
from pipelines.process.worker import serve
from pipelines.request import RunRequest
from pipelines.run import RunReport, ingest

pytestmark = pytest.mark.faults
QUIET = Console(quiet=True)
START = 8


class World:
    """A publisher on loopback with eight reviews, a clock, and a run a day."""

    def __init__(self, site: Any, data: Path, clock: list[datetime], read: Any) -> None:
        self.site, self.data, self._clock, self._read = site, data, clock, read
        self.is_impatient = False
        self.withdrawn: set[str] = set()
        self.dated: str | None = None  # what the list says of each
        self._over = threading.Event()  # what kept an answer back
        self.names = [f"{tree.lower()}.pdf" for tree in TREES[:START]]
        self.files = {}
        for tree, name in zip(TREES, self.names, strict=False):
            write_review(data.parent / name, tree)
            self.files[f"/{name}"] = (data.parent / name).read_bytes()
        self.normal()

    def normal(self) -> None:
        """All as it was."""
        self._over.set()
        self.is_impatient, self.withdrawn = False, set()
        self.site.text("/robots.txt", "User-agent: *\nDisallow: /private/\n")
        for path, content in self.files.items():
            self.site.bytes(path, content, Content_Type="application/pdf")
        self.list()

    def list(self, names: Iterable[str] | None = None) -> None:
        self.site.page("/reviews", *(self.names if names is None else names))

    def slow(self, path: str) -> None:
        """No answer on this day, however long somebody waits."""
        self._over = over = threading.Event()
        self.is_impatient = True
        self.site.routes[path] = lambda handler: over.wait()

    def listing(self, source: Any, fetch: Any) -> Iterator[Listed]:
        """What the page lists, some of it as withdrawn."""
        for row in self._read(source, fetch):
            is_gone = row.url.rpartition("/")[2] in self.withdrawn
            withdrawn = "2027-01-20" if is_gone else None
            yield msgspec.structs.replace(row, date=self.dated, withdrawn=withdrawn)

    def everywhere(self, answer: Callable[[str], None]) -> None:
        for path in self.files:
            answer(path)

    def day(self, days: float = 1) -> RunReport:
        """A day passes; then the nightly run."""
        self._clock[0] += timedelta(days=days)
        request = RunRequest(self.data, sources=("fictionshire",), contact="https://c.example/")
        return ingest(request, QUIET)

    @property
    def reviews(self) -> int:
        query = "select count(*) from reviews"
        return warehouse.query(self.data / "warehouse.duckdb", query).rows[0][0]


@pytest.fixture
def world(
    site: Any,
    settings: Any,
    make_publisher: Any,
    read_pages: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> World:
    def work(jobs: Iterable[Job], data: Path, limits: Any) -> Iterator[DocumentOutcome]:
        return (serve(Artefacts(data), job).outcome for job in jobs)

    def gather(sources: Any, _: Any, store: Any, ledger: Any, run_id: str, __: Any) -> Any:
        rules = replace(patient, read_seconds=0.5) if world.is_impatient else patient
        return collect(sources, world.listing, store, ledger, run_id, rules)

    roomy = AnswerLimits(wire_bytes=3_000_000, unpacked_bytes=6_000_000, seconds=90.0)
    patient = replace(settings, page=roomy, file=roomy, robots=roomy, read_seconds=30.0)
    clock = [datetime(2027, 1, 1, 3, tzinfo=UTC)]
    publisher = make_publisher("fictionshire", site.url("/reviews"), least=4)
    monkeypatch.setattr(main_job, "work", work)
    monkeypatch.setattr("pipelines.collect.clock.now", lambda: clock[0])
    monkeypatch.setattr(gathering, "named_sources", lambda *_: [publisher])
    monkeypatch.setattr("pipelines.collect.collect", gather)
    info = SourceInfo("fictionshire", "Fictionshire", is_verified=True)
    monkeypatch.setattr(publishing, "source_infos", lambda _: (info,))
    world = World(site, tmp_path / "data", clock, read_pages)
    return world


def bad_days(world: World) -> list[tuple[str, Callable[[], None], set[int]]]:
    """What the publisher does, and the exit statuses that tell the operator rightly."""
    site, files = world.site, world.files
    html = {"Content_Type": "text/html"}

    def notice(path: str) -> None:
        site.bytes(path, b"%PDF-1.7 fictional: down for maintenance %%EOF")

    def cut(path: str) -> None:
        whole = files[path]
        site.bytes(path, whole[:200], **{"Content-Length": str(len(whole)), "Connection": "close"})

    def busy(status: int, path: str) -> None:
        site.text(path, "busy", status, Retry_After="3600")

    def noise(path: str) -> None:
        site.bytes(path, random.Random(path).randbytes(3000))

    every = world.everywhere
    return [
        ("429", lambda: every(partial(busy, 429)), {2}),
        ("503", lambda: every(partial(busy, 503)), {2}),
        ("list 503", lambda: busy(503, "/reviews"), {3}),
        ("slow", lambda: every(world.slow), {2, 3}),
        ("500", lambda: every(lambda p: site.text(p, "error", 500)), {2}),
        ("loops", lambda: every(lambda p: site.redirect(p, p)), {2}),
        ("soft 404", lambda: every(lambda p: site.text(p, "<html>gone", **html)), {2}),
        ("cut", lambda: every(cut), {2}),
        ("no document", lambda: every(noise), {2}),
        ("notice", lambda: every(notice), {2}),
        ("robots", lambda: site.text("/robots.txt", "User-agent: *\nDisallow: /"), {2, 3}),
        ("empty list", lambda: world.list([]), {2, 3}),
        ("list of three", lambda: world.list(world.names[:3]), {2}),
        ("list gone", lambda: site.text("/reviews", "gone", 404, **html), {3}),
        ("forbidden", lambda: every(lambda p: site.text(p, "no", 403)), {2}),
    ]


def test_thirty_days(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wavering, "WINDOW", 0)  # each day is told as the first of its kind
    assert world.day().exit_status == 0
    assert world.reviews == START
    days = 1
    for name, misbehave, told in bad_days(world):
        misbehave()
        report = world.day()
        assert report.exit_status in told, (name, report.exit_status, report.issues)
        assert world.reviews == START, name
        world.normal()
        healed = world.day()
        assert healed.exit_status == 0, (name, healed.issues)
        assert world.reviews == START, name
        assert {row.status for row in healed.outcomes} == {"ok"}, name
        days += 2
    world.site.redirect("/moved/ash.pdf", "/ash.pdf")
    world.list(["moved/ash.pdf", *world.names[1:]])  # moved
    assert world.day().exit_status == 0
    world.list(world.names[1:])  # delisted: what was published stays in the library
    assert world.day().exit_status == 0
    assert world.reviews == START
    assert days >= 29
    numbers = [record.number for record in Runs(world.data).load()]
    assert numbers == sorted(numbers)


def test_a_publisher_that_fails_every_second_day_is_reported_twice(world: World) -> None:
    world.day()
    told = []
    for name, misbehave, _ in bad_days(world)[:1] * 4:
        misbehave()
        told.append((world.day().exit_status, name))
        world.normal()
        assert world.day().exit_status == 0
    assert [status for status, _ in told] == [2, 2, 0, 0]
    assert world.reviews == START


def test_a_list_that_loses_one_document_a_day_is_reported(world: World) -> None:
    world.dated = "2026-12-01"
    world.day()
    nights = []
    for left in range(7, 3, -1):
        world.list(world.names[START - left :])
        nights.append(world.day())
    codes = [{issue.code for issue in night.new_warnings} for night in nights]
    assert codes == [set(), set(), {"slow_loss"}, set()]
    assert [night.exit_status for night in nights] == [0, 0, 2, 0]
    assert world.reviews == START


def test_reviews_replaced_by_shorter_editions_are_held_until_accepted(world: World) -> None:
    world.day()
    for tree, name in list(zip(TREES, world.names, strict=False))[:3]:
        write_review(world.data.parent / name, tree, 2)
        content = (world.data.parent / name).read_bytes()
        world.site.bytes(f"/{name}", content, Content_Type="application/pdf")
    nights = [world.day() for _ in range(3)]
    assert [night.exit_status for night in nights] == [1, 1, 1]
    held = nights[-1].held_build
    assert held
    assert accept(RunRequest(world.data), held, QUIET).exit_status == 0
    assert world.day().exit_status == 0


def test_what_is_withdrawn_leaves_the_views_and_most_of_a_source_at_once_is_held(
    world: World,
) -> None:
    world.day()
    world.withdrawn = {world.names[0]}
    assert [world.day().exit_status for _ in range(2)] == [2, 0]
    assert world.reviews == START - 1
    world.withdrawn = set(world.names[:6])
    assert world.day().held_build
    assert world.reviews == START - 1
    world.normal()
    assert world.day().exit_status == 0
    assert world.reviews == START


def test_another_document_at_an_address_waits_for_a_person_and_both_are_found(
    world: World,
) -> None:
    world.day()
    write_review(world.data.parent / "other.pdf", TREES[START])
    other = (world.data.parent / "other.pdf").read_bytes()
    world.site.bytes("/ash.pdf", other, Content_Type="application/pdf")
    report = world.day()
    assert (report.exit_status, world.reviews) == (2, START + 1)
    (issue,) = [issue for issue in report.issues if issue.code == "replaced_unseen"]
    assert world.day().exit_status == 0
    accepted = accept(RunRequest(world.data), issue.document_id or "", QUIET)
    assert (accepted.exit_status, world.reviews) == (0, START)


def test_a_clock_that_was_a_year_ahead_stops_nothing(world: World) -> None:
    world.day()
    world.day(days=400)
    write_review(world.data.parent / "new.pdf", TREES[START])
    world.files["/new.pdf"] = (world.data.parent / "new.pdf").read_bytes()
    world.names.append("new.pdf")
    world.normal()
    asked = world.site.count("/ash.pdf")
    assert world.day(days=-399).exit_status == 0
    assert world.reviews == START + 1
    assert world.site.count("/ash.pdf") > asked
