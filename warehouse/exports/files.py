"""Writes an export folder, complete or not at all."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.access import connect
from warehouse.comments import about, column_comment
from warehouse.errors import WarehouseError
from warehouse.exports.formats import FORMATS, NAMES, Content

# Counts cut by place and by a trait of people: cells below 5 could point at somebody. The total of
# a place stays where it does not give an empty cell away: two or more are empty, and what the shown
# ones leave over is neither 1 nor 4 for each.
_EMPTY = "count(*) filter (n_reviews < 5) over place"
_LEFT = "n_reviews_in_place - coalesce(sum(n_reviews) filter (n_reviews >= 5) over place, 0)"
SMALL_CELLS = {
    "reviews_by_place_and_age": f"""select * replace (
        suppressed(n_reviews) as n_reviews,
        case when {_EMPTY} = 0 or {_EMPTY} > 1 and {_LEFT} > {_EMPTY} and {_LEFT} < 4 * {_EMPTY}
        then suppressed(n_reviews_in_place) end as n_reviews_in_place)
    from reviews_by_place_and_age window place as (partition by nation, area)"""
}

# In which order rows are written: that of a reader, and the same in every export of a build.
_SAID = dict.fromkeys(
    (
        "statements",
        "recommendations",
        "actions",
        "findings",
        "good_practice",
        "learning_points",
        "questions",
    ),
    "document_id, ordinal",
)
_ORDER = _SAID | {
    "reviews": "published_on desc nulls last, review_id",
    "review_themes": "review_id, n_statements desc, theme_id",
    "theme_pairs": "report_family, n_both desc, theme_a, theme_b",
    "changes": "changed_at desc, document_id",
    "repeat_recommendations": "n_publishers desc, n_reviews desc, cluster_id, published_on, "
    "statement_id",
    "runs": "started_at",
    "sightings": "seen_at, source_id, url",
}

NOTICE = """These files contain findings and recommendations of published safeguarding reviews. They
concern the death of or serious harm to real people. Some of it is distressing; look after yourself
and each other. The words belong to the boards that published them: see the column licence before
you pass text on. Do not use it to find out who somebody is.
"""


def export(
    path: Path,
    folder: Path,
    *,
    formats: tuple[str, ...] = NAMES,
    show_small_cells: bool = False,
) -> list[Path]:
    """Write the public views of the warehouse at `path` below `folder`; returns the files.

    Cells below 5 that are cut by place and a trait of people are left empty unless asked for.
    Raises WarehouseError for an unknown format, a folder in use, and a full disk.
    """
    if unknown := set(formats) - set(NAMES):
        raise WarehouseError(f"Unknown format {min(unknown)}; there are {', '.join(NAMES)}.")
    if folder.is_file():
        raise WarehouseError(f"{folder} is a file; give a folder for the export.")
    aside = folder / ".exporting"
    try:
        with connect(path) as connection, _made(folder):
            shutil.rmtree(aside, ignore_errors=True)
            try:
                _write(connection, aside, formats, show_small_cells=show_small_cells)
                return _move_in(aside, folder)
            finally:
                shutil.rmtree(aside, ignore_errors=True)
    except OSError as problem:
        raise WarehouseError(_told(folder, problem)) from problem
    except duckdb.Error as problem:
        raise WarehouseError(
            f"{path} is damaged or was built by another version of this program. Build "
            "it again: `reviews rebuild`."
        ) from problem


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """The folder exists; where it did not and stays empty, it is gone again."""
    is_ours = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        if is_ours and not any(folder.iterdir()):
            folder.rmdir()


def _told(folder: Path, problem: OSError) -> str:
    if problem.errno == errno.ENOSPC:
        return f"The disk is full: {folder} or the folder of temporary files has no room."
    return f"{folder} cannot be written: {problem.strerror or problem}. Give another folder."


def public_views(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of the public views, in order."""
    found = connection.execute(
        "select view_name from duckdb_views() "
        "where schema_name = 'main' and not internal order by view_name"
    )
    return [str(row[0]) for row in found.fetchall()]


def _write(
    connection: duckdb.DuckDBPyConnection,
    aside: Path,
    formats: tuple[str, ...],
    *,
    show_small_cells: bool,
) -> None:
    aside.mkdir()
    chosen = [one for one in FORMATS if one.name in formats]
    words = "\n".join(one.about for one in chosen)
    notice = NOTICE + _left_out(connection)
    (aside / "README.txt").write_text(f"{notice}\n{words}\n", encoding="utf-8")
    tables = {}
    for view in public_views(connection):
        hidden = None if show_small_cells else SMALL_CELLS.get(view)
        rows = f"({hidden})" if hidden else view
        ordered = f"from {rows}{_real(connection, view)} order by {_ORDER.get(view, 'all')}"
        tables[view] = _described(view, connection.sql(ordered).to_arrow_table())
    content = Content(tables, connection, notice, show_small_cells)
    for one in chosen:
        one.write(content, aside)


def _real(connection: duckdb.DuckDBPyConnection, view: str) -> str:
    """Rows of invented documents are in no table beside real ones: people count rows."""
    names = connection.table(view).columns
    document = "primary_document_id" if view == "reviews" else "document_id"
    if document not in names:
        return ""
    return (
        f" where {document} is null or {document} not in"
        " (select document_id from core.documents where not is_shown)"
    )


def _left_out(connection: duckdb.DuckDBPyConnection) -> str:
    hidden = "select count(*) from core.documents where not is_shown"
    ((invented,),) = connection.execute(hidden).fetchall()
    if not invented:
        return ""
    word = "document is" if invented == 1 else "documents are"
    return (
        f"\n{invented} invented {word} left out, as in every count, because there are real ones.\n"
    )


def _described(view: str, table: pa.Table) -> pa.Table:
    """The table with the comments of its view and columns in the schema."""
    fields = [
        field.with_metadata({"comment": column_comment(view, field.name)}) for field in table.schema
    ]
    return table.cast(pa.schema(fields, {"comment": about(view)}))


def _move_in(aside: Path, folder: Path) -> list[Path]:
    found = sorted(p for p in aside.rglob("*") if p.is_file())
    targets = [folder / source.relative_to(aside) for source in found]
    for target in targets:  # all of them first: no half of an export beside half of another
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, f"{target.name} in it is a folder")
        target.parent.mkdir(parents=True, exist_ok=True)
    for source, target in zip(found, targets, strict=True):
        source.replace(target)
    return targets
