"""The small language that cues are written in, and its expansion into plain phrases.

    voice of the child         words in this order, in any simple inflection
    self-harm                  a hyphen also stands for a space or for nothing
    (lack|absence) of care     one of several; an empty alternative makes it optional: (the|)
    share ... information      up to four other words between, within one sentence

Plain phrases go to spaCy's PhraseMatcher, which stays fast with thousands of them; cues with a
gap become token patterns for its Matcher.
"""

from __future__ import annotations

import itertools
import re
from typing import Any

GAP = "..."
MAX_GAP_WORDS = 4
MAX_EXPANSIONS = 2000
_CHOICE = re.compile(r"\(([^()]*)\)")


def expand(cue: str) -> list[str]:
    """Every plain phrase that `cue` stands for; raises ValueError where it cannot be read."""
    if not cue.strip():
        raise ValueError("the cue is empty")
    parts = _CHOICE.split(cue)
    if any("(" in part or ")" in part for part in parts):
        raise ValueError("its brackets do not pair; write (one|two) without brackets inside")
    options = [p.split("|") if i % 2 else [p] for i, p in enumerate(parts)]
    phrases = [" ".join("".join(c).split()) for c in itertools.product(*options)]
    phrases = [variant for phrase in phrases for variant in _hyphens(phrase)]
    if len(phrases) > MAX_EXPANSIONS:
        raise ValueError(f"it stands for {len(phrases)} phrases; at most {MAX_EXPANSIONS}")
    if any(not phrase for phrase in phrases):
        raise ValueError("one of its alternatives is empty as a whole")
    return list(dict.fromkeys(phrases))


def _hyphens(phrase: str) -> list[str]:
    """The phrase as written, with spaces for its hyphens, and closed up."""
    if "-" not in phrase:
        return [phrase]
    return [phrase, phrase.replace("-", " "), phrase.replace("-", "")]


def has_gap(phrase: str) -> bool:
    """Whether the phrase leaves room for other words."""
    return GAP in phrase.split()


def token_pattern(nlp: Any, phrase: str) -> list[dict[str, Any]]:
    """A Matcher pattern for a phrase with gaps; raises ValueError where a gap has one side only.

    A gap never crosses a full stop, a semicolon or a colon.
    """
    sides = [side.strip() for side in phrase.split(GAP)]
    if any(not side for side in sides):
        raise ValueError("a gap needs words on both sides")
    pattern: list[dict[str, Any]] = []
    for index, side in enumerate(sides):
        if index:
            other = {"ORTH": {"NOT_IN": [".", ";", ":", "?", "!"]}}
            pattern += [{**other, "OP": "?"}] * MAX_GAP_WORDS
        pattern += [{"NORM": token.norm_} for token in nlp.make_doc(side)]
    return pattern
