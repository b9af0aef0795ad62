"""The slides of a briefing: their content, speaker notes and timing.

The plan knows nothing about PowerPoint: a slide names a layout of the template and fills its
placeholders.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from briefings.pack.content import Pack
from briefings.pack.plan.focus import facts_of, focus
from briefings.pack.plan.frame import care, close, title
from briefings.pack.plan.others import asked_again, elsewhere, new, sources
from briefings.pack.plan.practice import breakout, implications
from briefings.pack.plan.slide import (
    BREAKOUT,
    Slide,
    numbered,
    quote_slides,
    written,
    yours_or_written,
)
from briefings.pack.plan.themes import themes

__all__ = ["BREAKOUT", "Slide", "facts_of", "plan"]


_MINUTES = 3  # per slide; if a session has fewer, it has too many slides


def plan(pack: Pack) -> tuple[Slide, ...]:
    """Every slide of the briefing, timed to end with the session, and then the spare slides."""
    shown, spare = _parted(list(_slides(pack)), pack.minutes)
    return (*_timed(numbered(shown), pack.minutes), *numbered(spare))


def _parted(slides: list[Slide], minutes: int) -> tuple[list[Slide], list[Slide]]:
    """The slides for the session, and the slides for which there is no time."""
    too_many = sum(1 for slide in slides if slide.weight) - minutes // _MINUTES
    more = [at for at, slide in enumerate(slides) if slide.is_more]
    spared = set(more[-too_many:] if too_many > 0 else ())
    return (
        [slide for at, slide in enumerate(slides) if at not in spared],
        [_spare(slide) for at, slide in enumerate(slides) if at in spared],
    )


def _spare(slide: Slide) -> Slide:
    return msgspec.structs.replace(
        slide, title=f"Spare: {slide.title}", weight=0.0, can_go=False, is_spare=True
    )


def _timed(slides: Sequence[Slide], minutes: int) -> tuple[Slide, ...]:
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
    label = "Yours to write: why this briefing, and why now"
    yield from yours_or_written("Why this, why now", label, pack.own_words.get("why", ()), asked)
    if pack.focus:
        yield from focus(pack, pack.focus)
    yield from elsewhere(pack)
    yield from themes(pack)
    yield from quote_slides("From elsewhere", pack.own, pack, weight=2, most=2)
    yield from quote_slides("What worked", pack.worked, pack, weight=2, most=2)
    yield from asked_again(pack)
    yield from written("Where do we stand?", pack.own_words.get("asked", ()), 2)
    yield from breakout(pack)
    yield from implications(pack)
    yield from new(pack)
    yield close(pack)
    yield from sources(pack)
