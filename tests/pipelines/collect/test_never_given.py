"""A source that has never given a document is told by report, exit status, doctor and figures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from invented import source_file, write_reviews
from rich.console import Console
from typer.testing import CliRunner

from archive.folder import Archive
from cli import app
from models.records import Severity
from pipelines import gathering
from pipelines.collect import collect, source_status
from pipelines.doctor import Health, examine
from pipelines.environment import OWN_SOURCES
from pipelines.reporting import as_markdown
from pipelines.request import RunRequest
from pipelines.run import RunReport, ingest


def test_it_warns_at_the_first_whole_pass_and_is_mentioned_afterwards(run, site, make_publisher):
    publisher = make_publisher("fictionshire", site.url("/reviews"))
    site.text("/reviews", "down", 500)
    assert set(run(publisher).codes) == {"listing_incomplete"}
    site.page("/reviews")
    assert run(publisher).codes == {"never_given": Severity.WARNING}
    assert run(publisher).codes == {"never_given": Severity.INFO}
    site.page("/reviews", "a.pdf")
    assert set(run(publisher).codes) == {"gone", "never_given"}  # its file is not there either
    site.pdf("/a.pdf")
    assert run(publisher).codes == {}
    site.page("/reviews")
    assert "never_given" not in run(publisher).codes


def test_none_is_expected_where_the_file_says_so(run, site, make_publisher):
    site.page("/reviews")
    assert run(make_publisher("fictionshire", site.url("/reviews"), most=0)).codes == {}


def test_a_source_that_always_breaks_has_a_pass(run, site, make_publisher, ledger, monkeypatch):
    monkeypatch.setattr("pipelines.collect.engine.SourcePass.at_listed", lambda _: 1 / 0)
    site.page("/reviews", "a.pdf")
    result = run(make_publisher("fictionshire", site.url("/reviews")))
    assert set(result.codes) == {"collect_broke"}
    (status,) = source_status(ledger, ["fictionshire"])
    assert status.last_run
    assert (status.last_good_run, status.message) == (
        None,
        "broke off (ZeroDivisionError: see the log)",
    )


@pytest.fixture
def weekly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any, read_pages: Any) -> Any:
    """Writes the operator's own source, and gives a run over it as its page stands."""
    own = tmp_path / "own"
    own.mkdir()
    monkeypatch.setenv(OWN_SOURCES, str(own))

    def gather(publishers: Any, *found: Any) -> Any:
        return collect(publishers, read_pages, *found[1:4], settings)

    monkeypatch.setattr("pipelines.collect.collect", gather)

    def go(publisher: Any, most: int = 9) -> RunReport | None:
        (own / "fictionshire.yaml").write_text(
            source_file("weekly", f"expectations: {{min: 0, max: {most}}}")
        )
        monkeypatch.setattr(gathering, "named_sources", lambda *_: [publisher])
        request = RunRequest(tmp_path / "data", sources=("fictionshire",), contact="a@example.org")
        return ingest(request, Console(quiet=True))

    return go


def figures(data: Path) -> dict[str, str]:
    told = CliRunner().invoke(app, ["metrics", "--data", str(data)]).stdout
    return dict(
        re.findall(r'^reviews_(source_\w+)\{source="fictionshire"\} (.+)$', told, re.MULTILINE)
    )


def looks(data: Path) -> dict[str, str]:
    found = examine(data, is_quick=True)
    return {one.about: one.says for one in found if one.health is not Health.OK}


@pytest.mark.usefixtures("in_this_process")
def test_report_exit_status_doctor_and_figures_say_it(
    weekly: Any, site: Any, make_publisher: Any, tmp_path: Path
) -> None:
    data, publisher = tmp_path / "data", make_publisher("fictionshire", site.url("/reviews"))
    write_reviews(tmp_path / "documents", 1)
    ingest(RunRequest(data, path=tmp_path / "documents"), Console(quiet=True))
    site.text("/reviews", "down", 500)
    report = weekly(publisher)
    assert report.exit_status == 3
    assert figures(data)["source_last_good_run_timestamp_seconds"] == "0"
    assert figures(data)["source_age_seconds"] == "+Inf"
    assert "fictionshire" in looks(data)["sources"]

    site.page("/reviews")
    report = weekly(publisher)
    assert report.exit_status == 2
    assert "no document has ever come" in as_markdown(report.summary)
    (line,) = report.summary.sources
    assert line.message == "no document has come from it yet"
    assert figures(data)["source_never_given"] == "1"
    assert "fictionshire" in looks(data)["documents of sources"]

    assert weekly(publisher).exit_status == 0  # told; doctor and figures go on
    assert figures(data)["source_never_given"] == "1"
    weekly(publisher, most=0)  # the operator says that it has none
    assert figures(data)["source_never_given"] == "0"
    assert "documents of sources" not in looks(data)


@pytest.mark.usefixtures("weekly")
def test_a_source_that_has_not_been_listed_for_three_turns_is_reported(
    run: Any, site: Any, make_publisher: Any, tmp_path: Path, clock_at: Any
) -> None:
    (tmp_path / "own" / "fictionshire.yaml").write_text(
        source_file("weekly", "expectations: {min: 0, max: 9}")
    )
    publisher = make_publisher("fictionshire", site.url("/reviews"))
    clock_at("2031-05-03")
    site.page("/reviews", "a.pdf")
    site.pdf("/a.pdf")
    run(publisher)
    site.text("/reviews", "down", 500)
    for day in ("2031-05-10", "2031-05-24"):
        clock_at(day)
        run(publisher)
        assert "stale sources" not in looks(tmp_path)
    clock_at("2031-05-31")
    run(publisher)
    assert "fictionshire" in looks(tmp_path)["stale sources"]


def test_their_own_that_no_run_has_asked_are_reported(
    weekly: Any, tmp_path: Path, make_publisher: Any, site: Any
) -> None:
    data = tmp_path / "data"
    weekly(make_publisher("another", site.url("/reviews")))
    assert "fictionshire (weekly)" in looks(data)["own sources"]
    assert figures(data)["source_last_good_run_timestamp_seconds"] == "0"
    assert Archive(data).ledger.passes("fictionshire") == []
