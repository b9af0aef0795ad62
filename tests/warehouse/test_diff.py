"""What is told of two builds: new, changed and gone, with names, reasons and values."""

import io
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb
import msgspec
import pytest
from rich.console import Console
from small import document, documents, entry, sha, statement

import warehouse
from models.corrections.documents import DocumentCorrection, correct_document
from models.records import Kind, ProcessedDocument, Status
from terminal.screen.changes import show_builds, show_changes
from warehouse import BuildOptions

FIRST, SECOND = "20261001060000-run-1", "20261101060000-run-2"


def _after(found: list[ProcessedDocument]) -> list[ProcessedDocument]:
    """A month later: a finding in other words, an addressee mended, a review gone, one new."""
    by_name = {d.file_name: d for d in found}
    del by_name["lark.pdf"]
    heron = by_name["heron.pdf"]
    _, advice = heron.extraction.statements
    reworded = statement(
        heron.document_id, 0, Kind.FINDING, "No agency knew the father.", number="1"
    )
    advice = msgspec.structs.replace(advice, addressee="Health Board")
    extraction = msgspec.structs.replace(heron.extraction, statements=(reworded, advice))
    by_name["heron.pdf"] = msgspec.structs.replace(heron, extraction=extraction)
    moved = msgspec.structs.replace(by_name["susr.pdf"], status=Status.PARTIAL)
    by_name["susr.pdf"] = moved
    wren = document("wren", "Serious Case Review: Wren", [
        (Kind.RECOMMENDATION, "Every agency should read its own records.", "supervision", ()),
    ], kind="scr", publisher="Wexcombe Safeguarding Board", published="2026-10")  # fmt: skip
    return [*by_name.values(), wren]


@dataclass(frozen=True)
class Kept:
    """Two kept builds, and what differs."""

    builds: Path
    diff: warehouse.Diff

    def of(self, view: str) -> warehouse.Change:
        return next(change for change in self.diff.changes if change.view == view)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    target = tmp_path_factory.mktemp("diff") / "warehouse.duckdb"
    kept = BuildOptions(builds=target.parent / "builds")
    warehouse.build(entry(run_id="run-1", day="2026-10-01"), target, kept)
    warehouse.build(entry(_after(documents()), "run-2", "2026-11-01"), target, kept)
    builds = target.parent / "builds"
    return Kept(builds, warehouse.diff(builds / f"{FIRST}.duckdb", builds / f"{SECOND}.duckdb"))


def test_reviews_are_named_with_what_became_of_them(kept: Kept) -> None:
    reviews = kept.of("reviews")
    (new,), (gone,) = reviews.new, reviews.gone
    assert new.name == "Serious Case Review: Wren, Wexcombe Safeguarding Board, 2026-10"
    assert new.columns["n_recommendations"] == (None, "1")
    assert gone.review == "Domestic Homicide Review: Lark"
    assert gone.note == "its documents: no longer in the build"
    assert (reviews.n_before, reviews.n_after) == (8, 8)


def test_statements_and_labels_have_before_and_after(kept: Kept) -> None:
    statements = kept.of("statements")
    (new,) = [item for item in statements.new if item.review == "Learning Review: Heron"]
    (gone,) = [item for item in statements.gone if item.review == "Learning Review: Heron"]
    assert new.columns["text"] == (None, "No agency knew the father.")
    assert str(gone.columns["text"][0]).startswith("The father was invisible")
    (changed,) = kept.of("statements").changed
    assert changed.columns == {"addressee": ("Health Visiting", "Health Board")}
    assert "Fathers and men in the household" in {i.name for i in kept.of("statement_themes").gone}


def test_document_that_is_only_no_longer_new_has_not_changed(kept: Kept) -> None:
    (changed,) = kept.of("documents").changed
    assert changed.columns == {"status": ("ok", "partial")}


def test_what_a_person_corrects_is_seen_as_a_change(tmp_path: Path) -> None:
    said = {
        "sector": "adult", "licence": "OGL-UK-3.0", "date": "2024-03", "fiction": True,
        "address": "https://b.example/x.pdf",
    }  # fmt: skip
    target = tmp_path / "warehouse.duckdb"
    kept = BuildOptions(builds=tmp_path / "builds")
    first = documents()
    warehouse.build(entry(first), target, kept)
    rules = [
        DocumentCorrection(first[0].document_id, field, value, "A", "B")
        for field, value in said.items()
    ]
    warehouse.build(entry([correct_document(d, rules) for d in first], "run-2"), target, kept)
    (before,) = (tmp_path / "builds").glob("*run-1.duckdb")
    reviews, papers = warehouse.diff(before, target).changes[:2]
    (review,), (paper,) = reviews.changed, papers.changed
    now = {name: after for name, (_, after) in review.columns.items()}
    assert now == {
        "sector": "adult", "licence": "OGL-UK-3.0", "published_on": "2024-03",
        "is_fictional": "true", "is_counted": "false", "url": "https://b.example/x.pdf",
    }  # fmt: skip
    assert set(paper.columns) == {"licence", "is_fictional", "url"}


def test_review_whose_documents_are_in_another_one_is_followed(tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    found = [d for d in documents() if d.file_name in ("rowan.pdf", "rowan-summary.pdf")]
    alone = [d for d in found if d.file_name == "rowan-summary.pdf"]
    kept = BuildOptions(builds=target.parent / "builds")
    warehouse.build(entry(alone), target, kept)
    warehouse.build(entry(found, "run-2", "2026-11-01"), target, kept)
    builds = tmp_path / "builds"
    reviews = warehouse.diff(builds / f"{FIRST}.duckdb", target).changes[0]
    assert [item.note for item in reviews.gone] == [
        f"its documents: now in rev-{sha('rowan')[:10]}"
    ]


def test_other_versions_of_the_program_are_named(kept: Kept, tmp_path: Path) -> None:
    assert kept.diff.other_versions == ()
    other = tmp_path / "other.duckdb"
    shutil.copy(kept.builds / f"{SECOND}.duckdb", other)
    with duckdb.connect(other) as connection:
        connection.execute("update core.runs set stage_versions = map {'extract': 'e2'}")
    found = warehouse.diff(kept.builds / f"{FIRST}.duckdb", other)
    assert found.other_versions == ("classify", "extract")


def test_other_columns_are_reported(kept: Kept, tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    shutil.copy(kept.builds / f"{SECOND}.duckdb", other)
    with duckdb.connect(other) as connection:
        connection.execute("create or replace view reviews as select 1 as other")
    with pytest.raises(warehouse.WarehouseError, match="with other columns"):
        warehouse.diff(kept.builds / f"{FIRST}.duckdb", other)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (None, FIRST), ("202610", FIRST), ("20261101060000-run-2", SECOND),
        ("2026-11-01", FIRST), ("2026-11-02", SECOND), ("2027-01-01", SECOND),
    ],
)  # fmt: skip
def test_builds_by_name_and_by_day(kept: Kept, name: str | None, found: str) -> None:
    assert warehouse.build_path(kept.builds, name).stem == found


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("2026", "More than one kept build begins"),
        ("yesterday", "No kept build begins with 'yesterday'. Kept builds: 20261001"),
        ("2026-10-01", r"older than 2026-10-01.*new_since\('2026-10-01'\)"),
    ],
)
def test_no_such_build_is_reported_with_what_there_is(kept: Kept, name: str, told: str) -> None:
    with pytest.raises(warehouse.WarehouseError, match=told):
        warehouse.build_path(kept.builds, name)


def test_nothing_to_compare_with_is_reported(tmp_path: Path) -> None:
    with pytest.raises(warehouse.WarehouseError, match="no earlier build"):
        warehouse.build_path(tmp_path)


def _shown(found: warehouse.Diff) -> str:
    out = io.StringIO()
    show_changes(msgspec.to_builtins(found), Console(file=out, width=60))
    return out.getvalue()


def test_a_person_reads_titles_and_words(kept: Kept) -> None:
    shown = _shown(kept.diff)
    lines = [line.strip() for line in shown.splitlines()]
    assert "Reviews: new" in lines
    assert any(line.startswith("+ Serious Case Review: Wren") for line in lines)
    assert any("Learning Review: Heron: 1 new, 1 changed, 1 gone" in line for line in lines)
    assert "+ finding 1: No agency knew the father." in lines
    assert "~ recommendation 2: addressee Health Visiting -> Health Board" in lines
    assert "Every agency should read" not in shown  # of a new review, which is named as a whole


def test_the_same_build_is_reported(kept: Kept) -> None:
    path = kept.builds / f"{FIRST}.duckdb"
    assert "They are the same build." in _shown(warehouse.diff(path, path))


def test_many_changes_are_counted_not_listed(kept: Kept) -> None:
    item = kept.of("reviews").new[0]
    reviews = msgspec.structs.replace(kept.of("reviews"), new=(item,) * 25)
    changes = (reviews, *kept.diff.changes[1:])
    shown = _shown(msgspec.structs.replace(kept.diff, changes=changes))
    assert shown.count("+ Serious Case Review: Wren") == 20
    assert "... and 5 more: --json lists them all" in shown


def _invented(found: list[ProcessedDocument]) -> list[ProcessedDocument]:
    rules = [DocumentCorrection(d.document_id, "fiction", True, "A", "B") for d in found]
    return [correct_document(d, rules) for d in found]


def test_real_reviews_that_push_invented_ones_out_are_reported(tmp_path: Path) -> None:
    """In both directions, by `diff` and as a warning of the build; the first tells nothing."""
    target = tmp_path / "warehouse.duckdb"
    options = BuildOptions(builds=tmp_path / "builds")
    made_up, real = _invented(documents()[4:7]), documents()[7:9]
    reports = [
        warehouse.build(entry(found, f"run-{day}", f"2026-10-0{day}"), target, options)
        for day, found in enumerate((made_up, [*made_up, *real], made_up), start=1)
    ]
    code = "invented_counted_otherwise"
    assert [code in {i.code for i in report.issues} for report in reports] == [False, True, True]
    first, second, third = (tmp_path / "builds" / f"{r.build_id}.duckdb" for r in reports)
    out, back = warehouse.diff(first, second), warehouse.diff(second, third)
    assert out.counting[0].startswith("3 invented reviews counted before and do not now")
    assert back.counting[0].startswith("3 invented reviews count now")
    assert warehouse.diff(first, first).counting == ()
    columns = [
        i.columns["is_counted"] for c in out.changes for i in c.changed if c.view == "reviews"
    ]
    assert columns == [("true", "false")] * 3
    screen = io.StringIO()
    show_changes(msgspec.to_builtins(out), Console(file=screen, width=80))
    assert "3 invented reviews counted before" in screen.getvalue()


def test_builds_are_listed_with_what_they_are_kept_for(kept: Kept) -> None:
    warehouse.keep_build(kept.builds, FIRST, why="Annual report")
    screen = io.StringIO()
    show_builds(warehouse.kept_builds(kept.builds), Console(file=screen, width=80))
    lines = screen.getvalue().splitlines()
    assert [("Annual report" in line) for line in lines if "run-" in line] == [True, False]
