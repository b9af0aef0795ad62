"""Answers to recommendations: rows of action plans, and responses in prose."""

from extractors.responses.read import responses_of

__all__ = ["responses_of"]
