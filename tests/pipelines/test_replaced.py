"""Another document at an address takes no other's place until somebody has looked at it."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import write_review
from kept import FirstRun
from rich.console import Console

import warehouse
from archive.errors import UserError
from archive.folder import Archive
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


def published(folder: Path) -> set[str]:
    path = folder.parent / "data" / "warehouse.duckdb"
    return {row[0] for row in warehouse.query(path, "select document_id from documents").rows}


def codes(report: RunReport) -> set[str]:
    return {issue.code for issue in report.issues}


def test_a_different_document_stands_beside_the_old_one_until_it_is_accepted(folder: Path) -> None:
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


def test_a_broken_file_takes_no_place_and_the_old_one_may_come_back(folder: Path) -> None:
    good, old = (folder / "ash.pdf").read_bytes(), ids(folder)["ash.pdf"]
    (folder / "ash.pdf").write_bytes(good[:400])
    broken = go(folder)
    assert "replaced_unseen" in codes(broken)
    assert old in published(folder)
    (folder / "ash.pdf").write_bytes(good)
    assert "replaced_unseen" not in codes(go(folder))
    assert published(folder) == set(ids(folder).values())
