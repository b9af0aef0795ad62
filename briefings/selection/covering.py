"""Make sure that every theme that was asked for is quoted.

The best three quotes of each review may all be about the heaviest theme. Then another theme would
have no slide, although the reviews are about it too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from briefings.selection.quotes import Quote

# Kinds that are shown under their theme. Good practice, questions and advice have their own places.
_UNDER_THEMES = ("finding", "learning_point")
_AMONG = (
    5  # times as many of the best quotes as are kept: a weaker quote is worse than a missing theme
)


def covering(
    kept: Sequence[Quote], ranked: Sequence[Quote], themes: Sequence[str]
) -> tuple[Quote, ...]:
    """The kept quotes, with a good quote added for each theme without one, if there is any.

    It replaces the weakest quote of its review whose theme has another quote.
    """
    found = list(kept)
    for theme in themes:
        of = Counter(quote.theme_id for quote in found if quote.kind in _UNDER_THEMES)
        if of[theme]:
            continue
        for quote in ranked[: _AMONG * len(kept)]:
            place = _place(quote, found, of)
            if place is not None and _is_about(quote, theme):
                found[place] = msgspec.structs.replace(quote, theme_id=theme)
                break
    return tuple(found)


def _is_about(quote: Quote, theme: str) -> bool:
    """Whether a quote may be shown under a theme: the theme is its first, or it is quoted whole."""
    if quote.kind not in _UNDER_THEMES or theme not in quote.themes:
        return False
    return quote.theme_id == theme or not (quote.start or quote.until)


def _place(quote: Quote, kept: Sequence[Quote], of: Counter[str | None]) -> int | None:
    """Its own place if it is kept, otherwise that of the weakest quote that can be spared."""

    def is_spare(one: Quote) -> bool:
        return one.kind not in _UNDER_THEMES or one.theme_id is None or of[one.theme_id] > 1

    for place, one in enumerate(kept):
        if one.statement_id == quote.statement_id:
            return place if is_spare(one) else None
    mine = [place for place, one in enumerate(kept) if one.review_id == quote.review_id]
    spare = [place for place in mine if is_spare(kept[place])]
    return max(spare, default=None)
