"""Cells that spreadsheets open: nothing runs, nothing is cut without a word, all can be read."""

import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from openpyxl import Workbook

from warehouse.exports.cells import Cells, height, width
from warehouse.exports.flat import write_csv

HOSTILE = ["=1+1", "+44 20", "-2", "@SUM(A1)", "\tleft", "\rleft"]
PLAIN = ["Ask; then write", 'say "no"', "two\nlines", "Ynys Môn’s", "a=b", "", None]


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    table = pa.table(
        {
            "text": pa.array(HOSTILE + PLAIN, pa.string()),
            "names": pa.array([["=x", "y"], ["y"], None, *[[]] * 10], pa.list_(pa.string())),
            "pairs": pa.array([[("k", "v")]] + [None] * 12, pa.map_(pa.string(), pa.string())),
            "n": pa.array(range(-1, 12), pa.int32()),
        }
    )
    write_csv(table, path)
    return path


def test_no_text_of_a_csv_runs(csv_file: Path) -> None:
    read = pd.read_csv(csv_file, keep_default_na=False)
    assert read["text"].tolist()[: len(HOSTILE)] == [f"'{text}" for text in HOSTILE]
    assert read["names"].tolist()[:3] == ["'=x; y", "y", ""]
    assert read["pairs"][0] == "k=v"


def test_plain_text_and_numbers_are_as_they_were(csv_file: Path) -> None:
    read = pd.read_csv(csv_file, keep_default_na=False)
    assert read["text"].tolist()[len(HOSTILE) :] == [text or "" for text in PLAIN]
    assert read["n"].tolist() == list(range(-1, 12))
    found = duckdb.sql(f"select text, n from read_csv('{csv_file}', nullstr='')").fetchall()
    assert [n for _, n in found] == read["n"].tolist()
    assert found[-4] == ("Ynys Môn’s", 8)


def test_csv_begins_with_the_mark_that_spreadsheets_look_for(csv_file: Path) -> None:
    assert csv_file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(pd.read_csv(csv_file).columns) == ["text", "names", "pairs", "n"]


def _saved(path: Path, *values: Any, name: str = "text") -> list[openpyxl.cell.Cell]:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("t")
    cells = Cells(sheet)
    for value in values:
        sheet.append([cells.value(name, value)])
    book.save(path)
    return [row[0] for row in openpyxl.load_workbook(path)["t"].iter_rows()]


def test_no_text_of_the_workbook_runs(tmp_path: Path) -> None:
    found = _saved(tmp_path / "t.xlsx", *HOSTILE)
    assert [cell.value for cell in found[:4]] == HOSTILE[:4]
    assert {cell.data_type for cell in found} == {"s"}
    assert all(cell.quotePrefix for cell in found[:4])


def test_what_a_cell_cannot_hold_is_said(tmp_path: Path) -> None:
    long, fits, control = _saved(tmp_path / "t.xlsx", "a" * 50_000, "b" * 32_767, "x\x00\x0b\x1fy")
    assert len(long.value) == 32_767
    assert "CSV and Parquet files have the full text" in long.value[-100:]
    assert fits.value == "b" * 32_767
    assert control.value == "xy"
    assert ZipFile(tmp_path / "t.xlsx").testzip() is None


def test_addresses_of_pages_can_be_clicked_and_no_others(tmp_path: Path) -> None:
    good = ["https://library.example/a.pdf#page=3", "file:///data/b.pdf#page=1"]
    bad = ["javascript:alert(1)", "file://server/share/x", "https://a b", "not an address"]
    found = _saved(tmp_path / "t.xlsx", *good, *bad, name="page_url")
    assert [cell.hyperlink and cell.hyperlink.target for cell in found[:2]] == good
    assert [cell.hyperlink for cell in found[2:]] == [None] * len(bad)
    assert _saved(tmp_path / "u.xlsx", good[0])[0].hyperlink is None


def test_sheet_with_more_links_than_excel_keeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[Cells.__module__], "_LINKS", 2)
    address = "https://library.example/a.pdf"
    found = _saved(tmp_path / "t.xlsx", *[address] * 3, name="url")
    assert [cell.hyperlink is None for cell in found] == [False, False, True]
    assert found[2].value == address


def test_yes_no_and_not_stated_are_three_things(tmp_path: Path) -> None:
    found = _saved(tmp_path / "t.xlsx", True, False, None, 0, [], ["a", "b"], name="has_response")
    assert [cell.value for cell in found] == ["yes", "no", None, 0, None, "a; b"]


def test_rows_are_as_high_as_their_longest_text() -> None:
    assert height([]) == height([("short", 80)])
    assert height([("word " * 40, 80), ("short", 10)]) == 3 * height([])
    assert height([("one\ntwo", 80)]) == 2 * height([])
    assert height([("word " * 100_000, 80)]) <= 409  # what Excel shows


def test_a_time_fits_its_column() -> None:
    assert width("seen_at", pa.timestamp("us")) >= len("2026-10-01 06:00:00")
