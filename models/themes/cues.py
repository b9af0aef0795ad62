"""The small language that cues are written in, and its expansion into plain phrases.

    voice of the child         words in this order, in any simple inflection
    self-harm                  a hyphen also matches a space or nothing
    (lack|absence) of care     one of several; an empty alternative makes it optional: (the|)
    share ... information      up to four other words between, within one sentence

Plain phrases are found by `phrases`, which stays fast with thousands of them; cues with a gap
become token patterns for spaCy's Matcher.
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
    """Every plain phrase that `cue` matches; raises ValueError where it cannot be read."""
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


def has_gap(cue: str) -> bool:
    """Whether the cue leaves room for other words."""
    return GAP in cue.split()


def token_patterns(nlp: Any, cue: str) -> list[list[dict[str, Any]]]:
    """Matcher patterns for a cue with gaps; raises ValueError where a gap has one side only.

    A choice between single words is one pattern; a choice that has longer alternatives or an
    empty one is a pattern each. A gap never crosses a full stop, a semicolon or a colon.
    """
    sides = [side.strip() for side in cue.split(GAP)]
    if any(not side for side in sides):
        raise ValueError("a gap needs words on both sides")
    expand(cue)
    options = [_side_patterns(nlp, side) for side in sides]
    gap = [{**_NOT_A_STOP, "OP": "?"}] * MAX_GAP_WORDS
    patterns = []
    for chosen in itertools.product(*options):
        pattern = list(chosen[0])
        for side in chosen[1:]:
            pattern += gap + side
        patterns.append(pattern)
    return patterns


_NOT_A_STOP = {"ORTH": {"NOT_IN": [".", ";", ":", "?", "!"]}}


def _side_patterns(nlp: Any, side: str) -> list[list[dict[str, Any]]]:
    """Token patterns for what is on one side of a gap."""
    whole = _CHOICE.fullmatch(side)
    if whole and all(len(nlp.make_doc(word)) == 1 for word in whole[1].split("|")):
        stems = sorted({nlp.make_doc(word)[0].norm_ for word in whole[1].split("|")})
        return [[{"NORM": {"IN": stems}}]]
    return [[{"NORM": t.norm_} for t in nlp.make_doc(phrase)] for phrase in expand(side)]
