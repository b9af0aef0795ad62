"""The root of this project's own errors."""

from __future__ import annotations


class ReviewsError(Exception):
    """Something went wrong that a person can act on: its words are the whole message.

    Any other exception that reaches the command line is an error in this program, told as one.
    """
