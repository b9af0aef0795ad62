"""Reasons to put two documents into one review, strongest first, and reasons never to."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.families.facts import Facts

# A summary comes out within months of its report; a response or action plan up to two years later.
_YEARS_APART = 2


@dataclass(frozen=True)
class Tie:
    """Why two documents belong together and how sure that is, from 0 to 1."""

    reason: str
    confidence: float


def tie(a: Facts, b: Facts) -> Tie | None:
    """The strongest tie between two documents, or None."""
    shared = len(a.sketch & b.sketch)
    smaller = min(len(a.sketch), len(b.sketch))
    if shared >= 3 and shared >= 0.5 * smaller:
        return Tie(f"{shared} of {smaller} statements begin alike", 0.97)
    if a.reference and a.reference == b.reference:
        return Tie("same case reference", 0.95)
    return None if conflict(a, b) else _weaker_tie(a, b, shared)


def _weaker_tie(a: Facts, b: Facts, shared: int) -> Tie | None:
    if shared >= 2 and a.role != b.role and a.place & b.place:
        return Tie(f"{shared} statements begin alike, same publisher", 0.85)
    if a.names and a.names & b.names and a.place & b.place:
        return Tie("same names in the title, same publisher", 0.9)
    if a.groups & b.groups:
        return Tie("listed together by the publisher", 0.85)
    if a.title_key and a.title_key == b.title_key and a.place & b.place and _same_day(a, b):
        return Tie("same title and publisher", 0.85)
    if a.role != b.role and _title_within(a, b) and a.place & b.place:
        return Tie("title of one within the other's, same publisher", 0.75)
    return None


def conflict(a: Facts, b: Facts) -> bool:
    """Whether something printed says that these are two reviews."""
    if a.reference and b.reference and a.reference != b.reference:
        return True
    if a.names and b.names and not a.names & b.names:
        return True
    if a.area and b.area and not a.area & b.area:
        return True
    if a.year and b.year and abs(a.year - b.year) > _YEARS_APART:
        return True
    both_reports = a.role == b.role == "report" and a.language == b.language
    if not both_reports:
        return False
    different_type = bool(a.review_type and b.review_type and a.review_type != b.review_type)
    different_period = bool(a.period_from and b.period_from and a.period_from != b.period_from)
    return different_type or different_period


def _same_day(a: Facts, b: Facts) -> bool:
    """Two reports of one title and publisher are one review unless their dates say otherwise."""
    if a.role != b.role or not a.published or not b.published:
        return True
    return a.published.startswith(b.published) or b.published.startswith(a.published)


def _title_within(a: Facts, b: Facts) -> bool:
    first, second = a.title_key - a.place, b.title_key - b.place
    return bool(first and second) and (first <= second or second <= first)
