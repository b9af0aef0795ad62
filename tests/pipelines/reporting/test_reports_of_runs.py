"""What the report, the figures and the screen tell of a run."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import msgspec
import pytest
from invented import write_review, write_reviews
from kept import FirstRun, parts
from one_night import night
from rich.console import Console
from typer.testing import CliRunner

from archive.folder import Archive
from archive.originals import Originals
from archive.places import Places
from cli import app
from models.records import DocumentState, Severity
from pipelines.doctor import Health, examine
from pipelines.environment import OWN_SOURCES
from pipelines.reporting import Ending, Summary, as_markdown, load_summary, report_paths
from pipelines.reporting.gone import gone_in
from pipelines.reporting.html import as_html
from pipelines.reporting.metrics import as_openmetrics, metrics
from pipelines.reporting.summary import ReportedIssue
from pipelines.request import RunRequest
from pipelines.run import ingest
from pipelines.sources import SourceFileError
from terminal.screen.run import warnings_of

pytestmark = pytest.mark.usefixtures("in_this_process")


def test_a_report_says_the_same_in_three_forms(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "documents"
    write_reviews(folder, 2)
    (folder / "notice.pdf").write_text("<html>An invented notice</html>")
    summary = night(data, folder)
    markdown, html, kept = report_paths(data, summary.run_id)
    assert markdown.read_text() == as_markdown(summary)
    assert html.read_text() == as_html(summary)
    assert msgspec.json.decode(kept.read_bytes(), type=Summary) == summary
    for text in (markdown.read_text(), html.read_text()):
        assert "notice.pdf" in text
        assert "local" in text
        assert "Slowest documents" in text
    assert {row.stage for row in summary.stages} >= {"collect", "process", "publish", "read"}
    (source,) = summary.sources
    assert (source.found, source.new) == (3, 3)


def test_what_others_wrote_breaks_neither_markdown_nor_page(first_run: FirstRun) -> None:
    data = first_run(1) / "data"
    summary = load_summary(data)
    (item,) = summary.news
    bad = msgspec.structs.replace(
        item, title="<script>x</script> | [y](z)", url="https://example.org/a>b"
    )
    odd = msgspec.structs.replace(summary, news=(bad,), is_first_build=False)
    assert "<script" not in as_html(odd)
    (row,) = (text for text in as_markdown(odd).splitlines() if "script" in text)
    assert len(re.findall(r"(?<!\\)\|", row)) == 5
    assert "(<https://example.org/a%3Eb>)" in row


def test_each_warning_on_the_screen_names_source_and_file(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    write_reviews(folder, 1)
    (folder / "notice.pdf").write_text("<html>An invented notice</html>")
    report = ingest(RunRequest(tmp_path / "data", path=folder), Console(quiet=True))
    ((told, do),) = warnings_of(report)
    assert told.startswith("local, notice.pdf")
    assert "Open its address" in do
    assert report.summary
    assert [trouble.where for trouble in report.summary.troubles] == ["local · notice.pdf"]


def test_an_error_is_shown_once_and_not_as_a_warning(first_run: FirstRun, tmp_path: Path) -> None:
    data = first_run(1) / "data"
    store = Originals(data)
    store.path(next(store.ids())).unlink()
    other = tmp_path / "other"  # the file is not offered again
    other.mkdir()
    write_review(other / "oak.pdf", "Oak")
    report = ingest(RunRequest(data, path=other), Console(quiet=True))
    assert [issue.code for issue in report.new_warnings] == ["original_missing"]
    assert warnings_of(report) == []


def test_figures_are_openmetrics(first_run: FirstRun) -> None:
    data = first_run(1) / "data"
    summary = load_summary(data)
    text = as_openmetrics(metrics(Archive(data), summary))
    assert text == Places(data).openmetrics.read_text() or text.endswith("# EOF\n")
    assert "\nreviews_reviews 1\n" in text
    sample = re.compile(r'reviews_[a-z_]+(\{source="[a-z_0-9]+"\})? -?[0-9.e+]+')
    for row in text.splitlines()[:-1]:
        assert row.startswith(("# TYPE reviews_", "# HELP reviews_")) or sample.fullmatch(row)


def test_a_run_that_was_killed_is_recognised_by_report_and_figures(first_run: FirstRun) -> None:
    data, folder = parts(first_run(1))
    good = load_summary(data)

    def told(*typed: str) -> str:
        return CliRunner().invoke(app, [*typed, "--data", str(data)]).stdout

    assert "died" not in told("report", "--line")
    runs = Archive(data).runs
    with Archive(data).lock():
        runs.at(runs.begin("run-2", "run", "1"), "process")
        assert told("report", "--line") == f"{good.headline}\n"  # it goes on
    line = told("report", "--line")
    assert line.startswith("The last run stopped unexpectedly; 1 review, 4 statements stay publ")
    assert "stopped unexpectedly in the stage process" in told("report")
    figures = told("metrics")
    assert "\nreviews_last_run_exit_status 1\n" in figures
    assert json.loads(told("metrics", "--json"))["last_good_run"] == good.finished_at
    assert told("report", good.run_id, "--line") == f"{good.headline}\n"
    night(data, folder)
    assert "died" not in told("report", "--line")


def test_a_source_file_with_a_typo_is_one_message_and_has_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    own, data = tmp_path / "own", tmp_path / "data"
    own.mkdir()
    (own / "ours.yaml").write_text("title: [x\n")
    monkeypatch.setenv(OWN_SOURCES, str(own))
    done = CliRunner().invoke(app, ["run", "ours", "--data", str(data)])
    assert isinstance(done.exception, SourceFileError)
    assert "Traceback" not in caplog.text
    summary = load_summary(data)
    assert summary.ending is Ending.FAILED
    assert "ours.yaml: line" in summary.troubles[0].message
    assert json.loads((data / "metrics.json").read_bytes())
    (found,) = (one for one in examine(data) if one.about == "source files")
    assert (found.health, "ours.yaml" in found.says) == (Health.BAD, True)


def test_a_full_disk_for_reports_undoes_no_publication(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "documents"
    write_reviews(folder, 1)
    data = tmp_path / "data"
    (data).mkdir()
    (data / "reports").write_text("in the way")
    report = ingest(RunRequest(data, path=folder), Console(quiet=True))
    assert (report.exit_status, report.summary) == (0, None)
    assert Places(data).warehouse.exists()
    shutil.rmtree(data)


def test_what_is_gone_is_named_once_with_its_address_and_what_to_do(tmp_path: Path) -> None:
    """By title as published; a title that the screen holds is not told."""
    write_reviews(tmp_path / "documents", 2)
    data = tmp_path / "data"
    report = ingest(RunRequest(data, path=tmp_path / "documents"), Console(quiet=True))
    archive, record = Archive(data), Archive(data).runs.load()[-1]
    assert list(gone_in(archive, record.run.run_id)) == []
    ash, birch = sorted(archive.latest().values(), key=lambda row: row.url)
    states = (DocumentState.DELISTED, DocumentState.WITHDRAWN)
    for row, state in zip((ash, birch), states, strict=True):
        changed = {"run_id": "run-2", "seen_at": "2031-05-01T05:00:00Z", "state": state}
        archive.ledger.append(msgspec.structs.replace(row, **changed))
    first, second = gone_in(archive, "run-2")
    assert first.title == "Child Safeguarding Practice Review Child Ash"
    assert (first.source_id, first.url, first.since[:10]) == ("local", ash.url, "2031-05-01")
    assert "`reviews discover local`" in first.do
    assert f"`reviews purge {birch.document_id} --why REASON`" in second.do
    again = msgspec.structs.replace(ash, run_id="run-3", state=DocumentState.DELISTED)
    archive.ledger.append(again)
    assert list(gone_in(archive, "run-3")) == []  # it was gone before
    assert report.summary
    written = as_markdown(msgspec.structs.replace(report.summary, gone=(first, second)))
    assert "## Gone from publishers' pages: 2" in written
    assert f"`reviews purge {birch.document_id} --why REASON`" in written
    assert "`reviews discover local`" in written


def test_commands_in_a_report_can_be_copied(tmp_path: Path) -> None:
    write_reviews(tmp_path / "documents", 1)
    report = ingest(RunRequest(tmp_path / "data", path=tmp_path / "documents"), Console(quiet=True))
    assert report.summary
    row = ReportedIssue(Severity.WARNING, "x", "a_b", "Try `reviews discover a_b`.", "a_b")
    odd = msgspec.structs.replace(report.summary, troubles=(row,))
    assert "| a\\_b | a\\_b | Try `reviews discover a_b`. |" in as_markdown(odd)
    assert "<td>Try <code>reviews discover a_b</code>.</td>" in as_html(odd)


def test_what_an_accepted_build_no_longer_holds_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, folder = tmp_path / "data", tmp_path / "documents"
    write_reviews(folder, 6)
    write_review(folder / "ash.pdf", "Ash", n=12)
    night(data, folder)
    write_review(folder / "ash.pdf", "Ash", n=6)
    held = night(data, folder)
    assert held.held_build
    done = CliRunner().invoke(app, ["accept", held.held_build, "--data", str(data)])
    assert done.exit_code == 0
    assert "Left out of this build, or with fewer statements in it: 1 document" in done.stdout
    assert "Review Child Ash (local): statements 12 to 0; another file is now at" in done.stdout
    summary = load_summary(data)
    assert [line.title for line in summary.lost] == ["Child Safeguarding Practice Review Child Ash"]
    assert "## What this build no longer contains" in as_markdown(summary)
