"""The slides of a briefing: what is on each, what is said beside it, and when.

The plan knows no PowerPoint: a slide names a layout of the template and fills its placeholders.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from briefings.pack.content import Pack
from briefings.pack.plan.focus import facts_of, focus
from briefings.pack.plan.frame import care, close, title
from briefings.pack.plan.others import asked_again, elsewhere, new, sources
from briefings.pack.plan.practice import breakout, implications
from briefings.pack.plan.slide import BREAKOUT, Slide, quote_slides, yours
from briefings.pack.plan.themes import themes

__all__ = ["BREAKOUT", "Slide", "facts_of", "plan"]


def plan(pack: Pack) -> tuple[Slide, ...]:
    """Every slide of the briefing, timed to end with the session."""
    return _timed(list(_slides(pack)), pack.minutes)


def _timed(slides: list[Slide], minutes: int) -> tuple[Slide, ...]:
    """Minutes by weight, rounded where a slide ends, so that the last ends on time."""
    total = sum(slide.weight for slide in slides) or 1
    spent, out = 0.0, []
    for slide in slides:
        start = round(spent / total * minutes)
        spent += slide.weight
        end = round(spent / total * minutes)
        out.append(msgspec.structs.replace(slide, start=start, end=end))
    return tuple(out)


def _slides(pack: Pack) -> Iterable[Slide]:
    yield title(pack)
    yield care(pack)
    asked = (f"What we asked the reviews: {pack.question}",) if pack.question else ()
    yield yours("Why this, why now", "Yours to write: why this briefing, and why now", 2, asked)
    if pack.focus:
        yield from focus(pack, pack.focus)
    yield from elsewhere(pack)
    yield from themes(pack)
    yield from quote_slides("From elsewhere", pack.own, pack, weight=2, most=2)
    yield from quote_slides("What worked", pack.worked, pack, weight=2, most=2)
    yield from asked_again(pack)
    yield from breakout(pack)
    yield from implications(pack)
    yield from new(pack)
    yield close(pack)
    yield from sources(pack)
