import datetime as dt
import io
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import msgspec
import pytest
from rich.console import Console
from small import sha

import warehouse
from terminal.screen.explanation import show_explanation, show_review
from warehouse.access import _refusal, connect


@pytest.mark.parametrize(
    "sql",
    [
        "insert into core.themes values (1)",
        "drop view reviews",
        "create table x (i int)",
        "create temp table x (i int)",
        "copy reviews to 'x.csv'",
        "attach 'x.duckdb'",
        "attach ':memory:' as x",
        "install fts",
        "load fts",
        "pragma threads = 4",
        "set memory_limit = '99GB'",
        "export database 'x'",
        "checkpoint",
        "use core",
        "select 1; select 2",
        "from read_csv('/etc/hostname')",
        "from read_text('/etc/hostname')",
        "from glob('/*')",
        "from '/etc/hostname'",
        "explain analyze insert into core.themes values (1)",
        "explain analyze copy (select 1) to 'x.csv'",
        "with x as (select * from read_text('/etc/hostname')) from x",
        "selec 1",
        "",
    ],
)
def test_refused(small: Path, sql: str) -> None:
    before = small.read_bytes()
    with pytest.raises(warehouse.QueryError):
        warehouse.query(small, sql)
    with pytest.raises(warehouse.QueryError):
        warehouse.frame(small, sql)
    assert small.read_bytes() == before


@pytest.mark.parametrize(
    "sql", ["show tables", "describe reviews", "from reviews limit 1", "explain select 1"]
)
def test_reading_is_allowed(small: Path, sql: str) -> None:
    assert warehouse.query(small, sql).columns


def test_time_limit(small: Path) -> None:
    with pytest.raises(warehouse.QueryError, match=r"Stopped after 0\.2 s"):
        warehouse.query(
            small, "select sum(hash(a.range + b.range)) from range(1000000) a, range(1000000) b",
            seconds=0.2,
        )  # fmt: skip


def test_memory_limit(own_small: Path) -> None:
    with pytest.raises(warehouse.QueryError, match="needs more than 50MB"):
        warehouse.query(
            own_small,
            "select list(range order by hash(range)) from range(20000000)",
            memory="50MB",
        )


def test_rows_are_cut_and_said_so(small: Path) -> None:
    found = warehouse.query(small, "from statements", max_rows=3)
    assert (len(found.rows), found.is_cut) == (3, True)


def test_missing_folder_and_foreign_files(tmp_path: Path, small: Path) -> None:
    text = tmp_path / "warehouse.duckdb"
    text.write_text("This is not a database at all.")
    other = tmp_path / "other.duckdb"
    duckdb.connect(other).close()
    newer = tmp_path / "newer.duckdb"
    shutil.copy(small, newer)
    with duckdb.connect(newer) as connection:
        connection.execute("update meta.build set value = '99' where name = 'warehouse_version'")
    cut = tmp_path / "cut.duckdb"
    cut.write_bytes(small.read_bytes()[:5000])
    for path, words in (
        (tmp_path / "none.duckdb", "no warehouse at"),
        (tmp_path, "is a folder"),
        (text, "is not a warehouse"),
        (other, "not a warehouse of this program"),
        (newer, "newer version"),
        (cut, "damaged"),
    ):
        with pytest.raises(warehouse.WarehouseError, match=words):
            warehouse.query(path, "select 1")


def test_explain_walks_back_to_the_page(small: Path) -> None:
    sql = "select statement_id from findings where document_id = ? order by ordinal limit 1"
    name = warehouse.query(small, sql, [sha("rowan")]).rows[0][0]
    found = warehouse.explain(small, name[:8])
    assert found.statement["statement_id"] == name
    assert found.document["file_name"] == "rowan.pdf"
    assert found.evidence[0].page == 2
    assert {x.theme_id for x in found.labels} == {
        "family.parental_learning_disability", "family.whole_family"
    }  # fmt: skip
    assert found.run["stage_versions"] == {"extract": "e1", "classify": "c1"}
    with pytest.raises(warehouse.WarehouseError, match="statement zzzz is not in the collection"):
        warehouse.explain(small, "zzzz")


def test_explain_of_a_review_says_how_it_counts(small: Path) -> None:
    sql = "select review_id from reviews where primary_document_id = ?"
    name = warehouse.query(small, sql, [sha("rowan")]).rows[0][0]
    found = warehouse.explain_review(small, name[:9])
    assert next(d["file_name"] for d in found.documents) == "rowan.pdf"
    assert len(found.documents) == 4
    for counting, shown in ((), "As any review."), (("It is invented.",), "It is invented."):
        screen = io.StringIO()
        told = msgspec.structs.asdict(found) | {"counting": counting}
        show_review(told, Console(file=screen, width=80))
        assert shown in screen.getvalue()
        assert "2024-11-14 (stated)" in screen.getvalue()
    with pytest.raises(warehouse.WarehouseError, match="is not in the collection: it has gone, or"):
        warehouse.explain_review(small, "rev-zz")


def test_a_build_of_an_earlier_version_is_not_taken_for_a_fault(
    small: Path, tmp_path: Path
) -> None:
    name = warehouse.query(small, "select min(review_id) from reviews").rows[0][0]
    old = Path(shutil.copy(small, tmp_path / "w.duckdb"))
    with duckdb.connect(str(old)) as connection:
        connection.execute(
            "create or replace view reviews as select * exclude (published_basis) from"
            " (select review_id, title, is_fictional, is_counted, has_statements,"
            " is_summary_only, year, published_basis from core.reviews)"
        )
    with pytest.raises(warehouse.WarehouseError, match=r"another version.*reviews rebuild"):
        warehouse.explain_review(old, name)


def test_an_explained_date_is_as_printed_and_says_whose_word_it_is(small: Path) -> None:
    sql = "select statement_id from findings where document_id = ? order by ordinal limit 1"
    name = warehouse.query(small, sql, [sha("rowan")]).rows[0][0]
    found = msgspec.structs.asdict(warehouse.explain(small, name))
    day = dt.date(2024, 3, 1)
    for precision, shown in (("year", "2024"), ("month", "2024-03"), ("day", "2024-03-01")):
        found["document"] |= {
            "published_on": day, "published_precision": precision, "corrected": ["date", "type"],
        }  # fmt: skip
        screen = io.StringIO()
        show_explanation(found, Console(file=screen, width=200))
        lines = [line.split() for line in screen.getvalue().splitlines()]
        assert ["published", shown] in lines
        assert ["confidence", f"{found['statement']['confidence']:.2f}"] in lines
        assert ["corrected", "date,", "type", "(by", "a", "person)"] in lines


def test_one_program_asks_several_things_at_once(small: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: warehouse.query(small, f"select {n}").rows, range(40)))
    assert found == [[(n,)] for n in range(40)]


def test_other_limits_beside_an_open_connection_are_reported(own_small: Path) -> None:
    with (
        connect(own_small, memory="1GB"),
        pytest.raises(warehouse.WarehouseError, match="open in this program with other limits"),
    ):
        connect(own_small, memory="2GB")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("IO Error: Corrupt database file: checksum of block 7 does not match", "damaged"),
        (
            'IO Error: Could not set lock on file "w.duckdb": Conflicting lock is held',
            "for writing",
        ),
    ],
)
def test_a_damaged_block_is_not_called_a_lock(tmp_path: Path, text: str, told: str) -> None:
    assert told in str(_refusal(tmp_path, duckdb.IOException(text)))
