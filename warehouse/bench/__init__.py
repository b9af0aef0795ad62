"""Measures the warehouse on a made-up corpus: `warehouse.bench.measure()`."""

from warehouse.bench.measure import BenchReport, measure, run

__all__ = ["BenchReport", "measure", "run"]
