"""The file that builds begin as is what the SQL and the comments say."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse import blank

CATALOGUE = (
    "select schema_name, view_name, sql, comment from duckdb_views() where not internal",
    "select table_name, column_name, data_type, comment from duckdb_columns() where not internal",
    """
    select schema_name, function_name, parameters, macro_definition, comment
    from duckdb_functions() where not internal
    """,
    "select schema_name, table_name from duckdb_tables()",
    "from core.keys",
)


def catalogue(path: Path) -> list[list[Any]]:
    with duckdb.connect(path, read_only=True) as connection:
        found = [connection.execute(query).fetchall() for query in CATALOGUE]
    return [sorted(rows, key=repr) for rows in found]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "made.duckdb"
    path.write_bytes(blank.made())
    return path


def test_the_blank_file_that_ships_is_fresh(made: Path, tmp_path: Path) -> None:
    assert blank.BLANK.read_bytes().startswith(blank.made_from()), (
        "run python -m warehouse.contract"
    )
    blank.write_blank(shipped := tmp_path / "shipped.duckdb")
    assert catalogue(shipped) == catalogue(made), "run python -m warehouse.contract"


def test_views_and_keys_are_in_it_and_no_other_table(made: Path) -> None:
    views, columns, macros, tables, keys = catalogue(made)
    assert views
    assert columns
    assert macros
    assert keys
    assert tables == [("core", "keys")]


def test_a_blank_file_of_other_views_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = tmp_path / "blank.bin"
    stale.write_bytes(bytes(32) + b"of another version")
    monkeypatch.setattr(blank, "BLANK", stale)
    monkeypatch.setattr(blank, "made", lambda: b"made anew")
    blank.blank.cache_clear()
    try:
        blank.write_blank(path := tmp_path / "warehouse.duckdb")
    finally:
        blank.blank.cache_clear()
    assert path.read_bytes() == b"made anew"
