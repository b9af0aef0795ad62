"""The messages for when the warehouse cannot do what was asked."""

from __future__ import annotations

from vocabulary.errors import ReviewsError


class WarehouseError(ReviewsError):
    """A message for a person: what went wrong and what to do next. The published file is whole."""


class CheckError(WarehouseError):
    """A data check of severity error failed: the new build was not published."""


class QueryError(WarehouseError):
    """A query was refused, wrong, or took more time or memory than allowed."""
