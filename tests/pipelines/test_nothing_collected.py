"""A network that is down is told apart from a file that cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from invented import write_reviews
from rich.console import Console

from models.records import Pass
from pipelines.collect import Collected
from pipelines.request import RunRequest
from pipelines.run import RunReport, ingest

QUIET = Console(quiet=True)
pytestmark = pytest.mark.usefixtures("in_this_process")


def passed(source: str, found: int) -> Pass:
    is_complete = found > 0
    return Pass("r", source, "", "", is_complete, found, message=None if found else "no answer")


def go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *passes: Pass) -> RunReport:
    write_reviews(tmp_path / "in", 2)
    data = tmp_path / "data"
    ingest(RunRequest(data, path=tmp_path / "in"), QUIET)

    def collect(*_: Any, **__: Any) -> Collected:
        return Collected(passes, ())

    monkeypatch.setattr("pipelines.collect.collect", collect)
    names = tuple(row.source_id for row in passes)
    return ingest(RunRequest(data, sources=names, contact="https://collector.example/"), QUIET)


def test_no_source_at_all_is_status_3_and_what_is_published_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = go(tmp_path, monkeypatch, passed("fife_cpc", 0), passed("sbni", 0))
    assert report.exit_status == 3
    (issue,) = [issue for issue in report.issues if issue.code == "nothing_collected"]
    assert "no answer" in issue.message
    assert report.file_names.keys()


def test_one_source_that_answers_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = go(tmp_path, monkeypatch, passed("fife_cpc", 0), passed("sbni", 5))
    assert report.exit_status == 0
