"""Keys of views hold, and reach the DuckDB file, the data package and SQLite."""

import json
import sqlite3
from pathlib import Path

import pytest

import warehouse
from warehouse.keys import keys

KEYED = sorted(view for view, known in keys().items() if known.key)


@pytest.fixture(scope="module")
def exported(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sqlite")
    warehouse.export(small, folder, formats=("sqlite", "csv"))
    return folder


@pytest.fixture(scope="module")
def database(exported: Path) -> sqlite3.Connection:
    return sqlite3.connect(exported / "safeguarding-reviews.db")


@pytest.mark.parametrize("view", KEYED)
def test_a_key_identifies_every_row(sample: Path, view: str) -> None:
    columns = ", ".join(keys()[view].key)
    twice = f"select count(*) from (select {columns} from {view} group by all having count(*) > 1)"
    assert warehouse.query(sample, twice).rows == [(0,)]


def test_what_refers_finds_its_row(database: sqlite3.Connection) -> None:
    assert database.execute("pragma foreign_key_check").fetchall() == []
    referring = database.execute("pragma foreign_key_list(statement_themes)").fetchall()
    assert {row[2] for row in referring} == {"statements", "themes", "documents"}


def test_booleans_are_numbers_and_nothing_is_null(database: sqlite3.Connection) -> None:
    counted = "select typeof(is_counted), is_counted, typeof(outcome) from reviews where nation = ?"
    assert database.execute(counted, ["Wales"]).fetchall() == [("integer", 1, "null")]
    days = "select published_on, age_bands from reviews where title like '%Tern'"
    assert database.execute(days).fetchall() == [("2016-10-05", '["1-4", "5-9"]')]


def test_words_in_any_form_are_found_and_parts_are_views(database: sqlite3.Connection) -> None:
    found = database.execute(
        "select count(*) from statements where rowid in "
        "(select rowid from statements_fts where statements_fts match 'supervising')"
    )
    assert found.fetchone()[0] >= 3
    parts = "select count(*) from recommendations"
    assert database.execute(parts).fetchone() == (12,)


def test_datasette_finds_the_index_of_words(database: sqlite3.Connection, exported: Path) -> None:
    """By the words that it looks for (utils/__init__.py, detect_fts_sql), and by the metadata."""
    found = database.execute(
        "select name from sqlite_master where rootpage = 0 and sql like ?",
        ['%VIRTUAL TABLE%USING FTS%content="statements"%'],
    )
    assert found.fetchall() == [("statements_fts",)]
    told = json.loads((exported / "datasette-metadata.json").read_text(encoding="utf-8"))
    tables = told["databases"]["safeguarding-reviews"]["tables"]
    assert tables["statements"]["fts_table"] == "statements_fts"
    for table, settings in tables.items():
        columns = {row[1] for row in database.execute(f"pragma table_info({table})")}
        assert set(settings["columns"]) == columns
        assert settings.get("label_column", "label") in columns or "label_column" not in settings


def test_the_metadata_describes_every_table(exported: Path) -> None:
    told = json.loads((exported / "datasette-metadata.json").read_text(encoding="utf-8"))
    tables = told["databases"]["safeguarding-reviews"]["tables"]
    assert tables["reviews"]["columns"]["is_counted"].startswith(
        "Whether it is in the denominators"
    )
    package = json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))
    schema = {r["name"]: r["schema"] for r in package["resources"]}["statement-themes"]
    assert schema["primaryKey"] == ["statement_id", "theme_id"]
    assert {
        "fields": ["theme_id"],
        "reference": {"resource": "themes", "fields": ["theme_id"]},
    } in (schema["foreignKeys"])


def test_small_cells_are_empty_here_too(database: sqlite3.Connection) -> None:
    small = "select count(*) from reviews_by_place_and_age where n_reviews between 1 and 4"
    assert database.execute(small).fetchone() == (0,)


def test_the_file_itself_says_its_keys(small: Path) -> None:
    sql = "select column_name, refers_to from keys where view_name = 'review_themes' and is_key"
    assert warehouse.query(small, sql).rows == [("review_id", "reviews"), ("theme_id", "themes")]
    sql = (
        "select constraint_column_names from duckdb_constraints() "
        "where table_name = 'reviews' and constraint_type = 'PRIMARY KEY'"
    )
    assert warehouse.query(small, sql).rows == [(["review_id"],)]
    sql = (
        "select constraint_column_names, referenced_table from duckdb_constraints() where "
        "table_name = 'finding_recommendations' and constraint_type = 'FOREIGN KEY' order by all"
    )
    assert warehouse.query(small, sql).rows == [
        (["finding_id"], "statements"),
        (["recommendation_id"], "statements"),
    ]
