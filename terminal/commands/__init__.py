"""Commands that need no warehouse; cli.py adds those that do."""

from terminal.commands import collection, measurement, reading_room

__all__ = ["collection", "measurement", "reading_room"]
