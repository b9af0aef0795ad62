"""Another document at an address takes no other's place until somebody has looked at it."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from invented import write_review, write_reviews
from kept import FirstRun
from reportlab.pdfgen.canvas import Canvas
from rich.console import Console
from typer.testing import CliRunner, Result

import warehouse
from archive.errors import UserError
from archive.folder import Archive
from cli import app
from models.records import Issue, Loss, Severity
from pipelines import publishing
from pipelines.accepting import accept
from pipelines.request import RunRequest
from pipelines.run import RunReport, ingest

QUIET = Console(quiet=True)
pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture
def folder(first_run: FirstRun) -> Path:
    return first_run(3) / "in"


def go(folder: Path) -> RunReport:
    return ingest(RunRequest(folder.parent / "data", path=folder), QUIET)


def ids(folder: Path) -> dict[str, str]:
    """Document id at each file now."""
    rows = Archive(folder.parent / "data").ledger.latest().values()
    return {row.file_name: row.document_id or "" for row in rows}


def write_form(path: Path, tree: str) -> None:
    """An invented review of Child TREE of which all but the name is the same for every child."""
    page = Canvas(str(path), invariant=1)
    page.setFont("Helvetica-Bold", 18)
    page.drawString(72, 760, "Child Safeguarding Practice Review")
    page.drawString(72, 730, f"Child {tree}")
    page.setFont("Helvetica", 10)
    page.drawString(72, 705, "An invented document. Pinshire Safeguarding Children Partnership")
    page.setFont("Helvetica-Bold", 14)
    page.drawString(72, 640, "Recommendations")
    page.setFont("Helvetica", 10)
    for number, what in enumerate(("visits", "debts", "moves", "letters", "fears"), 1):
        told = f"The partnership should make sure that all agencies record {what} in good time."
        page.drawString(72, 630 - 22 * number, f"Recommendation {number}: {told}")
    page.save()


def published(folder: Path) -> set[str]:
    path = folder.parent / "data" / "warehouse.duckdb"
    return {row[0] for row in warehouse.query(path, "select document_id from documents").rows}


def codes(report: RunReport) -> set[str]:
    return {issue.code for issue in report.issues}


def test_a_different_document_is_beside_the_old_one_until_it_is_accepted(folder: Path) -> None:
    old = ids(folder)["ash.pdf"]
    write_review(folder / "ash.pdf", "Oak")
    first, second = go(folder), go(folder)
    new = ids(folder)["ash.pdf"]
    assert (first.exit_status, second.exit_status) == (2, 0)
    assert "replaced_unseen" in codes(second)
    assert {old, new} <= published(folder)
    with pytest.raises(UserError, match=new[:12]):
        accept(RunRequest(folder.parent / "data"), "another", QUIET)
    report = accept(RunRequest(folder.parent / "data"), new[:12], QUIET)
    assert report.exit_status == 0  # a decision of a person is no loss
    assert published(folder) == set(ids(folder).values())
    assert old not in published(folder)
    assert "replaced_unseen" not in codes(go(folder))


def test_a_new_edition_takes_the_place_of_the_old_one(folder: Path) -> None:
    old = ids(folder)["ash.pdf"]
    write_review(folder / "ash.pdf", "Ash", words="Second edition, corrected.")
    report = go(folder)
    assert "replaced_unseen" not in codes(report)
    assert old not in published(folder)
    assert ids(folder)["ash.pdf"] in published(folder)
    assert report.summary
    assert report.summary.news == ()


def test_another_review_on_the_same_form_is_no_edition(tmp_path: Path) -> None:
    """Boards fill in one form: nearly every line is the same, and it is about somebody else."""
    folder = tmp_path / "in"
    write_reviews(folder, 3)
    write_form(folder / "form.pdf", "Larch")
    go(folder)
    old = ids(folder)["form.pdf"]
    write_form(folder / "form.pdf", "Maple")
    report = go(folder)
    assert (report.exit_status, "replaced_unseen" in codes(report)) == (2, True)
    assert {old, ids(folder)["form.pdf"]} <= published(folder)


def test_a_part_of_the_earlier_one_is_no_edition(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write_reviews(folder, 3)
    write_review(folder / "long.pdf", "Larch", 20)
    go(folder)
    old = ids(folder)["long.pdf"]
    write_review(folder / "long.pdf", "Larch", 2)
    assert "replaced_unseen" in codes(go(folder))
    assert {old, ids(folder)["long.pdf"]} <= published(folder)


def test_a_broken_file_takes_no_place_and_the_old_one_may_come_back(folder: Path) -> None:
    good, old = (folder / "ash.pdf").read_bytes(), ids(folder)["ash.pdf"]
    (folder / "ash.pdf").write_bytes(good[:400])
    broken = go(folder)
    warned = [issue.code for issue in broken.new_warnings]
    assert (warned, "replaced_unread" in codes(broken)) == (["unreadable"], True)
    assert old in published(folder)
    # Who accepts that it cannot be read has not given up the one that can.
    known = accept(RunRequest(folder.parent / "data"), ids(folder)["ash.pdf"][:12], QUIET)
    assert known.exit_status == 0
    assert old in published(folder)
    (folder / "ash.pdf").write_bytes(good)
    assert "replaced_unseen" not in codes(go(folder))
    assert published(folder) == set(ids(folder).values())


def test_what_accepting_costs_is_said_before_and_warned_of_by_nothing_after(
    tmp_path: Path, first_run: FirstRun
) -> None:
    """The earlier one has a third of all statements: more than any check lets go in silence."""
    data, folder = tmp_path / "data", tmp_path / "in"
    write_reviews(folder, 3)
    write_review(folder / "long.pdf", "Larch", 20)
    for name in ("a", "b"):
        write_review(folder / f"{name}.pdf", {"a": "Maple", "b": "Pine"}[name], 15)
    go(folder)
    write_review(folder / "long.pdf", "Oak", 2)
    (told,) = [issue.message for issue in go(folder).issues if issue.code == "replaced_unseen"]
    assert "the earlier one has 20 statements, the later one 2 statements" in told
    new = ids(folder)["long.pdf"]
    before = published(folder)

    def typed(*more: str) -> Result:
        return CliRunner().invoke(app, ["accept", new[:12], "--data", str(data), *more])

    trial = typed("--dry-run")
    assert (trial.exit_code, "has 20 statements" in trial.output) == (0, True)
    assert json.loads(typed("--dry-run", "--json").output) == trial.output.splitlines()
    assert published(folder) == before
    taken = typed()
    assert (taken.exit_code, "has 20 statements" in taken.stderr) == (0, True)
    assert published(folder) < before
    again = typed()
    assert (again.exit_code, "was accepted in place of" in again.stderr) == (0, True)
    noted = {issue.code: issue.severity for issue in Archive(data).runs.load()[-2].issues}
    assert noted["fewer_statements_than_before"] == Severity.INFO


def test_who_accepts_one_loss_hears_of_another(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_review(folder / "ash.pdf", "Oak")
    go(folder)
    found = Issue(Severity.WARNING, "check", "fewer_statements_than_before", "x")
    request = RunRequest(folder.parent / "data", is_accepting=True)
    loss = Loss("fife", 10, 5, 40, 20)
    for losses, severity in (((), Severity.INFO), ((loss,), Severity.WARNING)):
        guard = SimpleNamespace(losses=losses)
        asked = publishing._asked_for(request, guard)
        assert [one.severity for one in publishing._without_asked([found], asked)] == [severity]
