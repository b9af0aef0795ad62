"""The small facts about a reading that every run needs, kept beside the reading itself."""

from __future__ import annotations

from statistics import fmean

import msgspec

from models.records import Reading, Status
from pipelines.process.hidden import Places, places_of


class FileFacts(msgspec.Struct, frozen=True):
    """What the warehouse holds about a file; `reading` is the digest of the whole record.

    `problems` are (page, why) for pages that gave none or only part of their text, `hidden` the
    places of words that a page does not show.
    """

    status: Status
    n_pages: int
    media_type: str
    message: str | None
    ocr_confidence: float | None
    page_sizes: tuple[tuple[float, float], ...]
    problems: tuple[tuple[int, str], ...]
    reading: str
    hidden: Places = ()


class Failure(msgspec.Struct, frozen=True):
    """A document that ended its process or its stage, with the versions it did so under.

    With `is_programs` an error in this program stopped it: the file itself may be sound.
    """

    attempts: int
    message: str
    versions: dict[str, str]
    is_programs: bool = False


def facts_of(reading: Reading, digest: str) -> FileFacts:
    """The facts of one reading."""
    ocr = [p.ocr_confidence for p in reading.pages if p.ocr_confidence is not None]
    return FileFacts(
        status=reading.status,
        n_pages=reading.n_pages,
        media_type=reading.media_type,
        message=reading.message,
        ocr_confidence=fmean(ocr) if ocr else None,
        page_sizes=tuple((page.width, page.height) for page in reading.pages),
        problems=tuple((page.number, page.problem) for page in reading.pages if page.problem),
        reading=digest,
        hidden=places_of(reading.pages),
    )
