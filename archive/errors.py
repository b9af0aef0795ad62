"""Errors that a person can act on: their words are the whole message."""

from __future__ import annotations

from vocabulary.errors import ReviewsError


class UserError(ReviewsError):
    """Something in the request or on the machine is not as it must be; says what to do next."""


class NotThereError(UserError):
    """A person named something that is not there: nobody else need hear of it."""


def told_of(error: BaseException) -> str:
    """The message of an error, with what was noted of it since: who could not be notified."""
    return f"{error}{notes_of(error)}"


def notes_of(error: BaseException) -> str:
    """What was noted of an error, after a space; nothing where nothing was."""
    return "".join(f" {note}" for note in getattr(error, "__notes__", ()))
