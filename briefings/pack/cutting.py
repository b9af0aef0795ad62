"""Quotes for the room that there is: cut after whole sentences, never reworded."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from briefings.pack.content import Cited
from briefings.pack.wording import sentences, words_in


def fitted(cited: Cited, most: int) -> Cited:
    """The quote with as many of its first sentences as have at most `most` words.

    A first sentence that is longer stands whole: where to cut it is the author's choice (`until`).
    """
    if cited.words <= most:
        return cited
    kept: list[str] = []
    for sentence in sentences(cited.quote.text):
        if kept and words_in(" ".join([*kept, sentence])) > most:
            break
        kept.append(sentence)
    text = " ".join(kept)
    is_cut = cited.quote.is_cut_after or text != cited.quote.text
    quote = msgspec.structs.replace(cited.quote, text=text, is_cut_after=is_cut)
    return msgspec.structs.replace(cited, quote=quote)


def grouped(quotes: Sequence[Cited], most: int, together: int) -> list[tuple[Cited, ...]]:
    """Quotes in their order, as many on a slide as have at most `most` words together."""
    out: list[tuple[Cited, ...]] = []
    group: tuple[Cited, ...] = ()
    for quote in (fitted(quote, most) for quote in quotes):
        fits = sum(one.words for one in group) + quote.words <= most
        if group and (len(group) == together or not fits):
            out.append(group)
            group = ()
        group = (*group, quote)
    return [*out, group] if group else out


def pairs(quotes: Sequence[Cited], most: int, slides: int) -> list[tuple[Cited, ...]]:
    """At most so many slides of one or two quotes, as many quotes as fit on them."""
    out: list[tuple[Cited, ...]] = []
    left = list(quotes)
    while left and len(out) < slides:
        shown = _pair(left, most)
        out.append(shown)
        ids = {quote.facts.statement_id for quote in shown if quote.facts}
        left = [quote for quote in left[1:] if quote.facts and quote.facts.statement_id not in ids]
    return out


def _pair(quotes: Sequence[Cited], most: int) -> tuple[Cited, ...]:
    """The first quote, and the first other one that fits beside it whole."""
    first = fitted(quotes[0], most)
    fits = [quote for quote in quotes[1:] if quote.words <= most - first.words]
    return (first, *fits[:1])
