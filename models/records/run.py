"""A run of the pipeline, what went wrong in it, and everything that a warehouse is built from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

import msgspec

from models.records.collection import Sighting, SourceInfo
from models.records.geometry import Box
from models.records.privacy import HeldText
from models.records.reading import Status
from models.records.statements import Extraction
from models.records.themes import Labelled, Theme, ThemeQuality


class Severity(StrEnum):
    """What an issue means for publication."""

    ERROR = "error"  # the warehouse must not be published
    WARNING = "warning"  # published, exit status 2
    INFO = "info"


class Issue(msgspec.Struct, frozen=True):
    """Something not understood or not done. Holds no report text and no names of people."""

    severity: Severity
    stage: str  # collect, read, extract, classify, build, check
    code: str  # short and stable, e.g. `not_pdf`
    message: str
    document_id: str | None = None
    source_id: str | None = None
    page: int | None = None


class Run(msgspec.Struct, frozen=True):
    """One run. Times are UTC, ISO 8601. `stage_versions` maps stage to version digest."""

    run_id: str
    started_at: str
    finished_at: str
    command: str
    version: str
    stage_versions: dict[str, str] = {}


class ProcessedDocument(msgspec.Struct, frozen=True):
    """One document after all stages; `ocr_confidence` is the mean over pages read by OCR.

    `held` waits for a person and does not appear in the warehouse; `masks` says which texts a
    person wants reworded (those of statements already are).
    """

    document_id: str
    status: Status
    n_pages: int
    extraction: Extraction
    labelled: Labelled
    file_name: str = ""
    bytes: int = 0
    media_type: str = ""
    message: str | None = None
    ocr_confidence: float | None = None
    page_sizes: tuple[tuple[float, float], ...] = ()  # width, height in points
    corrected: dict[str, str | bool | None] = {}  # fields of it that a person has put right
    held: tuple[HeldText, ...] = ()
    masks: dict[str, str] = {}
    marked: tuple[tuple[int, Box], ...] = ()  # page, place: marked for redaction, never applied


class ReportKind(msgspec.Struct, frozen=True):
    """One type of report of the register: its code and name, and the family it is counted with."""

    code: str
    label: str
    family: str  # case_review, thematic_review, national_review, inquiry, inspection or other
    sector: str
    nation: str | None = None
    is_review: bool = True


class ReviewThemeQuality(msgspec.Struct, frozen=True):
    """How well the themes of whole reviews are recognised, on one family of documents."""

    label: str
    is_narrative: bool  # local reviews; the rest are letters and inquiries
    documents: int
    precision: float
    recall: float


class ReviewThemeCounts(msgspec.Struct, frozen=True):
    """One theme in whole documents of one family: how many are about it, and what was said."""

    theme_id: str
    is_narrative: bool
    about: int
    said: int
    right: int


class ReviewThemes(msgspec.Struct, frozen=True):
    """How probable it is that a review is about a theme: what the warehouse asks of the models.

    `chance` takes a theme, the scores of its labels, how many statements the review has, and
    whether it is a local review; from `likely` on a review is said to be about the theme.
    """

    chance: Callable[[str, list[float], int, bool], float]
    likely: float
    quality: tuple[ReviewThemeQuality, ...] = ()
    by_theme: tuple[ReviewThemeCounts, ...] = ()


class WarehouseInput(msgspec.Struct):
    """All that a build needs; `documents` may be a generator and is read once."""

    run: Run
    documents: Iterable[ProcessedDocument]
    sightings: Iterable[Sighting]
    sources: tuple[SourceInfo, ...]
    themes: tuple[Theme, ...]
    theme_quality: tuple[ThemeQuality, ...] = ()
    review_themes: ReviewThemes | None = None
    veil: Callable[[Sighting], Sighting] | None = None  # puts "[held]" into names that are held
    report_types: tuple[ReportKind, ...] = ()
    issues: tuple[Issue, ...] = ()
    history: tuple[Run, ...] = ()  # earlier runs, oldest first
    # Errors of earlier runs that published nothing, with the run's id: no build has them otherwise.
    failures: tuple[tuple[str, Issue], ...] = ()
