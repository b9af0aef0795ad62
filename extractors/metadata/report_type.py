"""Which type a document is of, by how it names itself."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from extractors.metadata.front import Front
from models.records import Stated

_FOLDER = Path(__file__).parent.parent / "report_types"
_ROLES = (
    ("easy_read", re.compile(r"\beasy[- ]read\b", re.IGNORECASE)),
    ("executive_summary", re.compile(r"\bexecutive summary\b(?! \.)", re.IGNORECASE)),
    ("translation", re.compile(r"\b(?:welsh|cymraeg) version\b", re.IGNORECASE)),
)
_RESPONSE = re.compile(r"^(?:the )?(?:\w+ ){0,3}response to\b", re.IGNORECASE)


Family = Literal[
    "case_review", "thematic_review", "national_review", "inquiry", "inspection", "other"
]


class ReportType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of extractors/report_types."""

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
    has_statements: bool = True  # whether its recommendations and findings are its own
    judges_in_prose: bool = False  # whether plain paragraphs of its analysis are findings
    headings: dict[str, list[str]] = {}

    def place_in(self, text: str) -> int | None:
        """Where `text` first names this type, in characters; None where it does not."""
        places = [m.start() for p in _compiled(self.title) if (m := p.search(text))]
        return min(places) if places else None


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    # Abbreviations are capitals by themselves; words may be set in capitals.
    return tuple(re.compile(p, 0 if re.search(r"[A-Z]{3}", p) else re.IGNORECASE) for p in patterns)


@cache
def report_types() -> tuple[ReportType, ...]:
    """All types in their order; raises ValueError naming a file that does not fit."""
    found: list[ReportType] = []
    for path in sorted(_FOLDER.glob("*.yaml")):
        if path.stem == "common":
            continue
        data: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        try:
            found.append(msgspec.convert(data, ReportType))
        except msgspec.ValidationError as error:
            raise ValueError(f"{path.name}: {error}") from error
    return tuple(sorted(found, key=lambda kind: kind.order))


def has_statements(code: str | None) -> bool:
    """Whether documents of this type make statements of their own: a response only quotes them."""
    return all(kind.has_statements for kind in report_types() if kind.code == code)


def judges_in_prose(code: str | None) -> bool:
    """Whether documents of this type state their findings in plain paragraphs of analysis."""
    return any(kind.judges_in_prose for kind in report_types() if kind.code == code)


def type_of(front: Front, title: Stated | None) -> tuple[ReportType | None, Stated | None, str]:
    """The type, what it rests on, and the document's role for its review.

    The title decides; then the first page; then the second and third. Of several types named in
    the same place the one named first wins, then the lower `order`.
    """
    zones = [(title.value, title.page or 1, 0.95)] if title else []
    responding = _responding(front)
    zones += [(responding, front.cover[0].page, 0.85)] if responding else []
    zones += [
        (" ".join(p.text for p in front.cover), front.cover[0].page if front.cover else 1, 0.8)
    ]
    zones += [(front.text(2, 3), 2, 0.5)]
    own = f"{title.value if title else ''} | {responding or ''}"
    for text, page, sure in zones:
        named = [(at, kind) for kind in report_types() if (at := kind.place_in(text)) is not None]
        if named:
            at, kind = min(
                named, key=lambda pair: (_weight(pair[1], own), pair[0] // 40, pair[1].order)
            )
            stated = Stated(
                kind.code, sure, page, text[max(0, at - 10) : at + 80].strip(), "type:named"
            )
            return kind, stated, _role(kind, text)
    return None, None, "report"


def _responding(front: Front) -> str | None:
    """The words of the cover by which a document calls itself a response, if it does."""
    lines = [p.text for p in front.cover]
    start = next((i for i, text in enumerate(lines) if _RESPONSE.match(text)), None)
    return None if start is None else " ".join(lines[start : start + 3])


def _weight(kind: ReportType, own: str) -> int:
    """A briefing about a review names the review too: what is no review itself is asked first."""
    if not kind.is_review and kind.place_in(own) is not None:
        return 0
    return 1 if kind.is_review else 2


def _role(kind: ReportType, text: str) -> str:
    if kind.role != "report":
        return kind.role
    return next((role for role, pattern in _ROLES if pattern.search(text[:300])), "report")
