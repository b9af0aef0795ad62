"""One DuckDB file that analysts query: built from artefacts, checked, swapped in whole."""

from warehouse.answerfile import write_parquet
from warehouse.build import build
from warehouse.builds import build_path
from warehouse.checks import comparing_checks
from warehouse.diff import Change, Diff, diff
from warehouse.errors import CheckError, QueryError, WarehouseError
from warehouse.explain import Explanation, explain
from warehouse.export import export, partition
from warehouse.figures import document_figures
from warehouse.holdings import Holdings, TypeCount, holdings
from warehouse.query import Result, frame, query
from warehouse.report import BuildOptions, BuildReport
from warehouse.search import Hit, Within, search, similar

__all__ = [
    "BuildOptions",
    "BuildReport",
    "Change",
    "CheckError",
    "Diff",
    "Explanation",
    "Hit",
    "Holdings",
    "QueryError",
    "Result",
    "TypeCount",
    "WarehouseError",
    "Within",
    "build",
    "build_path",
    "comparing_checks",
    "diff",
    "document_figures",
    "explain",
    "export",
    "frame",
    "holdings",
    "partition",
    "query",
    "search",
    "similar",
    "write_parquet",
]
