"""Measures the warehouse on a made-up corpus: `warehouse.bench.run()`."""

from warehouse.bench.measure import BenchReport, run

__all__ = ["BenchReport", "run"]
