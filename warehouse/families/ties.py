"""Reasons to put two documents into one review, strongest first, and reasons never to."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.families.facts import Facts
from warehouse.families.wording import NO_OVERLAP, Overlap, share_of

# A summary comes out within months of its report; a response or action plan up to two years later.
_YEARS_APART = 2

ENOUGH_SHARED = 4  # hashes, about thirty words in a row; fewer are a quotation of a law
_COPY = 0.5  # of the shorter document's wording: a copy, a re-issue, a summary, a cover sheet
_EXCERPT = 0.2  # of a paper's wording, where nothing speaks against it
_ANSWERED = 0.3  # of a report's recommendations, quoted by a response or an action plan

# Papers that speak for a review; guidance and forms of the same board only look alike.
PAPERS = frozenset(
    {"executive_summary", "briefing", "action_plan", "response", "easy_read", "translation"}
)


@dataclass(frozen=True)
class Tie:
    """Why two documents belong together and how sure that is, from 0 to 1."""

    reason: str
    confidence: float


# Each of these is one of its name in the country.
_NATIONAL = frozenset(
    {"public_inquiry", "committee_report", "independent_review", "national_review"}
)
_TELLS = frozenset({"executive_summary", "briefing", "easy_read"})
# Words that a report and a paper about it do not share.
_KINDS = frozenset(
    """inquiry independent public national statutory overview recommendations recommendation volume
    module findings final about into brief paper library research commons lords house uk""".split()
)

_LISTED = Tie("listed together by the publisher", 0.85)


def tie(a: Facts, b: Facts, overlap: Overlap = NO_OVERLAP) -> Tie | None:
    """The strongest tie between two documents, or None."""
    speak = all(f.is_report or f.role in PAPERS for f in (a, b))
    if _are_of_others(a, b):
        return None
    if speak and overlap.shared >= ENOUGH_SHARED and overlap.of_smaller >= _COPY:
        return Tie(f"{overlap.of_smaller:.0%} of the shorter one's wording is in the other", 0.97)
    if a.reference and a.reference == b.reference:
        return Tie("same case reference", 0.95)
    if conflict(a, b):
        return None
    if not speak:
        return _LISTED if a.groups & b.groups else None
    return _by_quotes(a, b, overlap) or _by_names(a, b) or _by_title(a, b)


def _by_quotes(a: Facts, b: Facts, overlap: Overlap) -> Tie | None:
    for paper, report in ((a, b), (b, a)):
        if paper.role not in PAPERS or not report.is_report:
            continue
        quoted = share_of(report.asked, paper.wording)
        if quoted >= _ANSWERED:
            reason = f"{quoted:.0%} of the report's recommendations stand in it"
            return Tie(reason, round(0.9 + 0.06 * quoted, 3))
        if overlap.shared >= ENOUGH_SHARED and overlap.of_smaller >= _EXCERPT:
            reason = f"{overlap.of_smaller:.0%} of the shorter one's wording is in the other"
            return Tie(reason, round(0.8 + 0.2 * overlap.of_smaller, 3))
    return None


def _by_names(a: Facts, b: Facts) -> Tie | None:
    if a.names & b.names and a.place & b.place and (_are_telling(a.names) or _same_day(a, b)):
        return Tie("same names in the title, same publisher", 0.9)
    if a.place & b.place and (_has_its_name(a, b) or _has_its_name(b, a)):
        return Tie("name of the review in the paper's title, same publisher", 0.85)
    if a.groups & b.groups:
        return _LISTED
    if _are_twins(a, b):
        return Tie("same day and length in another language, same publisher", 0.8)
    return None


def _by_title(a: Facts, b: Facts) -> Tie | None:
    if a.title_key and a.title_key == b.title_key and a.place & b.place and _same_day(a, b):
        return Tie("same title and publisher", 0.85)
    if a.role == b.role or not {a.role, b.role} & PAPERS:
        return None
    if _names_the_other(a, b) or _names_the_other(b, a):
        return Tie("response that names the report's title", 0.8)
    if _is_about(a, b) or _is_about(b, a):
        return Tie("paper of another body that names the inquiry", 0.75)
    if a.place & b.place and _within(a.title_key - a.place, b.title_key - b.place):
        return Tie("title of one within the other's, same publisher", 0.75)
    if a.sources & b.sources and _within(a.file_key, b.file_key) and len(a.file_key) > 1:
        return Tie("file names alike, same source", 0.7)
    return None


def conflict(a: Facts, b: Facts) -> bool:
    """Whether something printed says that these are two reviews."""
    if a.reference and b.reference and a.reference != b.reference:
        return True
    if a.year and b.year and abs(a.year - b.year) > _YEARS_APART:
        return True
    if a.language != b.language:  # names and places are other words there
        return False
    if a.names and b.names and not a.names & b.names:
        return True
    if a.area and b.area and not a.area & b.area:
        return True
    if not a.role == b.role == "report":
        return False
    different_type = bool(a.review_type and b.review_type and a.review_type != b.review_type)
    different_period = bool(a.period_from and b.period_from and a.period_from != b.period_from)
    return different_type or different_period


def _are_of_others(a: Facts, b: Facts) -> bool:
    """Whether two reports are of other people and other boards, though one author wrote both."""
    if a.language != b.language or not (a.is_report and b.is_report):
        return False
    others = bool(a.names and b.names and not a.names & b.names)
    others |= bool(a.reference and b.reference and a.reference != b.reference)
    return others and bool(a.place and b.place and not a.place & b.place)


def _are_telling(names: frozenset[str]) -> bool:
    """A board calls several children "A" within a few years."""
    return any(len(name.split()[-1]) > 2 for name in names)


def _has_its_name(paper: Facts, report: Facts) -> bool:
    """ "Tamsin: two pages for staff", where the report says that it is about "Tamsin"."""
    if paper.role not in _TELLS or paper.names or not report.is_report:
        return False
    return any(
        _are_telling(frozenset({name})) and frozenset(name.split()) <= paper.title_key
        for name in report.names
    )


def _are_twins(a: Facts, b: Facts) -> bool:
    """A translation keeps its length; a date alone may be that of a batch."""
    if a.language == b.language or not (a.sources & b.sources or a.place & b.place):
        return False
    if not a.published or a.published != b.published or len(a.published) < 7:
        return False
    is_same_part = a.role == b.role or "translation" in {a.role, b.role}
    return is_same_part and abs(a.n_pages - b.n_pages) <= 0.15 * max(a.n_pages, b.n_pages)


def _names_the_other(response: Facts, report: Facts) -> bool:
    """ "Government response to the rapid review into X" and "Rapid review into X"."""
    named = report.title_key
    if response.role != "response" or not report.is_report or len(named) < 2:
        return False
    return named <= response.title_key


def _is_about(paper: Facts, report: Facts) -> bool:
    """A briefing or summary of an inquiry, whoever wrote it: names of inquiries are their own."""
    named = report.title_key - _KINDS
    if paper.role not in _TELLS or not report.is_report or report.review_type not in _NATIONAL:
        return False
    told = paper.title_key - _KINDS
    return min(len(told), len(named)) > 1 and _within(told, named)


def _same_day(a: Facts, b: Facts) -> bool:
    """Two reports of one title and publisher are one review unless their dates say otherwise."""
    if a.role != b.role or not a.published or not b.published:
        return True
    return a.published.startswith(b.published) or b.published.startswith(a.published)


def _within(first: frozenset[str], second: frozenset[str]) -> bool:
    return bool(first and second) and (first <= second or second <= first)
