"""What will be read again is said before it is, with the reason; a takedown leaves no report."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import write_reviews
from kept import FirstRun, parts
from rich.console import Console
from typer.testing import CliRunner

from archive import artefacts, stages
from archive.folder import Archive
from archive.places import Places
from cli import app
from pipelines import again
from pipelines.process import results
from pipelines.purging import delete
from pipelines.reporting import as_markdown
from pipelines.request import RunRequest
from pipelines.run import ingest
from pipelines.status import Waiting, data_status

pytestmark = pytest.mark.usefixtures("in_this_process")
QUIET = Console(quiet=True)


def test_a_new_rule_is_said_before_it_reads_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_reviews(tmp_path / "documents", 2)
    request = RunRequest(tmp_path / "data", path=tmp_path / "documents")
    with caplog.at_level(logging.INFO):
        ingest(request, QUIET)
        ingest(request, QUIET)
        assert "again" not in caplog.text
        shutil.rmtree(Places(request.data).artefacts)
        ingest(request, QUIET)
        assert f"2 documents processed before will be processed again: {again.PROGRAMS}" in (
            caplog.text
        )
        shutil.rmtree(Places(request.data).artefacts)
        monkeypatch.setattr(again, "stage_versions", lambda: {"extract": "new"})
        summary = ingest(request, QUIET).summary
        assert "the rules of extract have changed" in caplog.text
    assert summary
    told = "2 documents processed before were processed again: the rules of extract have changed."
    assert told in as_markdown(summary)


def test_a_quiet_run_says_before_a_long_night_why_it_is_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A schedule is quiet, and the first run of a new version may take a night."""
    write_reviews(tmp_path / "documents", 2)
    data = tmp_path / "data"
    typed = ["run", "--from", str(tmp_path / "documents"), "--data", str(data), "--quiet"]
    assert CliRunner().invoke(app, typed).exit_code == 0
    assert not Places(data).log.exists()
    shutil.rmtree(Places(data).artefacts)
    monkeypatch.setattr(again, "stage_versions", lambda: {"extract": "new"})
    assert CliRunner().invoke(app, typed).output == ""
    assert "will be processed again: the rules of extract have changed" in (
        Places(data).log.read_text()
    )


def another_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = stages.stage_versions() | {"extract": "another"}
    monkeypatch.setattr(artefacts, "stage_version", lambda stage: changed[stage.name])
    monkeypatch.setattr(again, "stage_versions", lambda: changed)


def another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = f"{stages.read_settings()}, another"
    monkeypatch.setattr(results, "read_settings", lambda: installed)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (another_rule, "the rules of extract have changed"),
        (another_program, f"{again.PROGRAMS}, or what was made of them is gone"),
    ],
)
def test_the_status_is_that_of_the_published_warehouse_after_a_change(
    first_run: FirstRun,
    change: Callable[[pytest.MonkeyPatch], None],
    why: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data, _ = parts(first_run(2))
    before = data_status(data)
    assert (before.documents, before.by_status) == (2, {"ok": 2})
    assert before.waiting == Waiting(0, 0, None)
    change(monkeypatch)
    after = data_status(data)
    assert after.waiting == Waiting(0, 2, why)
    after.waiting = before.waiting
    assert after == before
    Places(data).warehouse.unlink()
    assert "Nothing is published yet" in (data_status(data).unpublished or "")


def test_a_takedown_takes_the_reports_that_name_it(tmp_path: Path) -> None:
    write_reviews(tmp_path / "documents", 1)
    ingest(RunRequest(tmp_path / "data", path=tmp_path / "documents"), QUIET)
    archive = Archive(tmp_path / "data")
    assert list(archive.places.reports.iterdir())
    with archive.lock():
        delete(archive, archive.documents()[0])
    assert not archive.places.reports.exists()
