"""What may identify somebody, where it is, and so what is held for a person to check."""

from __future__ import annotations

from enum import StrEnum

import msgspec

HELD = "[held]"  # is put wherever words are held, so that nobody takes a gap for silence


class HitKind(StrEnum):
    """What was found, as shown to people: never what it says."""

    NAME = "name"
    STAFF_NAME = "staff_name"
    BIRTH_DATE = "birth_date"
    DEATH_DATE = "death_date"
    ADDRESS = "address"
    POSTCODE = "postcode"
    TELEPHONE = "telephone"
    EMAIL = "email"
    NHS_NUMBER = "nhs_number"
    NATIONAL_INSURANCE = "national_insurance"
    RECORD_NUMBER = "record_number"  # passport, prison, custody, crime, case, court, bank
    VEHICLE = "vehicle"
    SCHOOL_AND_AGE = "school_and_age"
    MARKED = "marked_redaction"  # lies in an area marked for redaction that was never applied


class Hit(msgspec.Struct, frozen=True):
    """One find in one text, by characters, and the rule that made it."""

    kind: HitKind
    start: int
    end: int
    rule: str


class HeldText(msgspec.Struct, frozen=True):
    """A text of a document that is held: a statement's, or one in `field`.

    `field` is `statement`, `title`, `heading`, `section` (a heading over no statement, about which
    nobody is asked), `addressee`, `reference`, `subjects`, `response`, `file_name`, `listed_title`
    or `address`; `quote` is the whole text.
    """

    field: str
    quote: str
    hits: tuple[Hit, ...]
    statement_id: str = ""
    page: int | None = None
