"""The cookbook over real and invented reviews together: no invented one comes into any answer."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from openpyxl import load_workbook
from small import THEMES, documents, entry

import warehouse
from models.records import DocumentState, ProcessedDocument, Sighting, SourceInfo
from warehouse.cookbook import COOKBOOK, Recipe, recipes
from warehouse.desk import Desk, alike, cards, ready
from warehouse.exports.sqlite import NAME
from warehouse.invented import corpus

# Their words are weighed by all texts, so that scores move; what went wrong is told of all files.
WEIGHED = {
    "Which findings have no recommendation?",
    "How many findings are answered, out of how many?",
    "Which recommendation answers which finding?",
    "Which reviews are like this one, and why?",
    "Who says something about this?",
    "Which documents make up a review, and why?",
    "What went wrong?",
}
KINDS = {
    "recommendation": "recommendations", "finding": "findings", "good_practice": "good_practice",
    "learning_point": "learning_points", "question": "questions",
}  # fmt: skip
RECIPES = list(recipes(COOKBOOK.read_text(encoding="utf-8")))


def invented() -> Iterator[ProcessedDocument]:
    """Forty reviews with the small ones' themes; none has a name that the cookbook asks for."""
    for found in [*corpus(43).documents][3:]:
        labels = tuple(label for label in found.labelled.labels if label.theme_id in THEMES)
        yield msgspec.structs.replace(
            found, labelled=msgspec.structs.replace(found.labelled, labels=labels)
        )


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory, keep_open: Callable[[Path], Path]) -> Path:
    target = tmp_path_factory.mktemp("mixed") / "warehouse.duckdb"
    extra = list(invented())
    given = entry()
    given.documents = iter([*documents(), *extra])
    given.sightings = [
        *given.sightings,
        *(
            Sighting("sample", f"https://sample.example/{d.file_name}", "2026-07-01T06:00:00Z",
                     "run-1", "fetched", d.document_id, d.file_name, state=DocumentState.NEW)
            for d in extra
        ),
    ]  # fmt: skip
    sample = SourceInfo("sample", "Sample", None, "England", is_fictional=True)
    given.sources = (*given.sources, sample)
    warehouse.build(given, target)
    counts = "select count(*) filter (is_fictional), count(*) filter (is_counted) from reviews"
    assert warehouse.query(target, counts).rows == [(40, 8)]
    return keep_open(target)


@pytest.mark.parametrize("recipe", RECIPES, ids=[r.title for r in RECIPES])
def test_invented_reviews_change_no_answer(mixed: Path, small: Path, recipe: Recipe) -> None:
    found, alone = (warehouse.query(path, recipe.sql).rows for path in (mixed, small))
    assert "sample.example" not in str(found)
    assert "Review of " not in str(found)
    if recipe.title not in WEIGHED:
        assert found == alone


def test_the_sqlite_file_counts_as_the_warehouse_does(
    mixed: Path, small: Path, tmp_path: Path
) -> None:
    for path in (mixed, small):
        warehouse.export(path, tmp_path / path.parent.name, formats=("sqlite",))
        with closing(sqlite3.connect(tmp_path / path.parent.name / NAME)) as database:
            for view in KINDS.values():
                sql = f"select count(*) from {view}"
                assert database.execute(sql).fetchall() == warehouse.query(path, sql).rows


def test_no_table_of_an_export_has_an_invented_row(
    mixed: Path, small: Path, tmp_path: Path
) -> None:
    for path in (mixed, small):
        warehouse.export(path, tmp_path / path.parent.name, formats=("csv", "xlsx"))
    folder, alone = (tmp_path / path.parent.name for path in (mixed, small))
    books = [
        load_workbook(one / "safeguarding-reviews.xlsx", read_only=True) for one in (folder, alone)
    ]
    for sheet in ("reviews", "recommendations", "removals"):
        assert len({len(list(book[sheet].rows)) for book in books}) == 1
    for view in ("reviews", "documents", "statements", "statement_themes", "evidence", "sightings"):
        found, kept = ((one / "csv" / f"{view}.csv").read_text() for one in (folder, alone))
        assert "sample.example" not in found
        assert found.count("\n") == kept.count("\n")
    for path, said in ((folder, True), (alone, False)):
        words = "40 invented documents are left out"
        assert (words in (path / "README.txt").read_text()) is said
    notes = " ".join(str(cell.value) for row in books[0]["Notes"].rows for cell in row)
    assert "40 invented documents are left out" in notes


def test_explain_says_that_a_review_is_invented_and_left_out(mixed: Path) -> None:
    sql = "select statement_id, review_id from statements join reviews r using (review_id) where"
    (name, review), *_ = warehouse.query(mixed, f"{sql} r.is_fictional order by 1").rows
    said = warehouse.explain(mixed, name).counting
    assert any("Its review is invented: it is left out of counts" in s for s in said)
    assert warehouse.explain_review(mixed, review).counting[0].startswith("The review is invented:")
    (name, review), *_ = warehouse.query(mixed, f"{sql} not r.is_fictional and not is_repeat").rows
    assert warehouse.explain_review(mixed, review).counting == ()


@pytest.mark.parametrize("kind", ["good_practice", "question"])
def test_no_invented_statement_is_on_a_ready_list(mixed: Path, kind: str) -> None:
    desk = Desk(mixed, mixed.parent / "builds")
    of_invented = "from statements s join reviews r using (review_id) where kind = $kind and"
    assert desk.rows(f"select 1 {of_invented} r.is_fictional", {"kind": kind})
    found = ready(desk, kind, {}, skip=0, limit=10_000)
    counted = f"select count(*) as n {of_invented} is_counted and not is_repeat"
    assert len(found.numbers) == desk.rows(counted, {"kind": kind})[0]["n"]
    assert not any(card["is_fictional"] for card in cards(desk, found.numbers))


def test_no_invented_statement_is_like_a_real_one(mixed: Path) -> None:
    desk = Desk(mixed, mixed.parent / "builds")
    real = desk.rows("select statement_no as n from core.statements where is_shown")
    invented = desk.rows("select statement_no as n from core.invented limit 5")
    found = [one.number for row in real for one in alike(desk, row["n"])]
    assert found
    assert not any(card["is_fictional"] for card in cards(desk, found))
    assert any(alike(desk, row["n"]) for row in invented)


def test_the_first_screen_counts_what_the_views_count(mixed: Path, small: Path) -> None:
    """One word, one meaning: each statement once, and no invented one beside a real one."""
    for path in (mixed, small):
        held = warehouse.holdings(path)
        for kind, view in KINDS.items():
            sql = f"select count(*) from {view}"
            assert warehouse.query(path, sql).rows == [(held.by_kind[kind],)]
        sql = "select count(*) from reviews where is_counted or not is_fictional"
        assert warehouse.query(path, sql).rows == [(held.reviews,)]
        sql = "select label, sum(n_statements) from review_themes group by all"
        assert dict(warehouse.query(path, sql).rows) == held.by_theme
        sql = "select count(*) from statements where is_repeat and not is_fictional"
        assert warehouse.query(path, sql).rows == [(held.repeats,)]
    assert warehouse.holdings(mixed).by_kind == warehouse.holdings(small).by_kind


@pytest.mark.parametrize("view", ["statements", "statement_themes", "reviews", "documents"])
def test_invented_rows_are_marked_where_they_are_not_left_out(mixed: Path, view: str) -> None:
    key = "document_id" if view != "reviews" else "primary_document_id"
    sql = (
        f"select count(*), count(*) filter (v.is_fictional) from {view} v join documents d"
        f" on d.document_id = v.{key} where d.source_id = 'sample'"
    )
    ((n, marked),) = warehouse.query(mixed, sql).rows
    assert n == marked > 0


@pytest.mark.parametrize("view", [*KINDS.values(), "responses", "removals"])
def test_invented_rows_are_left_out_of_what_is_counted(mixed: Path, small: Path, view: str) -> None:
    found, alone = (
        warehouse.query(path, f"select count(*) from {view}").rows for path in (mixed, small)
    )
    assert found == alone
