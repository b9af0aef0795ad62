"""What shows a document's family: names in the title, references, words, publisher, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

import numpy as np

from models.records import Extraction, Kind, Metadata, ProcessedDocument, Sighting
from models.sketches import sketch
from vocabulary.report_types import report_types
from warehouse.families.wording import NO_WORDING, Hashes, hashes_of

_WORDS = re.compile(r"[a-z0-9]+")

# Words that say what kind of paper or publisher it is, not which review or which place.
_GENERIC = frozenset(
    """a action adult adults an and annex appendix area authority board borough briefing case child
    children childrens city committee community concise copy council county cover cyngor death
    district domestic draft easy english executive extended family final full homicide in into
    joint learning lcspr local lscb lscp minute minutes national note of on one page partnership
    partners pdf plan practice protection public publication published read redacted related
    relation relating report response review reviews s safeguarding safer sab sar scr serious
    seven 7 sheet significant single site summary susr the to translation unified update v version
    very web welsh with""".split()
)


# Papers that mention a review also where its report was never published, or is not held.
_STANDS_FOR_A_REPORT = frozenset({"executive_summary", "briefing", "action_plan", "easy_read"})


def _none() -> Hashes:
    return NO_WORDING


@dataclass(frozen=True)
class Facts:
    """What grouping looks at; `wording` is hashes of all the text."""

    document_id: str
    is_review: bool
    role: str
    review_type: str | None
    title_key: frozenset[str]
    place: frozenset[str]  # words of publisher and area
    area: frozenset[str]
    published: str | None
    year: int | None
    period_from: str | None
    reference: str | None
    names: frozenset[str]
    language: str
    groups: frozenset[str]
    first_seen: str
    n_statements: int
    is_withdrawn: bool = False
    file_key: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    n_pages: int = 0
    about: str | None = None  # type of review that a summary or briefing is about
    wording: Hashes = field(default_factory=_none, repr=False, compare=False)
    recommendations: tuple[str, ...] = field(default=(), repr=False, compare=False)

    @cached_property
    def asked(self) -> Hashes:
        """Hashes of the recommendations, worked out when a paper may quote them: few ever are."""
        return _hashes(self.recommendations)

    @property
    def is_report(self) -> bool:
        return self.is_review and self.role == "report"


@dataclass(frozen=True)
class Member:
    """A document's place in a review. `reason` is for people, `confidence` is 0 to 1."""

    document_id: str
    review_id: str | None
    is_primary: bool
    reason: str
    confidence: float
    review_type: str | None = None  # where the report is not held: what its papers say that it is


def facts_of(
    document: ProcessedDocument, sightings: list[Sighting], *, is_withdrawn: bool
) -> Facts:
    """Gather the facts of one document and of the places where it was seen."""
    meta = document.extraction.metadata
    published = meta.published_on.value if meta.published_on else None
    titles = [meta.title.value] if meta.title else [s.listed_title or "" for s in sightings[:1]]
    places = [s.value for s in (meta.publisher, meta.area) if s]
    groups = {f"{s.source_id}\0{s.listed_group}" for s in sightings if s.listed_group}
    statements = document.extraction.statements
    asked = (s.text for s in statements if s.kind is Kind.RECOMMENDATION and not s.is_repeat)
    return Facts(
        document_id=document.document_id,
        is_review=meta.is_review,
        role=meta.role,
        review_type=meta.document_type.value if meta.document_type else None,
        title_key=distinctive(" ".join(titles)),
        place=distinctive(" ".join(places)),
        area=distinctive(meta.area.value) if meta.area else frozenset(),
        published=published,
        year=int(published[:4]) if published and published[:4].isdecimal() else None,
        period_from=meta.period_from.value if meta.period_from else None,
        reference=_reference(meta.reference.value) if meta.reference else None,
        names=frozenset(n.casefold() for n in meta.pseudonyms if n),
        language=meta.language,
        groups=frozenset(groups),
        first_seen=min((s.seen_at for s in sightings), default="9999"),
        n_statements=len(statements),
        is_withdrawn=is_withdrawn,
        file_key=distinctive(PurePosixPath(document.file_name).stem),
        sources=frozenset(s.source_id for s in sightings),
        n_pages=document.n_pages,
        about=None if document.corrected.get("review") is False else _about(meta, " ".join(titles)),
        wording=_wording(document.extraction),
        recommendations=tuple(asked),
    )


def _about(meta: Metadata, title: str) -> str | None:
    """The type of review that a paper is about; None of a bulletin about no one review."""
    if meta.is_review or meta.role not in _STANDS_FOR_A_REPORT:
        return None
    named = [
        (at, kind.order, kind.code)
        for kind in report_types()
        if kind.is_review and (at := kind.place_in(title)) is not None
    ]
    return min(named)[2] if named else "unknown" if meta.pseudonyms or meta.reference else None


def distinctive(text: str) -> frozenset[str]:
    """Words that distinguish one review (or place) from another: "LCSPR: Rowan" gives {"rowan"}."""
    return frozenset(_WORDS.findall(text.casefold())) - _GENERIC


def _wording(extraction: Extraction) -> Hashes:
    """The document's sketch; of its statements alone where an older extraction has none."""
    if extraction.sketch:
        return hashes_of(extraction.sketch)
    return _hashes(s.text for s in extraction.statements)


def _hashes(texts: Iterable[str]) -> Hashes:
    return np.unique(np.concatenate([NO_WORDING, *(hashes_of(sketch(t)) for t in texts)]))


def _reference(text: str) -> str | None:
    return "".join(_WORDS.findall(text.casefold())) or None
