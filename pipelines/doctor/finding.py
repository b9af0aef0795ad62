"""What the doctor says of one thing."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Health(StrEnum):
    """How urgent it is. The exit status of `doctor` follows the worst: 0, 2 or 1."""

    OK = "ok"
    LOOK = "look"  # works, and somebody should look
    BAD = "bad"  # data is lost or in danger, or nothing gets published


class Finding(msgspec.Struct, frozen=True):
    """One thing that was checked: what was found, and what a person does about it."""

    about: str
    health: Health
    says: str
    do: str = ""


def ok(about: str, says: str) -> Finding:
    """All well."""
    return Finding(about, Health.OK, says)


def look(about: str, says: str, do: str) -> Finding:
    """Somebody should look."""
    return Finding(about, Health.LOOK, says, do)


def bad(about: str, says: str, do: str) -> Finding:
    """Somebody must do something."""
    return Finding(about, Health.BAD, says, do)
