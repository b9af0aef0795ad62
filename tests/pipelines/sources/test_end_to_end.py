"""A loopback server plays the publishers; sources go through strategies, client, store and ledger.

The pages are the saved examples of the sources, so what is collected here is what the examples say.
Hosts are told apart by name; the resolver leads every name to the server.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_plus, urlsplit

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from archive.ledger import Ledger
from archive.originals import Originals
from models.records import DocumentState, Outcome, Sighting
from pipelines.collect import Collected, Settings, collect
from pipelines.sources import Source, load_sources
from pipelines.sources.schema import Expectations, Politeness
from pipelines.sources.settings import Folder
from pipelines.strategies import discover
from vocabulary.yaml_text import value_of

EXAMPLES = Path(__file__).parents[2] / "sources"
SOURCES = {name: s for name, s in load_sources().items() if s.skip_reason is None}
_HOST = re.compile(r"https?://([a-zA-Z0-9.-]+)")


@dataclass
class World:
    """The server with everything that it plays, and the data folder of a collector."""

    server: HTTPServer
    data: Path
    pages: dict[str, Response] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    runs: int = 0

    def local(self, text: str) -> str:
        """`text` with every address on this server, under its own name."""
        return _HOST.sub(rf"http://\1:{self.server.port}", text)

    def play(self, source_id: str) -> Source:
        """Plays the saved example of a source; gives the source with addresses to match."""
        folder = EXAMPLES / source_id
        for page in value_of((folder / "example.yaml").read_text("utf-8"))["pages"]:
            body = self.local((folder / page["file"]).read_text("utf-8"))
            self.page(page["url"], body, page.get("status", 200), page.get("headers"))
        source = SOURCES[source_id]
        settings = source.discovery
        moved = type(settings).model_validate_json(self.local(settings.model_dump_json()))
        quick = Politeness.model_construct(**(dict(source.politeness) | {"gap_seconds": 0.0}))
        update = {"discovery": moved, "politeness": quick, "expectations": Expectations()}
        return source.model_copy(update=update)

    def page(self, url: str, body: str, status: int = 200, headers: object = None) -> None:
        self.pages[_key(url)] = Response(body, status, headers, content_type="text/html")

    def answer(self, request: Request) -> Response:
        key = _key(request.url)
        self.asked.append(key)
        is_page = request.path.endswith(("/", "/robots.txt"))
        if is_page and key not in self.pages:
            return Response("not here", status=404)
        report = f"%PDF-1.7\n% fictional report {key}\n%%EOF\n"
        return self.pages.get(key) or Response(report, content_type="application/octet-stream")

    def run(self, *sources: Source, **settings: object) -> Collected:
        """One run of the collector over `sources`."""
        self.runs += 1
        rules = {"gap_seconds": 0.0, "backoff_seconds": 0.01, "tries": 2, "allow_loopback": True}
        rules |= {"ports": frozenset({self.server.port}), "recheck_seconds": 0.0} | settings
        return collect(
            sources,
            discover,
            Originals(self.data),
            self.ledger,
            f"run-{self.runs}",
            Settings(**rules),
            resolver=lambda host, port: ["127.0.0.1"],
        )

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.data)

    def sightings(self) -> list[Sighting]:
        """The sightings of the last run."""
        return [row for row in self.ledger.sightings() if row.run_id == f"run-{self.runs}"]


def _key(url: str) -> str:
    parts = urlsplit(url)
    return unquote_plus(f"{parts.hostname}{parts.path}?{parts.query}")


@pytest.fixture
def world(httpserver: HTTPServer, tmp_path: Path) -> World:
    made = World(httpserver, tmp_path / "data")
    httpserver.expect_request(re.compile(".*")).respond_with_handler(made.answer)
    return made


def expected(source_id: str) -> list[dict[str, str]]:
    return value_of((EXAMPLES / source_id / "expected.yaml").read_text("utf-8"))


@pytest.mark.parametrize("source_id", SOURCES)
def test_what_a_source_lists_is_stored_and_the_rest_is_on_record(
    world: World, source_id: str
) -> None:
    collected = world.run(world.play(source_id))
    assert [issue for issue in collected.issues if issue.code == "collect_broke"] == []
    assert collected.passes[0].is_complete, collected.passes[0].message
    rows = expected(source_id)
    wanted = [r for r in rows if "left_out" not in r and "withdrawn" not in r]
    outcomes = Counter(sighting.outcome for sighting in world.sightings())
    held = "index_only" if SOURCES[source_id].purpose == "index" else "fetched"
    assert outcomes[held] == len(wanted)
    left_out = {row.get("key") or row["url"] for row in rows if "left_out" in row}
    assert collected.passes[0].left_out == len(left_out)


def test_a_second_run_finds_everything_unchanged(world: World) -> None:
    source = world.play("home_office_dhr")
    world.run(source)
    world.run(source)
    assert {row.state for row in world.sightings()} == {DocumentState.UNCHANGED}


def test_sightings_carry_what_the_page_said(world: World) -> None:
    world.run(world.play("merton_scp"))
    row = next(row for row in world.sightings() if row.listed_group == "child m saffron")
    assert row.listed_date == "2024-07"
    assert row.listed_role == "report"
    assert row.listed_publisher == "Merton Safeguarding Children Partnership"
    assert row.page_url is not None


def test_a_withdrawn_publication_is_withdrawn_and_its_file_not_asked_for(world: World) -> None:
    world.run(world.play("govuk_csprp"))
    rows = [row for row in world.sightings() if row.outcome == Outcome.WITHDRAWN]
    assert [row.state for row in rows] == [DocumentState.WITHDRAWN]
    assert not any("withdrawn.pdf" in asked for asked in world.asked)


def test_the_index_never_leads_to_a_request_for_a_file(world: World) -> None:
    world.run(world.play("nspcc_recent"))
    assert len([asked for asked in world.asked if "robots" not in asked]) == 2


def test_a_listing_that_breaks_makes_nothing_look_gone(world: World) -> None:
    source = world.play("national_sar_library")
    world.run(source)
    world.page("https://nationalnetwork.org.uk/search.html", "<p>Down for maintenance</p>")
    collected = world.run(source)
    assert not collected.passes[0].is_complete
    assert "listing_incomplete" in {issue.code for issue in collected.issues}
    states = {row.state for row in world.sightings()}
    assert not states & {DocumentState.DELISTED, DocumentState.REMOVED}


def test_a_link_that_goes_from_the_page_is_delisted_while_its_file_is_there(world: World) -> None:
    source = world.play("doncaster_scp")
    world.run(source)
    url = SOURCES["doncaster_scp"].discovery.pages[0]
    body = world.pages[_key(url)].get_data(as_text=True)
    world.page(url, re.sub(r"<table>.*</table>", "", body))
    world.run(source)
    states = {Path(row.url).name: row.state for row in world.sightings()}
    assert states["scr-clover.pdf"] == DocumentState.DELISTED
    assert states["lcspr-bramble-january-2023.pdf"] == DocumentState.UNCHANGED


def test_a_replaced_file_is_seen_under_its_old_key(world: World) -> None:
    source = world.play("fife_cpc")
    world.run(source)
    before = world.sightings()[0]
    world.page(before.url, "%PDF-1.7\n% fictional report, second version\n%%EOF\n")
    world.run(source)
    after = world.sightings()[0]
    assert (after.key, after.state) == (before.key, DocumentState.REPLACED)
    assert after.document_id != before.document_id


def test_files_of_this_machine_are_taken_in_without_the_network(
    world: World, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.7\n% fictional\n%%EOF\n")
    (folder / "no suffix").write_bytes(b"%PDF-1.7\n% fictional, another\n%%EOF\n")
    (folder / ".hidden").write_bytes(b"x")
    below = Folder(strategy="folder", path=str(folder))
    collected = world.run(load_sources()["local"].model_copy(update={"discovery": below}))
    rows = world.sightings()
    assert sorted(row.file_name for row in rows if row.document_id) == ["a.pdf", "no suffix"]
    assert collected.passes[0].left_out == 1
    assert world.asked == []


def test_sources_without_an_address_are_issues_not_failures(world: World) -> None:
    skipped = load_sources()["glasgow_cpc"]
    collected = world.run(skipped)
    assert [issue.code for issue in collected.issues] == ["source_skipped"]
