"""Places and rare traits by which an audience may recognise people, found before the session.

The author's own areas stop a pack, because a slide cannot be taken back once it has been shown. The
author must accept them on the command line. Everything else is reported in the terminal and in the
facilitator's notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from briefings.pack.content import Cited, Flag, Pack
from briefings.pack.facts import AdviceGiven, ReviewFacts
from briefings.pack.settings import traits

Spellings = list[tuple[str, list[str]]]


def flags(pack: Pack, places: Spellings) -> tuple[Flag, ...]:
    """Everything that the audience may recognise, own areas first, each once."""
    own = _own_names(pack.team.own_areas, places)
    found = [flag for review in pack.sources for flag in _of_area(review, own)]
    for quote in pack.quotes:
        found += _in_quote(quote, own)
    for advice in pack.advice:
        for asked in advice.asked:
            found += _in_advice(asked, own)
    ordered = sorted(dict.fromkeys(found), key=lambda flag: not flag.is_own)
    return tuple(ordered)


def unknown_areas(pack: Pack, places: Spellings) -> tuple[str, ...]:
    """Own areas that are not in the collection, each with the places spelt most like it."""
    names = sorted({name for place, spellings in places for name in (place, *spellings)})
    known = {name.casefold() for name in names}
    told = " ".join(f"{review.area} {review.publisher} {review.title}" for review in pack.sources)
    out = []
    for area in pack.team.own_areas:
        if area.casefold() in known or _as_words([area]).search(told):
            continue
        near = get_close_matches(area, names, n=3, cutoff=0.6)
        similar = f"; similar: {', '.join(near)}" if near else ""
        out.append(
            f"your own area {area} is not a place in the collection{similar}."
            " If it is misspelt, correct it in the settings: as it is, it matches no review"
        )
    return tuple(out)


def _own_names(areas: Iterable[str], places: Spellings) -> list[tuple[str, re.Pattern[str]]]:
    """The author's areas with every way of writing them that the warehouse knows."""
    out = []
    for area in areas:
        names = {area}
        for place, spellings in places:
            if area.casefold() in {place.casefold(), *(name.casefold() for name in spellings)}:
                names |= {place, *spellings}
        out.append((area, _as_words(sorted(names, key=lambda name: (-len(name), name)))))
    return out


def _as_words(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


def _of_area(review: ReviewFacts, own: list[tuple[str, re.Pattern[str]]]) -> list[Flag]:
    told = " ".join(part for part in (review.area, review.publisher, review.title) if part)
    return [
        Flag(review.short, f"is of your own area ({area})", is_own=True)
        for area, names in own
        if names.search(told)
    ]


def _in_advice(asked: AdviceGiven, own: list[tuple[str, re.Pattern[str]]]) -> list[Flag]:
    """Repeated advice names boards whose reviews are not sources of the pack."""
    return [
        Flag(f"Asked before: {asked.who}", f"is of your own area or names it ({area})", is_own=True)
        for area, names in own
        if names.search(f"{asked.publisher} {asked.text}")
    ]


def _in_quote(quote: Cited, own: list[tuple[str, re.Pattern[str]]]) -> list[Flag]:
    text, where = quote.quote.text, quote.short
    found = [
        Flag(where, f"names your own area ({area})", is_own=True)
        for area, names in own
        if names.search(text)
    ]
    area = quote.facts.review.area if quote.facts else None
    if area and _as_words([area]).search(text):
        found.append(Flag(where, f"names its place ({area})"))
    for trait in traits():
        words = trait.found(text)
        if words:
            found.append(Flag(where, f"has {trait.what} (“{words}”)"))
    return found
