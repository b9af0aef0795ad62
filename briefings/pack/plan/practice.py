"""The slides for talk and practice: questions for breakout, and what reviews ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefings.pack.content import Pack
from briefings.pack.cutting import placed
from briefings.pack.notes import quote_notes
from briefings.pack.own_words import MARK
from briefings.pack.plan.slide import BREAKOUT, Slide, also_kept, written
from briefings.pack.wording import words_in

_OF_LEARNING, _OF_BOARDS = 2, 1  # slides; the page has all
# Words of the author's own that have room beside quotes, and beside questions.
_MOST_BESIDE, _MOST_BESIDE_QUESTIONS = 60, 40


def breakout(pack: Pack) -> Iterable[Slide]:
    """Questions that fit on a slide, and room for one about here."""
    shown, later = placed(pack.questions, pack.team.most_words, 3, 1)
    first = shown[0] if shown else ()
    sources = "; ".join(dict.fromkeys(quote.short for quote in first))
    notes = [line for quote in first for line in quote_notes(quote)]
    if later:
        notes += ["More questions are in the facilitator’s notes."]
    own = pack.own_words.get("questions", ())
    is_long = words_in(" ".join(own)) > _MOST_BESIDE_QUESTIONS
    if is_long:
        yield from written("Questions about here", own, 2)
    yield Slide(
        BREAKOUT,
        "In threes",
        {
            "questions": tuple(quote.quote.shown for quote in first),
            "citation": (f"In the words of: {sources}",) if sources else (),
            **_box("Yours to write: a question about here", () if is_long else own),
        },
        notes=tuple(notes),
        weight=12,
        quoted=first,
    )


def implications(pack: Pack) -> Iterable[Slide]:
    """Learning points apart from what boards were asked, each with room for the own area.

    What the author wrote is in the first of these boxes, or on slides of its own if it is longer.
    """
    own = pack.own_words.get("implications", ())
    if not pack.learning or words_in(" ".join(own)) > _MOST_BESIDE:
        yield from written("What it means in our area", own, 2)
        own = ()
    for title, quotes, most in (
        ("What it could mean for practice", pack.learning, _OF_LEARNING),
        ("What boards and agencies were asked", pack.boards, _OF_BOARDS),
    ):
        groups, left = placed(quotes, pack.team.most_words, 2, most)
        for number, group in enumerate(groups, 1):
            lines = [line for quote in group for line in (quote.shown, quote.short)]
            notes = [line for quote in group for line in quote_notes(quote)]
            notes += also_kept(left) if number == len(groups) else []
            is_first = number == 1 and quotes is pack.learning
            yield Slide(
                "Implications",
                title,
                {
                    "label reviews": ("From the reviews",),
                    "reviews": tuple(lines),
                    **_box("In our area: yours to write", own if is_first else ()),
                },
                notes=tuple(notes),
                weight=2,
                can_go=number > 1,
                is_more=number > 1,
                quoted=group,
            )


def _box(label: str, words: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The author's box with her own words, or what it is for."""
    return {"label": (MARK,), "author": tuple(words)} if words else {"label": (label,)}
