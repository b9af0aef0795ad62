"""The status of a data folder says what to do about each issue of the last run."""

from __future__ import annotations

import io

import msgspec
from rich.console import Console

from models.records import Run, Severity
from pipelines.status import DataStatus, IssueCount, Waiting
from terminal.screen.status import invented_words, show_status, waiting_words


def shown(issue: IssueCount) -> str:
    run = Run("run-1", "2031-05-01T05:00:00Z", "2031-05-01T05:01:00Z", "run", "1", {})
    status = DataStatus(1, 9, {}, [], {}, {}, last_run=run, exit_status=2, issues=[issue])
    screen = io.StringIO()
    show_status(status, Console(file=screen, width=200))
    return screen.getvalue()


def test_an_issue_comes_with_what_to_do() -> None:
    issue = IssueCount(
        Severity.WARNING, "no_statements", "no statement found", 2, "Nothing in 9 pages.", "Look."
    )
    told = "no statement found (2 times): the first: Nothing in 9 pages.\n  Look.\n"
    assert told in shown(issue)


def test_all_files_of_a_warning_are_named_and_the_first_of_what_only_informs() -> None:
    files = tuple(f"report-{i}.pdf (0123456789ab), page {i}" for i in range(1, 6))
    warning = IssueCount(Severity.WARNING, "hidden_text", "hidden words", 5, "Words.", "", files)
    assert f"  In {'; '.join(files)}\n" in shown(warning)
    info = msgspec.structs.replace(warning, severity=Severity.INFO)
    assert f"  In {'; '.join(files[:3])} ... and 2 more: `reviews sql" in shown(info)


def test_one_invented_document_is_reported_in_the_singular() -> None:
    told = invented_words(DataStatus(2, 9, {}, [], {}, {}, invented=1))
    assert told.startswith("One of the documents is invented.")


def test_what_waits_is_reported_with_its_reason() -> None:
    told = waiting_words(Waiting(1, 118, "the rules of extract have changed"))
    assert told == (
        "The next run will process 119 documents: 1 new, 118 processed before "
        "(the rules of extract have changed)."
    )
    assert waiting_words(Waiting(1, 0, None)) == "The next run will process 1 document: 1 new."
    assert waiting_words(Waiting(0, 0, None)) == ""
