"""The error for something that a person asked for and that does not exist."""

from __future__ import annotations

from vocabulary.errors import ReviewsError


class BriefingError(ReviewsError):
    """A review, theme, date or place is unknown. The message says which there are."""
