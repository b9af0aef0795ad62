"""A network that is down is told apart from a file that cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from invented import write_reviews
from kept import FirstRun
from rich.console import Console

from archive.places import Places
from archive.runs import NOTHING
from models.records import Issue, Pass, Severity
from pipelines.advice import what_to_do
from pipelines.collect import Collected
from pipelines.reporting import as_markdown
from pipelines.reporting.notice import notice_of
from pipelines.request import RunRequest
from pipelines.run import RunReport, ingest
from pipelines.status import data_status
from terminal.screen.run import show_run

QUIET = Console(quiet=True)
pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture
def data(first_run: FirstRun) -> Path:
    return first_run(2) / "data"


def passed(source: str, found: int) -> Pass:
    is_complete = found > 0
    return Pass("r", source, "", "", is_complete, found, message=None if found else "no answer")


def go(
    data: Path, monkeypatch: pytest.MonkeyPatch, *passes: Pass, issues: tuple[Issue, ...] = ()
) -> RunReport:

    def collect(*_: Any, **__: Any) -> Collected:
        return Collected(passes, issues)

    monkeypatch.setattr("pipelines.collect.collect", collect)
    names = tuple(row.source_id for row in passes)
    return ingest(RunRequest(data, sources=names, contact="https://collector.example/"), QUIET)


def test_no_source_at_all_is_status_3_and_what_is_published_stays(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = go(data, monkeypatch, passed("fife_cpc", 0), passed("sbni", 0))
    assert report.exit_status == 3
    (issue,) = [issue for issue in report.issues if issue.code == "nothing_collected"]
    assert "fife_cpc, sbni (no answer)" in issue.message
    assert report.file_names.keys()


def test_a_first_run_without_a_network_publishes_nothing_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def collect(*_: Any, **__: Any) -> Collected:
        return Collected((passed("fife_cpc", 0),), ())

    data = tmp_path / "data"
    monkeypatch.setattr("pipelines.collect.collect", collect)
    request = RunRequest(data, sources=("fife_cpc",), contact="https://collector.example/")
    report = ingest(request, QUIET)
    assert (report.exit_status, report.build) == (3, None)
    assert not Places(data).warehouse.exists()
    assert report.summary
    assert "Nothing has been published yet" in as_markdown(report.summary)
    show_run(report, data_status(data), data, Console())
    assert "Not published" in capsys.readouterr().out
    write_reviews(tmp_path / "in", 2)
    assert ingest(RunRequest(data, path=tmp_path / "in"), QUIET).exit_status == 0
    assert ingest(request, QUIET).exit_status == 3
    assert Places(data).warehouse.exists()


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (("listing_refused", "listing_refused"), "nothing_collected"),
        (("listing_out_of_reach", "listing_refused"), "nothing_collected"),
        (("listing_out_of_reach", "listing_out_of_reach"), "network_down"),
    ],
)
def test_only_where_no_server_answers_the_network_is_to_blame(
    codes: tuple[str, str], told: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("fife_cpc", "sbni")
    found = tuple(
        Issue(Severity.WARNING, "collect", code, f"why of {name}", source_id=name)
        for code, name in zip(codes, names, strict=True)
    )
    report = go(data, monkeypatch, *(passed(name, 0) for name in names), issues=found)
    assert report.exit_status == 3
    (issue,) = [issue for issue in report.issues if issue.code in NOTHING]
    assert issue.code == told
    assert ("network and DNS" in what_to_do(issue)) is (told == "network_down")
    assert report.summary
    notice = notice_of(report.summary)
    assert notice
    named = "(fife_cpc, sbni). The first: no answer" if told == "network_down" else "(no answer)"
    assert named in notice.lines[0]
    assert "fife_cpc, sbni" in notice.lines[0]
    assert what_to_do(issue) in notice.lines[0]
    assert all(f"why of {name}" in notice.text for name in names)


def test_one_source_that_answers_is_enough(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = go(data, monkeypatch, passed("fife_cpc", 0), passed("sbni", 5))
    assert report.exit_status == 0
