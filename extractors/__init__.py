"""From bytes to statements: reading, structure, statements and metadata, all pure functions."""

from extractors.extraction import extract
from extractors.reading import read

__all__ = ["extract", "read"]
