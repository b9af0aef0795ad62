"""The types of report: one file each in `report_types/`, and what follows from a type's family.

All code that depends on the kind of report asks this module, so that a new type only needs a new
file.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from vocabulary.kept import compiled
from vocabulary.loading import load

FOLDER = Path(__file__).parent / "report_types"
Family = Literal[
    "case_review", "thematic_review", "national_review", "inquiry", "inspection", "other"
]
_FRAMED = frozenset({"inspection", "inquiry", "thematic_review", "national_review"})


class ReportType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of the folder."""

    code: str
    label: str
    family: Family
    sector: str
    nation: str | None
    is_review: bool
    role: str
    order: int
    title: tuple[str, ...]
    example: str
    aliases: tuple[str, ...] = ()  # what source files may call it
    also_in: tuple[str, ...] = ()  # other nations that have it too, if a document names them
    has_statements: bool = True  # whether its recommendations and findings are its own
    judges_in_prose: bool = False  # whether plain paragraphs of its analysis are findings
    # Whether prose also uses the words of its name ("review"): then only title and cover count.
    is_named_by_title: bool = False
    headings: dict[str, list[str]] = {}

    @property
    def is_case_review(self) -> bool:
        """Whether it reviews what happened to people: it has subjects, a period, an outcome."""
        return self.family == "case_review"

    @property
    def tells_a_story(self) -> bool:
        """Whether it often shows what it does not label: a case review, or a briefing about one."""
        return self.is_case_review or self.role == "briefing"

    @property
    def keeps_to_framework(self) -> bool:
        """Whether its headings come from a framework or a house style.

        Words in other headings of such a report are topics. Each case review has its own headings.
        """
        return self.family in _FRAMED

    @property
    def is_weighed(self) -> bool:
        """Whether the trained model is used as well as the rules.

        Inspectors and inquiries mark statements by headings and numbers. The rules read these
        reliably, and the model has not learnt from enough such reports.
        """
        return self.tells_a_story or self.family in ("national_review", "thematic_review")

    def place_in(self, text: str) -> int | None:
        """The position in `text`, in characters, where it first names this type, or None."""
        places = [m.start() for p in _compiled(self.title) if (m := p.search(text))]
        return min(places) if places else None


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    # Abbreviations are capitals by themselves; words may be set in capitals.
    return tuple(compiled(p, 0 if re.search(r"[A-Z]{3}", p) else re.IGNORECASE) for p in patterns)


@cache
def report_types() -> tuple[ReportType, ...]:
    """All types in their order. Raises VocabularyError, with the name of a file that is wrong."""
    found = (load(path.name, ReportType, FOLDER) for path in sorted(FOLDER.glob("*.yaml")))
    return tuple(sorted(found, key=lambda kind: kind.order))


@cache
def report_type(code: str | None) -> ReportType | None:
    """The type with this code, or None."""
    return next((kind for kind in report_types() if kind.code == code), None)


@cache
def code_of(name: str) -> str:
    """The code of the type that goes by this name; the name itself if it is not an alias."""
    return next((kind.code for kind in report_types() if name in kind.aliases), name)


# A document of unknown type may be a local review with an unusual name. So it is read as one, by
# rules and model, and its headings are read by the words in them.


def has_statements(code: str | None) -> bool:
    """Whether documents of this type make statements of their own: a response only quotes them."""
    kind = report_type(code)
    return kind is None or kind.has_statements


def judges_in_prose(code: str | None) -> bool:
    """Whether documents of this type state their findings in plain paragraphs of analysis."""
    kind = report_type(code)
    return kind is not None and kind.judges_in_prose


def keeps_to_framework(code: str | None) -> bool:
    """Whether documents of this type have headings from a framework or a house style."""
    kind = report_type(code)
    return kind is not None and kind.keeps_to_framework


def is_weighed(code: str | None) -> bool:
    """Whether the trained model is used as well as the rules for documents of this type."""
    kind = report_type(code)
    return kind is None or kind.is_weighed
