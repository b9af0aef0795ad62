"""What docs/connecting.md shows works on a warehouse as it is built."""

import re
from pathlib import Path

import pytest

import warehouse

TEXT = (Path(__file__).parents[2] / "docs" / "connecting.md").read_text(encoding="utf-8")
PATH = "data/warehouse.duckdb"


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("code", _blocks("python"))
def test_python_gives_a_frame(code: str, own_small: Path) -> None:
    names: dict[str, object] = {}
    exec(code.replace(PATH, str(own_small)), names)
    assert len(names["df"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "sql",
    [
        *_blocks("sql"),
        *re.findall(r'reviews sql "(.+?)"', TEXT),
        *re.findall(r'dbGetQuery\(con, "(.+?)"\)', TEXT),
    ],
)
def test_sql_answers(sql: str, small: Path) -> None:
    assert warehouse.query(small, sql).columns


def test_comments_are_where_the_page_says(small: Path) -> None:
    (sql,) = _blocks("sql")
    rows = warehouse.query(small, sql).rows
    assert len(rows) == len(warehouse.query(small, "describe reviews").rows)
    assert all(comment for _, comment in rows)


def test_messages_of_the_page_are_those_of_the_program(tmp_path: Path) -> None:
    file = tmp_path / "x.duckdb"
    file.write_bytes(b"something else altogether")
    with pytest.raises(warehouse.WarehouseError) as told:
        warehouse.query(file, "select 1")
    assert "is not a warehouse" in str(told.value)
    assert "`is not a warehouse`" in TEXT
