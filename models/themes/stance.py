"""Whether the text speaks of a theme as a concern, as good practice, or neither."""

from __future__ import annotations

import re
from functools import lru_cache

from models.records import Kind, Stance
from vocabulary.judging_words import judging_words

_REACH = 6  # words within which praise is turned round
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*|[.;:,]")
_BY_KIND = {Kind.RECOMMENDATION: Stance.CONCERN, Kind.QUESTION: Stance.CONCERN}


def stance(kind: Kind, around: str, text: str) -> Stance:
    """The stance of a statement of this kind on a theme whose evidence is in `around`.

    The kind of statement decides where it says so. Otherwise the judging words in the sentences
    around the evidence do; where there are none, those of the whole statement; where praise and
    blame balance, the stance is neutral.
    """
    if kind is Kind.GOOD_PRACTICE:
        return Stance.GOOD_PRACTICE
    praise, blame = _judged(around)
    if not praise and not blame and kind not in _BY_KIND:
        praise, blame = _judged(text)
    if praise == blame or min(praise, blame) > 1:
        return Stance.NEUTRAL if praise else _BY_KIND.get(kind, Stance.NEUTRAL)
    if praise > blame:
        return Stance.NEUTRAL if kind in _BY_KIND else Stance.GOOD_PRACTICE
    return Stance.CONCERN


@lru_cache(maxsize=256)  # the labels of a statement ask for the same sentences
def _judged(text: str) -> tuple[int, int]:
    """How many words praise and how many blame; praise that is turned round blames."""
    lower, words = text.lower(), judging_words()
    praise, blame = 0, sum([lower.count(phrase) for phrase in words.blame_phrases])
    turned = 0
    for word in _WORD.findall(lower):
        turned -= 1
        if word in ".;:":
            turned = 0
        elif word in words.turns:
            blame += turned <= 0
            turned = _REACH
        elif word in words.praise:
            praise += turned <= 0
        elif word in words.blame:
            blame += turned <= 0
    return praise, blame
