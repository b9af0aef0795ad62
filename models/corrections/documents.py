"""What people say about a document itself: `corrections/documents.yaml`, its form and its checks.

An entry puts one field right; the last one about a field counts. `value: null` says that the
document does not state it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from models.corrections.faults import told
from models.corrections.reading import DOCUMENTS, CorrectionError
from models.records import Metadata, ProcessedDocument, Stated, people_told
from vocabulary.located import Located, read_located
from vocabulary.report_types import report_types

Field = Literal[
    "title", "publisher", "place", "date", "type", "sector", "licence", "address", "fiction",
    "review", "outcome", "incident", "subjects", "ages", "nation", "period_from", "period_to",
]  # fmt: skip
FIELDS: tuple[Field, ...] = get_args(Field)
SECTORS = ("child", "adult", "domestic_abuse", "all")
OUTCOMES = ("death", "serious_harm", "other")
AGE_BANDS = ("under 1", "1-4", "5-10", "11-15", "16-17", "18-64", "65 and over")
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland", "UK")
_MOST_PEOPLE = 999
_COLUMNS = {
    "title": "title",
    "publisher": "publisher",
    "place": "area",
    "date": "published_on",
    "licence": "licence",
    "outcome": "outcome",
    "incident": "incident_on",
    "nation": "nation",
    "period_from": "period_from",
    "period_to": "period_to",
}
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class DocumentCorrection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One field of one document, as a person says it is."""

    document_id: str
    field: Field
    value: str | bool | None
    who: str
    why: str
    when: str = ""  # ISO date


def read_documents(folder: Path) -> tuple[DocumentCorrection, ...]:
    """The entries in their order; none where the file is absent. Raises CorrectionError."""
    path = folder / DOCUMENTS
    if not path.exists():
        return ()
    try:
        located = read_located(path)
    except ValueError as error:
        raise CorrectionError(str(error)) from error
    if not isinstance(located.value, list):
        raise CorrectionError(f"{path.name} is a list of corrections of documents.")
    return tuple(_read(located, number) for number in range(len(located.value)))


def _read(located: Located, number: int) -> DocumentCorrection:
    try:
        found = msgspec.convert(located.value[number], DocumentCorrection)
        return checked(found)
    except msgspec.ValidationError as error:
        message = told(error, DocumentCorrection)
        raise CorrectionError(str(located.error((number,), message))) from error
    except CorrectionError as error:
        raise CorrectionError(str(located.error((number,), str(error)))) from error


def checked(correction: DocumentCorrection) -> DocumentCorrection:
    """The correction, if its value is one that the field can have. Raises CorrectionError."""
    field, value = correction.field, correction.value
    if not re.fullmatch(r"[0-9a-f]{64}", correction.document_id):
        raise CorrectionError("document_id must be the full id of a document, 64 hex digits.")
    if not correction.who.strip() or not correction.why.strip():
        raise CorrectionError("who and why must not be empty.")
    if field in ("fiction", "review"):
        if not isinstance(value, bool):
            raise CorrectionError(f"{field} must be true or false.")
    elif isinstance(value, bool) or (value is not None and not value.strip()):
        raise CorrectionError(f"{field} must be text, or null if it is not stated.")
    elif value is not None and field in _CHECKS and (wrong := _CHECKS[field](value)):
        raise CorrectionError(wrong)
    return correction


def _wrong_date(value: str) -> str | None:
    with suppress(ValueError):
        if _DATE.fullmatch(value) and (day := date.fromisoformat(f"{value}-01-01"[:10])):
            if day > date.today():  # noqa: DTZ011 - the local date of the user
                return f"{value} is in the future: give the date of publication."
            return None
    return f"{value} is not a date: write 2024, 2024-11 or 2024-11-14."


def _wrong_month(value: str) -> str | None:
    """An incident, or a period that ends with it, has a month: its day can reveal a person."""
    if len(value) > len("2024-11"):
        return f"{value} is more exact than a month: write 2024 or 2024-11."
    return _wrong_date(value)


def _wrong_number(value: str) -> str | None:
    if value.isascii() and value.isdecimal() and 1 <= int(value[:4]) <= _MOST_PEOPLE:
        return None
    return f"{value} is not a number of people: write 1 to {_MOST_PEOPLE}."


def _bands(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(","))


def _wrong_bands(value: str) -> str | None:
    wrong = [band for band in _bands(value) if band not in AGE_BANDS]
    known = ", ".join(AGE_BANDS)
    return f"There is no age band {wrong[0] or value}. Age bands: {known}." if wrong else None


def _wrong_type(value: str) -> str | None:
    known = sorted(kind.code for kind in report_types())
    return None if value in known else f"There is no type {value}. Types: {', '.join(known)}."


_CHECKS: dict[str, Callable[[str], str | None]] = {
    "date": _wrong_date,
    "type": _wrong_type,
    "incident": _wrong_month,
    "period_from": _wrong_month,
    "period_to": _wrong_month,
    "nation": lambda v: None if v in NATIONS else f"A nation is one of {', '.join(NATIONS)}.",
    "subjects": _wrong_number,
    "ages": _wrong_bands,
    "outcome": lambda v: None if v in OUTCOMES else f"An outcome is one of {', '.join(OUTCOMES)}.",
    "sector": lambda v: None if v in SECTORS else f"A sector is one of {', '.join(SECTORS)}.",
    "address": lambda v: (
        None
        if re.match(r"https?://\S+$", v)
        else f"{v} is not an address: it must begin with https://"
    ),
}


def correct_document(
    record: ProcessedDocument, corrections: Iterable[DocumentCorrection]
) -> ProcessedDocument:
    """The document as people say that it is; `corrected` names what they said."""
    said = {c.field: c.value for c in corrections if c.document_id == record.document_id}
    if not said:
        return record
    metadata = _metadata(record.extraction.metadata, said)
    return msgspec.structs.replace(
        record,
        extraction=msgspec.structs.replace(record.extraction, metadata=metadata),
        corrected={field: said[field] for field in FIELDS if field in said},
    )


def _metadata(metadata: Metadata, said: dict[Field, str | bool | None]) -> Metadata:
    changed: dict[str, Any] = {
        column: _stated(said[field]) for field, column in _COLUMNS.items() if field in said
    }
    if "type" in said:
        kind = next((k for k in report_types() if k.code == said["type"]), None)
        changed["document_type"] = _stated(said["type"])
        if kind is not None and kind.sector != "all":
            changed["sector"] = None  # it was derived for a type that does not say it
        changed["is_review"] = kind is not None and kind.is_review
        if kind is not None and kind.role != metadata.role:
            changed["role"] = kind.role
    if "review" in said:
        changed["is_review"] = said["review"]
    if "subjects" in said or "ages" in said:
        changed |= _people(metadata, said)
    return msgspec.structs.replace(metadata, **changed)


def _people(metadata: Metadata, said: dict[Field, str | bool | None]) -> dict[str, Any]:
    """How many people and of what ages, in figures and in words."""
    number, bands = metadata.n_subjects, metadata.age_bands
    if "subjects" in said:
        number = int(str(said["subjects"])) if said["subjects"] else None
    if "ages" in said:
        bands = _bands(str(said["ages"])) if said["ages"] else ()
    told = people_told(number, bands)
    ages = ", ".join(bands) or None
    return {
        "n_subjects": number, "age_bands": bands, "subjects": _stated(told), "ages": _stated(ages),
    }  # fmt: skip


def _stated(value: str | bool | None) -> Stated | None:
    return None if value is None else Stated(str(value), 1.0, rule="human")
