"""The slides for talk and practice: questions for breakout, and what reviews ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from briefings.pack.content import Cited, Pack
from briefings.pack.cutting import placed
from briefings.pack.letters import lines_of
from briefings.pack.notes import quote_notes
from briefings.pack.own_words import MARK
from briefings.pack.plan.slide import BREAKOUT, Slide, also_kept, quote_slide, written
from briefings.pack.wording import words_in

_OF_LEARNING, _OF_BOARDS = 2, 1  # slides; the page has all
# How many of the author's own words have room beside quotes, and beside questions.
_MOST_BESIDE, _MOST_BESIDE_QUESTIONS = 60, 40
_SIZE, _LINE, _BETWEEN = 18, 1.22, 12  # points of the smallest letters, and between paragraphs
_WIDE, _HIGH = 370, 295  # points of the space for quotes and their sources beside the author's box
_OURS = "Our own prompts: these reviews have no question for practice."
_WIDE_SOURCES, _SOURCE_LINES = 460, 3  # the space for the sources of questions: points, and lines


def breakout(pack: Pack) -> Iterable[Slide]:
    """Questions that fit on a slide, and room for one about the author's own area."""
    shown, later = placed(pack.questions, pack.team.most_words, 3, 1, _sources_fit)
    first = shown[0] if shown else ()
    notes = [line for quote in first for line in quote_notes(quote)]
    if pack.prompts:
        notes += [_OURS, *(f"Put to a board: {quote.shown}" for quote in pack.of_boards)]
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
            "questions": tuple(quote.quote.shown for quote in first) or pack.prompts,
            "citation": (_sources(first),) if first else ((_OURS,) if pack.prompts else ()),
            **_box("Yours to write: a question about here", () if is_long else own),
        },
        notes=tuple(notes),
        weight=12,
        quoted=first,
    )


def implications(pack: Pack) -> Iterable[Slide]:
    """Learning points apart from what boards were asked, each with room for the own area.

    What the author wrote is in the first of these boxes, or on slides of its own if it is longer or
    there is no box.
    """
    own = pack.own_words.get("implications", ())
    if words_in(" ".join(own)) > _MOST_BESIDE:
        yield from written("What it means in our area", own, 2)
        own = ()
    for title, quotes, most in (
        ("What it could mean for practice", pack.learning, _OF_LEARNING),
        ("What boards and agencies were asked", pack.boards, _OF_BOARDS),
    ):
        groups, left = placed(quotes, pack.team.most_words, 2, most, _fit)
        for number, group in enumerate(groups, 1):
            lines = [line for quote in group for line in (quote.shown, quote.short)]
            notes = [line for quote in group for line in quote_notes(quote)]
            notes += also_kept(left) if number == len(groups) else []
            more = number > 1
            if not _fit(group):  # a sentence as long as this has a slide of its own
                slide = quote_slide(title, group, 2, can_go=more, is_more=more)
                yield msgspec.structs.replace(slide, notes=tuple(notes))
                continue
            yield Slide(
                "Implications",
                title,
                {
                    "label reviews": ("From the reviews",),
                    "reviews": tuple(lines),
                    **_box("In our area: yours to write", own),
                },
                notes=tuple(notes),
                weight=2,
                can_go=more,
                is_more=more,
                quoted=group,
            )
            own = ()
        yield from written("What it means in our area", own, 2)
        own = ()


def _box(label: str, words: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The author's box with her own words, or what it is for."""
    return {"label": (MARK,), "author": tuple(words)} if words else {"label": (label,)}


def _fit(quotes: Sequence[Cited]) -> bool:
    """Whether these quotes and their sources fit beside the author's box."""
    said = [words for quote in quotes for words in (quote.shown, quote.short)]
    high = sum(lines_of([(words, _SIZE)], _WIDE) * _SIZE * _LINE + _BETWEEN for words in said)
    return high <= _HIGH


def _sources(questions: Sequence[Cited]) -> str:
    return "In the words of: " + "; ".join(dict.fromkeys(quote.short for quote in questions))


def _sources_fit(questions: Sequence[Cited]) -> bool:
    return lines_of([(_sources(questions), _SIZE)], _WIDE_SOURCES) <= _SOURCE_LINES
