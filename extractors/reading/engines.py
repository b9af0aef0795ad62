"""What an OCR engine has to offer. `ocr.py` lists the engines; the first available one is used."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

UNREAD = "\u2426"  # means a short word before a line that the engine could not read


class Spotted(NamedTuple):
    """A word that an engine has read: the box of its ink in pixels, its confidence from 0 to 1."""

    text: str
    left: int
    top: int
    width: int
    height: int
    confidence: float


class Engine(Protocol):
    """An OCR engine: a class with these, and an entry in `ocr.ENGINES`.

    `program` is what it runs, or the Python package that it needs. `archive/stages.py` names it as
    well, so that documents are read again once it is installed.
    """

    name: str
    program: str
    how_to_get: str  # a sentence for a person whose machine does not have it

    def is_available(self) -> bool:
        """Whether it can be used on this machine."""

    def lines(self, image: Any, dpi: int) -> list[list[Spotted]] | None:
        """The words of a grey Pillow picture, line by line in reading order.

        None where the engine fails or takes too long; OSError where the machine failed it.
        """
