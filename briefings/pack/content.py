"""The content of a pack for every format: quotes with their sources, in their order."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from briefings.pack.facts import NewReviews, ReviewFacts, SharedAdvice, StatementFacts, ThemeFacts
from briefings.pack.settings import Team
from briefings.pack.wording import counted, words_in
from briefings.shortlist import QuotedWords
from vocabulary.kinds import kind_labels

_THIN = "\N{NARROW NO-BREAK SPACE}"


class Cited(msgspec.Struct, frozen=True):
    """A quote as it is shown, and what is needed to find and judge it."""

    quote: QuotedWords
    facts: StatementFacts | None = None  # None where the author typed the quote herself
    source: str = ""  # her own words for such a source
    page: str | None = None
    note: str | None = None
    used: tuple[str, ...] = ()

    @property
    def review_id(self) -> str:
        """The review that it is from; None for a quote that the author typed."""
        return self.facts.review.review_id if self.facts else ""

    @property
    def words(self) -> int:
        """How many words of it are on a slide."""
        return words_in(self.quote.text)

    @property
    def shown(self) -> str:
        """In quotation marks, with "[…]" where something is left out."""
        text = self.quote.shown  # a thin space keeps its own marks apart from ours
        before = _THIN if text.startswith(("“", "‘")) else ""
        after = _THIN if text.endswith(("”", "’")) else ""
        return f"“{before}{text}{after}”"

    @property
    def page_shown(self) -> str:
        """The page as people cite it."""
        if self.facts is None:
            if not self.page:
                return "page not given"
            return f"p.\N{NO-BREAK SPACE}{self.page}" if self.page[0].isdigit() else self.page
        if self.facts.printed_page:
            return f"p.\N{NO-BREAK SPACE}{self.facts.printed_page}"
        return f"PDF p.\N{NO-BREAK SPACE}{self.facts.pdf_page}"

    @property
    def label(self) -> str:
        """What kind of statement it is, with its printed number."""
        if self.facts is None:
            return ""
        kind = kind_labels().get(self.facts.kind, "")
        number = (self.facts.number or "").rstrip(".")
        return f"{kind} {number}" if number else kind

    @property
    def short(self) -> str:
        """The citation in small type below the quote."""
        if self.facts is None:
            return f"{self.source}, {self.page_shown}"
        review = self.facts.review
        year = str(review.year) if review.year else "date not stated"
        parts = [review.nation, review.short, year, self.page_shown]
        return ", ".join(part for part in parts if part)

    @property
    def inside(self) -> str:
        """The citation if the review has already been named."""
        document = self.facts.review.document if self.facts else None
        return ", ".join(part for part in (self.label, document, self.page_shown) if part)

    @property
    def full(self) -> str:
        """The whole citation, with both page numbers."""
        if self.facts is None:
            return f"{self.source}, {self.page_shown}. Typed by the author: check it at the source."
        review = self.facts.review
        publisher = review.publisher or "Publisher not stated"
        invented = " (invented)" if review.is_fictional else ""
        heading = f"{publisher}, {review.title}{invented}, {review.published or 'date not stated'}"
        return f"{heading}. {self.label}, {self.both_pages}."

    @property
    def both_pages(self) -> str:
        """The page printed in the report and the one that a PDF reader counts."""
        if self.facts is None:
            return self.page_shown
        if self.facts.printed_page is None:
            return f"{self.page_shown} (no page number is printed)"
        return f"{self.page_shown} (PDF p.\N{NO-BREAK SPACE}{self.facts.pdf_page})"

    @property
    def pages_in_short(self) -> str:
        """The printed page, with the page of the PDF if it is different."""
        if self.facts is None or self.facts.printed_page is None:
            return self.page_shown
        is_one = self.facts.printed_page == str(self.facts.pdf_page)
        return self.page_shown if is_one else self.both_pages


class ThemePart(msgspec.Struct, frozen=True):
    """What the chosen reviews say on one theme; without a theme, on other subjects."""

    theme: ThemeFacts | None
    quotes: tuple[Cited, ...]
    other: str = "Also in these reviews"
    words: tuple[str, ...] = ()  # the author's own paragraphs on the theme

    @property
    def title(self) -> str:
        """The name of the theme."""
        return self.theme.label if self.theme else self.other


class Chosen(msgspec.Struct, frozen=True):
    """A review beside the one in focus, the program's reason and the author's note."""

    review: ReviewFacts
    why: str
    note: str | None


class Flag(msgspec.Struct, frozen=True):
    """Something by which the audience may recognise people; `is_own`: in the author's area."""

    where: str
    what: str
    is_own: bool = False


class Pack(msgspec.Struct, frozen=True):
    """A whole briefing, looked up and put in order."""

    title: str
    audience: str
    day: str
    minutes: int
    team: Team
    question: str
    focus: ReviewFacts | None
    focus_quotes: tuple[Cited, ...]
    reviews: tuple[Chosen, ...]
    themes: tuple[ThemeFacts, ...]
    parts: tuple[ThemePart, ...]
    worked: tuple[Cited, ...]
    advice: tuple[SharedAdvice, ...]
    questions: tuple[Cited, ...]  # that practitioners can answer about their own work
    learning: tuple[Cited, ...]  # learning points and findings that practice can use
    boards: tuple[Cited, ...]  # what boards and agencies were asked to do, then questions to them
    own: tuple[Cited, ...]
    own_words: Mapping[str, tuple[str, ...]]  # the author's own paragraphs, by part or theme
    new: NewReviews | None
    left_out: tuple[tuple[str, str], ...]  # title, why
    missing: str
    n_of: int  # reviews that the counts are out of
    families: tuple[str, ...]
    gone: tuple[str, ...]  # what the shortlist names but is no longer in the warehouse
    flags: tuple[Flag, ...]
    is_as_proposed: bool = False  # nobody has changed the program's choice
    unknown_areas: tuple[
        str, ...
    ] = ()  # own areas that are not a place in the collection, as sentences

    @property
    def quotes(self) -> tuple[Cited, ...]:
        """Every quote of the pack, in its order."""
        themed = [quote for part in self.parts for quote in part.quotes]
        rest = (*self.worked, *self.questions, *self.learning, *self.boards, *self.own)
        return (*self.focus_quotes, *themed, *rest)

    @property
    def sources(self) -> tuple[ReviewFacts, ...]:
        """Every review that is quoted or named, the one in focus first.

        A document beside a report, such as its briefing, is a source of its own.
        """
        named = [self.focus] if self.focus else []
        named += [chosen.review for chosen in self.reviews]
        named += [quote.facts.review for quote in self.quotes if quote.facts]
        return tuple({(review.review_id, review.title): review for review in named}.values())

    @property
    def recommendations(self) -> tuple[Cited, ...]:
        """What boards and agencies were asked to do."""
        return tuple(q for q in self.boards if q not in self.of_boards)

    @property
    def of_boards(self) -> tuple[Cited, ...]:
        """Questions that only a board can answer."""
        return tuple(q for q in self.boards if q.facts and q.facts.kind == "question")

    @property
    def prompts(self) -> tuple[str, ...]:
        """The team's own prompts, if no review has a question for practice."""
        if self.questions or not self.team.prompts:
            return ()
        return (self.team.prompts_opening, *self.team.prompts)

    @property
    def who_chose(self) -> str:
        """How the quotes were found, and who decided unless the shortlist is untouched."""
        if not self.quotes:
            return self.team.who_chose.strip()
        decided = self.team.as_proposed if self.is_as_proposed else self.team.person_chose
        return f"{self.team.who_chose.strip()} {decided.strip()}"

    @property
    def about_pages(self) -> str:
        """What "PDF p." means, if a report prints no page numbers."""
        is_said = any(q.page_shown.startswith("PDF") for q in self.quotes)
        return "“PDF p.” is the page that a PDF reader counts: none is printed." if is_said else ""

    @property
    def first_theme(self) -> str:
        """The first theme's counts over all reviews and over those chosen, kept apart."""
        if not self.themes:
            return ""
        first = self.themes[0]
        here = {chosen.review.review_id for chosen in self.reviews} & set(first.chosen)
        n = len(self.reviews)
        of_these = f"all {n} of these" if len(here) == n else f"{len(here)} of these {n}"
        return (
            f"{first.label}: the subject of {first.n_reviews} of the"
            f" {counted(first.n_of, 'review')} that we have,"
            f" and of {of_these}"
        )

    @property
    def is_invented(self) -> bool:
        """Whether it is made of invented reviews, as the bundled sample is."""
        return any(review.is_fictional for review in self.sources)
