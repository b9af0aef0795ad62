"""The heading lexicon: data files that say what a heading's words make of its section."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from models.records import SectionRole

_FOLDER = Path(__file__).parent.parent / "report_types"
_NUMBER = re.compile(
    r"^(?:(?:part|section|chapter)\s+(?:\d+|[a-z]\b|one|two|three|four|five)\s*[:.–-]*\s*"
    r"|[a-z]?\d{1,2}(?:\.\d{1,2})*[.):]?(?:\s+|(?<=\d)(?=(?-i:[A-Z][a-z])))|[a-h][.)]\s+|[ivx]{1,4}[.)]\s+)",
    re.IGNORECASE,
)
_APPENDIX = re.compile(
    r"^(?:appendix|appendices|annexe?)\b\s*[\w.]{0,4}\s*[:.–-]*\s*", re.IGNORECASE
)


def plain_heading(text: str) -> str:
    """A heading's words alone: lower-cased, number and closing punctuation taken off."""
    words = _NUMBER.sub("", " ".join(text.split()))
    return words.lower().strip(" :.–—-*?") + ("?" if text.rstrip().endswith("?") else "")


@cache
def heading_patterns(name: str = "common") -> tuple[tuple[SectionRole, re.Pattern[str]], ...]:
    """Role and pattern pairs of one file of report_types, in the file's order."""
    data: dict[str, Any] = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return tuple(
        (SectionRole(role), re.compile(rf"(?:{pattern})\??"))
        for role, patterns in (data.get("headings") or {}).items()
        for pattern in patterns
    )


@cache
def heading_role(text: str, report_type: str | None = None) -> SectionRole | None:
    """What a heading says of its section; None where its words are not known.

    An appendix is named by what follows the word ("Appendix 2: Action plan" is an action plan).
    """
    words = plain_heading(text)
    if _APPENDIX.match(words):
        rest = _APPENDIX.sub("", words)
        inner = _match(rest, report_type) if rest else None
        return inner if inner in _APPENDED else SectionRole.APPENDIX
    return _match(words, report_type)


_APPENDED = frozenset({SectionRole.RECOMMENDATIONS, SectionRole.ACTION_PLAN, SectionRole.GLOSSARY})


def _match(words: str, report_type: str | None) -> SectionRole | None:
    if len(words) > 140:
        return None
    own = (
        heading_patterns(report_type)
        if report_type and (_FOLDER / f"{report_type}.yaml").exists()
        else ()
    )
    for role, pattern in (*own, *heading_patterns()):
        if pattern.fullmatch(words):
            return role
    return None
