"""Commands that need no warehouse; cli.py adds those that do."""

from pipelines.commands import collection, measurement

__all__ = ["collection", "measurement"]
