"""Commands; cli.py joins them and adds those that ask the warehouse."""

from terminal.commands import (
    collection,
    measurement,
    operating,
    packs,
    reading_room,
    serving,
)

__all__ = ["collection", "measurement", "operating", "packs", "reading_room", "serving"]
