"""An operator's own sources: named, scheduled, rehearsed against saved pages."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from invented import source_file, write_review
from rich.console import Console

import warehouse
from archive.errors import UserError
from archive.places import Places
from models.records import Outcome
from pipelines import gathering
from pipelines.collect import Settings, engine
from pipelines.collect.client import Caller
from pipelines.doctor import Health, examine
from pipelines.environment import OWN_SOURCES
from pipelines.gathering import named_sources
from pipelines.rehearsal import rehearse
from pipelines.request import RunRequest
from pipelines.run import ingest
from pipelines.saved_pages import saved, serving
from pipelines.sources import SourceFileError, load_folders, load_sources
from pipelines.sources.loader import SHIPPED
from pipelines.status import sources_status
from terminal.screen.rehearsal import show_rehearsal

QUIET = Console(quiet=True)
ROOT = Path(__file__).resolve().parents[3]
PDF = ROOT / "pipelines" / "sample" / "pdf" / "briefing-aspen-2025.pdf"
SOURCE = source_file("daily")
PAGE = """<h2>Local child safeguarding practice reviews</h2>
<p><a href="/files/child-a.pdf">Child A: local child safeguarding practice review</a></p>
<p><a href="https://files.example.net/child-b.pdf">Child B: safeguarding practice review</a></p>
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "invented_scp.yaml").write_text(SOURCE)
    monkeypatch.setenv(OWN_SOURCES, str(folder))
    return folder


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    (folder / "reviews.example.org" / "files").mkdir(parents=True)
    (folder / "reviews.example.org" / "published.html").write_text(PAGE)
    (folder / "reviews.example.org" / "files" / "child-a.pdf").write_bytes(PDF.read_bytes())
    return folder


def test_own_sources_are_beside_the_shipped_ones_and_before_them(own: Path) -> None:
    shipped = set(load_folders(SHIPPED))
    assert set(load_sources()) == shipped | {"invented_scp"}
    assert "invented_scp" in {source.source_id for source in named_sources(["daily"])}
    assert "invented_scp" not in {source.source_id for source in named_sources(["weekly"])}
    (own / "camden_scp.yaml").write_text(SOURCE)
    assert load_sources()["camden_scp"].title == "An invented partnership"


def test_schedules_part_all_sources_that_are_on_one() -> None:
    groups = [{s.source_id for s in named_sources([g])} for g in ("daily", "weekly", "monthly")]
    assert set.union(*groups) == {source.source_id for source in named_sources(["all"])}
    assert sum(map(len, groups)) == len(set.union(*groups))
    assert "local" not in set.union(*groups)


def test_a_name_that_means_several_is_refused(own: Path) -> None:
    (own / "daily.yaml").write_text(SOURCE)
    with pytest.raises(SourceFileError, match="means several sources"):
        load_sources()


@pytest.mark.usefixtures("in_this_process")
def test_a_file_that_cannot_be_used_leaves_the_others_to_run(
    own: Path, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named once as new; its documents keep their title and licence until it is mended."""
    data, bad = tmp_path / "data", own / "other_scp.yaml"
    bad.write_text(SOURCE.replace("published", "other").replace("An invented p", "Another p"))
    other = pages / "reviews.example.org" / "other.html"
    other.write_text('<a href="/files/child-c.pdf">Child C: child practice review</a>')
    source = pages / "reviews.example.org" / "files"
    write_review(source / "child-c.pdf", "Cedar")
    with serving(pages) as port:
        monkeypatch.setattr(gathering, "settings", lambda *_, **__: quick(port))
        # A source may not ask for less than a second between two requests.
        monkeypatch.setattr(engine, "Caller", lambda run_id, name, _gap: Caller(run_id, name))
        both = ("invented_scp", "other_scp")
        request = RunRequest(data, both, contact="https://collector.example/")
        ingest(request, QUIET)
        good = bad.read_text()
        bad.write_text("title: [x\n")
        write_review(source / "child-d.pdf", "Damson")
        page = pages / "reviews.example.org" / "published.html"
        page.write_text(page.read_text() + '<a href="/files/child-d.pdf">Child D: review</a>')
        first, second = (ingest(request, QUIET) for _ in range(2))
        assert (first.exit_status, second.exit_status) == (2, 0)
        (told,) = first.new_warnings
        assert (told.code, told.source_id) == ("source_file_wrong", "other_scp")
        assert "other_scp.yaml: line" in told.message
        question = "select title, publisher from sources where source_id = 'other_scp'"
        rows = warehouse.query(Places(data).warehouse, question).rows
        assert rows == [("Another partnership", "Another partnership")]
        documents = "select source_id, count(*) from documents group by all order by all"
        counted = warehouse.query(Places(data).warehouse, documents).rows
        assert counted == [("invented_scp", 2), ("other_scp", 1)]
        with pytest.raises(SourceFileError, match="other_scp"):
            ingest(RunRequest(data, ("other_scp",)), QUIET)
        (found,) = (one for one in examine(data, is_quick=True) if one.about == "source files")
        assert (found.health, "other_scp.yaml" in found.says) == (Health.BAD, True)
        (row,) = (one for one in sources_status(data) if one.source_id == "other_scp")
        assert "other_scp.yaml" in (row.message or "")
        bad.write_text(good)
        healed = ingest(request, QUIET)
    assert "source_file_wrong" not in {issue.code for issue in healed.issues}


def quick(port: int) -> Settings:
    """The collector's rules against pages that this machine serves."""
    return Settings(
        contact="https://collector.example/", gap_seconds=0.0, stand_in=port, allow_loopback=True
    )


def test_a_missing_folder_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(OWN_SOURCES, str(tmp_path / "none"))
    with pytest.raises(UserError, match="--sources-dir"):
        load_sources()


def test_a_rehearsal_collects_from_saved_pages_and_asks_nobody(
    own: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_look_up(host: str, *_: object, **__: object) -> list[object]:
        if host != "127.0.0.1":
            raise AssertionError(f"{host} was looked up")
        return real(host, *_, **__)

    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", no_look_up)
    found = rehearse("invented_scp", str(pages))
    outcomes = {row.url.rpartition("/")[2]: row.outcome for row in found.files}
    assert (found.found, found.left_out) == (1, 1)
    assert outcomes["child-a.pdf"] == Outcome.FETCHED
    assert outcomes["child-b.pdf"] == "left_out"  # a host that the source does not name
    with serving(pages) as port:
        again = rehearse(str(own / "invented_scp.yaml"), f"http://127.0.0.1:{port}")
    assert [row.outcome for row in again.files] == [row.outcome for row in found.files]


def test_a_rehearsal_names_the_pages_that_were_not_saved(
    own: Path, pages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is no night: nobody is told to wait for the next run, or to look at the network."""
    (own / "invented_scp.yaml").write_text(SOURCE.replace("/published", "/elsewhere"))
    found = rehearse("invented_scp", str(pages))
    assert found.missing == ("reviews.example.org/elsewhere",)
    show_rehearsal(found, Console(width=200))
    told = capsys.readouterr().out
    assert "Not among the saved pages: reviews.example.org/elsewhere" in told
    assert "tonight" not in told


def test_a_rehearsal_against_a_server_that_is_not_there_says_so(own: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(UserError, match=f"No server answers at http://127.0.0.1:{port} "):
        rehearse("invented_scp", f"http://127.0.0.1:{port}")


def test_only_this_machine_stands_in_for_publishers(own: Path) -> None:
    for against in ("http://reviews.example.org:80", "https://127.0.0.1:8443", "/nowhere"):
        with pytest.raises(UserError):
            rehearse("invented_scp", against)


def test_saved_pages_lead_nowhere_else(pages: Path) -> None:
    (pages.parent / "secret").write_text("x")
    assert saved(pages, "reviews.example.org", "/../../secret") is None
    assert saved(pages, "..", "/secret") is None
    assert saved(pages, "reviews.example.org", "/published?page=2") is None
    assert saved(pages, "reviews.example.org", "/published") is not None
