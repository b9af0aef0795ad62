"""Changes to the author's own words: quotes that she types, and her words on a review."""

from __future__ import annotations

import msgspec

from briefings.shortlist import OwnQuote, Shortlist
from room.session.changes import Change


def place(s: Shortlist, quote: OwnQuote) -> int | None:
    """Where a quote of her own stands in the session; None where it does not."""
    return next((n for n, one in enumerate(s.own) if _same(one) == _same(quote)), None)


def put(old: OwnQuote | None, new: OwnQuote | None) -> Change:
    """`new` in the place of `old`: without the old one behind the others, without a new one out."""

    def change(s: Shortlist) -> Shortlist:
        at = len(s.own) if old is None else place(s, old)
        if at is None:
            return s
        rest = s.own[at + 1 :]
        return msgspec.structs.replace(s, own=(*s.own[:at], *((new,) if new else ()), *rest))

    return change


def move(quote: OwnQuote, by: int) -> Change:
    """Move a quote one place up (-1) or down (1)."""

    def change(s: Shortlist) -> Shortlist:
        at = place(s, quote)
        if at is None or not 0 <= at + by < len(s.own):
            return s
        found = list(s.own)
        found[at], found[at + by] = found[at + by], found[at]
        return msgspec.structs.replace(s, own=tuple(found))

    return change


def say(review_id: str, why: str, note: str | None) -> Change:
    """Set why a review is in the session, and her note on it."""

    def change(s: Shortlist) -> Shortlist:
        reviews = tuple(
            msgspec.structs.replace(one, why=why, note=note) if one.id == review_id else one
            for one in s.reviews
        )
        return msgspec.structs.replace(s, reviews=reviews)

    return change


def _same(quote: OwnQuote) -> tuple[str, str, str]:
    """Only the words, because a file may break its lines in other places."""
    return " ".join(quote.text.split()), " ".join(quote.source.split()), quote.page or ""
