"""The words of vocabulary.yaml as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from vocabulary.loading import load

_WORDS = load("vocabulary.yaml", dict[str, Any], Path(__file__).parent)


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _named(section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, _any_of(patterns)) for name, patterns in _WORDS[section].items())


ROLES = _named("roles")
REVIEW_TERMS = _any_of(_WORDS["reviews"])
FURNITURE_ALWAYS = _named("furniture_always")
FURNITURE_ALONE = _named("furniture_alone")
WITHDRAWN = _any_of(_WORDS["withdrawn"])
ELSEWHERE = _any_of(_WORDS["elsewhere"])
GENERIC_TEXT = re.compile(
    rf"^(?:please )?(?:click )?(?:{_any_of(_WORDS['generic']).pattern})[\s.:>\u00bb-]*$",
    re.IGNORECASE,
)
FILLER = frozenset(_WORDS["filler"].split())
