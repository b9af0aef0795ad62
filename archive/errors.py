"""Errors that a person can act on: their words are the whole message."""

from __future__ import annotations

from vocabulary.errors import ReviewsError


class UserError(ReviewsError):
    """Something in the request or on the machine is not as it must be; says what to do next."""


class NotThereError(UserError):
    """A person named something that is not there: nobody else need hear of it."""
