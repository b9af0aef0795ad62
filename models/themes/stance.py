"""Whether the text speaks of a theme as a concern, as good practice, or neither."""

from __future__ import annotations

import re
from functools import lru_cache

from models.records import Kind, Stance

# Words that judge, from the phrasing habits of inspection letters and reviews.
_PRAISE = frozenset(
    """strong strongly stronger effective effectively good excellent positive positively
    impressive commendable commendably commended praise praised strength strengths timely
    thorough thoroughly robust skilled skilful skilfully child-centred child-focused proactive
    proactively prompt promptly swift swiftly improved improving exemplary sensitive
    sensitively comprehensive outstanding tenacious tenacity persistence persistent
    appropriate appropriately benefit benefits benefited high-quality good-quality well
    well-coordinated well-led well-managed well-established well-matched well-planned
    well-supported well-understood well-attended valued praiseworthy ambitious passionate
    committed commitment creative purposeful meaningful rigorous rigorously successful
    successfully stable manageable knowledgeable trusting careful carefully clear clearly
    helpful proportionate innovative confident decisive tirelessly respectful supportive
    consistently""".split()
)
_BLAME = frozenset(
    """lacks lacked failed fails failing failure failures poor poorly weak weaker weakness
    weaknesses inadequate inadequately insufficient insufficiently inconsistent inconsistently
    inconsistency unclear missed delay delays delayed drift drifted limited absent absence
    ineffective inaccurate inappropriate inappropriately variable variability concern
    concerning overlooked ignored unable unaware gap gaps confused confusion barrier barriers
    must underdeveloped over-optimistic over-optimism however too pressure pressures
    negatively slow slowly shortfall shortfalls hampered vague deteriorated deterioration
    unstable turnover backlog excessive unassessed superficial shortage shortages late""".split()
)
# Words that turn praise round within the next few words: "not always timely", "lack of clear".
_TURNS = frozenset(
    """not no never nor without lack lacking little nobody none nothing cannot few seldom
    rarely neither less""".split()
)
_REACH = 6
_BLAME_PHRASES = ("no one", "should have", "could have", "need to", "needs to", "needed to", "n't ")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*|[.;:,]")
_BY_KIND = {Kind.RECOMMENDATION: Stance.CONCERN, Kind.QUESTION: Stance.CONCERN}


def stance(kind: Kind, around: str, text: str) -> Stance:
    """The stance of a statement of this kind on a theme whose evidence stands in `around`.

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
    lower = text.lower()
    praise, blame = 0, sum([lower.count(phrase) for phrase in _BLAME_PHRASES])
    turned = 0
    for word in _WORD.findall(lower):
        turned -= 1
        if word in ".;:":
            turned = 0
        elif word in _TURNS:
            blame += turned <= 0
            turned = _REACH
        elif word in _PRAISE:
            praise += turned <= 0
        elif word in _BLAME:
            blame += turned <= 0
    return praise, blame
