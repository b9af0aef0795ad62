"""From bytes to statements: reading, structure, statements and metadata, all pure functions."""

from extractors.reading import read

__all__ = ["read"]
