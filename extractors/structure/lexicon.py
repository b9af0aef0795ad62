"""The heading lexicon: data files that say what kind of section a heading opens."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from models.records import Kind, SectionRole
from vocabulary.headings import role_by_words
from vocabulary.kept import compiled
from vocabulary.loading import load
from vocabulary.report_types import keeps_to_framework, report_type
from vocabulary.rules import asked
from vocabulary.statements import titles

_NUMBER, _APPENDIX = asked("heading_forms", "number"), asked("heading_forms", "appendix")
_LONGEST = 140  # characters of a heading whose words are looked at
# What an appendix may hold besides annexed matter.
_APPENDED = frozenset({SectionRole.RECOMMENDATIONS, SectionRole.ACTION_PLAN, SectionRole.GLOSSARY})
_TITLES = (
    (Kind.RECOMMENDATION, SectionRole.RECOMMENDATIONS),
    (Kind.FINDING, SectionRole.FINDINGS),
    (Kind.LEARNING_POINT, SectionRole.LEARNING),
    (Kind.GOOD_PRACTICE, SectionRole.GOOD_PRACTICE),
    (Kind.QUESTION, SectionRole.QUESTIONS),
)


class _Headings(msgspec.Struct, forbid_unknown_fields=True):
    headings: dict[str, list[str]]


def plain_heading(text: str) -> str:
    """A heading's words alone: lower-cased, number and closing punctuation taken off."""
    words = _NUMBER.plain.sub("", " ".join(text.split()))
    return words.lower().strip(" :.–—-*?") + ("?" if text.rstrip().endswith("?") else "")


@cache
def heading_patterns(code: str | None = None) -> tuple[tuple[SectionRole, re.Pattern[str]], ...]:
    """Role and pattern pairs of a type of report, or without a code of all, in the file's order."""
    if code is None:
        listed = load("section_headings.yaml", _Headings).headings
    else:
        kind = report_type(code)
        listed = kind.headings if kind else {}
    return tuple(
        (SectionRole(role), compiled(rf"(?:{pattern})\??"))
        for role, patterns in listed.items()
        for pattern in patterns
    )


@cache
def heading_role(text: str, code: str | None = None) -> SectionRole | None:
    """What a heading says of its section; None where its words are not known.

    An appendix is named by what follows the word ("Appendix 2: Action plan" is an action plan).
    """
    words = plain_heading(text)
    if _APPENDIX.find(words):
        rest = _APPENDIX.plain.sub("", words)
        inner = _match(rest, code) if rest else None
        return inner if inner in _APPENDED else SectionRole.APPENDIX
    return _match(words, code)


def _match(words: str, code: str | None) -> SectionRole | None:
    """The role of a heading's words: by a specific word, as listed, as a title, by any word.

    Types of report that keep to a framework of headings have only those that are listed.
    """
    if len(words) > _LONGEST:
        return None
    listed = _as_listed(words, code)
    if keeps_to_framework(code):
        return listed or _as_title(words)
    return (
        _by_words(words, is_first=True)
        or listed
        or _as_title(words)
        or _by_words(words, is_first=False)
    )


def _as_listed(words: str, code: str | None) -> SectionRole | None:
    """The role of a whole heading in the lists, those of the type of report first."""
    own = heading_patterns(code) if code else ()
    patterns = (*own, *heading_patterns())
    return next((role for role, pattern in patterns if pattern.fullmatch(words)), None)


def _as_title(words: str) -> SectionRole | None:
    """The role of a heading that is a word for statements, with what it is for or about."""
    return next((role for kind, role in _TITLES if _titled(kind).fullmatch(words)), None)


def _by_words(words: str, *, is_first: bool) -> SectionRole | None:
    role = role_by_words(words, is_first=is_first)
    return SectionRole(role) if role else None


@cache
def _titled(kind: Kind) -> re.Pattern[str]:
    return compiled(rf"{titles(kind).pattern}(?: (?:for|to|from) .{{1,60}})?\??", re.IGNORECASE)
