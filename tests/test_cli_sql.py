"""`reviews sql` from outside: where the statement comes from and how the answer looks."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import warehouse
from warehouse.invented import corpus

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    warehouse.build(corpus(3), folder / "warehouse.duckdb")
    return folder


def sql(data: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "sql", "--data", str(data), *arguments],
        input=given, capture_output=True, text=True, check=False,
        env=os.environ | {"COLUMNS": "120", "NO_COLOR": "1"},
    )  # fmt: skip


def test_a_statement_comes_from_an_argument_a_file_or_the_input(data: Path, tmp_path: Path) -> None:
    text = "select count(*) as n -- how many\nfrom reviews;\n"
    file = tmp_path / "how-many.sql"
    file.write_text(text, encoding="utf-8-sig")
    for done in (sql(data, text), sql(data, "--file", str(file)), sql(data, "-", given=text)):
        assert (done.returncode, done.stdout.split()) == (0, ["n", "3"])


def test_answers_can_be_json_csv_and_parquet(data: Path, tmp_path: Path) -> None:
    text = "select review_id, n_findings, null as nothing from reviews order by 1"
    rows = json.loads(sql(data, text, "--json").stdout)
    assert [row["nothing"] for row in rows] == [None] * 3
    lines = list(csv.DictReader(io.StringIO(sql(data, text, "--csv").stdout)))
    assert [row["review_id"] for row in lines] == [row["review_id"] for row in rows]
    assert [row["nothing"] for row in lines] == [""] * 3
    target = tmp_path / "x.parquet"
    done = sql(data, text, "--parquet", str(target))
    assert (done.returncode, done.stdout) == (0, "")
    assert pq.read_table(target)["n_findings"].to_pylist() == [row["n_findings"] for row in rows]


def test_an_empty_answer_says_that_a_wrong_id_finds_nothing_too(data: Path) -> None:
    text = "select title from reviews where review_type = 'SAR'"
    done = sql(data, text)
    assert (done.returncode, done.stdout.strip()) == (0, "title")
    assert "type_named('sar')" in done.stderr
    for form in ("--csv", "--json"):
        assert sql(data, text, form).stderr == ""


def test_no_progress_bar_is_drawn_into_an_answer(data: Path) -> None:
    """DuckDB draws one on standard output where Python runs no file, as notebooks and -c do."""
    asked = (
        "import sys, warehouse; from pathlib import Path; print(warehouse.query("
        "Path(sys.argv[1]), \"select current_setting('enable_progress_bar')\").rows)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked, str(data / "warehouse.duckdb")],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout.split() == ["[(False,)]"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["drop view reviews"], "DROP is not allowed"),
        (["from read_csv('/etc/hostname')"], "cannot use files"),
        (["from nothing"], "nothing does not exist"),
        (["select 1", "--memory", "lots"], "is not a valid size"),
        (["from range(10000000)", "--memory", "20MB"], "needs more than 20MB"),
        ([], "from reviews limit 3"),
        (["select 1", "--file", "x.sql"], "as an argument or with --file"),
        (["--file", "/nowhere.sql"], "cannot be read as text"),
    ],
)
def test_a_refusal_is_one_message_and_status_1(data: Path, arguments: list[str], says: str) -> None:
    done = sql(data, *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("from theme_share('other.t1', nation := 'Wales')",
         ["it has no nation", "theme_share('theme_id', of_nation := null"]),
        ("from theme_share()", ["something is missing", "theme_share('theme_id'"]),
        ("from theme_share(other.t1)", ["texts in single quotes", "theme_share('theme_id'"]),
        ("select theme_share('other.t1')", ["FROM clause", "theme_share('theme_id'"]),
        ("from theme_share(777)", ["There is no theme 777; the view themes lists them."]),
        ("from theme_share(['other.t1'])", ["There is no theme [other.t1]"]),
        ("from theme_share('other.t1', of_nation := ['Wales'])", ["There is no nation [Wales]"]),
        ("from theme_share('other.t1', of_year := 'x')", ["x is no year; write it like 2024."]),
        ("from theme_share('other.t1', likely := 'perhaps')", ["'perhaps'", "likely := true"]),
        ("from revews", ['Did you mean "reviews"', 'reviews sql "show tables"']),
        ("select titel from reviews", ["titel", 'reviews sql "describe reviews"']),
        ("select of_total(1, 2) from reviews where yeer = 3",
         ["yeer", 'reviews sql "describe reviews"']),
        ("selct 1", ["selct", "docs/cookbook.md"]),
        ("select foo(1)", ["foo", "docs/data-dictionary.md"]),
    ],
)  # fmt: skip
def test_an_error_says_what_is_wrong_and_what_to_do(
    data: Path, query: str, says: list[str]
) -> None:
    with pytest.raises(warehouse.QueryError) as error:
        warehouse.query(data / "warehouse.duckdb", query)
    message = str(error.value)
    assert all(words in message for words in says), message
    assert not re.match(r"[A-Z]\w+( [A-Z]\w+)* Error:", message)


def test_one_theme_or_a_list_of_one_is_the_same(data: Path) -> None:
    ask = "select n_reviews, n_reviews_in_part from themes_together({})"
    one, several = (
        warehouse.query(data / "warehouse.duckdb", ask.format(themes)).rows
        for themes in ("'other.t1'", "['other.t1']")
    )
    assert one == several
