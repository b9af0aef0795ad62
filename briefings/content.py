"""What a briefing is made of. Every text is a verbatim quote with the page that it stands on."""

from __future__ import annotations

import msgspec


class Extract(msgspec.Struct, frozen=True):
    """A statement word for word. `is_cut` tells that whole sentences at its end are left out.

    `why` names the theme and the words of the statement that carry it.
    """

    statement_id: str
    kind: str
    number: str | None
    text: str
    page: int
    link: str | None
    themes: tuple[str, ...]
    why: str
    addressee: str | None = None
    is_cut: bool = False


class ChosenReview(msgspec.Struct, frozen=True):
    """A review that shares themes with the briefing's subject, and why it was chosen."""

    review_id: str
    title: str
    review_type: str | None
    nation: str | None
    publisher: str | None
    published: str | None  # "18 March 2025", "June 2023" or "2019", as far as it is stated
    link: str | None
    shared: tuple[str, ...]  # labels of shared themes, the rarest first
    why: str
    is_new: bool
    extracts: tuple[Extract, ...]


class ThemeCount(msgspec.Struct, frozen=True):
    """A theme of the briefing with its count, its denominator and how far it can be trusted."""

    theme_id: str
    label: str
    definition: str
    n_reviews: int
    n_of: int  # reviews with statements in the warehouse
    precision: float | None
    recall: float | None


class Briefing(msgspec.Struct, frozen=True):
    """A whole briefing."""

    subject: str
    seed: ChosenReview | None
    themes: tuple[ThemeCount, ...]
    reviews: tuple[ChosenReview, ...]
    implications: tuple[Extract, ...]  # recommendations and learning points across the reviews
    since: str | None
    built_at: str
    n_reviews: int
    n_considered: int
    families: tuple[str, ...]  # families of report that counts and choice are made among
