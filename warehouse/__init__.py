"""One DuckDB file that analysts query: built from artefacts, checked, swapped in whole."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from warehouse.builds import KeptBuild, build_path, keep_build, kept_builds, marked
from warehouse.checks import comparing_checks, next_steps
from warehouse.diff import Change, Diff, diff
from warehouse.errors import CheckError, QueryError, WarehouseError
from warehouse.explain import Explanation, ReviewExplanation, explain, explain_review
from warehouse.figures import document_figures, source_facts
from warehouse.holdings import holdings
from warehouse.query import Result, frame, query
from warehouse.report import BuildOptions, BuildReport
from warehouse.search import Hit, Within, invented_hits, search, similar

if TYPE_CHECKING:
    from warehouse.answerfile import write_parquet
    from warehouse.building import build
    from warehouse.exports import export, partition

__all__ = [
    "BuildOptions",
    "BuildReport",
    "Change",
    "CheckError",
    "Diff",
    "Explanation",
    "Hit",
    "KeptBuild",
    "QueryError",
    "Result",
    "ReviewExplanation",
    "WarehouseError",
    "Within",
    "build",
    "build_path",
    "comparing_checks",
    "diff",
    "document_figures",
    "explain",
    "explain_review",
    "export",
    "frame",
    "holdings",
    "invented_hits",
    "keep_build",
    "kept_builds",
    "marked",
    "next_steps",
    "partition",
    "query",
    "search",
    "similar",
    "source_facts",
    "write_parquet",
]

# What makes and copies warehouses needs numpy and pyarrow, for which no question should wait.
_LATER = {
    "build": "warehouse.building",
    "export": "warehouse.exports",
    "partition": "warehouse.exports",
    "write_parquet": "warehouse.answerfile",
}


def __getattr__(name: str) -> Any:
    """A function of `_LATER` when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
