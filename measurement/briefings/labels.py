"""Labels of briefings: reviews with grades and quotes that a careful author would use."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

import msgspec

from archive.errors import UserError

T = TypeVar("T")


class LabelError(UserError):
    """A file of labels cannot be used; says which and why."""


class LabelledLens(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the author looks for."""

    question: str
    themes: dict[str, float]


class LabelledReview(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A document and how surely she would use it: 3, 2 or 1."""

    doc: str
    grade: int


class LabelledQuote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A statement by its document, page and first words."""

    doc: str
    page: int
    kind: str
    starts: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    focus: str
    lens: LabelledLens
    reviews: tuple[LabelledReview, ...]
    quotes: tuple[LabelledQuote, ...]


class _Families(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    families: tuple[tuple[str, ...], ...]


class Case(msgspec.Struct, frozen=True):
    """One labelled briefing; `family_of` names for each document the first of its family."""

    name: str
    focus: str
    lens: LabelledLens
    reviews: tuple[LabelledReview, ...]
    quotes: tuple[LabelledQuote, ...]
    family_of: dict[str, str]

    def grades(self) -> dict[str, int]:
        """Families with the grade of their best document."""
        found: dict[str, int] = {}
        for review in self.reviews:
            family = self.family_of.get(review.doc, review.doc)
            found[family] = max(review.grade, found.get(family, 0))
        return found


def read_cases(folder: Path) -> list[Case]:
    """All labelled briefings of a folder, by file name."""
    paths = sorted(path for path in folder.glob("*.yaml") if path.stem != "FAMILIES")
    if not paths:
        raise LabelError(f"{folder} holds no labels: see tests/briefings/labels/README.md.")
    grouped = _read(folder / "FAMILIES.yaml", _Families).families
    family_of = {doc: family[0] for family in grouped for doc in family}
    found = []
    for path in paths:
        file = _read(path, _File)
        found.append(Case(path.stem, file.focus, file.lens, file.reviews, file.quotes, family_of))
    return found


def plain(text: str) -> str:
    """Words alone, for comparing what was printed with what was labelled."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def _read(path: Path, form: type[T]) -> T:
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=form)
    except (OSError, msgspec.MsgspecError) as problem:
        raise LabelError(f"{path}: {problem}. See README.md beside it for the form.") from problem
