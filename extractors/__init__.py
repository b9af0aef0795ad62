"""From bytes to statements: reading, structure, statements and metadata, all pure functions."""

from extractors.extraction import extract
from extractors.reading import Attached, read, within

__all__ = ["Attached", "extract", "read", "within"]
