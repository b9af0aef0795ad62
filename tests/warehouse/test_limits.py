"""What a reading query may take and do, beyond what test_access.py refuses."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

import warehouse


@pytest.mark.parametrize(
    "sql",
    [
        "pivot reviews on nation using count(*) group by year",
        "-- how many\n/* by nation */ from (pivot reviews on nation using count(*) group by year)",
        "pivot reviews on nation in ('Wales') using count(*) group by year",
        "with x as (from reviews) pivot x on nation using count(*) group by year",
    ],
)
def test_pivot_is_reading(small: Path, sql: str) -> None:
    found = warehouse.query(small, sql)
    assert "Wales" in found.columns
    assert found.rows


@pytest.mark.parametrize(
    "sql",
    [
        "create table x as pivot reviews on nation using count(*)",
        "create temp table x as pivot reviews on nation using count(*)",
        "with x as (delete from core.themes returning *) from x",
        "/* select */ insert into core.themes select * from core.themes",
        "update extensions",
        "from query('copy reviews to ''x.csv''')",
        "from query_table('/etc/hostname')",
        "from read_duckdb('/etc/hostname')",
        "from duckdb_secrets()",
        "from json_execute_serialized_sql(json_serialize_sql('from read_text(''/etc/hostname'')'))",
        "merge into core.themes using core.themes t on true when matched then delete",
        "truncate core.themes",
        "comment on view reviews is 'x'",
        "create secret (type s3)",
        "import database 'x'",
        "call enable_logging()",
    ],
)
def test_what_hides_a_writing_or_an_outside_is_refused(small: Path, sql: str) -> None:
    before = small.read_bytes()
    with pytest.raises(warehouse.QueryError):
        warehouse.query(small, sql)
    assert small.read_bytes() == before


def test_an_answer_larger_than_the_memory_is_not_gathered(own_small: Path) -> None:
    with pytest.raises(warehouse.QueryError, match=r"needs more than 20MB .* rows"):
        warehouse.query(own_small, "from range(5000000)", memory="20MB")
    with pytest.raises(warehouse.QueryError, match=r"at least 1 row\)"):
        warehouse.query(own_small, "select repeat('x', 30000000)", memory="20MB")


@pytest.mark.parametrize("memory", ["lots", "0GB", "-1GB", "", "5"])
def test_an_impossible_limit_is_reported(small: Path, memory: str) -> None:
    with pytest.raises(warehouse.QueryError, match="is not a valid size"):
        warehouse.query(small, "select 1", memory=memory)


def test_no_time_is_reported_and_much_time_is_fine(small: Path) -> None:
    with pytest.raises(warehouse.QueryError, match="more than 0 seconds"):
        warehouse.query(small, "select 1", seconds=0)
    assert warehouse.query(small, "select 1", seconds=1e12).rows == [(1,)]


def test_limits_hold_for_data_frames_too(small: Path) -> None:
    endless = "select sum(hash(a.range + b.range)) from range(1000000) a, range(1000000) b"
    with pytest.raises(warehouse.QueryError, match=r"Stopped after 0\.2 s"):
        warehouse.frame(small, endless, seconds=0.2)


def test_parquet_keeps_types_and_is_whole_or_absent(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "answer.parquet"
    sql = "select review_id, published_on, age_bands, n_findings from reviews"
    n = warehouse.write_parquet(small, sql, target)
    table = pq.read_table(target)
    assert table.num_rows == n == len(warehouse.query(small, sql).rows)
    types = [str(field.type) for field in table.schema]
    assert types[1:] == ["date32[day]", "list<element: string>", "int32"]
    with pytest.raises(warehouse.QueryError):
        warehouse.write_parquet(small, "select 1 / 'a' from reviews", tmp_path / "bad.parquet")
    with pytest.raises(warehouse.QueryError, match="cannot be written"):
        warehouse.write_parquet(small, sql, tmp_path / "nowhere" / "x.parquet")
    assert [p.name for p in tmp_path.iterdir()] == ["answer.parquet"]


def test_what_a_list_holds_counts_against_the_memory(own_small: Path) -> None:
    sql = "select [repeat('x', 6000000), repeat('y', 6000000)] as a"
    with pytest.raises(warehouse.QueryError, match="needs more than"):
        warehouse.query(own_small, sql, memory="10MB")
    assert len(warehouse.query(own_small, "select ['x', 'y'] as a", memory="10MB").rows) == 1
