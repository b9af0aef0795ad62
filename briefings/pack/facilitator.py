"""Notes for the people who lead: timings, prompts, what to say and what to leave unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from briefings.pack.content import Cited, Pack
from briefings.pack.handout import care, headed, quoted, talk
from briefings.pack.plan import BREAKOUT, Slide
from briefings.pack.word import (
    Block,
    StyledParagraph,
    Table,
    TextRun,
    filled,
    own,
    point,
    text,
    yours,
)
from briefings.pack.wording import counted, joined

_TIMETABLE = (18.0, 20.0, 62.0, 76.0)


def facilitator(pack: Pack, plan: tuple[Slide, ...], template: Path | None = None) -> bytes:
    """The notes. Raises PackError if the template lacks a marker or a style."""
    parts: dict[str, Sequence[Block]] = {
        "care": [care(pack)],
        "before": list(_before(pack, plan)),
        "timetable": list(_timetable(plan)),
        "questions": list(_questions(pack)),
        "close": [point(words) for words in pack.team.hard_moments],
        "quiet": list(_quiet(pack)),
        "answers": list(_answers(pack)),
        "left out": list(_left_out(pack)),
        "afterwards": list(_afterwards(pack)),
    }
    title = f"{pack.title}: facilitator’s notes"
    return filled(template, "facilitator.docx", title, headed(pack), parts)


def _before(pack: Pack, plan: Sequence[Slide]) -> Iterator[Block]:
    yield point("Agree who will watch the chat for distress, and who is free to talk.")
    yield point(pack.team.note_takers.strip())
    yield from (point(words) for words in pack.team.agreement)
    for chosen in pack.reviews:
        if chosen.note:
            yield point(chosen.note, f"{chosen.review.short}: ")
    for quote in _noted_on_no_slide(pack, plan):
        yield point(f"{quote.note} The quote: {quote.shown}", f"{quote.short}, on no slide: ")
    yield yours("who may know one of these cases")


def _noted_on_no_slide(pack: Pack, plan: Sequence[Slide]) -> Iterator[Cited]:
    """Quotes with a note by the author that is not in full in the notes of a slide."""
    told = {(_id(quote), quote.note) for slide in plan for quote in slide.quoted}
    for quote in pack.quotes:
        if quote.note and (_id(quote), quote.note) not in told:
            told.add((_id(quote), quote.note))
            yield quote


def _id(quote: Cited) -> str:
    return quote.facts.statement_id if quote.facts else quote.source


def _timetable(plan: tuple[Slide, ...]) -> Iterator[Block]:
    heads = ("Slide", "Minutes", "What", "Page of the report")
    rows: list[tuple[tuple[TextRun, ...], ...]] = [tuple((TextRun(head),) for head in heads)]
    shown = [(number, slide) for number, slide in enumerate(plan, 1) if slide.weight]
    for heading, group in groupby(shown, key=lambda one: one[1].heading):
        together = list(group)
        (first, begin), (last, end) = together[0], together[-1]
        number = f"{first} to {last}" if last > first else str(first)
        minutes = f"{begin.start} to {end.end}" if end.end > begin.start else "–"
        what = TextRun(heading, is_bold=begin.layout == BREAKOUT)
        pages = _pages([quote for _, slide in together for quote in slide.quoted])
        rows.append(((TextRun(number),), (TextRun(minutes),), (what,), pages))
    yield Table(tuple(rows), _TIMETABLE, "Slides with their minutes and the pages they quote")
    can_go = [str(number) for number, slide in enumerate(plan, 1) if slide.can_go]
    if can_go:
        noun = "slide" if len(can_go) == 1 else "slides"
        yield text(f"If time is short, leave out {noun} {joined(can_go)}. Keep the breakout.")
    if more := [(number, slide) for number, slide in enumerate(plan, 1) if slide.is_spare]:
        first, last = more[0][0], more[-1][0]
        numbers = str(first) if first == last else f"{first} to {last}"
        words = "Slide {} is" if len(more) == 1 else "Slides {} are"
        yield text(
            f"{words.format(numbers)} spare, behind the last one: show more if there is time."
        )


def _pages(quotes: Sequence[Cited]) -> tuple[TextRun, ...]:
    """The pages that slides quote, to have open during the session: each review once."""
    reviews: dict[str, dict[str, str | None]] = {}
    for quote in quotes:
        if quote.facts:
            pages = reviews.setdefault(quote.facts.review.short, {})
            pages[quote.pages_in_short] = quote.facts.page_link
    runs: list[TextRun] = []
    for at, (review, pages) in enumerate(reviews.items()):
        runs.append(TextRun(("\n" if at else "") + review))
        for page, link in pages.items():
            runs += [TextRun(", "), TextRun(page, link=link)]
    return tuple(runs)


def _questions(pack: Pack) -> Iterator[Block]:
    yield from talk(pack, pack.questions)
    if pack.questions and pack.team.prompts:
        yield text(f"Prompts for each: {' '.join(pack.team.prompts)}", "Small")
    yield from own(pack.own_words.get("questions", ()), "a question about here")
    if pack.of_boards:
        yield text("Put to boards, and not for breakout:")
        yield from (quoted(quote) for quote in pack.of_boards)


def _quiet(pack: Pack) -> Iterator[Block]:
    yield from (point(words) for words in pack.team.not_aloud)
    for flag in pack.flags:
        yield point(f"{flag.what}.", f"{flag.where}: ")


def _answers(pack: Pack) -> Iterator[Block]:
    ask = TextRun("“Does this happen here?” ", is_bold=True)
    counts = [
        f"{theme.label}: {theme.n_reviews} of {counted(theme.n_of, 'review')}"
        for theme in pack.themes
    ]
    held = f"In the reviews that we have: {'; '.join(counts)}. " if counts else ""
    yield StyledParagraph((ask, TextRun(held + pack.team.kept_from.strip())))
    yield yours("local figures")
    asked = TextRun("“Who chose these?” ", is_bold=True)
    yield StyledParagraph((asked, TextRun(pack.who_chose)))


def _left_out(pack: Pack) -> Iterator[Block]:
    for title, why in pack.left_out:
        yield point(why or "no reason noted", f"{title}: ")
    if pack.gone:
        count = counted(len(pack.gone), "entry", "entries")
        words = f"{count} of the shortlist could not be shown as chosen: "
        yield point(
            words + "a report was withdrawn, or was read again with a different result. "
            "The command names them."
        )
    if pack.missing:
        yield point(pack.missing, "What the collection lacks: ")


def _afterwards(pack: Pack) -> Iterator[Block]:
    where = f" Feedback goes to {pack.team.mailbox}." if pack.team.mailbox else ""
    yield point(f"Fifteen minutes for the people who led: how are you?{where}")
    yield point(
        "The command “reviews brief done” records what was used, so that next time shows it."
    )
    line = "☐ How many came, by agency: ____________________  ☐ What people said they will do: "
    yield text(line + "______________________________")
