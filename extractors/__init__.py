"""From bytes to statements: reading, structure, statements and metadata, all pure functions."""

from extractors.reading import read
from extractors.statements import extract

__all__ = ["extract", "read"]
