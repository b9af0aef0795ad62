"""The shape of a source file: one publisher of reviews, and how to collect from it politely.

Records elsewhere use msgspec, which is many times as fast but stops at the first fault. A source
file is written by hand, and its author should see all faults at once, each with its field. That is
why this module uses pydantic. Nothing else except `pipelines/sources` imports it.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from models.records import SourceInfo
from pipelines.sources.settings import (
    Address,
    Discovery,
    Folder,
    Listing,
    Manual,
    ModernGov,
    SarLibrary,
    Strict,
)
from vocabulary.report_types import code_of

# How often a source is collected; `by_hand` sources are collected when a person names them.
SCHEDULES = ("daily", "weekly", "monthly")
ALL = "all"  # every source that is on a schedule


class Nation(StrEnum):
    """Where the publisher's reviews come from; `uk` for bodies that span nations."""

    ENGLAND = "england"
    SCOTLAND = "scotland"
    WALES = "wales"
    NORTHERN_IRELAND = "northern_ireland"
    UK = "uk"

    @property
    def printed(self) -> str:
        """The nation as reviews write it, so that both can be in one column."""
        return "UK" if self is Nation.UK else self.value.replace("_", " ").title()


class Sector(StrEnum):
    """Whose safeguarding the publisher's reviews are about."""

    CHILD = "child"
    ADULT = "adult"
    DOMESTIC_ABUSE = "domestic_abuse"
    ALL = "all"


class ReviewKind(StrEnum):
    """Kinds of review by law or guidance, old names included."""

    LCSPR = "lcspr"  # local child safeguarding practice review, England since 2018
    SCR = "scr"  # serious case review, England to 2019
    NATIONAL_REVIEW = "national_review"
    SAR = "sar"  # safeguarding adults review, England
    DHR = "dhr"  # domestic homicide review, also DARDR
    OWHR = "owhr"  # offensive weapons homicide review
    MHHR = "mhhr"  # mental health homicide review
    LEARNING_REVIEW = "learning_review"  # Scotland since 2021
    SIGNIFICANT_CASE_REVIEW = "significant_case_review"  # Scotland to 2021
    CPR = "cpr"  # child practice review, Wales
    APR = "apr"  # adult practice review, Wales
    SUSR = "susr"  # single unified safeguarding review, Wales since October 2024
    CMR = "cmr"  # case management review, Northern Ireland
    THEMATIC_REVIEW = "thematic_review"


class Politeness(Strict):
    """Limits that this publisher needs in addition to the rules for every host."""

    gap_seconds: float = Field(default=2.0, ge=1.0, le=120.0)
    max_pages: int = Field(default=35, ge=1, le=5000)  # listing pages and hops of one run
    max_documents: int = Field(default=500, ge=1, le=100_000)  # new files of one run
    file_hosts: tuple[str, ...] = ()  # other hosts that hold this publisher's files


class Expectations(Strict):
    """How many documents a full pass should find. Below `min` the source keeps its last state.
    Above `max` there is a warning. A `max` of 0 says that there are none yet.
    """

    min: int = Field(default=0, ge=0)
    max: int = Field(default=1000, ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min > self.max:
            raise ValueError(f"`min` ({self.min}) is above `max` ({self.max})")
        return self


class Licence(Strict):
    """Under which terms the reports may be used, and what says so."""

    name: Literal["OGL-UK-3.0", "publisher-copyright", "unknown"]
    evidence: str = Field(min_length=3)
    url: Address | None = None


class Checked(Strict):
    """When and how the facts in the file were last checked."""

    on: date | None
    how: Literal["live", "stored_copy", "published_code", "second_hand", "not_checked"]


class Identity(StrEnum):
    """What stays the same when a publisher replaces a file."""

    ADDRESS = "address"  # the normalised address
    ASSET_ID = "asset_id"  # the hexadecimal id within the address
    PATH = "path"  # the path of a local file


class Source(Strict):
    """One publisher. `source_id` is the name of the file without its suffix."""

    source_id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    origin: str | None = None  # the file that describes it
    title: str = Field(min_length=3)
    publisher: str | None
    nation: Nation
    sector: Sector
    kinds: tuple[ReviewKind, ...] = Field(min_length=1)
    home: Address | None = None
    areas: tuple[str, ...] = ()  # places whose reviews are this publisher's own
    discovery: Discovery
    purpose: Literal["documents", "index"] = "documents"  # index: titles only, files never fetched
    schedule: Literal["daily", "weekly", "monthly", "by_hand"] = "weekly"
    politeness: Politeness = Politeness()
    expectations: Expectations = Expectations()
    keep: tuple[str, ...] = ()  # kinds of page furniture that this source collects nevertheless
    identity: Identity = Identity.ADDRESS
    licence: Licence
    last_checked: Checked
    contact: str | None = None
    verified: bool
    unknown: tuple[str, ...] = ()  # what nobody has checked yet, one sentence each
    notes: str = ""

    @model_validator(mode="after")
    def _honest(self) -> Self:
        if self.verified and self.last_checked.how != "live":
            raise ValueError("`verified: true` needs `last_checked` with `how: live` and a date")
        if self.verified and self.last_checked.on is None:
            raise ValueError("`verified: true` needs the date of the check in `last_checked.on`")
        if not self.verified and not self.unknown:
            raise ValueError("`verified: false` needs at least one line in `unknown`")
        return self

    @property
    def skip_reason(self) -> str | None:
        """Why a run leaves this source out, or None if it can be collected."""
        settings = self.discovery
        lacks_pages = isinstance(settings, Listing | SarLibrary) and not settings.pages
        lacks_search = isinstance(settings, ModernGov) and not (
            settings.pages or (settings.site and settings.search)
        )
        if lacks_pages or lacks_search:
            return "no address is known: find the listing page and add it under discovery.pages"
        if isinstance(settings, Manual) and settings.file is None:
            return "no list of addresses is known: add a CSV file and name it in discovery.file"
        if isinstance(settings, Folder) and settings.path is None:
            return "is used with `reviews run --from PATH` only"
        return None

    def info(self) -> SourceInfo:
        """The publisher as the warehouse needs to know it; files given by hand may be anything."""
        is_by_hand = isinstance(self.discovery, Folder)
        return SourceInfo(
            source_id=self.source_id,
            title=self.title,
            publisher=self.publisher,
            nation=self.nation.printed,
            sector=self.sector,
            licence=self.licence.name,
            home_url=self.home,
            is_verified=self.verified,
            kinds=() if is_by_hand else tuple(code_of(kind.value) for kind in self.kinds),
            expects_min=None if is_by_hand else self.expectations.min,
            expects_max=None if is_by_hand else self.expectations.max,
        )
