"""One line for a mail's subject or for cron: what matters most, short, and nothing beside it."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from invented import write_review
from kept import FirstRun
from pytest_httpserver import HTTPServer
from typer.testing import CliRunner

from archive.folder import Archive
from archive.places import Places
from cli import app
from models.records import Issue, Severity
from pipelines import run as main_job
from pipelines.advice import importance
from pipelines.reporting import as_markdown, last_summary, load_summary
from pipelines.reporting.content import blocks
from pipelines.reporting.notice import notice_of
from pipelines.reporting.summary import Ending, ReportedIssue, Summary
from vocabulary.counting import sentence, shortened
from vocabulary.issues import Touches, issue_codes

pytestmark = pytest.mark.usefixtures("in_this_process")


def warning(code: str, stage: str = "collect") -> Issue:
    return Issue(Severity.WARNING, stage, code, code, source_id="fife")


def summary(ending: Ending, status: int, *troubles: ReportedIssue) -> Summary:
    return Summary("r", "run", "1", "", "", "", status, ending, documents=1, troubles=troubles)


def test_what_touches_most_comes_first() -> None:
    issues = [
        warning("no_contact"),
        warning("too_slow"),
        warning("unreadable", "read"),
        warning("listing_empty"),
        warning("hidden_text", "read"),
        warning("fewer_statements_than_before", "check"),
        Issue(Severity.ERROR, "build", "not_shared", "x"),
    ]
    assert sorted(issues, key=importance) == issues[::-1]
    assert importance(warning("source_known", "check")) == importance(warning("unreadable"))
    assert {told.touches for told in issue_codes().values()} == set(Touches)


def test_a_line_has_room_for_one_warning_of_any_length() -> None:
    names = " ".join(f"source_{number}" for number in range(200))
    long = ReportedIssue(Severity.WARNING, "network_down", f"No server answered: {names}", "Look.")
    told = summary(Ending.WARNINGS, 2, long).in_a_line
    assert len(told) < 300
    assert told.endswith(" ...")
    message = notice_of(summary(Ending.NOTHING_COLLECTED, 3, long))
    assert message
    assert max(map(len, message.lines)) < 600
    assert message.lines[0].endswith("... Look.")


@pytest.mark.parametrize("text", ["a" * 300, "word " * 60, f"{'b' * 190} {'c' * 100}"])
def test_a_text_is_never_longer_than_its_room(text: str) -> None:
    assert len(shortened(text, 200)) <= 200
    assert shortened(text, 200).endswith(" ...")
    assert shortened("as it is", 8) == "as it is"
    assert sentence(shortened(text, 200)) == shortened(text, 200)  # its dots stay
    assert sentence("as it is") == "as it is."


@pytest.mark.parametrize(
    ("ending", "status", "code"),
    [
        (Ending.STOPPED, 143, "run_stopped"),
        (Ending.DIED, 1, "run_died"),
        (Ending.LOSS_HELD, 1, "loss_held"),
        (Ending.NOTHING_COLLECTED, 3, "network_down"),
    ],
)
def test_the_headline_counts_no_error_for_what_it_says_itself(
    ending: Ending, status: int, code: str
) -> None:
    severity = Severity.WARNING if status == 3 else Severity.ERROR
    told = summary(ending, status, ReportedIssue(severity, code, "It is over.", "x"))
    assert "error" not in told.headline
    assert "warning" not in told.headline
    assert told.in_a_line == f"{told.headline}. It is over."
    other = ReportedIssue(Severity.ERROR, "disk_full", "x", "x")
    assert summary(ending, status, other).headline.endswith("; 1 error")


def test_a_run_that_was_stopped_needs_nobody() -> None:
    stop = ReportedIssue(Severity.ERROR, "run_stopped", "The run was stopped by SIGTERM.", "x")
    found = list(blocks(summary(Ending.STOPPED, 143, stop)))
    assert "The run was stopped by SIGTERM." in [block.text for block in found]
    assert "What needs attention" not in [block.heading for block in found]


def quiet(data: Path, *more: str) -> tuple[int, str]:
    typed = ["run", "--from", str(data.parent / "in"), "--data", str(data), "--quiet", *more]
    done = CliRunner().invoke(app, typed)
    return done.exit_code, done.output


def test_a_hook_that_is_down_is_part_of_the_one_line(
    first_run: FirstRun, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = first_run(6) / "data"
    httpserver.expect_request("/hook").respond_with_data("", status=500)
    hook = ("--notify", httpserver.url_for("/hook"))
    write_review(data.parent / "in" / "oak.pdf", "Oak")
    log = logging.getLogger("pipelines.process.pool")

    def work(*_: object) -> object:
        log.error("abc: a trace")  # as children leave one
        return worked(*_)

    worked = main_job.work
    monkeypatch.setattr(main_job, "work", work)
    status, told = quiet(data, *hook)
    assert status == 2
    assert told.count("\n") == 1
    assert re.search(r"localhost:\d+ could not be notified: its server answered 500\.", told)
    assert "tries again. Report: " in told
    assert "a trace" in Places(data).log.read_text()
    monkeypatch.setattr(main_job, "publish", lambda *_: 1 / 0)
    write_review(data.parent / "in" / "elm.pdf", "Elder")
    done = CliRunner().invoke(
        app, ["run", "--from", str(data.parent / "in"), "--data", str(data), "--quiet", *hook]
    )
    assert done.output == ""  # the one line is that of the error, with who has not heard of it
    assert "could not be notified" in "".join(done.exception.__notes__)


def test_record_report_and_figures_say_that_somebody_was_not_notified(
    first_run: FirstRun, httpserver: HTTPServer
) -> None:
    """A monitor that reads them sees the 2 that the run ended with, until the message is sent."""
    data = first_run(6) / "data"
    httpserver.expect_ordered_request("/hook").respond_with_data("", status=500)
    httpserver.expect_ordered_request("/hook").respond_with_data("")
    hook = ("--notify", httpserver.url_for("/hook"))
    write_review(data.parent / "in" / "oak.pdf", "Oak")
    assert quiet(data, *hook)[0] == 2
    archive, summary = Archive(data), last_summary(data)
    record = archive.runs.load()[-1]
    assert (record.exit_status, summary.exit_status) == (2, 2)
    assert summary.ending is Ending.WARNINGS
    assert [issue.code for issue in record.issues][-1] == "not_notified"
    assert "could not be notified" in as_markdown(summary)
    assert re.search(r'"exit_status": 2.*"messages_waiting": 1', figures(data), re.DOTALL)
    assert "reviews_messages_waiting 1\n" in Places(data).openmetrics.read_text()
    assert quiet(data, *hook) == (0, "")
    assert re.search(r'"exit_status": 0.*"messages_waiting": 0', figures(data), re.DOTALL)


def figures(data: Path) -> str:
    return Places(data).metrics.read_text()


def test_the_line_of_a_report_is_that_of_a_quiet_run(first_run: FirstRun) -> None:
    data = first_run(6) / "data"
    (data.parent / "in" / "broken.pdf").write_bytes(b"%PDF-1.7 cut off")
    status, told = quiet(data)
    assert status == 2
    shown = CliRunner().invoke(app, ["report", "--line", "--data", str(data)]).output.strip()
    assert shown == load_summary(data).in_a_line
    assert shown.rstrip(".") in told
