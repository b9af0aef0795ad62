"""The words with which responses and action plans say what happened to a recommendation."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from vocabulary.kept import compiled
from vocabulary.loading import load

Patterns = dict[str, tuple[str, ...]]
_SENTENCES = compiled(r"(?<=[.!?;])\s+")


class ResponseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Headings of columns, words of acceptance and of progress, with examples of the words."""

    columns: Patterns
    acceptance: Patterns
    verdicts: Patterns
    replies: Patterns
    progress: Patterns
    subjects: Patterns
    marks: Patterns
    examples: dict[str, dict[str, tuple[str, ...]]]


@cache
def response_words() -> ResponseWords:
    """The file as it is."""
    return load("responses.yaml", ResponseWords)


@cache
def _compiled(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    patterns: Patterns = getattr(response_words(), group)
    return tuple((name, compiled("|".join(p), re.IGNORECASE)) for name, p in patterns.items())


def column_named(heading: str) -> str | None:
    """What a column of a table of responses holds, by its heading."""
    plain = " ".join(heading.split()).strip(" :*").replace("'", "’")
    return next((name for name, p in _compiled("columns") if p.fullmatch(plain)), None)


def acceptance_in(words: str) -> str | None:
    """Whether the recommendation was accepted, by the first sentence that says so."""
    said = (_named_by("acceptance", sentence) for sentence in _SENTENCES.split(words))
    return next(filter(None, said), None)


def verdict_in(cell: str) -> str | None:
    """As `acceptance_in`, for a cell in a column about this, where "yes" and "no" also count."""
    return acceptance_in(cell) or _named_by("verdicts", cell)


def reply_in(opening: str) -> str | None:
    """As `acceptance_in`, for the beginning of a reply in prose, whatever its words of agreement.

    Agreement counts in the first sentence. If a refusal follows, only a part is accepted.
    """
    first, *more = _SENTENCES.split(opening.strip())
    agreed = _named_by("replies", first)
    refused = any(_named_by("replies", sentence) == "not_accepted" for sentence in more)
    if agreed == "accepted" and refused:
        return "partly_accepted"
    return agreed or ("not_accepted" if refused else None)


def progress_said(words: str) -> str | None:
    """Progress as stated in prose. Only sentences about the recommendation or action count."""
    told = [s for s in _SENTENCES.split(words) if _named_by("subjects", s) and progress_in(s)]
    return progress_in(told[0]) if told else None


def progress_in(words: str) -> str | None:
    """The progress of the action, by the words that state it."""
    return _named_by("progress", words)


def progress_of_status(cell: str) -> str | None:
    """As `progress_in`, for a cell of a status column: colours count too. The worst of several."""
    said = {_named_by("progress", cell), _named_by("marks", cell)}
    return next((name for name in response_words().progress if name in said), None)


def _named_by(group: str, words: str) -> str | None:
    return next((name for name, p in _compiled(group) if p.search(words)), None)
