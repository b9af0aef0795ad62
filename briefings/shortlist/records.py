"""What a shortlist holds: ids of reviews and statements, and the author's own words.

Words, pages, titles and licences are not in it: they are looked up in the warehouse when the
briefing is rendered, so that a withdrawn report is not quoted from an old file.
"""

from __future__ import annotations

import msgspec

from vocabulary.errors import ReviewsError

DEFAULT_FAMILIES = ("case_review", "thematic_review", "national_review")
# What the author may write herself, in addition to a paragraph on each theme.
OWN_WORDS = {
    "why": "why this, why now",
    "happened": "what happened, in three sentences",
    "questions": "a question about here",
    "asked": "where do we stand?",
    "implications": "what this means in our area",
}


class ShortlistError(ReviewsError):
    """A shortlist cannot be read or written; names the file, the line and what to do."""


class KeptQuote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A statement that is quoted, whole or from some of its words to others."""

    id: str
    start: str | None = None  # `from` in the file: the quote begins with these words
    until: str | None = None  # the quote ends with these words
    note: str | None = None
    theme: str | None = None
    used: tuple[str, ...] = ()  # where it was used before: "2025-12-04, name of the audience"


class OwnQuote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A quote that the author typed. It has a page only if she gave one."""

    text: str
    source: str
    page: str | None = None


class ChosenReview(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A review to quote from. `why` goes into the notes of its slide."""

    id: str
    why: str = ""
    keep: tuple[KeptQuote, ...] = ()
    strike: tuple[str, ...] = ()  # statements not to be offered again
    note: str | None = None
    used: tuple[str, ...] = ()


class LeftOut(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A review that is not in the briefing, and the reason."""

    id: str
    why: str


class TakeOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which reviews may be chosen. An empty tuple means no limit."""

    families: tuple[str, ...] = DEFAULT_FAMILIES
    nations: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()  # child, adult
    since: int | None = None  # the first year of publication
    until: int | None = None  # the last year
    leave_out_places: tuple[str, ...] = ()
    at_most_per_publisher: int = 1
    fictional: bool = (
        False  # choose from invented test documents, which are never mixed with real ones
    )


class Shortlist(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A briefing as chosen."""

    briefing: str
    audience: str = ""  # `for` in the file
    on: str | None = None  # ISO date of the session
    minutes: int = 60
    last_briefing: str | None = None
    focus: str | None = None  # a review id
    question: str = ""
    themes: dict[str, float] = {}
    take: TakeOptions = TakeOptions()
    used_before: tuple[str, ...] = ()  # shortlists of earlier briefings
    focus_extracts: tuple[KeptQuote, ...] = ()
    reviews: tuple[ChosenReview, ...] = ()
    worked: tuple[KeptQuote, ...] = ()
    strike: tuple[str, ...] = ()  # of the focus, or of reviews that are not in the briefing
    asked: tuple[str, ...] = ()  # clusters of repeated recommendations
    questions: tuple[KeptQuote, ...] = ()
    implications: tuple[KeptQuote, ...] = ()
    own: tuple[OwnQuote, ...] = ()
    own_words: dict[str, str] = {}  # her paragraphs, by a part of OWN_WORDS or a theme
    left_out: tuple[LeftOut, ...] = ()
    missing: str = ""

    @property
    def struck(self) -> tuple[str, ...]:
        """Every statement that is not to be offered or printed."""
        return (*(one for review in self.reviews for one in review.strike), *self.strike)
