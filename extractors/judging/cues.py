"""Turns of phrase that show what a paragraph does, and how long it is, as features."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from vocabulary.loading import load, mistake
from vocabulary.quick import Quick, may_match

_FILE = "cues.yaml"
_FOLDER = Path(__file__).parent
_SENTENCE = re.compile(r"[.!?](?:\s|$)")
_LONGEST = 900  # characters that are looked at
_EARLY = 40  # characters from the beginning within which a phrase opens the paragraph
_STEPS = (25, 45, 70, 110, 170, 260, 400, 600, 900)


class JudgingCue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of cues.yaml."""

    name: str
    pattern: str
    example: str


@cache
def cues() -> tuple[tuple[str, Quick], ...]:
    """Names and patterns; raises VocabularyError where an example does not hold its pattern."""
    found = load(_FILE, list[JudgingCue], _FOLDER)
    out = [(cue.name, Quick(cue.pattern, re.IGNORECASE)) for cue in found]
    for cue, (_, pattern) in zip(found, out, strict=True):
        if not pattern.search(cue.example):
            why = f"the example of {cue.name} does not hold its pattern"
            raise mistake(_FILE, cue.name, why, _FOLDER)
    return tuple(out)


def cue_features(text: str) -> Iterator[str]:
    """Which turns of phrase a paragraph holds, once or more than once, and how long it is."""
    looked = text[:_LONGEST]
    for name, pattern in may_match(cues(), looked):
        begin = pattern.begin(looked)
        if begin < 0:
            continue
        yield f"cue {name}"
        if begin < _EARLY:
            yield f"cue {name} early"
        if pattern.is_again(looked, begin):
            yield f"cue {name} often"
    yield f"long {sum(len(text) >= step for step in _STEPS)}"
    yield f"sentences {min(len(_SENTENCE.findall(looked)), 5)}"
