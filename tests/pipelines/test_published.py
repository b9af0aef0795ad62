"""The same input is not built twice; whatever a build would read makes it be built again."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas
from rich.console import Console

import warehouse
from archive.artefacts import Artefacts
from archive.ledger import Ledger
from archive.places import Places
from archive.runs import Runs
from archive.stages import Stage
from models.records import DocumentState, Holdings, Issue, Run, Severity, WarehouseInput
from pipelines import published, publishing
from pipelines.request import RunRequest
from pipelines.run import RunReport, ingest, rebuild
from pipelines.status import data_status, with_last_run
from terminal.screen.status import show_status

QUIET = Console(quiet=True)
ODD = Issue(Severity.WARNING, "check", "fewer_labels_than_before", "An invented warning.")


HOLDINGS = Holdings({"ok": 2}, (), {"finding": 3}, {}, 1, 0, 0)


class Build:
    """A build that counts itself, warns as it is told and writes a file."""

    def __init__(self, *issues: Issue, is_published: bool = True) -> None:
        self.issues, self.is_published, self.count = issues, is_published, 0
        self.holdings = HOLDINGS

    def __call__(self, given: WarehouseInput, places: Places, guard: object) -> Build:
        self.documents = len(list(given.documents))
        self.count += 1
        if self.is_published:
            places.warehouse.write_text(f"build {self.count}")
        return self


@pytest.fixture(autouse=True)
def _here(in_this_process: None) -> None:
    """Documents are worked on in this process."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "documents"
    top.mkdir()
    write(top / "one.pdf", "An invented review")
    write(top / "two.pdf", "Another invented review")
    return top


def write(path: Path, words: str) -> None:
    canvas = Canvas(str(path), invariant=1)
    canvas.drawString(72, 700, words)
    canvas.save()


def run(folder: Path, build: Any, *, is_rebuild: bool = False) -> RunReport:
    data = folder.parent / "data"
    request = RunRequest(data, path=folder, is_rebuild=is_rebuild)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "build_warehouse", build)
        return ingest(request, QUIET)


def test_nothing_new_keeps_the_published_build_and_says_so(folder: Path) -> None:
    build, data = Build(), folder.parent / "data"
    first, second, third = (run(folder, build) for _ in range(3))
    assert build.count == 1
    assert (first.build, second.build, third.build) == (build, None, None)
    assert first.kept_build is None
    assert second.kept_build == third.kept_build == first.run.run_id
    assert [r.exit_status for r in (first, second, third)] == [0, 0, 0]
    # The run is there for `reviews status`, and the files have been seen again.
    status = with_last_run(data_status(data), data)
    assert (status.last_run, status.kept_build) == (third.run, first.run.run_id)
    screen = io.StringIO()
    show_status(status, Console(file=screen, width=200))
    assert f"the warehouse of run {first.run.run_id} stays in place" in screen.getvalue()
    assert [r.kept_build for r in Runs(data).load()] == [None, first.run.run_id, first.run.run_id]
    assert {row.state for row in Ledger(data).latest().values()} == {DocumentState.UNCHANGED}
    assert {row.run_id for row in Ledger(data).latest().values()} == {third.run.run_id}


def test_a_person_can_have_it_built_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = Build()
    run(folder, build)
    run(folder, build, is_rebuild=True)
    monkeypatch.setattr(publishing, "build_warehouse", build)
    rebuild(RunRequest(folder.parent / "data"), QUIET)
    assert build.count == 3


def new_document(folder: Path, patch: pytest.MonkeyPatch) -> None:
    write(folder / "three.pdf", "A third invented review")


def other_bytes(folder: Path, patch: pytest.MonkeyPatch) -> None:
    write(folder / "one.pdf", "An invented review, second edition")


def other_name(folder: Path, patch: pytest.MonkeyPatch) -> None:
    (folder / "one.pdf").rename(folder / "renamed.pdf")


def correction(folder: Path, patch: pytest.MonkeyPatch) -> None:
    (folder.parent / "data" / "corrections").mkdir()
    (folder.parent / "data" / "corrections" / "by-hand.yaml").write_text("[]\n")


def new_issue(folder: Path, patch: pytest.MonkeyPatch) -> None:
    (folder / "notes.csv").write_text("not a document")


def changed_code_of_the_build(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(published, "PUBLISH", Stage("publish", ("pipelines/sources",)))


def other_version(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(published, "project_version", lambda: "99")


def other_stage(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(published, "stage_versions", lambda: {"read": "another"})


def gone(folder: Path, patch: pytest.MonkeyPatch) -> None:
    Places(folder.parent / "data").warehouse.unlink()


def put_back(folder: Path, patch: pytest.MonkeyPatch) -> None:
    target = Places(folder.parent / "data").warehouse
    os.utime(target, ns=(1, target.stat().st_mtime_ns - 1))


def damaged_note(folder: Path, patch: pytest.MonkeyPatch) -> None:
    (folder.parent / "data" / "published.json").write_text("{")


def a_week_later(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(published, "GOOD_FOR", timedelta(0))


@pytest.mark.parametrize(
    "change",
    [
        new_document, other_bytes, other_name, correction, new_issue, changed_code_of_the_build,
        other_version, other_stage, gone, put_back, damaged_note, a_week_later,
    ],
)  # fmt: skip
def test_whatever_a_build_would_read_makes_it_be_built(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path, pytest.MonkeyPatch], None],
) -> None:
    build = Build()
    run(folder, build)
    assert run(folder, build).kept_build
    change(folder, monkeypatch)
    report = run(folder, build)
    assert (build.count, report.kept_build) == (2, None)


def test_another_result_of_a_stage_makes_it_be_built(folder: Path) -> None:
    """What a document became counts, not only which rules made it."""
    build, data = Build(), folder.parent / "data"
    run(folder, build)
    facts = next((data / "artefacts").rglob("*.facts")).relative_to(data).as_posix()
    artefacts = Artefacts(data)
    changed = artefacts.load(facts, dict)
    assert changed is not None
    artefacts.save(facts, changed | {"n_pages": 7})
    run(folder, build)
    assert build.count == 2


def test_warnings_of_a_build_are_settled_by_a_second_one_and_reported_each_time(
    folder: Path,
) -> None:
    """Some compare with the build before: whether they last is not known until the second."""
    build = Build(ODD)
    reports = [run(folder, build) for _ in range(4)]
    assert build.count == 2
    assert [r.exit_status for r in reports] == [2, 2, 2, 2]
    assert all(ODD in report.new_warnings for report in reports)


def test_what_a_check_finds_in_every_build_is_reported_once(folder: Path) -> None:
    """Its figures grow with the source; another source, or a repeat after it was mended, is new."""
    words = "Most reviews are of other kinds. {} found: {}. Correct `kinds`."

    def found(count: int, sources: str) -> tuple[int, int]:
        told = words.format(count, sources)
        check = Issue(Severity.WARNING, "check", "source_gives_other_kinds", told)
        report = run(folder, Build(check), is_rebuild=True)
        assert check in report.issues
        return report.exit_status, len(report.new_warnings)

    assert found(1, "ash: 8 of 9") == (2, 1)
    assert found(1, "ash: 8 of 9") == (0, 0)
    assert found(1, "ash: 9 of 10") == (0, 0)
    assert found(2, "ash: 9 of 10, elm: 5 of 5") == (2, 1)
    assert run(folder, Build(), is_rebuild=True).exit_status == 0
    assert found(2, "ash: 9 of 10, elm: 5 of 5") == (2, 1)


def test_what_is_held_is_noted_until_somebody_else_writes_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, counted, places = HOLDINGS, [], Places(tmp_path)
    monkeypatch.setattr(warehouse, "holdings", lambda path: counted.append(path) or held)
    places.warehouse.write_text("a build")
    run_ = Run("1", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "run", "1")
    published.note(places, "digest", run_, (), held)
    assert published.what_is_held(places) == held
    assert counted == []
    places.warehouse.write_text("the build of somebody else")
    assert published.what_is_held(places) == held
    assert len(counted) == 1


def test_what_was_not_published_is_tried_again(folder: Path) -> None:
    good, bad = Build(), Build(is_published=False)
    run(folder, good)
    new_document(folder, pytest.MonkeyPatch())
    assert [run(folder, bad).exit_status for _ in range(2)] == [1, 1]
    assert bad.count == 2
    assert run(folder, good).exit_status == 0
    assert (good.count, good.documents) == (2, 3)
