"""How responses and action plans say what happened to a recommendation."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from vocabulary.loading import load

Patterns = dict[str, tuple[str, ...]]


class ResponseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Headings of columns, words of acceptance and of progress, with an example of each word."""

    columns: Patterns
    acceptance: Patterns
    progress: Patterns
    examples: dict[str, dict[str, str]]


@cache
def response_words() -> ResponseWords:
    """The file as it is."""
    return load("responses.yaml", ResponseWords)


@cache
def _compiled(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    patterns: Patterns = getattr(response_words(), group)
    return tuple((name, re.compile("|".join(p), re.IGNORECASE)) for name, p in patterns.items())


def column_named(heading: str) -> str | None:
    """What a column of a table of responses holds, by its heading."""
    plain = " ".join(heading.split()).strip(" :*").replace("'", "’")
    return next((name for name, p in _compiled("columns") if p.fullmatch(plain)), None)


def acceptance_in(words: str) -> str | None:
    """Whether the recommendation was accepted, by the words that say so."""
    return next((name for name, p in _compiled("acceptance") if p.search(words)), None)


def progress_in(words: str) -> str | None:
    """How far the action has come, by the words or the colour that say so."""
    return next((name for name, p in _compiled("progress") if p.search(words)), None)
