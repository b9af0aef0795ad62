"""The slides for talk and practice: questions for breakout, and what reviews ask for."""

from __future__ import annotations

from collections.abc import Iterable

from briefings.pack.content import Pack
from briefings.pack.cutting import placed
from briefings.pack.notes import quote_notes
from briefings.pack.plan.slide import BREAKOUT, Slide, also_kept

_OF_LEARNING, _OF_BOARDS = 2, 1  # slides; the page has all


def breakout(pack: Pack) -> Iterable[Slide]:
    """Questions that fit on a slide, and room for one about here."""
    shown, later = placed(pack.questions, pack.team.most_words, 3, 1)
    first = shown[0] if shown else ()
    sources = "; ".join(dict.fromkeys(quote.short for quote in first))
    notes = [line for quote in first for line in quote_notes(quote)]
    if later:
        notes += ["More questions are in the facilitator’s notes."]
    yield Slide(
        BREAKOUT,
        "In threes",
        {
            "questions": tuple(quote.quote.shown for quote in first),
            "citation": (f"In the words of: {sources}",) if sources else (),
            "label": ("Yours to write: a question about here",),
        },
        notes=tuple(notes),
        weight=12,
        quoted=first,
    )


def implications(pack: Pack) -> Iterable[Slide]:
    """Learning points apart from what boards were asked, each with room for the own area."""
    for title, quotes, most in (
        ("What it could mean for practice", pack.learning, _OF_LEARNING),
        ("What boards and agencies were asked", pack.boards, _OF_BOARDS),
    ):
        groups, left = placed(quotes, pack.team.most_words, 2, most)
        for number, group in enumerate(groups, 1):
            lines = [line for quote in group for line in (quote.shown, quote.short)]
            notes = [line for quote in group for line in quote_notes(quote)]
            notes += also_kept(left) if number == len(groups) else []
            yield Slide(
                "Implications",
                title,
                {
                    "label reviews": ("From the reviews",),
                    "reviews": tuple(lines),
                    "label": ("In our area: yours to write",),
                },
                notes=tuple(notes),
                weight=2,
                can_go=number > 1,
                is_more=number > 1,
                quoted=group,
            )
