"""The slides of a briefing: what stands on each, what is said beside it, and when.

The plan knows no PowerPoint: a slide names a layout of the template and fills its placeholders.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from briefings.pack.content import Cited, Pack, ThemePart
from briefings.pack.cutting import grouped, pair
from briefings.pack.facts import Advice, ReviewFacts
from briefings.pack.notes import advice_notes, quote_notes, review_notes
from briefings.pack.wording import counted, day_in_words, joined

Rows = tuple[tuple[str, ...], ...]


class Slide(msgspec.Struct, frozen=True):
    """One slide. The first row of `rows` is the header of its table."""

    layout: str
    title: str
    fields: dict[str, tuple[str, ...]] = {}
    rows: Rows = ()
    about_table: str = ""
    shares: tuple[float, ...] = ()  # widths of its columns
    notes: tuple[str, ...] = ()
    weight: float = 0.0  # its share of the session
    links: dict[str, str] = {}  # cells of the table that open an address
    can_go: bool = False  # what to leave out if time runs short
    quoted: tuple[Cited, ...] = ()
    start: int = 0
    end: int = 0


_FOCUS_PAIR = 30  # words: two quotes of the review in focus share a slide where both are short
_MOST_ROWS = 6
_MOST_IMPLICATIONS = 2  # slides; the handout has all
BREAKOUT = "Breakout"
AUTHOR = "For the author"


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
    yield _title(pack)
    yield _care(pack)
    asked = (f"What we asked the reviews: {pack.question}",) if pack.question else ()
    yield _yours("Why this, why now", "Yours to write: why this briefing, and why now", 2, asked)
    if pack.focus:
        yield from _focus(pack, pack.focus)
    yield from _elsewhere(pack)
    yield from (_theme(part, pack) for part in pack.parts)
    yield from _quotes("From elsewhere", pack.own, pack, weight=2, most=2)
    yield from _quotes("What worked", pack.worked, pack, weight=2, most=2)
    yield from _asked_again(pack)
    yield from _breakout(pack)
    yield from _implications(pack)
    yield from _new(pack)
    yield _close(pack)
    yield from _sources(pack)


def _title(pack: Pack) -> Slide:
    for_whom = (pack.audience,) if pack.audience else ()
    who = [pack.day, joined(pack.team.presenters), pack.team.team]
    fields = {"subtitle": for_whom, "presenters": tuple(part for part in who if part)}
    if pack.is_invented:
        fields["notice"] = ("Invented reviews, for trying this out. Not for a real session.",)
    return Slide("Title", pack.title, fields)


def _care(pack: Pack) -> Slide:
    contacts = tuple(f"To ring today: {contact}" for contact in pack.team.care_contacts)
    return Slide(
        "Care",
        "Before we begin",
        {"care": (*pack.team.care, *contacts), "note takers": (pack.team.note_takers.strip(),)},
        notes=("Say it in your own words, and leave a silence.", *pack.team.agreement),
        weight=2,
    )


def _yours(title: str, label: str, weight: float, notes: tuple[str, ...] = ()) -> Slide:
    return Slide(AUTHOR, title, {"label": (label,)}, notes=notes, weight=weight)


def _focus(pack: Pack, focus: ReviewFacts) -> Iterable[Slide]:
    rows = [("About the review", "As the report states it"), *facts_of(focus)]
    yield Slide(
        "Facts",
        "The review in focus",
        {},
        tuple(rows),
        "Facts of the review in focus, one to a row",
        (2.2, 9.6),
        review_notes(focus),
        2,
        {focus.title: focus.link} if focus.link else {},
    )
    where = f" The report’s own summary: PDF p. {focus.summary_page}." if focus.summary_page else ""
    label = f"Yours to write: what happened, in three sentences.{where}"
    yield _yours("What happened", label, 2, ("No text about the case is written by the program.",))
    singles = [quote for (quote,) in grouped(pack.focus_quotes, pack.team.most_words, 1)]
    groups = _paired(singles)
    for number, group in enumerate(groups, 1):
        yield _quote_slide(
            "What the review says" + _part(number, len(groups)), group, 2, is_inside=True
        )


def _part(number: int, of: int) -> str:
    """Slides of one heading are numbered: a title names one slide alone."""
    return f" ({number} of {of})" if of > 1 else ""


def _paired(quotes: list[Cited]) -> list[tuple[Cited, ...]]:
    """Neighbours that are both short share a slide."""
    out: list[tuple[Cited, ...]] = []
    for quote in quotes:
        if out and len(out[-1]) == 1 and out[-1][0].words + quote.words <= _FOCUS_PAIR:
            out[-1] = (out[-1][0], quote)
        else:
            out.append((quote,))
    return out


def facts_of(focus: ReviewFacts) -> Iterable[tuple[str, str]]:
    """What the report states about its review, for a table."""
    where = ", ".join(part for part in (focus.publisher, focus.nation) if part)
    asked = joined([f"{number} {noun}" for number, noun in focus.counts])
    rows = (
        ("Report", focus.title),
        ("Published", ", ".join(part for part in (where, focus.published) if part)),
        ("Kind", focus.kind),
        ("People", focus.people),
        ("Outcome", focus.outcome),
        ("Period", focus.period),
        ("Method", focus.method),
        ("Agencies", joined(focus.agencies)),
        ("In it", asked),
    )
    yield from ((name, value) for name, value in rows if value)


def _elsewhere(pack: Pack) -> Iterable[Slide]:
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
    notes = [note for chosen in pack.reviews for note in review_notes(chosen.review)]
    notes += [pack.team.kept_from.strip()]
    lead = ""
    if pack.themes:
        theme = pack.themes[0]
        lead = (
            f"{theme.label}: found in {theme.n_reviews} of the"
            f" {counted(theme.n_of, 'review')} that we hold"
        )
    for first in range(0, len(rows), _MOST_ROWS):
        yield Slide(
            "Table",
            "Other reviews on the same theme" + ("" if first == 0 else ", continued"),
            {"lead": (lead,)},
            (("Review", "Nation", "Year", "People", "Outcome"), *rows[first : first + _MOST_ROWS]),
            "The reviews of this briefing: where, when, who and the outcome",
            (4.9, 1.8, 1.1, 2.6, 1.5),
            tuple(notes) if first == 0 else (),
            2,
        )


def _theme(part: ThemePart, pack: Pack) -> Slide:
    """One slide a theme: its first quote, and a second one where there is room for it.

    Further quotes stand in the speaker notes and in the documents.
    """
    shown = pair(part.quotes, pack.team.most_words)
    slide = _quote_slide(part.title, shown, 3)
    ids = {quote.facts.statement_id for quote in shown if quote.facts}
    more = [q for q in part.quotes if q.facts and q.facts.statement_id not in ids]
    notes = list(slide.notes)
    if part.theme:
        of = counted(part.theme.n_of, "review")
        notes.append(f"{part.theme.n_reviews} of the {of} that we hold speak of this theme.")
    for quote in more:
        notes += [f"Also kept: {quote.shown}", f"Source: {quote.full}"]
    return msgspec.structs.replace(slide, notes=tuple(notes))


def _quotes(
    title: str, quotes: tuple[Cited, ...], pack: Pack, weight: float, most: int
) -> Iterable[Slide]:
    """At most so many slides of quotes; the notes of the last have those that are left."""
    groups = grouped(quotes, pack.team.most_words, 2)
    shown, left = groups[:most], [quote for group in groups[most:] for quote in group]
    for number, group in enumerate(shown, 1):
        slide = _quote_slide(title + _part(number, len(shown)), group, weight, can_go=number > 1)
        if number == len(shown):
            also = [line for q in left for line in (f"Also kept: {q.shown}", f"Source: {q.full}")]
            slide = msgspec.structs.replace(slide, notes=(*slide.notes, *also))
        yield slide


def _quote_slide(
    title: str,
    group: tuple[Cited, ...],
    weight: float,
    *,
    is_inside: bool = False,
    can_go: bool = False,
) -> Slide:
    fields: dict[str, tuple[str, ...]] = {}
    numbers = ("",) if len(group) == 1 else (" 1", " 2")
    for number, quote in zip(numbers, group, strict=True):
        fields[f"quote{number}"] = (quote.shown,)
        fields[f"citation{number}"] = (quote.inside if is_inside else quote.short,)
    notes = tuple(line for quote in group for line in quote_notes(quote))
    layout = "Quote" if len(group) == 1 else "Quote pair"
    return Slide(layout, title, fields, notes=notes, weight=weight, can_go=can_go, quoted=group)


def _asked_again(pack: Pack) -> Iterable[Slide]:
    for number, advice in enumerate(pack.advice, 1):
        rows = [
            (asked.when, asked.publisher, asked.nation, asked.addressee or "not stated")
            for asked in advice.asked[:_MOST_ROWS]
        ]
        yield Slide(
            "Table",
            "Asked before, and asked again" + _part(number, len(pack.advice)),
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


def _breakout(pack: Pack) -> Iterable[Slide]:
    shown = grouped(pack.questions, pack.team.most_words, 3)
    first = shown[0] if shown else ()
    sources = "; ".join(dict.fromkeys(quote.short for quote in first))
    later = [quote for group in shown[1:] for quote in group]
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


def _implications(pack: Pack) -> Iterable[Slide]:
    for title, quotes in (
        ("What it could mean for practice", pack.learning),
        ("What boards and agencies were asked", pack.boards),
    ):
        groups = grouped(quotes, pack.team.most_words, 2)[:_MOST_IMPLICATIONS]
        for number, group in enumerate(groups, 1):
            lines = [line for quote in group for line in (quote.shown, quote.short)]
            yield Slide(
                "Implications",
                title + _part(number, len(groups)),
                {
                    "label reviews": ("From the reviews",),
                    "reviews": tuple(lines),
                    "label": ("In our area: yours to write",),
                },
                notes=tuple(line for quote in group for line in quote_notes(quote)),
                weight=2,
                can_go=number > 1,
                quoted=group,
            )


def _new(pack: Pack) -> Iterable[Slide]:
    if pack.new is None:
        return
    new = pack.new
    lead = (
        f"{counted(new.n_published, 'review')} published since then,"
        f" {new.n_collected} first collected here"
    )
    notes = [f"Left for another time: {title}. {why}" for title, why in pack.left_out]
    yield Slide(
        "Table",
        f"New since {day_in_words(new.since)}",
        {"lead": (lead,)},
        (("Review", "Nation", "Published"), *new.rows) if new.rows else (),
        "The newest reviews",
        (6.5, 2.5, 2.8),
        tuple(notes),
        2,
        can_go=True,
    )


def _close(pack: Pack) -> Slide:
    lines = []
    if pack.team.feedback_link:
        lines.append(f"Feedback: {pack.team.feedback_link}")
    if pack.team.mailbox:
        lines.append(f"Tell us what you did with it: {pack.team.mailbox}")
    lines.append("The handout has the quotes, the sources and a page to record your discussion.")
    if pack.team.care_contacts:
        lines.append(f"To ring today: {'; '.join(pack.team.care_contacts)}")
    fields = {"body": tuple(lines), "label": ("One thing I will do",)}
    return Slide("Close", "Before we go", fields, weight=2)


def _sources(pack: Pack) -> Iterable[Slide]:
    rows = [
        (
            review.title,
            review.publisher or "not stated",
            review.published or "not stated",
            review.licence,
        )
        for review in pack.sources
    ]
    links = {review.title: review.link for review in pack.sources if review.link}
    for first in range(0, len(rows), _MOST_ROWS):
        yield Slide(
            "Facts",
            "Where to read more" + ("" if first == 0 else ", continued"),
            {},
            (("Report", "Publisher", "Published", "Licence"), *rows[first : first + _MOST_ROWS]),
            "The reports quoted, with publisher, date and licence",
            (4.4, 3.4, 1.9, 2.2),
            (pack.team.who_chose.strip(), pack.team.kept_from.strip()),
            0,
            links,
        )
