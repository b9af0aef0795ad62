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
_WINDOW = 160
_BY_KIND = {
    Kind.GOOD_PRACTICE: Stance.GOOD_PRACTICE,
    Kind.RECOMMENDATION: Stance.CONCERN,
    Kind.QUESTION: Stance.CONCERN,
}


def stance(kind: Kind, text: str, start: int, end: int) -> Stance:
    """The stance of the text on the theme whose evidence is `text[start:end]`.

    The kind of statement decides where it says so. Otherwise the judging words in the sentence
    around the evidence do; where they balance, or there are none, the stance is neutral.
    """
    if kind is Kind.GOOD_PRACTICE:
        return Stance.GOOD_PRACTICE
    window = _around(text, start, end)
    praise = len(_PRAISE.findall(window))
    blame = len(_BLAME.findall(window))
    if praise == blame:
        return _BY_KIND.get(kind, Stance.NEUTRAL) if not praise else Stance.NEUTRAL
    if praise > blame:
        return Stance.NEUTRAL if kind in _BY_KIND else Stance.GOOD_PRACTICE
    return Stance.CONCERN


def _around(text: str, start: int, end: int) -> str:
    """The evidence's sentence, or 160 characters either side where it is longer."""
    left = max(text.rfind(mark, 0, start) for mark in (". ", "? ", "! ", "; "))
    right = min((p for m in (". ", "? ", "! ", "; ") if (p := text.find(m, end)) >= 0), default=-1)
    first = max(left + 1, start - _WINDOW)
    last = min(right if right >= 0 else len(text), end + _WINDOW)
    return text[first:last]
