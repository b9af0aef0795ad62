"""Sections and paragraphs to statements."""

from extractors.statements.extract import statements_of

__all__ = ["statements_of"]
