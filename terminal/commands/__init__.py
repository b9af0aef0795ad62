"""Commands that need no warehouse; cli.py adds those that do."""

from terminal.commands import collection, measurement, operating, serving

__all__ = ["collection", "measurement", "operating", "serving"]
