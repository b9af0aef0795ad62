from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from small import documents, entry

import warehouse
from models.records import DocumentState
from warehouse.invented import corpus
from warehouse.storage import header_version

CONTRACT = {
    "reviews": "review_id title review_type nation publisher area published_on "
    "published_precision subjects n_documents n_recommendations n_findings",
    "documents": "document_id review_id role file_name source_id url status n_pages licence "
    "first_seen last_seen",
    "statements": "statement_id document_id review_id kind number text heading section_path "
    "page_first page_last addressee timescale is_repeat repeats_statement_id rule confidence",
    "themes": "theme_id group_id label definition",
    "statement_themes": "statement_id theme_id score origin evidence evidence_start evidence_end",
}
OTHERS = (
    "findings recommendations review_themes theme_by_year theme_pairs theme_crosswalk "
    "theme_quality repeat_recommendations recommendations_by_addressee coverage issues runs "
    "finding_recommendations removals sightings evidence sources"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, keep_open: Callable[[Path], Path]) -> Path:
    target = tmp_path_factory.mktemp("data") / "warehouse.duckdb"
    report = warehouse.build(corpus(12), target)
    assert report.exit_code == 0
    assert report.counts["reviews"] == 12
    return keep_open(target)


@pytest.mark.parametrize(("view", "columns"), CONTRACT.items())
def test_design_columns_come_first_and_in_order(built: Path, view: str, columns: str) -> None:
    found = warehouse.query(built, f"from {view} limit 1").columns
    assert list(found[: len(columns.split())]) == columns.split()


@pytest.mark.parametrize("view", OTHERS.split())
def test_every_view_of_the_contract_answers(built: Path, view: str) -> None:
    assert warehouse.query(built, f"from {view} limit 1").columns


def test_file_has_the_layout_of_duckdb_1_0(built: Path) -> None:
    assert header_version(built) == 64


def test_a_dozen_reviews_make_a_small_file(built: Path) -> None:
    assert built.stat().st_size < 10_000_000  # 20 MB with blocks of the size that DuckDB chooses


def test_a_sighting_of_a_clock_that_was_ahead_is_not_the_latest_for_good(tmp_path: Path) -> None:
    given = entry(documents()[:1])
    first = next(iter(given.sightings))
    ahead = replace(first, seen_at="2099-01-01T06:00:00Z", state=DocumentState.WITHDRAWN)
    now = replace(first, seen_at="2026-10-01T06:00:00Z", state=DocumentState.UNCHANGED)
    given.sightings = [first, ahead, now]
    target = tmp_path / "warehouse.duckdb"
    warehouse.build(given, target)
    query = "select status, publisher_state from documents"
    assert warehouse.query(target, query).rows == [("ok", "unchanged")]


def test_a_kept_build_of_a_clock_that_was_ahead_is_not_the_newest_for_good(tmp_path: Path) -> None:
    builds = tmp_path / "builds"
    builds.mkdir()
    (builds / "20990101000000-run-0.duckdb").write_text("built by a clock that was ahead")
    options = warehouse.BuildOptions(builds=builds)
    report = warehouse.build(entry(documents()[:1]), tmp_path / "warehouse.duckdb", options)
    assert [path.stem for path in builds.glob("*.duckdb")] == [report.build_id]
