"""The type of a document, by what it calls itself."""

from __future__ import annotations

from extractors.metadata.front import Front
from models.records import Stated
from vocabulary.report_types import ReportType, report_types
from vocabulary.rules import asked

_ROLES = (
    ("easy_read", asked("document_roles", "easy_read")),
    ("executive_summary", asked("document_roles", "executive_summary")),
    ("executive_summary", asked("document_roles", "in_brief")),
    ("translation", asked("document_roles", "translation")),
)
_LIBRARY, _LETTER = asked("document_roles", "library"), asked("document_roles", "letter")
_DONE, _BRIEFING = asked("document_roles", "done"), asked("document_roles", "briefing")
_RESPONSE = asked("document_roles", "response")
_TOP, _SHORT = 6, 45  # lines at the top of a cover, and characters of one that is alone
_NEAR = 40  # characters within which two types are named at the same place


def type_of(front: Front, title: Stated | None) -> tuple[ReportType | None, Stated | None, str]:
    """The type, what it rests on, and the document's role for its review.

    The title decides; then the top of the cover; then the first page; then the second and third.
    What is no review is known by title and top alone: every review speaks of policies, guidance
    and its terms of reference. Of several types named in the same place the one named first wins,
    then the lower `order`.
    """
    zones = [(title.value, title.page or 1, 0.95)] if title else []
    library = _LIBRARY.find(" ".join(p.text for p in front.cover))
    if library:
        zones.insert(0, (library.group(), front.cover[0].page, 0.85))
    bands = _bands(front)
    zones[:0] = [(text, front.cover[0].page, 0.85) for text in bands[:1]]
    responding = _responding(front) or _relaying(front, zones)
    zones += [(responding, front.cover[0].page, 0.85)] if responding else []
    first = front.naming[0].page if front.naming else 1
    zones += [(" ".join(p.text for p in front.naming[:_TOP]), first, 0.8)]
    told = len(zones)  # from here on prose may name what the document is not
    zones += [(" ".join(p.text for p in front.naming), first, 0.8), (front.text(2, 3), 2, 0.5)]
    own = " | ".join(
        [
            title.value if title else "",
            responding or "",
            library.group() if library else "",
            *bands,
        ]
    )
    for n, (text, page, sure) in enumerate(zones):
        named = [
            (at, kind)
            for kind in report_types()
            if (n < told or (kind.is_review and not kind.is_named_by_title))
            and (at := kind.place_in(text)) is not None
        ]
        if named:
            at, kind = min(named, key=lambda pair: _rank(pair[0], pair[1], own))
            stated = Stated(
                kind.code, sure, page, text[max(0, at - 10) : at + 80].strip(), "type:named"
            )
            return kind, stated, _role(kind, text)
    return None, None, "report"


def _rank(at: int, kind: ReportType, own: str) -> tuple[int, bool, int, int]:
    """What is named by a word that is part of other names too, as "review", comes last."""
    return _weight(kind, own), kind.is_named_by_title, at // _NEAR, kind.order


def _bands(front: Front) -> list[str]:
    """What a briefing calls itself in the band above or below its title."""
    bands = [p.text for p in front.cover[:_TOP] if "|" in p.text or len(p.text) < _SHORT]
    return [text for text in bands if _BRIEFING.find(text)]


def _responding(front: Front) -> str | None:
    """The words of the cover by which a document calls itself a response, if it does."""
    lines = [p.text for p in front.cover]
    start = next((i for i, text in enumerate(lines) if _RESPONSE.find(text)), None)
    return None if start is None else " ".join(lines[start : start + 3])


def _relaying(front: Front, zones: list[tuple[str, int, float]]) -> str | None:
    """The words of a letter that say what was done about another body's recommendations."""
    is_inspection = any(
        kind.family == "inspection" and kind.place_in(text) is not None
        for text in (*(zone[0] for zone in zones), front.text(1, 1))
        for kind in report_types()
    )
    words = front.text(1, 2)
    done = None if is_inspection or not _LETTER.find(words) else _DONE.find(words)
    return f"Response to the recommendations: {done.group()}" if done else None


def _weight(kind: ReportType, own: str) -> int:
    """A briefing about a review names the review too, so types that are not reviews are tried first.

    Policies and guidance are the opposite: a review names them after itself, as the rules that it
    followed or the department where its author works.
    """
    at = kind.place_in(own)
    if kind.is_review or at is None:
        return 1 if kind.is_review else 2
    reviews = [
        place
        for other in report_types()
        if other.is_review and (place := other.place_in(own)) is not None
    ]
    return 2 if kind.role == "other" and reviews and min(reviews) < at else 0


def _role(kind: ReportType, text: str) -> str:
    if kind.role != "report":
        return kind.role
    return next((role for role, asks in _ROLES if asks.find(text[:300])), "report")
