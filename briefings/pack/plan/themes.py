"""The slides of the themes: one or two quotes of different reviews on each.

Every review of the briefing is on one of them if there is room: it would be pointless to choose a
review that is on no slide.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from briefings.pack.content import Cited, Pack, ThemePart
from briefings.pack.cutting import fitted
from briefings.pack.plan.slide import Slide, also_kept, quote_slide, written
from briefings.pack.wording import counted

_SLIDES = 6  # for all themes together, if each has one
_MOST_OF_THEME = 3
_LEAST_WORDS = 12  # that are left of a quote cut to fit beside another


def themes(pack: Pack) -> Iterable[Slide]:
    """One slide per theme, and more for reviews not yet shown or if few themes have quotes."""
    every = [_Seats(part, pack.team.most_words) for part in pack.parts]
    seats = [one for one in every if one.waiting]  # the others only have the author's own words
    seen: set[str] = set()
    for one in seats:
        one.next_slide(seen)
    most = min(_MOST_OF_THEME, max(1, _SLIDES // max(1, len(seats))))
    for wants in (lambda one: one.has_unseen(seen), lambda one: len(one.groups) < most):
        while sum(len(one.groups) for one in seats) < _SLIDES:
            found = next((one for one in seats if one.has_room() and wants(one)), None)
            if found is None:
                break
            found.next_slide(seen)
    for one in every:
        yield from written(one.part.title, one.part.words, 2)
        yield from _slides(one)


class _Seats:
    """One theme with its slides so far, and the quotes that wait."""

    def __init__(self, part: ThemePart, most_words: int) -> None:
        self.part = part
        self.groups: list[tuple[Cited, ...]] = []
        self.brings: list[bool] = []  # for each slide, whether it shows a review for the first time
        self.waiting = list(part.quotes)
        self._most = most_words

    def has_room(self) -> bool:
        """Whether it may have another slide."""
        return bool(self.waiting) and len(self.groups) < _MOST_OF_THEME

    def has_unseen(self, seen: set[str]) -> bool:
        """Whether a quote of a review waits that is on no slide yet."""
        return any(quote.review_id not in seen for quote in self.waiting)

    def next_slide(self, seen: set[str]) -> None:
        """The first waiting quote, from a review not yet shown if possible, and one beside it."""
        unseen = [quote for quote in self.waiting if quote.review_id not in seen]
        first = self._take(unseen[0] if unseen and self.groups else self.waiting[0], self._most)
        beside = self._beside(first, {*seen, first.review_id})
        self.groups.append((first, beside) if beside else (first,))
        here = {quote.review_id for quote in self.groups[-1]}
        self.brings.append(not here <= seen)
        seen |= here

    def _beside(self, first: Cited, seen: set[str]) -> Cited | None:
        """A quote from another review: whole if one fits, otherwise its first sentences."""
        room = self._most - first.words
        others = [quote for quote in self.waiting if quote.review_id != first.review_id]
        others.sort(key=lambda quote: quote.review_id in seen)  # those of one sort keep their order
        whole = [quote for quote in others if quote.words <= room]
        cut = [quote for quote in others if _LEAST_WORDS <= fitted(quote, room).words <= room]
        found = next(iter(whole or cut), None)
        return self._take(found, room) if found else None

    def _take(self, quote: Cited, room: int) -> Cited:
        self.waiting.remove(quote)
        return fitted(quote, room)


def _slides(seats: _Seats) -> Iterable[Slide]:
    for number, (group, brings) in enumerate(zip(seats.groups, seats.brings, strict=True), 1):
        more = number > 1
        slide = quote_slide(seats.part.title, group, 3, can_go=more, is_more=more and not brings)
        notes = list(slide.notes)
        if number == 1 and seats.part.theme:
            theme = seats.part.theme
            of = counted(theme.n_of, "review")
            notes.append(f"{theme.n_reviews} of the {of} that we have are about this theme.")
        if number == len(seats.groups):
            notes += also_kept(seats.waiting)
        yield msgspec.structs.replace(slide, notes=tuple(notes))
