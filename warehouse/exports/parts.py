"""An export as folders of Parquet, large views cut by year: for engines that read parts alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

YEAR = "published_year"
# By the year of their review; each is given what leads to it.
_BY_YEAR = {
    "statements": "select s.*, r.published_on from statements s"
    " left join reviews r using (review_id)",
    "statement_themes": "select t.*, r.published_on from statement_themes t"
    " left join statements s using (statement_id) left join reviews r on r.review_id = s.review_id",
}


def partition(exported: Path, folder: Path) -> list[Path]:
    """Lay the Parquet files of an export out as FOLDER/VIEW/..., and give the new files.

    They hold what the export holds, no row and no column more but for the year. Rows of a review
    without a date are in `published_year=unknown`.
    """
    files = {path.stem: path for path in sorted((exported / "parquet").glob("*.parquet"))}
    with duckdb.connect() as connection:
        for view in ("reviews", *_BY_YEAR):
            source = f"read_parquet('{_quoted(files[view])}')"
            connection.execute(f"create view {view} as from {source}")
        for view, path in files.items():
            (folder / view).mkdir(parents=True)
            if view not in _BY_YEAR:
                shutil.copyfile(path, folder / view / "data_0.parquet")
                continue
            connection.execute(
                f"copy (select * exclude (published_on),"
                f" coalesce(year(published_on)::varchar, 'unknown') as {YEAR}"
                f" from ({_BY_YEAR[view]}) order by all)"
                f" to '{_quoted(folder / view)}'"
                f" (format parquet, compression zstd, partition_by ({YEAR}), overwrite_or_ignore)"
            )
    return sorted(path for path in folder.rglob("*.parquet"))


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
