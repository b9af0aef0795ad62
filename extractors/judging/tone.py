"""How much a paragraph praises and how much it finds fault, as features.

Single words are known to the model only where several lessons show them. Counts of praising and
critical words also hold for the words of another author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from vocabulary.loading import load, mistake

_FILE = "tone.yaml"
_FOLDER = Path(__file__).parent
_SENTENCE = re.compile(r"(?<=[.!?])[”’\"]?\s+")
_WORD = re.compile(r"[a-z][a-z’'-]*[a-z]")
_CONTRACTED = ("n’t", "n't")
_MOST = 4  # a higher count adds nothing


class _Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of tone.yaml, each a text of words."""

    praising: str
    critical: str


class _Tone(NamedTuple):
    """Numbers of praising and of critical words."""

    praising: int
    critical: int

    @property
    def sign(self) -> str:
        if self.praising == self.critical:
            return "even"
        return "praises" if self.praising > self.critical else "criticises"


@cache
def lists() -> tuple[frozenset[str], frozenset[str]]:
    """Praising and critical words; raises VocabularyError where a word is in both lists."""
    found = load(_FILE, _Lists, _FOLDER)
    praising, critical = frozenset(found.praising.split()), frozenset(found.critical.split())
    both = praising & critical
    if both:
        why = f"in both lists: {', '.join(sorted(both))}"
        raise mistake(_FILE, min(both), why, _FOLDER)
    return praising, critical


def tone_features(text: str) -> Iterator[str]:
    """Counts of both kinds of words, and how the first and the last sentence sound."""
    sentences = [_tone(sentence) for sentence in _SENTENCE.split(text.lower())]
    praising = sum(tone.praising for tone in sentences)
    critical = sum(tone.critical for tone in sentences)
    faulted = sum(tone.critical > 0 for tone in sentences)
    first, last = sentences[0].sign, sentences[-1].sign
    yield f"tone praising {min(praising, _MOST)}"
    yield f"tone critical {min(critical, _MOST)}"
    yield f"tone balance {max(-_MOST, min(_MOST, praising - critical)):+d}"
    yield f"tone praising {min(praising, 2)} critical {min(critical, 2)}"
    yield f"tone {'some' if critical else 'no'} criticism"
    yield f"tone first {first}"
    yield f"tone last {last}"
    yield f"tone first {first} last {last}"
    yield f"tone faulted {faulted * 4 // len(sentences)} of 4"


def _tone(sentence: str) -> _Tone:
    praising, critical = lists()
    words = _WORD.findall(sentence)
    contracted = sum(map(sentence.count, _CONTRACTED))
    return _Tone(
        sum(map(praising.__contains__, words)),
        sum(map(critical.__contains__, words)) + contracted,
    )
