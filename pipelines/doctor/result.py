"""What the doctor says of one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

import msgspec

from vocabulary.errors import ReviewsError

FIRST_RUN = "reviews run SOURCE, or reviews run --from FOLDER"


class Health(StrEnum):
    """How urgent it is. The exit status of `doctor` follows the worst: 0, 2 or 1."""

    OK = "ok"
    LOOK = "look"  # works, and somebody should look
    BAD = "bad"  # data is lost or in danger, or nothing gets published


class CheckResult(msgspec.Struct, frozen=True):
    """One thing that was checked: what was found, and what a person does about it."""

    about: str
    health: Health
    says: str
    do: str = ""


def as_results(about: str, check: Callable[[], Iterable[CheckResult]]) -> Iterator[CheckResult]:
    """What a check finds; an error that it raises for people is a finding as well.

    So one damaged file never hides what else is wrong.
    """
    try:
        yield from check()
    except ReviewsError as error:
        says, _, do = str(error).partition(". ")
        yield bad(about, f"{says.removesuffix('.')}.", do or "Correct it, then check again.")


def ok(about: str, says: str) -> CheckResult:
    """All well."""
    return CheckResult(about, Health.OK, says)


def look(about: str, says: str, do: str) -> CheckResult:
    """Somebody should look."""
    return CheckResult(about, Health.LOOK, says, do)


def bad(about: str, says: str, do: str) -> CheckResult:
    """Somebody must do something."""
    return CheckResult(about, Health.BAD, says, do)
