"""The slides of the review in focus: its facts, and its own words."""

from __future__ import annotations

from collections.abc import Iterable

from briefings.pack.content import Pack
from briefings.pack.facts import ReviewFacts
from briefings.pack.notes import evidence_notes, review_notes
from briefings.pack.plan.slide import CONTINUED, Slide, part_title, quote_slides, yours_or_written
from briefings.pack.plan.tables import WHOLE, split
from briefings.pack.wording import counted, joined

_MOST_QUOTES = 4  # slides; the rest are in the notes of the last slide and in the documents
_MOST_AGENCIES = 5
_SHARES = (2.8, 9.0)


def focus(pack: Pack, focus: ReviewFacts) -> Iterable[Slide]:
    """Facts, room for the story in her own words, and the quotes."""
    header = ("About the review", "As the report states it")
    for at, part in enumerate(split(header, tuple(facts_of(focus)), _SHARES, WHOLE)):
        yield Slide(
            "Facts",
            part_title("The review in focus", at),
            {},
            part,
            "Facts of the review in focus, one to a row",
            _SHARES,
            (*review_notes(focus), "", *evidence_notes(focus)) if at == 0 else (CONTINUED,),
            2 if at == 0 else 1,
            {focus.title: focus.link} if focus.link else {},
        )
    where = f" The report’s own account: PDF p. {focus.summary_page}." if focus.summary_page else ""
    label = f"Yours to write: what happened, in three sentences.{where}"
    notes = ("No text about the case is written by the program.",)
    yield from yours_or_written("What happened", label, pack.own_words.get("happened", ()), notes)
    yield from quote_slides(
        "What the review says", pack.focus_quotes, pack, 2, _MOST_QUOTES, is_inside=True
    )


def facts_of(focus: ReviewFacts) -> Iterable[tuple[str, str]]:
    """What the report states about the review, for a table.

    Facts without a page are left out. The last row lists what to look up in the report itself.
    """
    also = joined([f"{number} {noun}" for number, noun in focus.counts])
    length = counted(focus.n_pages, "page") if focus.n_pages else ""
    rows = {
        "Report": focus.title,
        "Published": ", ".join(filter(None, (focus.publisher, focus.nation, focus.published))),
        "Kind": None if focus.kind.casefold() in focus.title.casefold() else focus.kind,
        "People": focus.people,
        "Outcome": focus.outcome,
        "Period": focus.period,
        "Method": focus.method,
        "Among the agencies": joined(_some(focus.agencies)),
        "Recommendations": focus.asked.told if focus.asked else None,
        "Also in it": "; on ".join(part for part in (also, length) if part),
        "Also published": joined(focus.beside).capitalize(),
    }
    yield from ((name, value) for name, value in rows.items() if value)
    lacking = joined([words for name, words in _LACKING.items() if not rows[name]])
    found = f"{lacking} (not found here), and " if lacking else ""
    told = f"{found}who wrote it (no names are kept here)"
    yield "See the report for", f"{told[0].upper()}{told[1:]}"


_LACKING = {  # what a reader expects of a review: named if it was not found
    "People": "how many people it is about",
    "Outcome": "what became of them",
    "Period": "the period under review",
    "Method": "how the review was done",
    "Among the agencies": "which agencies took part",
    "Recommendations": "recommendations",
}


def _some(agencies: tuple[str, ...]) -> tuple[str, ...]:
    """The first agencies, and how many more there are."""
    if len(agencies) <= _MOST_AGENCIES + 1:
        return agencies
    return (*agencies[:_MOST_AGENCIES], f"{len(agencies) - _MOST_AGENCIES} more")
