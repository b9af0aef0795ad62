"""What earlier briefings used: recorded when one is done, marked and ranked lower the next time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from archive.files import write_whole
from archive.places import Places
from briefings.selection.errors import BriefingError
from briefings.shortlist import KeptQuote, Shortlist, read
from vocabulary.json_text import record_of


class Used(msgspec.Struct, frozen=True):
    """One briefing that was held."""

    on: str
    audience: str
    briefing: str
    reviews: tuple[str, ...]
    statements: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The text for it in a shortlist."""
        return f"{self.on}, {self.audience or self.briefing}"


def record(data: Path, shortlist: Shortlist, on: str, audience: str) -> Used:
    """Add a briefing that was held. A second one with the same date and audience replaces it."""
    done = Used(
        on,
        audience,
        shortlist.briefing,
        tuple(r.id for r in shortlist.reviews),
        tuple(dict.fromkeys(statements_of(shortlist))),
    )
    known = [u for u in recorded(data) if (u.on, u.audience) != (on, audience)]
    lines = b"\n".join(msgspec.json.encode(u) for u in [*known, done]) + b"\n"
    write_whole(Places(data).briefings_held, lines)
    return done


def recorded(data: Path) -> list[Used]:
    """The briefings that were held, as recorded."""
    path = Places(data).briefings_held
    if not path.exists():
        return []
    lines = path.read_bytes().splitlines()
    if not lines:  # none is ever written without a line
        raise BriefingError(f"{path} is empty. Restore it from the backup, or delete it.")
    try:
        return [record_of(line, Used) for line in lines]
    except msgspec.MsgspecError as problem:
        raise BriefingError(
            f"{path} cannot be read: {problem}. Correct the line, or move the file away."
        ) from problem


def from_shortlists(paths: Iterable[str]) -> Iterator[Used]:
    """What shortlists of earlier briefings hold, whether they were recorded or not."""
    for path in paths:
        s = read(Path(path))
        yield Used(
            s.on or "earlier", s.audience, s.briefing,
            tuple(r.id for r in s.reviews), tuple(statements_of(s)),
        )  # fmt: skip


def kept_in(s: Shortlist) -> Iterator[KeptQuote]:
    """What a shortlist quotes, without what the author struck."""
    struck = frozenset(s.struck)
    lists = (s.focus_extracts, s.worked, s.questions, s.implications)
    for kept in (*lists, *(review.keep for review in s.reviews)):
        yield from (one for one in kept if one.id not in struck)


def statements_of(s: Shortlist) -> Iterator[str]:
    """The statements that a shortlist quotes."""
    return (kept.id for kept in kept_in(s))


def uses(known: Sequence[Used], wanted: str) -> tuple[str, ...]:
    """Where a review or a statement was used before."""
    return tuple(
        dict.fromkeys(u.shown for u in known if wanted in u.reviews or wanted in u.statements)
    )


def used_before(known: Sequence[Used], wanted: str) -> tuple[str, ...]:
    """The same in one line, or nothing."""
    shown = uses(known, wanted)
    return (f"used before: {'; '.join(shown)}",) if shown else ()


def held_on(day: date) -> str:
    """The day of a briefing that was held, for `record`. Raises BriefingError if it is to come."""
    if day > date.today():  # noqa: DTZ011 - the local date of the user
        raise BriefingError(
            f"{day.isoformat()} is still to come: record the briefing once it has been held,"
            " or give the day on which it was."
        )
    return day.isoformat()


def day_of(words: str, option: str) -> date:
    """A date as YYYY-MM-DD; anything else is an error that says so."""
    try:
        return date.fromisoformat(words)
    except ValueError as problem:
        raise BriefingError(
            f"{option} takes a date such as 2026-03-12, not {words!r}."
        ) from problem
