"""The handout: two pages to read in seven minutes, or to lead a short briefing from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from briefings.pack.content import Cited, Pack, ThemePart
from briefings.pack.facts import ReviewFacts, SharedAdvice
from briefings.pack.own_words import MARK
from briefings.pack.sheet import Sheet
from briefings.pack.word import Block, StyledParagraph, Table, TextRun, filled, own, text
from briefings.pack.wording import counted, joined

_WIDTHS = (42.0, 134.0)


def handout(pack: Pack, made: Sheet, template: Path | None = None) -> bytes:
    """The handout. Raises PackError if the template lacks a marker or a style."""
    parts: dict[str, Sequence[Block]] = {
        "care": [care(pack)],
        "why": own(pack.own_words.get("why", ()), "two sentences on why this, why now"),
        "focus": list(_focus(pack, made.focus)),
        "elsewhere": [_table(made.parts)] if made.parts else [],
        "worked": [quoted(quote) for quote in made.worked],
        "asked": list(_asked(pack, made.advice)),
        "practice": list(_practice(pack, made.learning)),
        "boards": [quoted(quote) for quote in made.boards],
        "talk": [*talk(pack, made.questions), *written(pack, "questions")],
        "record": [_record(pack)],
        "sources": [source(review) for review in pack.sources],
        "chosen": list(chosen(pack)),
    }
    return filled(template, "handout.docx", f"{pack.title}: handout", headed(pack), parts)


def care(pack: Pack) -> StyledParagraph:
    """The notice at the top of every document."""
    contacts = [f"To ring today: {'; '.join(pack.team.care_contacts)}."]
    said = [*pack.team.care[:1], *(contacts if pack.team.care_contacts else [])]
    invented = TextRun(" The reviews quoted here are invented.", is_bold=True)
    runs = [TextRun(" ".join(said)), TextRun(" Quotes are word for word.")]
    return StyledParagraph((*runs, invented) if pack.is_invented else tuple(runs), "Care")


def quoted(quote: Cited) -> StyledParagraph:
    """A quote, followed by its source."""
    return StyledParagraph((TextRun(quote.shown), *_source(quote, quote.short)), "Quotation")


def question(quote: Cited) -> StyledParagraph:
    """A question in the words of a review, numbered."""
    return StyledParagraph(
        (TextRun(quote.quote.shown), *_source(quote, quote.short)), "List Number"
    )


def talk(pack: Pack, questions: Sequence[Cited]) -> Iterator[Block]:
    """Questions for practice, or the team's own prompts."""
    yield from (question(quote) for quote in questions)
    if pack.prompts:
        opening, *prompts = pack.prompts
        yield text(opening)
        yield from (text(prompt, "List Number") for prompt in prompts)


def _source(quote: Cited, words: str) -> tuple[TextRun, ...]:
    link = quote.facts.page_link if quote.facts else None
    return (TextRun("  "), TextRun(words, None if link else "Source", link=link))


def _focus(pack: Pack, quotes: Sequence[Cited]) -> Iterator[Block]:
    focus = pack.focus
    if focus is None:
        return
    outcome = f"outcome: {focus.outcome.lower()}" if focus.outcome else None
    period = f"period: {focus.period}" if focus.period else None
    method = f"method: {focus.method}" if focus.method else None
    asked = counted(focus.asked.number, "recommendation") if focus.asked else None
    told = [focus.kind, focus.people, outcome, period, method, asked]
    place = ", ".join(part for part in (focus.publisher, focus.nation, focus.published) if part)
    facts = "; ".join(part for part in told if part)
    yield StyledParagraph(
        (TextRun(focus.title, is_bold=True), TextRun(f". {place}."), TextRun(f" {facts}."))
    )
    yield from written(pack, "happened")
    for quote in quotes:
        runs = (TextRun(quote.shown), *_source(quote, quote.inside))
        yield StyledParagraph(runs, "Quotation")


def _table(parts: Sequence[ThemePart]) -> Table:
    rows: list[tuple[tuple[TextRun, ...], ...]] = [
        ((TextRun("Theme"),), (TextRun("In the words of a review"),))
    ]
    for part in parts:
        runs: list[TextRun] = []
        if part.words:
            runs = [TextRun(f"{MARK}: ", is_bold=True), TextRun("\n".join(part.words))]
        for quote in part.quotes:
            runs += [TextRun(("\n" if runs else "") + quote.shown), *_source(quote, quote.short)]
        rows.append(((TextRun(part.title, is_bold=True),), tuple(runs)))
    return Table(tuple(rows), _WIDTHS, "What other reviews say, by theme")


def _asked(pack: Pack, given: Sequence[SharedAdvice]) -> Iterator[Block]:
    for advice in given:
        words = (TextRun(f"“{advice.words}” "), TextRun(advice.told, "Source"))
        yield StyledParagraph(words, "Quotation")
    yield from written(pack, "asked")


def _practice(pack: Pack, learning: Sequence[Cited]) -> Iterator[Block]:
    yield from (quoted(quote) for quote in learning)
    yield from own(pack.own_words.get("implications", ()), "what this means in our area")


def written(pack: Pack, part: str) -> list[StyledParagraph]:
    """What the author wrote on a part, if she did."""
    words = pack.own_words.get(part, ())
    return own(words, "") if words else []


def _record(pack: Pack) -> StyledParagraph:
    where = f" Return to {pack.team.mailbox}." if pack.team.mailbox else ""
    line = "☐ Discussed on ____________ by ______________________ (how many: ____).  "
    return text(f"{line}One thing we will do: ______________________________________.{where}")


def source(review: ReviewFacts) -> StyledParagraph:
    """A line of the sources: publisher, title, date, licence, and a link to the report."""
    told = [review.publisher or "Publisher not stated", review.title]
    told += [review.published or "date not stated", review.licence]
    runs = [TextRun(", ".join(told) + ". ")]
    if review.link:
        runs.append(TextRun("Read the report", link=review.link))
    return StyledParagraph(tuple(runs), "Small")


def chosen(pack: Pack) -> Iterator[Block]:
    """How the quotes were found, and what the collection lacks."""
    families = joined([family.replace("_", " ") + "s" for family in pack.families])
    yield text(f"{pack.who_chose} Counted among: {pack.n_of} {families}.", "Small")
    told = (pack.team.kept_from.strip(), pack.missing, pack.about_pages)
    yield text(" ".join(filter(None, told)), "Small")


def headed(pack: Pack) -> dict[str, str]:
    """The words at the head of the handout and of the notes."""
    audience = " · ".join(part for part in (pack.audience, pack.day) if part)
    return {"title": pack.title, "audience": audience, "day": pack.day}
