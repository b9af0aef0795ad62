"""The slides of the other reviews: which they are, what they say, what was asked, what is new."""

from __future__ import annotations

from collections.abc import Iterable

from briefings.pack.content import Pack
from briefings.pack.cutting import in_brief
from briefings.pack.notes import advice_notes, review_notes
from briefings.pack.plan.slide import CONTINUED, Slide, part_title
from briefings.pack.plan.tables import BELOW_LEAD, WHOLE, split
from briefings.pack.wording import day_in_words

_MOST_ASKED = 5  # the newest; the notes have all


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
        shown = [(f, where) for f, where in chosen.review.evidence if f in ("People", "Outcome")]
        notes += [f"{fact}: {where}." for fact, where in shown]
        notes += [f"Why here: {chosen.why}"] if chosen.why else []
        notes += [f"My note: {chosen.note}"] if chosen.note else []
    notes += [pack.team.kept_from.strip()]
    header = ("Review", "Nation", "Year", "People", "Outcome")
    shares = (3.6, 1.4, 0.9, 4.0, 1.9)
    for at, part in enumerate(split(header, tuple(rows), shares, BELOW_LEAD)):
        yield Slide(
            "Table",
            part_title("The other reviews", at),
            {"lead": (pack.first_theme,)},
            part,
            "The reviews of this briefing: where, when, who and the outcome",
            shares,
            tuple(notes) if at == 0 else (CONTINUED,),
            2,
        )


def asked_again(pack: Pack) -> Iterable[Slide]:
    """Similar advice from several boards, each shown only beside its own words."""
    header = ("Year", "Asked by", "Asked of", "In its own words")
    shares = (0.9, 2.7, 2.3, 6.0)
    several = len(pack.advice) > 1
    for number, advice in enumerate(pack.advice, 1):
        title = "Asked before, and asked again" + (f": advice {number}" if several else "")
        rows = tuple(
            (
                asked.when,
                f"{asked.publisher} ({asked.nation})",
                asked.addressee or "not stated",
                in_brief(asked.text, pack.team.most_words),
            )
            for asked in advice.asked[-_MOST_ASKED:]
        )
        for at, part in enumerate(split(header, rows, shares, BELOW_LEAD)):
            yield Slide(
                "Table",
                part_title(title, at),
                {"lead": ("Similar advice, not always the same: each board’s own words.",)},
                part,
                "Who gave similar advice, in which year, to whom, and in which words",
                shares,
                advice_notes(advice) if at == 0 else (CONTINUED,),
                2,
                can_go=number > 1 or at > 0,
                is_more=number > 1,
            )


def new(pack: Pack) -> Iterable[Slide]:
    """What has come since the last briefing."""
    if pack.new is None:
        return
    found = pack.new
    notes = [f"Left for another time. {title}: {why}" for title, why in pack.left_out]
    yield Slide(
        "Table",
        f"New since {day_in_words(found.since)}",
        {"lead": (found.told,)},
        (("Also new", "Nation", "Published"), *found.rows) if found.rows else (),
        "New reviews that are not in this briefing, those on our themes first: title, nation, date",
        (6.5, 2.5, 2.8),
        tuple(notes),
        2,
        can_go=True,
    )


def sources(pack: Pack) -> Iterable[Slide]:
    """Where the reports can be read. This slide is not presented."""
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
    shares = (4.4, 3.4, 2.4, 1.7)
    for at, part in enumerate(split(header, tuple(rows), shares, WHOLE)):
        yield Slide(
            "Facts",
            part_title("Where to read more", at),
            {},
            part,
            "The reports quoted, with publisher, date and licence",
            shares,
            (pack.who_chose, pack.team.kept_from.strip()),
            0,
            links,
        )
