"""Sections and paragraphs to statements."""

from extractors.statements.extract import extract

__all__ = ["extract"]
