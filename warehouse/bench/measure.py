"""Build, queries, search and clustering on made-up reviews, in a process of its own."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from warehouse.access import connect
from warehouse.bench.corpus import corpus
from warehouse.build import build
from warehouse.cookbook import COOKBOOK, recipes

_SEARCHES = (
    "supervision", "professional curiosity", '"seek assurance" fathers kind:recommendation',
    "the partnership should review thresholds -training",
)  # fmt: skip
_WARM = 3  # the best of so many


class BenchReport(msgspec.Struct, frozen=True):
    """Figures of one run; times in seconds, the slowest first where there are several."""

    n_reviews: int
    n_statements: int
    n_recommendations: int
    n_clusters: int
    build_seconds: float
    cpu_seconds: float  # of all threads, making up documents included
    steps: dict[str, float]
    peak_mb: float
    file_mb: float
    queries: list[tuple[str, float]]
    searches: list[tuple[str, float]]

    def lines(self) -> list[tuple[str, str]]:
        """Rows of a table for a person."""
        clustering = (
            f"{self.n_recommendations:,} recommendations into {self.n_clusters:,} clusters, "
            f"{self.steps.get('repeats', 0):.1f} s"
        )
        rows = [
            ("Warehouse: reviews / statements", f"{self.n_reviews:,} / {self.n_statements:,}"),
            (
                "Warehouse: build",
                f"{self.build_seconds:.1f} s (aim 60), {self.cpu_seconds:.1f} s of processor",
            ),
            ("Warehouse: peak memory", f"{self.peak_mb:,.0f} MB"),
            ("Warehouse: file", f"{self.file_mb:,.0f} MB"),
            ("Warehouse: clustering", clustering),
        ]
        rows += [(f"Query: {name}", f"{s * 1000:.0f} ms (aim 150)") for name, s in self.queries[:5]]
        rows += [(f"Search: {name}", f"{s * 1000:.0f} ms (aim 100)") for name, s in self.searches]
        return rows


def run(console: Console) -> None:
    """Print what `measure` gives for 10,000 reviews with 300,000 statements."""
    table = Table("Warehouse", "Figure")
    for row in measure().lines():
        table.add_row(*row)
    console.print(table)


def measure(n_reviews: int = 10_000, statements: int = 30) -> BenchReport:
    """Measure in a fresh process, so that peak memory is the build's own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (n_reviews, statements))


def _run(n_reviews: int, statements: int) -> BenchReport:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "warehouse.duckdb"
        started, used = time.monotonic(), time.process_time()
        report = build(corpus(n_reviews, statements=statements), target)
        seconds, cpu = time.monotonic() - started, time.process_time() - used
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        with connect(target) as connection:

            def timed(sql: str) -> float:
                def once() -> object:
                    return connection.execute(sql).fetchall()

                return min(_seconds(once) for _ in range(_WARM))

            found = [(r.title, timed(r.sql)) for r in recipes(COOKBOOK.read_text("utf-8"))]
            hits = [(words, timed(f"from search('{words}')")) for words in _SEARCHES]
            row = connection.execute(
                "select count(distinct cluster_id) from core.repeats"
            ).fetchone()
        return BenchReport(
            report.counts["reviews"], report.counts["statements"],
            report.counts["recommendations"], int(row[0]) if row else 0, seconds, cpu,
            report.timings, peak, report.bytes / 1e6, sorted(found, key=lambda q: -q[1]),
            sorted(hits, key=lambda q: -q[1]),
        )  # fmt: skip


def _seconds(work: Callable[[], object]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started
