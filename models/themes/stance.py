"""Whether the text speaks of a theme as a concern, as good practice, or neither."""

from __future__ import annotations

import re

from models.records import Kind, Stance

# Words that judge, from the phrasing habits of inspection letters and reviews.
_PRAISE = frozenset(
    """strong strongly effective effectively good excellent positive positively impressive
    commendable commendably commended praise praised strength strengths timely thorough thoroughly
    robust skilled skilful skilfully child-centred proactive proactively prompt promptly swift
    swiftly improved exemplary sensitive sensitively comprehensive outstanding tenacious tenacity
    persistence appropriately benefit benefits benefited high-quality well-coordinated well-led
    well-managed well-established well-matched well-planned well-supported well-understood
    valued praiseworthy""".split()
)
_BLAME = frozenset(
    """not no never nor without lack lacks lacked lacking fail fails failed failing failure failures
    poor poorly weak weakness weaknesses inadequate inadequately insufficient insufficiently
    inconsistent inconsistently inconsistency unclear missed delay delays delayed drift drifted
    limited absent absence ineffective inaccurate inappropriate inappropriately variable concern
    concerns concerned concerning overlooked ignored unable unaware gap gaps confused confusion
    barrier barriers little nobody seldom rarely however must underdeveloped over-optimistic
    over-optimism disguised neither too nothing none cannot""".split()
)
_BLAME_PHRASES = ("no one", "should have", "could have", "need to", "needs to", "needed to", "n't ")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_BY_KIND = {Kind.RECOMMENDATION: Stance.CONCERN, Kind.QUESTION: Stance.CONCERN}


def stance(kind: Kind, around: str) -> Stance:
    """The stance of a statement of this kind on a theme whose evidence stands in `around`.

    The kind of statement decides where it says so. Otherwise the judging words in the sentences
    around the evidence do; where they balance, or there are none, the stance is neutral.
    """
    if kind is Kind.GOOD_PRACTICE:
        return Stance.GOOD_PRACTICE
    lower = around.lower()
    words = _WORD.findall(lower)
    praise = sum(word in _PRAISE for word in words)
    blame = sum(word in _BLAME for word in words)
    blame += sum(lower.count(phrase) for phrase in _BLAME_PHRASES)
    if praise == blame:
        return Stance.NEUTRAL if praise else _BY_KIND.get(kind, Stance.NEUTRAL)
    if praise > blame:
        return Stance.NEUTRAL if kind in _BY_KIND else Stance.GOOD_PRACTICE
    return Stance.CONCERN
