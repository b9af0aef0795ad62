"""Whether the text speaks of a theme as a concern, as good practice, or neither."""

from __future__ import annotations

import re

from models.records import Kind, Stance

# Words that judge, near the cue. Sources: the phrasing habits of inspection letters and reviews.
_PRAISE = re.compile(
    r"\b(strong|effective(ly)?|good( practice)?|well[- ](managed|coordinated|understood|led|"
    r"established|supported|planned|matched|trained)|excellent|positive(ly)?|impressive|"
    r"commendabl[ey]|praised?|strength|timely|thorough|robust|high[- ]quality|skilled|skilful(ly)?|"
    r"child[- ]centred|proactive(ly)?|prompt(ly)?|swift(ly)?|improved|exemplary|sensitive(ly)?|"
    r"comprehensive|outstanding|tenaci\w+|persisten(t|ce)|appropriately|benefit(s|ed)? from)\b",
    re.IGNORECASE,
)
_BLAME = re.compile(
    r"\b(not|no|never|nor|without|lack(s|ed|ing)?|fail(s|ed|ure|ures|ing)?|poor(ly)?|weak(ness)?|"
    r"inadequate(ly)?|insufficient(ly)?|inconsisten(t|tly|cy)|unclear|missed|delay(s|ed)?|drift|"
    r"too (many|few|often|long|late|slow|little)|limited|absen(t|ce)|ineffective|inaccurate|"
    r"inappropriate(ly)?|variable|concern(s|ed|ing)?|overlooked|ignored|unable|unaware|"
    r"gap|gaps|confus(ed|ion)|barrier(s)?|little|nobody|no[- ]one|seldom|rarely|n't|"
    r"should have|could have|opportunit(y|ies) (was|were)|however|need(s|ed)? to|must|"
    r"underdeveloped|over[- ]?optimis\w+|disguised|insufficiently|neither)\b",
    re.IGNORECASE,
)
_BY_KIND = {
    Kind.RECOMMENDATION: Stance.CONCERN,
    Kind.QUESTION: Stance.CONCERN,
}


def stance(kind: Kind, around: str) -> Stance:
    """The stance of a statement of this kind on a theme whose evidence stands in `around`.

    The kind of statement decides where it says so. Otherwise the judging words in the sentences
    around the evidence do; where they balance, or there are none, the stance is neutral.
    """
    if kind is Kind.GOOD_PRACTICE:
        return Stance.GOOD_PRACTICE
    praise = len(_PRAISE.findall(around))
    blame = len(_BLAME.findall(around))
    if praise == blame:
        return Stance.NEUTRAL if praise else _BY_KIND.get(kind, Stance.NEUTRAL)
    if praise > blame:
        return Stance.NEUTRAL if kind in _BY_KIND else Stance.GOOD_PRACTICE
    return Stance.CONCERN
