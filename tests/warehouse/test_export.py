import csv
import errno
import json
import os
import re
import shutil
import sys
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

import warehouse
from cli import app
from warehouse.contract import CONTRACT
from warehouse.exports import files
from warehouse.exports.files import SMALL_CELLS
from warehouse.exports.formats import Content, Format


@pytest.fixture(scope="module")
def folder(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("export")
    assert warehouse.export(small, target)
    return target


def test_every_view_is_there_in_both_formats(folder: Path, small: Path) -> None:
    for (view,) in warehouse.query(small, "show tables").rows:
        n = warehouse.query(small, f"select count(*) from {view}").rows[0][0]
        assert pq.read_table(folder / "parquet" / f"{view}.parquet").num_rows == n
        with (folder / "csv" / f"{view}.csv").open(newline="", encoding="utf-8-sig") as file:
            assert sum(1 for _ in csv.DictReader(file)) == n
    assert CONTRACT.exists()


def test_package_describes_the_files_as_they_are(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        path = folder / resource["path"]
        assert path.stat().st_size == resource["bytes"]
        with path.open(newline="", encoding="utf-8-sig") as file:
            head = next(csv.reader(file))
        assert head == [field["name"] for field in resource["schema"]["fields"]]
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_small_cells_are_empty_unless_asked_for(folder: Path, small: Path, tmp_path: Path) -> None:
    name = "parquet/reviews_by_place_and_age.parquet"
    assert set(pq.read_table(folder / name)["n_reviews"].to_pylist()) == {None}
    warehouse.export(small, tmp_path, formats=("parquet",), show_small_cells=True)
    assert None not in pq.read_table(tmp_path / name)["n_reviews"].to_pylist()
    assert not (tmp_path / "csv").exists()
    shown = pq.read_table(tmp_path / name)["n_reviews_in_place"].to_pylist()
    assert None not in shown


def test_total_of_a_place_gives_no_small_cell_away() -> None:
    view = "reviews_by_place_and_age"
    rows = [
        ("one", "1-4", 2, 9), ("one", "5-9", 7, 9),
        ("two", "1-4", 2, 11), ("two", "5-9", 3, 11), ("two", "10-15", 6, 11),
        ("all ones", "1-4", 1, 8), ("all ones", "5-9", 1, 8), ("all ones", "10-15", 6, 8),
        ("all fours", "1-4", 4, 8), ("all fours", "5-9", 4, 8),
        ("none", "1-4", 6, 11), ("none", "5-9", 5, 11),
        ("few", "1-4", 2, 3), ("few", "5-9", 1, 3),
    ]  # fmt: skip
    with duckdb.connect() as connection:
        connection.execute("create macro suppressed(n) as case when n < 5 then null else n end")
        connection.execute(
            f"create table {view} (area text, age text, n_reviews int, n_reviews_in_place int)"
        )
        connection.executemany(f"insert into {view} values (?, ?, ?, ?)", rows)
        connection.execute(f"alter table {view} add column nation text")
        found = connection.execute(
            f"select distinct area, n_reviews_in_place from ({SMALL_CELLS[view]})"
        ).fetchall()
    assert dict(found) == {
        "one": None, "two": 11, "all ones": None, "all fours": None, "none": 11, "few": None,
    }  # fmt: skip


def test_rows_are_in_the_same_order_in_every_export(
    folder: Path, small: Path, tmp_path: Path
) -> None:
    warehouse.export(small, tmp_path, formats=("csv",))
    for file in (folder / "csv").iterdir():
        assert (tmp_path / "csv" / file.name).read_bytes() == file.read_bytes()
    advice = pq.read_table(folder / "parquet" / "repeat_recommendations.parquet")
    assert advice["n_publishers"].to_pylist() == sorted(
        advice["n_publishers"].to_pylist(), reverse=True
    )


def test_columns_say_what_they_mean(folder: Path) -> None:
    schema = pq.read_schema(folder / "parquet" / "recommendations.parquet")
    assert schema.metadata[b"comment"]
    assert all(field.metadata[b"comment"] for field in schema)


def test_rows_of_the_workbook_name_their_review(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "safeguarding-reviews.xlsx")["recommendations"]
    head = [cell.value for cell in sheet[1]]
    assert head[:5] == ["title", "publisher", "nation", "year", "number"]
    assert all(row[0].value for row in sheet.iter_rows(min_row=2))
    folded = [d for d in sheet.column_dimensions.values() if d.hidden]
    assert {name for d in folded for name in head[d.min - 1 : d.max]} == {
        "kind", "section_path", "ordinal", "rule", "confidence", "section_role", "page_last",
        "repeats_statement_id", "review_id", "document_id", "statement_id", "run_id",
    }  # fmt: skip


def test_workbook_opens_with_notes_first(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "safeguarding-reviews.xlsx")
    assert book.sheetnames[0] == "Notes"
    sheet = book["reviews"]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.auto_filter.ref is not None
    words = " ".join(str(row[1].value) for row in book["Notes"].iter_rows(max_row=4))
    assert "distressing" in words
    assert "It never means no" in words


def test_words_that_look_like_a_formula_stay_words(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "safeguarding-reviews.xlsx")
    kinds = {cell.data_type for row in book["recommendations"].iter_rows() for cell in row}
    assert "f" not in kinds


def test_bad_targets_are_refused(small: Path, tmp_path: Path) -> None:
    with pytest.raises(warehouse.WarehouseError, match="Unknown format"):
        warehouse.export(small, tmp_path, formats=("pdf",))
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(warehouse.WarehouseError, match="is a file"):
        warehouse.export(small, file)


def _files(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*")}


def test_folder_in_the_place_of_a_file_stops_the_export_before_it_begins(
    small: Path, tmp_path: Path
) -> None:
    (tmp_path / "safeguarding-reviews.xlsx").mkdir()
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(warehouse.WarehouseError, match="xlsx in it is a folder"):
        warehouse.export(small, tmp_path)
    assert {"mine.txt", "safeguarding-reviews.xlsx"} <= _files(tmp_path)
    assert not list(tmp_path.rglob("*.csv"))


def test_export_again_replaces_and_leaves_other_files(small: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    warehouse.export(small, tmp_path, formats=("csv",))
    (tmp_path / "csv" / "reviews.csv").write_text("spoiled")
    warehouse.export(small, tmp_path, formats=("csv",))
    assert "spoiled" not in (tmp_path / "csv" / "reviews.csv").read_text(encoding="utf-8-sig")
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert not [name for name in _files(tmp_path) if "exporting" in name]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_what_cannot_be_written_leaves_nothing(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(sys.modules["warehouse.exports.formats"], "write_package", refuse)
    told = "disk is full" if code == errno.ENOSPC else "cannot be written: Permission denied"
    with pytest.raises(warehouse.WarehouseError, match=told):
        warehouse.export(small, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_folder_that_cannot_be_made_is_reported(small: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(warehouse.WarehouseError, match="cannot be written: Not a directory"):
        warehouse.export(small, tmp_path / "file" / "below")


def test_warehouse_with_other_views_is_reported(small: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.duckdb"
    shutil.copy(small, old)
    with duckdb.connect(old) as connection:
        connection.execute("create or replace view reviews as select review_id from core.reviews")
    with pytest.raises(warehouse.WarehouseError, match=r"another version.*reviews rebuild"):
        warehouse.export(old, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_themes_are_beside_each_statement_and_learning_points_have_a_sheet(
    folder: Path,
) -> None:
    book = openpyxl.load_workbook(folder / "safeguarding-reviews.xlsx", read_only=True)
    assert "learning_points" in book.sheetnames
    rows = list(book["recommendations"].iter_rows(values_only=True))
    at = rows[0].index("themes")
    assert rows[0].index("text") == at - 1
    assert "Fathers and men in the household" in {row[at] for row in rows[1:]}


def test_another_format_is_a_function_and_an_entry(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(content: Content, folder: Path) -> None:
        (folder / "views.txt").write_text("\n".join(sorted(content.tables)))

    invented = Format("names", "views.txt  the names of all views", write)
    monkeypatch.setattr(files, "FORMATS", (*files.FORMATS, invented))
    monkeypatch.setattr(files, "NAMES", (*files.NAMES, "names"))
    warehouse.export(small, tmp_path, formats=("names",))
    assert _files(tmp_path) == {"README.txt", "views.txt"}
    assert "recommendations" in (tmp_path / "views.txt").read_text()
    assert "views.txt  the names" in (tmp_path / "README.txt").read_text()


def test_the_help_names_every_format() -> None:
    ran = CliRunner().invoke(app, ["export", "--help"], env={"COLUMNS": "200", "NO_COLOR": "1"})
    assert set(files.NAMES) <= set(re.findall(r"\w+", ran.output))
