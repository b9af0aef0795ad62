"""The root of this project's own errors."""

from __future__ import annotations


class ReviewsError(Exception):
    """Something went wrong that a person can fix. The text is the whole message.

    Any other exception that reaches the command line is reported as an error in this program.
    """
