"""Build, queries, search and clustering on made-up reviews, in a process of its own."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import msgspec
from rich.console import Console

from measurement.bench.figures import show_rows
from warehouse.access import connect
from warehouse.building import build
from warehouse.cookbook import COOKBOOK, recipes
from warehouse.invented import corpus, load, save

_SEARCHES = (
    "supervision", "professional curiosity", '"seek assurance" fathers kind:recommendation',
    "the partnership should review thresholds -training", '"seek assurance that supervision"',
    "assessments theme:harm nation:wales year:2012", 'hospital -"leads to a clear plan"',
)  # fmt: skip
_AIM = 0.15  # seconds of a query
_VIEWS = "select view_name from duckdb_views() where schema_name = 'main' and not internal"
_SOME = "select review_id, statement_id from core.statements where statement_no = 5"
_MACROS = (
    "from similar_reviews('{review}')",
    "from similar_statements('{statement}')",
    "from theme_trend('family.fathers_men', likely := true)",
    "from theme_share('family.fathers_men', likely := true)",
    "from theme_lift('family.fathers_men', 'system.supervision')",
    "select stance, count(*) from statement_themes join statements using (statement_id) group by 1",
    "from theme_counts",
)
_WARM = 3  # the best of so many


class Timed(NamedTuple):
    """A query by its wall clock and by what all threads took of the processor, in seconds."""

    name: str
    seconds: float
    processor: float

    def __str__(self) -> str:
        return f"{self.seconds * 1000:.0f} ms, {self.processor * 1000:.0f} ms of processor"


class BenchReport(msgspec.Struct, frozen=True):
    """Figures of one run; times in seconds, the slowest first where there are several."""

    n_reviews: int
    n_statements: int
    n_recommendations: int
    n_clusters: int
    build_seconds: float
    cpu_seconds: float  # of all threads
    steps: dict[str, tuple[float, float]]  # by the clock, and of the processor
    peak_mb: float
    file_mb: float
    queries: list[Timed]
    searches: list[Timed]

    def lines(self) -> list[tuple[str, str]]:
        """Lines of a table for people to read."""
        seconds, cpu = self.steps["repeats"]
        clustering = (
            f"{self.n_recommendations:,} recommendations into {self.n_clusters:,} clusters, "
            f"{seconds:.1f} s, {cpu:.1f} s of processor"
        )
        steps = ", ".join(f"{step} {s:.1f} ({c:.1f})" for step, (s, c) in self.steps.items())
        rows = [
            ("Warehouse: reviews / statements", f"{self.n_reviews:,} / {self.n_statements:,}"),
            (
                "Warehouse: build",
                f"{self.build_seconds:.1f} s (aim 60), {self.cpu_seconds:.1f} s of processor",
            ),
            ("Warehouse: steps, seconds (of processor)", steps),
            ("Warehouse: peak memory", f"{self.peak_mb:,.0f} MB"),
            ("Warehouse: file", f"{self.file_mb:,.0f} MB"),
            ("Warehouse: clustering", clustering),
        ]
        over = sum(found.processor > _AIM for found in self.queries)
        rows.append(("Queries over 150 ms of processor", f"{over} of {len(self.queries)}"))
        rows += [(f"Query: {found.name}", f"{found} (aim 150)") for found in self.queries[:5]]
        rows += [(f"Search: {found.name}", f"{found} (aim 100)") for found in self.searches]
        return rows


def run(console: Console) -> None:
    """Print what `measure` gives for 10,000 reviews with 300,000 statements."""
    show_rows("Warehouse", measure().lines(), console)


def measure(n_reviews: int = 10_000, statements: int = 30) -> BenchReport:
    """Measure in a fresh process, so that peak memory is the build's own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (n_reviews, statements))


def _run(n_reviews: int, statements: int) -> BenchReport:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "warehouse.duckdb"
        entry = corpus(n_reviews, statements=statements)
        save(entry.documents, Path(folder) / "documents")
        entry.documents = load(Path(folder) / "documents")
        started, used = time.monotonic(), time.process_time()
        report = build(entry, target)
        seconds, cpu = time.monotonic() - started, time.process_time() - used
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        with connect(target) as connection:

            def timed(name: str, sql: str) -> Timed:
                def once() -> object:
                    return connection.execute(sql).fetchall()

                return Timed(name, *min(_seconds(once) for _ in range(_WARM)))

            asked = [(r.title, r.sql) for r in recipes(COOKBOOK.read_text("utf-8"))]
            names = connection.execute(_VIEWS).fetchall()
            asked += [(f"100 rows of {view}", f"from {view} limit 100") for (view,) in names]
            review, statement = connection.execute(_SOME).fetchall()[0]
            asked += [(call, call.format(review=review, statement=statement)) for call in _MACROS]
            found = [timed(name, sql) for name, sql in asked]
            hits = [timed(words, f"from search('{words}')") for words in _SEARCHES]
            row = connection.execute(
                "select count(distinct cluster_id) from core.repeats"
            ).fetchone()
        return BenchReport(
            report.counts["reviews"], report.counts["statements"],
            report.counts["recommendations"], int(row[0]) if row else 0, seconds, cpu,
            {s: (w, report.processor[s]) for s, w in report.timings.items()}, peak,
            report.bytes / 1e6, sorted(found, key=_slowness), sorted(hits, key=_slowness),
        )  # fmt: skip


def _slowness(found: Timed) -> float:
    return -found.seconds


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    started, used = time.monotonic(), time.process_time()
    work()
    return time.monotonic() - started, time.process_time() - used
