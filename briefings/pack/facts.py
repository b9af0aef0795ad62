"""What a pack says about reviews and statements: looked up when it is rendered, never kept."""

from __future__ import annotations

from datetime import date

import msgspec

from briefings.pack.addressed import Addressed


class ReviewFacts(msgspec.Struct, frozen=True):
    """A review as the warehouse describes it; None means not stated."""

    review_id: str
    title: str
    short: str  # kind and name, short enough for a line
    kind: str  # in words
    family: str
    publisher: str | None
    area: str | None
    nation: str | None
    published: str | None  # as far as it is stated: a month stays a month
    year: int | None
    people: str | None
    outcome: str | None
    period: str | None
    method: str | None
    agencies: tuple[str, ...]
    asked: Addressed | None  # None where it has no recommendations
    counts: tuple[tuple[int, str], ...]  # what else it contains: (10, "findings")
    licence: str
    link: str | None  # where a reader finds the report; never a file of this machine
    sector: str | None
    is_summary_only: bool
    n_pages: int | None
    beside: tuple[str, ...]  # documents that are published beside the report, in words
    is_fictional: bool
    summary_page: int | None  # where the report has its own summary or account
    evidence: tuple[tuple[str, str], ...] = ()  # each fact and the page that states it
    document: str | None = None  # a document beside the report, such as its briefing, in words

    @property
    def is_open(self) -> bool:
        """Whether its text may be passed on. If its licence is not stated, it may not."""
        return "copyright" not in self.licence.lower() or self.licence.startswith("Crown")

    @property
    def licence_stated(self) -> str:
        """The licence behind the word “Licence:”."""
        return self.licence.removeprefix("licence ")

    @property
    def licence_in_short(self) -> str:
        """The licence for a table."""
        return self.licence_stated.partition(" (")[0]


class StatementFacts(msgspec.Struct, frozen=True):
    """A statement as printed, with the statements before and after it in the report."""

    statement_id: str
    kind: str
    number: str | None
    text: str
    heading: str | None
    addressee: str | None
    pdf_page: int
    printed_page: str | None
    page_link: str | None
    review: ReviewFacts
    themes: tuple[tuple[str, float], ...]  # theme ids, the surest first
    before: str | None
    after: str | None


class ThemeFacts(msgspec.Struct, frozen=True):
    """A theme of the briefing and in how many of the reviews held it was found."""

    theme_id: str
    label: str
    definition: str
    n_reviews: int
    n_of: int
    chosen: tuple[str, ...] = ()  # the reviews of the briefing that are about it


class AdviceGiven(msgspec.Struct, frozen=True):
    """One review that gave the advice, in its own words."""

    published_on: date | None
    when: str
    publisher: str
    nation: str
    addressee: str | None
    text: str
    page: int

    @property
    def who(self) -> str:
        """The board and the year."""
        return f"{self.publisher} ({self.nation}), {self.when}"


class SharedAdvice(msgspec.Struct, frozen=True):
    """Similar advice from several reviews, oldest first, each in its own words."""

    cluster_id: str
    words: str  # one of the recommendations, as printed
    asked: tuple[AdviceGiven, ...]

    @property
    def by(self) -> AdviceGiven | None:
        """Whose words they are."""
        return next((asked for asked in self.asked if asked.text == self.words), None)

    @property
    def told(self) -> str:
        """Who said these words and when, and who gave similar advice."""
        mine = self.by
        others = "; ".join(asked.who for asked in self.asked if asked is not mine)
        said = f"{mine.who}." if mine else ""
        return f"{said} Similar advice in other words: {others}.".strip() if others else said


class NewReviews(msgspec.Struct, frozen=True):
    """What is new since the last briefing, by date of publication and by date of collection."""

    since: str
    n_published: int
    n_on_this: int  # of those published, how many speak of the themes
    n_collected: int
    n_mine: int  # of those published, how many are in the briefing
    # title, nation and date of those that are not, those that say most about the themes first
    rows: tuple[tuple[str, str, str], ...]

    @property
    def told(self) -> str:
        """How many there are, by publication and by collection."""
        on_this = "all" if self.n_on_this == self.n_published else str(self.n_on_this)
        return (
            f"Published since then: {self.n_published} ({on_this} on our themes,"
            f" {self.n_mine} in this briefing)."
            f" First collected here since then: {self.n_collected}."
        )
