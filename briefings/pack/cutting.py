"""Fit quotes into the space there is: cut after whole sentences, never reworded."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from briefings.pack.content import Cited
from briefings.pack.wording import sentences, words_in
from briefings.selection.sentences import SHORTEST, leans


def fitted(cited: Cited, most: int) -> Cited:
    """The quote with as many of its first sentences as have at most `most` words.

    If that leaves only a few words, as with a short first sentence before a long one, the next
    sentences are used instead, if they make sense on their own. A first sentence that is longer
    is kept whole: the author chooses where to cut it (`until`).
    """
    if cited.words <= most:
        return cited
    whole = cited.quote.text
    text = _first_sentences(whole, most)
    if words_in(text) < SHORTEST:
        later = _first_sentences(" ".join(sentences(whole)[1:]), most)
        text = later if SHORTEST <= words_in(later) <= most and not leans(later) else text
    before, after = whole.split(text, 1) if text in whole else ("", "cut")
    quote = msgspec.structs.replace(
        cited.quote,
        text=text,
        is_cut_before=cited.quote.is_cut_before or bool(before.strip()),
        is_cut_after=cited.quote.is_cut_after or bool(after.strip()),
    )
    return msgspec.structs.replace(cited, quote=quote)


def in_brief(words: str, most: int) -> str:
    """Words in quotation marks, cut in the same way as a quote."""
    text = _first_sentences(words, most) if words_in(words) > most else words
    return f"“{text}”" if text == words else f"“{text} […]”"


def _first_sentences(words: str, most: int) -> str:
    kept: list[str] = []
    for sentence in sentences(words):
        if kept and words_in(" ".join([*kept, sentence])) > most:
            break
        kept.append(sentence)
    return " ".join(kept)


def placed(
    quotes: Sequence[Cited],
    most: int,
    together: int,
    slides: int,
    fits: Callable[[Sequence[Cited]], bool] = lambda _: True,
) -> tuple[list[tuple[Cited, ...]], list[Cited]]:
    """Quotes for a limited number of slides, and the quotes that have no room.

    A slide has the next quote, and beside it the first others that fit whole within `most` words
    and, with their sources, into the space for them.
    """
    groups: list[tuple[Cited, ...]] = []
    waiting = list(quotes)
    while waiting and len(groups) < slides:
        first, *others = waiting
        group, waiting = [fitted(first, most)], []
        for quote in others:
            is_short = sum(one.words for one in group) + quote.words <= most
            has_room = is_short and len(group) < together and fits([*group, quote])
            (group if has_room else waiting).append(quote)
        groups.append(tuple(group))
    return groups, waiting
