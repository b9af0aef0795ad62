"""A file that cannot be read by its nature: told, tried again on demand, and left once accepted."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from invented import write_reviews
from kept import Kept
from typer.testing import CliRunner, Result

from archive.errors import NotThereError, UserError
from archive.folder import Archive
from archive.places import Places
from cli import app
from models.records import Severity
from pipelines import retrying
from pipelines.doctor import CheckResult, Health, examine
from pipelines.reporting import last_summary

pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture
def data(kept: Kept) -> Path:
    def make(folder: Path) -> None:
        write_reviews(folder / "in", 3)
        (folder / "in" / "broken.pdf").write_bytes(b"%PDF-1.7 cut off")
        (folder / "in" / "notice.pdf").write_text("<html>An invented notice</html>")
        assert run(folder / "data").exit_code == 2
        assert run(folder / "data").exit_code == 0  # told

    return kept.once("two_unreadable", make) / "data"


def typed(data: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--data", str(data)])


def run(data: Path) -> Result:
    return typed(data, "run", "--from", str(data.parent / "in"))


def document(data: Path, name: str) -> str:
    return next(i for i, row in Archive(data).latest().items() if row.file_name == name)


def failures(data: Path) -> CheckResult:
    return next(one for one in examine(data, is_quick=True) if one.about == "failures")


def test_retry_says_that_a_document_stays_unreadable(data: Path) -> None:
    done = typed(data, "retry")
    assert done.exit_code == 2
    assert "broken.pdf" in done.output
    assert last_summary(data).exit_status == 2
    assert run(data).exit_code == 0  # nobody asked again


def test_a_retry_says_why_documents_are_processed_again(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Because somebody asked: no rule and no program has changed."""
    with caplog.at_level(logging.INFO):
        typed(data, "retry")
    assert "processed again: somebody has asked for it" in caplog.text


def test_a_retry_that_was_killed_is_carried_on_by_the_next(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By then the failure is forgotten, and nothing has been read yet."""
    with monkeypatch.context() as at:
        at.setattr(retrying, "rebuild_under_way", lambda *_: 1 / 0)
        assert typed(data, "retry").exit_code == 1
    done = typed(data, "retry")
    assert (done.exit_code, "broken.pdf" in done.output) == (2, True)


def test_a_retry_of_a_document_that_is_not_unreadable_says_what_it_is(data: Path) -> None:
    told = str(typed(data, "retry", document(data, "notice.pdf")).exception)
    assert "is not_pdf, not unreadable" in told
    assert "docs/statuses.md" in told


def test_what_was_accepted_may_be_accepted_again(data: Path) -> None:
    """The first call may have been killed before it could publish."""
    broken = document(data, "broken.pdf")
    for _ in range(2):
        assert typed(data, "accept", broken[:12]).exit_code == 0


def test_what_a_person_has_accepted_is_let_go_of(data: Path) -> None:
    broken = document(data, "broken.pdf")
    assert failures(data).health is Health.LOOK
    assert f"reviews accept {broken[:12]}" in failures(data).do
    assert typed(data, "accept", broken[:12]).exit_code == 0
    assert failures(data).health is Health.OK
    assert "apart from 1" in failures(data).says
    assert run(data).exit_code == 0
    told = {(one.code, one.severity) for one in Archive(data).runs.load()[-1].issues}
    assert ("unreadable", Severity.INFO) in told
    assert ("not_pdf", Severity.WARNING) in told  # the other one was not meant
    assert [one.file_name for one in last_summary(data).troubles] == ["notice.pdf"]
    # Without its id it is not tried again; with it, it is, and told.
    retried = typed(data, "retry")
    assert (retried.exit_code, "nothing to retry" in retried.output) == (0, True)
    assert typed(data, "retry", broken).exit_code == 2
    assert run(data).exit_code == 0


def test_any_document_that_is_not_read_in_full_may_be_accepted(data: Path) -> None:
    assert typed(data, "accept", document(data, "notice.pdf")).exit_code == 0
    assert [one.file_name for one in last_summary(data).troubles] == ["broken.pdf"]
    error = typed(data, "accept", document(data, "ash.pdf")).exception  # nothing is wrong with it
    assert isinstance(error, NotThereError)
    assert document(data, "broken.pdf")[:12] in str(error)
    assert document(data, "notice.pdf")[:12] not in str(error)


def test_a_purged_document_is_not_accepted_any_more(data: Path) -> None:
    broken = document(data, "broken.pdf")
    typed(data, "accept", broken)
    assert broken in Places(data).accepted_unreadable.read_text()
    assert typed(data, "purge", broken, "--why", "asked for").exit_code == 0
    assert broken not in Places(data).accepted_unreadable.read_text()


def test_a_damaged_note_is_reported(data: Path) -> None:
    Places(data).accepted_unreadable.write_text("{")
    error = typed(data, "accept", document(data, "broken.pdf")).exception
    assert isinstance(error, UserError)
    assert "accepted_unreadable.json is damaged" in str(error)
