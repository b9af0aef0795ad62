"""Changes to a shortlist, each a function from one shortlist to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from briefings.shortlist import ChosenReview, KeptQuote, LeftOut, Shortlist

Change = Callable[[Shortlist], Shortlist]
LISTS = ("focus_extracts", "worked", "questions", "implications")
MOST_WEIGHT = 3


def all_of(*several: Change) -> Change:
    """Several changes, one after the other, written at once."""

    def change(s: Shortlist) -> Shortlist:
        for one in several:
            s = one(s)
        return s

    return change


def all_kept(s: Shortlist) -> Iterable[KeptQuote]:
    """Every quote of the session."""
    for name in LISTS:
        yield from getattr(s, name)
    for review in s.reviews:
        yield from review.keep


def has_choices(s: Shortlist) -> bool:
    """Whether anything has been put into the session or kept out of it."""
    return bool(s.reviews or s.left_out or s.struck or s.asked or s.own or any(all_kept(s)))


def keep(statement_id: str, review_id: str, part: str) -> Change:
    """Keep a statement in `part`, or else in the focus's extracts or the quotes of its review."""

    def change(s: Shortlist) -> Shortlist:
        if any(one.id == statement_id for one in all_kept(s)):
            return s
        s = _not_struck(s, statement_id)
        new = KeptQuote(statement_id)
        if part in LISTS:
            return msgspec.structs.replace(s, **{part: (*getattr(s, part), new)})
        if review_id == s.focus:
            return msgspec.structs.replace(s, focus_extracts=(*s.focus_extracts, new))
        if all(review.id != review_id for review in s.reviews):
            s = msgspec.structs.replace(
                s,
                reviews=(*s.reviews, ChosenReview(review_id)),
                left_out=tuple(one for one in s.left_out if one.id != review_id),
            )
        return _with_review(
            s,
            review_id,
            lambda r: msgspec.structs.replace(r, keep=(*r.keep, new)),
        )

    return change


def take_out(statement_id: str) -> Change:
    """Take a statement out of the session, wherever it is."""

    def without(kept: Iterable[KeptQuote]) -> tuple[KeptQuote, ...]:
        return tuple(one for one in kept if one.id != statement_id)

    def change(s: Shortlist) -> Shortlist:
        lists = {name: without(getattr(s, name)) for name in LISTS}
        reviews = tuple(msgspec.structs.replace(r, keep=without(r.keep)) for r in s.reviews)
        return msgspec.structs.replace(s, **lists, reviews=reviews)

    return change


def strike(statement_id: str, review_id: str, *, is_struck: bool) -> Change:
    """Out of the session, and remembered, with its review or beside, as not to be offered again."""

    def change(s: Shortlist) -> Shortlist:
        s = _not_struck(s, statement_id)
        if not is_struck:
            return s
        s = take_out(statement_id)(s)
        if all(review.id != review_id for review in s.reviews):
            return msgspec.structs.replace(s, strike=(*s.strike, statement_id))
        return _with_review(
            s, review_id, lambda r: msgspec.structs.replace(r, strike=(*r.strike, statement_id))
        )

    return change


def say(given: KeptQuote) -> Change:
    """Set the author's note on a kept statement, and which of its words are quoted."""

    def said(kept: Iterable[KeptQuote]) -> tuple[KeptQuote, ...]:
        return tuple(
            msgspec.structs.replace(one, start=given.start, until=given.until, note=given.note)
            if one.id == given.id
            else one
            for one in kept
        )

    def change(s: Shortlist) -> Shortlist:
        lists = {name: said(getattr(s, name)) for name in LISTS}
        reviews = tuple(msgspec.structs.replace(r, keep=said(r.keep)) for r in s.reviews)
        return msgspec.structs.replace(s, **lists, reviews=reviews)

    return change


def focus(review_id: str, weights: Mapping[str, float], *, is_fictional: bool) -> Change:
    """Another focus with the themes that it proposes; what was kept of the old one goes with it.

    Beside an invented review stand invented ones alone, and none beside a real one.
    """

    def change(s: Shortlist) -> Shortlist:
        if s.focus == review_id:
            return s
        return msgspec.structs.replace(
            s,
            focus=review_id,
            themes=dict(weights),
            focus_extracts=(),
            take=msgspec.structs.replace(s.take, fictional=is_fictional),
            reviews=tuple(r for r in s.reviews if r.id != review_id),
        )

    return change


def lens(weights: Mapping[str, float]) -> Change:
    """Set the weight of each theme; 0 drops it."""
    return lambda s: msgspec.structs.replace(s, themes={**s.themes, **weights})


def fields(values: Mapping[str, Any]) -> Change:
    """Set title, audience, day, minutes, question and what is missing."""
    return lambda s: msgspec.structs.replace(s, **values)


def places(left_out: tuple[str, ...] | None) -> Change:
    """Set the places whose reviews must not be chosen, such as her own. None changes nothing."""

    def change(s: Shortlist) -> Shortlist:
        if left_out is None:
            return s
        take = msgspec.structs.replace(s.take, leave_out_places=left_out)
        return msgspec.structs.replace(s, take=take)

    return change


def asked(cluster_id: str, *, is_kept: bool) -> Change:
    """Add repeated advice to the session or take it out."""

    def change(s: Shortlist) -> Shortlist:
        rest = tuple(one for one in s.asked if one != cluster_id)
        return msgspec.structs.replace(s, asked=(*rest, cluster_id) if is_kept else rest)

    return change


def choose(review: ChosenReview) -> Change:
    """A review with its quotes, where it is not in the session yet; but for those that were struck
    or stand elsewhere.
    """

    def change(s: Shortlist) -> Shortlist:
        if any(one.id == review.id for one in s.reviews):
            return s
        left = tuple(one for one in s.left_out if one.id != review.id)
        chosen = msgspec.structs.replace(review, keep=_new_to(s, review.keep))
        return msgspec.structs.replace(s, reviews=(*s.reviews, chosen), left_out=left)

    return change


def fill(offered: Shortlist, n_reviews: int) -> Change:
    """What is offered into what is empty, and the best of its reviews up to `n_reviews`.

    What was struck or left out stays out, no quote stands twice, and no review is told to be left
    out that is in.
    """

    def change(s: Shortlist) -> Shortlist:
        values = {
            name: getattr(offered, name) for name in ("asked", "missing") if not getattr(s, name)
        }
        was_left_out = bool(s.left_out)
        s = msgspec.structs.replace(s, **values)
        mine = {one.id for one in s.reviews} | {one.id for one in s.left_out}
        others = [review for review in offered.reviews if review.id not in mine]
        for one in others[: max(0, n_reviews - len(s.reviews))]:
            s = choose(one)(s)
        for name in LISTS:
            if not getattr(s, name):
                s = msgspec.structs.replace(s, **{name: _new_to(s, getattr(offered, name))})
        if was_left_out:
            return s
        chosen = {review.id for review in s.reviews}
        left = tuple(one for one in offered.left_out if one.id not in chosen)
        return msgspec.structs.replace(s, left_out=left)

    return change


def bring_back(review_id: str) -> Change:
    """Allow a review that was left out to be chosen again."""
    return lambda s: msgspec.structs.replace(
        s, left_out=tuple(one for one in s.left_out if one.id != review_id)
    )


def leave_out(review_id: str, why: str) -> Change:
    """Take a review out of the session, with the reason."""

    def change(s: Shortlist) -> Shortlist:
        left = tuple(one for one in s.left_out if one.id != review_id)
        return msgspec.structs.replace(
            s,
            reviews=tuple(r for r in s.reviews if r.id != review_id),
            left_out=(*left, LeftOut(review_id, why)),
        )

    return change


def move(name: str, by: int) -> Change:
    """Move a review, or a quote within its list, one place up (-1) or down (1)."""

    def moved(items: tuple[Any, ...]) -> tuple[Any, ...]:
        at = next((n for n, item in enumerate(items) if item.id == name), None)
        if at is None or not 0 <= at + by < len(items):
            return items
        found = list(items)
        found[at], found[at + by] = found[at + by], found[at]
        return tuple(found)

    def change(s: Shortlist) -> Shortlist:
        lists = {part: moved(getattr(s, part)) for part in LISTS}
        reviews = tuple(msgspec.structs.replace(r, keep=moved(r.keep)) for r in s.reviews)
        return msgspec.structs.replace(s, **lists, reviews=moved(reviews))

    return change


def _new_to(s: Shortlist, kept: Iterable[KeptQuote]) -> tuple[KeptQuote, ...]:
    """Those that neither stand in the session nor were struck."""
    known = {one.id for one in all_kept(s)} | set(s.struck)
    return tuple(one for one in kept if one.id not in known)


def _with_review(
    s: Shortlist, review_id: str, change: Callable[[ChosenReview], ChosenReview]
) -> Shortlist:
    reviews = tuple(change(r) if r.id == review_id else r for r in s.reviews)
    return msgspec.structs.replace(s, reviews=reviews)


def _not_struck(s: Shortlist, statement_id: str) -> Shortlist:
    """Bring a statement back, wherever it was struck."""

    def without(struck: Iterable[str]) -> tuple[str, ...]:
        return tuple(one for one in struck if one != statement_id)

    reviews = tuple(msgspec.structs.replace(r, strike=without(r.strike)) for r in s.reviews)
    return msgspec.structs.replace(s, strike=without(s.strike), reviews=reviews)
