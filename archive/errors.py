"""Errors that a person can act on: their words are the whole message."""

from __future__ import annotations


class UserError(Exception):
    """Something in the request or on the machine is not as it must be; says what to do next."""
