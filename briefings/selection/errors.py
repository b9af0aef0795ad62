"""What a person asked for is not there."""

from __future__ import annotations

from vocabulary.errors import ReviewsError


class BriefingError(ReviewsError):
    """A review, theme, date or place that was asked for is unknown; says what there is."""
