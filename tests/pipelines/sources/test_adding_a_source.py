"""The worked example of docs/adding-a-source.md, run against a loopback server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from pipelines.collect import Settings
from pipelines.sources import check as check_module
from pipelines.sources import load_source
from pipelines.sources.check import check, table
from pipelines.sources.schema import Politeness
from pipelines.strategies import STRATEGIES

DOC = Path(__file__).parents[3] / "docs" / "adding-a-source.md"
HOST = "https://calderbrook.example"
PAGE = """<html><body><main>
<h1>Learning from reviews</h1>
<h2>Rowan</h2><p>Posted on Thursday 16th May 2024</p>
<ul>
<li><a href="/files/rowan-report.pdf">Overview report</a> (PDF, 1.2MB), 16th May 2024</li>
<li><a href="/files/rowan-briefing.pdf">7 minute briefing</a>, 16th May 2024</li></ul>
<h2>Earlier reviews</h2>
<p><a href="/learning/child-e-lcspr">Child E LCSPR</a> January 2023</p>
<h2>Forms</h2><p><a href="/files/form.docx">SAR referral form</a></p>
<h2>Learning from others</h2>
<p><a href="/files/kent.pdf">Kent LCSPR Elm</a></p></main></body></html>
"""
HOP = '<html><body><h1>Child E LCSPR</h1><a href="/download/4711">Download</a></body></html>'


def blocks(language: str) -> list[str]:
    """The document's fenced blocks in `language`; every second fence closes one."""
    parts = re.split(r"^```(\w*)$", DOC.read_text(encoding="utf-8"), flags=re.MULTILINE)
    opened = zip(parts[1::4], parts[2::4], strict=True)
    return [body.strip("\n") for name, body in opened if name == language]


@pytest.fixture
def board(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> HTTPServer:
    """A server that plays the board of the document, and sources without pauses."""
    for path in ("/robots.txt", "/moved"):
        httpserver.expect_request(path).respond_with_data("not here", status=404)
    listing = httpserver.expect_request("/learning/reviews")
    listing.respond_with_data(PAGE, content_type="text/html")
    httpserver.expect_request("/learning/child-e-lcspr").respond_with_data(
        HOP, content_type="text/html"
    )

    def unpaused(path: Path) -> Any:
        source = load_source(path)
        quick = Politeness.model_construct(**{**source.politeness.model_dump(), "gap_seconds": 0.0})
        return source.model_copy(update={"politeness": quick})

    monkeypatch.setattr(check_module, "load_source", unpaused)
    return httpserver


def settings(server: HTTPServer) -> Settings:
    return Settings(gap_seconds=0.0, allow_loopback=True, ports=frozenset({server.port}), tries=1)


def test_the_worked_example_says_what_the_document_shows(board: HTTPServer, tmp_path: Path) -> None:
    here = board.url_for("").rstrip("/")
    path = tmp_path / "calderbrook_scp.yaml"
    path.write_text(blocks("yaml")[0].replace(HOST, here), encoding="utf-8")
    report = check(path, settings(board))
    shown = next(block for block in blocks("") if block.startswith("calderbrook_scp:"))
    assert "\n".join(report.lines()) == shown.replace(HOST, here).strip()
    assert report.is_good


def test_the_fault_in_the_document_is_what_a_fault_looks_like(tmp_path: Path) -> None:
    path = tmp_path / "calderbrook_scp.yaml"
    text = blocks("yaml")[0].replace("nation: england", "nation: Englnd")
    path.write_text(text, encoding="utf-8")
    shown = next(block for block in blocks("") if "not usable" in block)
    assert shown.strip("\n") in "\n".join(check(path).lines())


def test_a_page_that_is_gone_is_a_problem_with_a_next_step(
    board: HTTPServer, tmp_path: Path
) -> None:
    here = board.url_for("").rstrip("/")
    path = tmp_path / "calderbrook_scp.yaml"
    text = blocks("yaml")[0].replace(HOST, here).replace("/learning/reviews", "/moved")
    path.write_text(text, encoding="utf-8")
    report = check(path, settings(board))
    assert not report.is_good
    assert "put its new address in the source file" in "\n".join(report.lines())


def test_a_site_that_forbids_robots_is_left_alone(board: HTTPServer, tmp_path: Path) -> None:
    board.clear()
    board.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /learning/\n")
    here = board.url_for("").rstrip("/")
    path = tmp_path / "calderbrook_scp.yaml"
    path.write_text(blocks("yaml")[0].replace(HOST, here), encoding="utf-8")
    report = check(path, settings(board))
    assert not report.listed
    assert any("robots" in problem for problem in report.problems)
    assert not any(request.path.startswith("/learning") for request, _ in board.log)


def test_the_table_of_strategies_names_all_that_fit_more_than_one_publisher() -> None:
    rows = DOC.read_text(encoding="utf-8").partition("## When it is not a list")[2]
    named = set(re.findall(r"^\|[^|]+\| `(\w+)` \|", rows, re.MULTILINE)) - {"strategy"}
    assert named == set(STRATEGIES) - {"home_office_library", "sar_library", "folder"}


def test_the_table_of_sources_shows_what_is_skipped_and_why() -> None:
    rows = {row.source_id: row for row in table()}
    assert rows["camden_scp"].skip_reason is None
    assert rows["east_midlothian_ppc"].skip_reason is not None
    assert not any(row.is_verified for row in rows.values())
