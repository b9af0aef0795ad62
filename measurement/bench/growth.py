"""How build and queries grow: `python -m measurement.bench.growth [REVIEWS ...]`."""

from __future__ import annotations

import sys
from statistics import median

from rich.console import Console
from rich.table import Table

from measurement.bench.warehouse_file import BenchReport, measure

SIZES = (1_000, 10_000, 30_000)  # reviews of thirty statements each
_HEAD = (
    "reviews", "statements", "build, s", "for 1,000 statements, ms", "peak, MB", "file, MB",
    "clusters", "middle query, ms", "slowest query, ms", "slowest",
)  # fmt: skip


def row(found: BenchReport) -> tuple[str, ...]:
    """One size; all times are of the processor."""
    queries = sorted(found.queries, key=lambda query: query.processor)
    return (
        f"{found.n_reviews:,}",
        f"{found.n_statements:,}",
        f"{found.cpu_seconds:.1f}",
        f"{1e6 * found.cpu_seconds / found.n_statements:.0f}",
        f"{found.peak_mb:,.0f}",
        f"{found.file_mb:,.0f}",
        f"{found.n_clusters:,}",
        f"{1000 * median(query.processor for query in queries):.0f}",
        f"{1000 * queries[-1].processor:.0f}",
        queries[-1].name[:40],
    )


def main(sizes: list[int]) -> None:
    """Measure each size in a process of its own, the smallest first."""
    table = Table(*_HEAD)
    for size in sizes or SIZES:
        table.add_row(*row(measure(size)))
    Console(width=160).print(table)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
