"""From a reading to its metadata: each value with the words and the rule that it rests on."""

from __future__ import annotations

from extractors.metadata.agencies import agencies_of
from extractors.metadata.areas import area_of, area_on_cover
from extractors.metadata.cited import (
    language_of,
    laws_of,
    licence_of,
    reference_of,
)
from extractors.metadata.dates import published_on
from extractors.metadata.events import incident_of
from extractors.metadata.fiction import fiction_of
from extractors.metadata.front import Front
from extractors.metadata.methods import method_of
from extractors.metadata.names_below import names_below
from extractors.metadata.outcomes import outcome_of
from extractors.metadata.people import authors_of, chair_of
from extractors.metadata.periods import period_of
from extractors.metadata.pseudonyms import in_english, pseudonyms_of
from extractors.metadata.publishers import nation_of, publisher_of
from extractors.metadata.report_type import type_of
from extractors.metadata.sectors import ages_possible, sector_by_ages, sector_named
from extractors.metadata.subjects import Subjects, people_of
from extractors.metadata.titles import title_of, without_publisher
from models.records import Metadata, Reading, Stated
from vocabulary.report_types import ReportType


def describe(reading: Reading) -> Metadata:
    """Metadata of a document; None or empty where it is not stated on the pages."""
    front = Front(reading)
    if not front.lines:
        return Metadata()
    title = title_of(front)
    kind, stated, role = type_of(front, title)
    publisher = publisher_of(front, kind, title)
    title = without_publisher(title, publisher)
    is_case = bool(kind and kind.is_case_review)
    area = area_of(kind, title, publisher) or (area_on_cover(front) if is_case else None)
    tells_of_one = bool(kind and kind.tells_a_story)
    is_thematic = _is_thematic(kind, title)
    is_of_one = tells_of_one and not is_thematic
    tells_period = is_case or is_thematic
    begin, end = period_of(front, is_thematic=is_thematic) if tells_period else (None, None)
    outcome = outcome_of(
        front,
        stated if kind else None,
        pseudonyms_of(title),
        is_case_review=tells_of_one or bool(kind is None and publisher),
    )
    published = published_on(front)
    sector = sector_named(kind, publisher, title) if tells_of_one or kind is None else None
    people = (
        people_of(front, title, is_thematic=not tells_of_one, possible=ages_possible(kind, sector))
        if tells_of_one or is_thematic
        else Subjects()
    )
    if tells_of_one and sector is None and people.number:
        sector = sector_by_ages(kind, people.bands)
    return Metadata(
        document_type=stated,
        is_review=bool(kind and kind.is_review),
        role=role,
        title=title,
        nation=nation_of(front, kind, stated, publisher, area, title),
        publisher=publisher,
        area=area,
        published_on=published,
        period_from=begin,
        period_to=end,
        incident_on=incident_of(front, outcome, (begin, end), published) if is_of_one else None,
        subjects=people.stated,
        ages=people.stated_ages,
        n_subjects=people.number,
        age_bands=people.bands,
        outcome=outcome,
        authors=authors_of(front, kind.code if kind else None),
        chair=chair_of(front),
        method=method_of(front, stated if kind else None, title) if tells_period else None,
        agencies=agencies_of(front, is_case_review=is_case),
        laws=laws_of(front),
        language=language_of(front),
        reference=reference_of(front) if is_case else None,
        pseudonyms=tuple(map(in_english, _names_of(front, title, role=role, is_case=is_case))),
        licence=licence_of(front),
        fiction=fiction_of(front),
        sector=sector,
    )


def _names_of(front: Front, title: Stated | None, *, role: str, is_case: bool) -> tuple[str, ...]:
    """Names that tie the papers of one review together; of a briefing also those of a subtitle."""
    if not is_case and role == "report":
        return ()
    return pseudonyms_of(title) or (names_below(front, title) if role != "report" else ())


def _is_thematic(kind: ReportType | None, title: Stated | None) -> bool:
    """Whether a document is about many cases rather than one."""
    if kind and kind.code in ("national_review", "rapid_review_analysis"):
        return True
    return bool(kind and kind.is_review and title and "thematic" in title.value.lower())
