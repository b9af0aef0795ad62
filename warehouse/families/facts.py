"""What of a document tells its family: names in the title, references, words, publisher, dates."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field

from models.records import ProcessedDocument, Sighting

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


@dataclass(frozen=True)
class Facts:
    """What grouping looks at. `sketch` holds hashes of how each statement begins."""

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
    sketch: frozenset[int] = field(default=frozenset(), repr=False)


@dataclass(frozen=True)
class Member:
    """A document's place in a review. `reason` is for people, `confidence` is 0 to 1."""

    document_id: str
    review_id: str | None
    is_primary: bool
    reason: str
    confidence: float


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
    return Facts(
        document_id=document.document_id,
        is_review=meta.is_review,
        role=meta.role,
        review_type=meta.document_type.value if meta.document_type else None,
        title_key=distinctive(" ".join(titles)),
        place=distinctive(" ".join(places)),
        area=distinctive(meta.area.value) if meta.area else frozenset(),
        published=published,
        year=int(published[:4]) if published and published[:4].isdigit() else None,
        period_from=meta.period_from.value if meta.period_from else None,
        reference=_reference(meta.reference.value) if meta.reference else None,
        names=frozenset(n.casefold() for n in meta.pseudonyms if n),
        language=meta.language,
        groups=frozenset(groups),
        first_seen=min((s.seen_at for s in sightings), default="9999"),
        n_statements=len(statements),
        is_withdrawn=is_withdrawn,
        sketch=frozenset(h for s in statements if (h := opening(s.text)) is not None),
    )


def distinctive(text: str) -> frozenset[str]:
    """Words that tell one review (or place) from another: "LCSPR: Rowan" gives {"rowan"}."""
    return frozenset(_WORDS.findall(text.casefold())) - _GENERIC


def opening(text: str) -> int | None:
    """A hash of the first twelve words; None for a statement too short to tell anything."""
    words = _WORDS.findall(text[:200].casefold())[:12]
    return zlib.crc32(" ".join(words).encode()) if len(words) >= 6 else None


def _reference(text: str) -> str | None:
    return "".join(_WORDS.findall(text.casefold())) or None
