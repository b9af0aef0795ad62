from pathlib import Path

import pytest

from warehouse.access import connect
from warehouse.comments import about, column_comment, macros
from warehouse.contract import (
    CONTRACT,
    DICTIONARY,
    contract,
    contract_text,
    dictionary,
    digest,
    next_step,
)
from warehouse.errors import WarehouseError

ROOT = Path(__file__).parents[2]


def test_views_are_as_frozen(small: Path) -> None:
    with connect(small) as connection:
        text = contract_text(contract(connection))
    assert text == CONTRACT.read_text(encoding="utf-8"), "run python -m warehouse.contract"


def test_changelog_names_the_contract() -> None:
    wanted = digest(CONTRACT.read_text(encoding="utf-8"))
    assert f"contract {wanted}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_dictionary_is_fresh(small: Path) -> None:
    with connect(small) as connection:
        text = dictionary(contract(connection))
    assert text == DICTIONARY.read_text(encoding="utf-8"), "run python -m warehouse.contract"


def test_comments_are_in_the_file(small: Path) -> None:
    with connect(small) as connection:
        bare = connection.execute(
            "select table_name, column_name from duckdb_columns() "
            "where schema_name = 'main' and not internal and comment is null"
        ).fetchall()
        views = connection.execute(
            "select view_name from duckdb_views() "
            "where schema_name = 'main' and not internal and comment is null"
        ).fetchall()
        named = connection.execute(
            "select distinct function_name from duckdb_functions() "
            "where schema_name = 'main' and not internal and comment is not null"
        ).fetchall()
    assert (bare, views) == ([], [])
    assert {name for (name,) in named} == set(macros())


def test_a_column_or_view_without_a_comment_is_reported_with_what_to_do() -> None:
    told = r"reviews has no comment\. Write one in warehouse/comments\.yaml, below `columns:`"
    with pytest.raises(WarehouseError, match=told):
        column_comment("reviews", "no_such_column")
    with pytest.raises(WarehouseError, match="no_such_view has no comment"):
        about("no_such_view")


def test_a_line_of_the_change_log_is_asked_for_once() -> None:
    named = f"(contract {digest('views: {}')})"
    asked = next_step("views: {}", "# Changes\n")
    assert asked == f"Add to CHANGELOG.md, under Views: ... {named}"
    assert next_step("views: {}", f"- A new view {named}.") == (
        f"CHANGELOG.md has its line already: {named}"
    )


@pytest.mark.parametrize("schema", ["main"])
def test_no_public_view_names_people(small: Path, schema: str) -> None:
    with connect(small) as connection:
        names = connection.execute(
            "select column_name from duckdb_columns() where schema_name = ? and not internal "
            "and column_name in ('author', 'authors', 'chair', 'name', 'pseudonyms')",
            [schema],
        ).fetchall()
    assert names == []
