"""Reads `corrections/*.yaml` and refuses what could not be applied."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

from models.corrections.faults import told
from models.corrections.schema import DECIDES, NEEDS, Correction
from vocabulary.errors import ReviewsError
from vocabulary.located import Located, Place, read_located

MIN_QUOTE = 20


class CorrectionError(ReviewsError, ValueError):
    """A corrections file is wrong; the message names file and line."""


FAMILIES = "families.yaml"  # which documents are one review: read by the warehouse alone
DOCUMENTS = "documents.yaml"  # what documents are: another form, see documents.py


def read_corrections(folder: Path, themes: Collection[str]) -> tuple[Correction, ...]:
    """All corrections below `folder` in the order of file names; none where it is absent.

    `themes` are the ids that may be named. Raises CorrectionError.
    """
    found: list[Correction] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name in (FAMILIES, DOCUMENTS):
            continue
        try:
            located = read_located(path)
        except ValueError as error:
            raise CorrectionError(str(error)) from error
        if not isinstance(located.value, list):
            raise _wrong(located, (), "a corrections file is a list of corrections")
        found += [_convert(located, number, themes) for number in range(len(located.value))]
    return tuple(found)


def _convert(located: Located, number: int, themes: Collection[str]) -> Correction:
    """One entry, checked."""
    try:
        correction = msgspec.convert(located.value[number], Correction)
    except msgspec.ValidationError as error:
        raise _wrong(located, (number,), told(error, Correction)) from error
    needed = NEEDS.get(correction.action)
    if needed and not getattr(correction, needed):
        raise _wrong(located, (number,), f"{correction.action} needs {needed!r}")
    if correction.theme is not None and correction.theme not in themes:
        raise _wrong(located, (number, "theme"), f"unknown theme {correction.theme!r}")
    if unknown := [theme for theme in correction.themes if theme not in themes]:
        raise _wrong(located, (number, "themes"), f"unknown theme {unknown[0]!r}")
    if not correction.who.strip() or not correction.why.strip():
        raise _wrong(located, (number,), "who and why must not be empty")
    if correction.action in DECIDES and not correction.field:
        raise _wrong(located, (number,), f"{correction.action} needs 'field'")
    if not correction.quote.strip():
        raise _wrong(located, (number, "quote"), "the quote is empty")
    if correction.action == "split" and len(correction.parts) < 2:
        raise _wrong(located, (number, "parts"), "split needs two parts or more")
    line = located.lines.get((number,), 1)
    return msgspec.structs.replace(correction, file=f"{located.path.name}:{line}")


def _wrong(located: Located, place: Place, message: str) -> CorrectionError:
    return CorrectionError(str(located.error(place, message)))


def for_document(corrections: Iterable[Correction], document_id: str) -> tuple[Correction, ...]:
    """The corrections of one document, in their order."""
    return tuple(c for c in corrections if c.document_id == document_id)
