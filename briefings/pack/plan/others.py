"""The slides of the other reviews: which they are, what they say, what was asked, what is new."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from briefings.pack.content import Pack, ThemePart
from briefings.pack.facts import Advice
from briefings.pack.notes import advice_notes, review_notes
from briefings.pack.plan.slide import Slide, part_of, quote_slides
from briefings.pack.plan.tables import split
from briefings.pack.wording import counted, day_in_words

_THEME_SLIDES = 6  # of all themes together, where each has one
_MOST_OF_THEME = 3
_MOST_ASKED = 5  # the newest; the notes have all
_BELOW_LEAD, _WHOLE = 3.5, 4.95  # inches for a table


def elsewhere(pack: Pack) -> Iterable[Slide]:
    """Which other reviews there are, in a table."""
    if not pack.reviews:
        return
    rows = [
        (
            chosen.review.short,
            chosen.review.nation or "not stated",
            str(chosen.review.year or "not stated"),
            chosen.review.people or "not stated",
            chosen.review.outcome or "not stated",
        )
        for chosen in pack.reviews
    ]
    notes: list[str] = []
    for chosen in pack.reviews:
        notes += review_notes(chosen.review)
        notes += [f"Why here: {chosen.why}"] if chosen.why else []
        notes += [f"My note: {chosen.note}"] if chosen.note else []
    notes += [pack.team.kept_from.strip()]
    header = ("Review", "Nation", "Year", "People", "Outcome")
    shares = (4.9, 1.8, 1.1, 2.6, 1.5)
    for at, part in enumerate(split(header, tuple(rows), shares, _BELOW_LEAD)):
        yield Slide(
            "Table",
            "The other reviews" + ("" if at == 0 else ", continued"),
            {"lead": (pack.first_theme,)},
            part,
            "The reviews of this briefing: where, when, who and the outcome",
            shares,
            tuple(notes) if at == 0 else (),
            2,
        )


def themes(pack: Pack) -> Iterable[Slide]:
    """One slide a theme, and a second one where many quotes were kept and few themes have any."""
    slides = min(_MOST_OF_THEME, max(1, _THEME_SLIDES // max(1, len(pack.parts))))
    for part in pack.parts:
        yield from _theme(part, pack, slides)


def _theme(part: ThemePart, pack: Pack, most: int) -> Iterable[Slide]:
    """The quotes of a theme, and beside the first slide how many reviews speak of it."""
    for number, slide in enumerate(quote_slides(part.title, part.quotes, pack, 3, most)):
        if part.theme and number == 0:
            of = counted(part.theme.n_of, "review")
            said = f"{part.theme.n_reviews} of the {of} that we have speak of this theme."
            yield msgspec.structs.replace(slide, notes=(*slide.notes, said))
        else:
            yield slide


def asked_again(pack: Pack) -> Iterable[Slide]:
    """One slide for each advice that was given more than once."""
    for number, advice in enumerate(pack.advice, 1):
        rows = [
            (asked.when, asked.publisher, asked.nation, asked.addressee or "not stated")
            for asked in advice.asked[-_MOST_ASKED:]
        ]
        yield Slide(
            "Table",
            "Asked before, and asked again" + part_of(number, len(pack.advice)),
            {"lead": (_in_brief(advice, pack.team.most_words),)},
            (("Year", "Asked by", "Nation", "Asked of"), *rows),
            "Who gave this advice, in which year, and to whom",
            (1, 4.6, 2, 4.2),
            advice_notes(advice),
            2,
            can_go=number > 1,
        )


def _in_brief(advice: Advice, most: int) -> str:
    words = advice.words.split()
    if len(words) <= most:
        return f"“{advice.words}”"
    return f"“{' '.join(words[:most])} […]”"


def new(pack: Pack) -> Iterable[Slide]:
    """What has come since the last briefing."""
    if pack.new is None:
        return
    found = pack.new
    lead = (
        f"{counted(found.n_published, 'review')} published since then,"
        f" {found.n_collected} first collected here"
    )
    notes = [f"Left for another time: {title}. {why}" for title, why in pack.left_out]
    yield Slide(
        "Table",
        f"New since {day_in_words(found.since)}",
        {"lead": (lead,)},
        (("Review", "Nation", "Published"), *found.rows) if found.rows else (),
        "The newest reviews: title, nation and date",
        (6.5, 2.5, 2.8),
        tuple(notes),
        2,
        can_go=True,
    )


def sources(pack: Pack) -> Iterable[Slide]:
    """Where the reports are to be read; not presented."""
    rows = [
        (
            review.title,
            review.publisher or "not stated",
            review.published or "not stated",
            review.licence_in_short,
        )
        for review in pack.sources
    ]
    links = {review.title: review.link for review in pack.sources if review.link}
    header = ("Report", "Publisher", "Published", "Licence")
    shares = (4.6, 3.4, 1.9, 2.0)
    for at, part in enumerate(split(header, tuple(rows), shares, _WHOLE)):
        yield Slide(
            "Facts",
            "Where to read more" + ("" if at == 0 else ", continued"),
            {},
            part,
            "The reports quoted, with publisher, date and licence",
            shares,
            (pack.team.who_chose.strip(), pack.team.kept_from.strip()),
            0,
            links,
        )
