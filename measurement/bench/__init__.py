"""How fast and how large the line is, measured in one run: `make bench`."""

from measurement.bench.figures import Figure, show

__all__ = ["Figure", "show"]
