"""The people whom a review is about, as a number and age bands, and what became of them."""

from __future__ import annotations

import re

from extractors.metadata.ages import as_number, bands_of
from extractors.metadata.front import Front
from extractors.structure.labels import NUMBER_WORDS
from models.records import Stated

_N = rf"\b(?P<n>\d{{1,2}}|{'|'.join(NUMBER_WORDS)})"
_COUNT = re.compile(rf"{_N} (?:\w+ )?(?:children|siblings|brothers and sisters)\b", re.IGNORECASE)
_COUNT_IN_TITLE = re.compile(
    rf"{_N} (?:\w+ )?(?:children|siblings|deaths|people|adults|men|women|babies|infants)\b",
    re.IGNORECASE,
)
_WHO_DIED = re.compile(rf"{_N} (?:people|adults|men|women) (?:who )?(?:had )?died\b", re.IGNORECASE)
_FURTHER = re.compile(
    rf"\band (?:(?:his|her|their) )?(?:(?P<n>{'|'.join(NUMBER_WORDS)}) )?(?:\w+ )?(?:siblings?|brothers?|sisters?|children)\b",
    re.IGNORECASE,
)
_DEATH = re.compile(
    r"\b(?:death of|died|was (?:killed|murdered)|took (?:his|her|their) own li(?:fe|ves)|(?:his|her|child['’]s|baby['’]s) death|fatally|found dead)\b",
    re.IGNORECASE,
)
# What the law says of all reviews tells nothing of this one.
_STATUTE = re.compile(
    r"\b(?:has|have) died (?:or|and)\b[^.]*|\bdies (?:as a result|or)\b[^.]*|\bdeath or serious\b[^.]*"
    r"|\b(?:abuse|homicide) review\b|\bdomestic homicide\b|\bdeath of a child\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:serious(?:ly)? (?:harm\w*|injur\w*)|life-(?:threatening|changing)|non-accidental injur\w+|injuries|significant harm|neglect(?:ed)?|abused|fractur\w+|critically ill|unconscious|brain injur\w+|burns|scalds|poison\w*|ingest\w+|resuscitat\w+|bruis\w+|sexually abused|assaulted|removed from|police protection)\b",
    re.IGNORECASE,
)

_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
# Sentences on when a review is to be made, and on the deaths of relatives, tell no outcome.
_RULES = re.compile(
    r"\b(?:known or suspected|requires?|duty|criteri\w+|statutory guidance|Working Together|Act (?:19|20)\d\d|regulations?|purpose|must|(?:previous|earlier|other) reviews?)\b"
)
_RELATIVE = re.compile(
    r"\b(?:(?:grand)?(?:mother|father|parents?)|uncle|aunt|partner|husband|wife|friend)(?: (?:on|in|of) (?:\w+ ){0,2}\w+)? (?:had |who )?(?:also )?died"
    r"|death of (?:his|her|their|the) (?:\w+ )?(?:(?:grand)?(?:mother|father|parents?)|uncle|aunt|partner|husband|wife|friend)"
    r"|(?:grand)?(?:mother|father)['’]s death",
    re.IGNORECASE,
)


def number_and_ages(
    front: Front, title: Stated | None, sector: str
) -> tuple[int | None, tuple[str, ...]]:
    """How many people the review is about, and the bands of their ages, where stated.

    The children whom the text of a review of adults counts are theirs, not its subjects.
    """
    told = _COUNT if sector in ("child", "all") else _WHO_DIED
    count = _COUNT_IN_TITLE.search(title.value if title else "") or told.search(front.text(1, 3))
    number = as_number(count.group("n")) if count else None
    names = _pseudonyms(title.value) if title else ()
    if title and names:
        number = len(names) + _further(title.value)
    bands = bands_of(front.text(1, 6), names)
    return number, tuple(bands[: max(number or 1, 1)])


def _further(title: str) -> int:
    """People beside those named: three in "Aspen and three siblings", one in "and her sister"."""
    match = _FURTHER.search(title)
    return (as_number(match.group("n") or "one") or 1) if match else 0


_SUFFIX = re.compile(
    r"(?:[:,–-]?\s*(?:overview report|executive summary|final report|final|report|died (?:in )?\w+ \d{4}))+$",
    re.IGNORECASE,
)


def _pseudonyms(title: str) -> tuple[str, ...]:
    """Names after the kind of review: "Serious Case Review: Ellis and Wren"."""
    title = _SUFFIX.sub("", title)
    match = re.search(
        r"\b(?:review|brief(?:ing)?)[:,\s–-]+(?:overview report )?(?:report )?(?:of |(?:in)?to the (?:death|circumstances) of |in respect of |on |for |re:? )?[‘'“\"]?(?P<names>[A-Z][\w’'\" ,&‘]{1,60})$",
        title,
        re.IGNORECASE,
    )
    if not match:
        return ()
    names = [n.strip(" ‘’'“”\"") for n in re.split(r",| and | & ", match.group("names"))]
    kept = [
        n
        for n in names
        if n
        and n[0].isupper()
        and len(n.split()) <= 3
        and not n.lower().startswith(("family", "final", "overview", "executive", "report"))
    ]
    return tuple(kept)


def pseudonyms_of(title: Stated | None) -> tuple[str, ...]:
    """Pseudonyms in the title: they tie the documents of one review together."""
    return _pseudonyms(title.value) if title else ()


def outcome_of(front: Front, code: str | None, *, is_case_review: bool) -> Stated | None:
    """Death or serious harm, by what the first pages say of the subject."""
    if code == "dhr":
        return Stated("death", 0.8, None, None, "outcome:type")
    if not is_case_review:
        return None
    told = [s for s in _SENTENCE.split(_STATUTE.sub(" ", front.text(1, 7))) if not _RULES.search(s)]
    deaths = [m.group() for s in told if not _RELATIVE.search(s) for m in _DEATH.finditer(s)]
    harms = [m.group() for s in told for m in _HARM.finditer(s)]
    harms = harms or ([] if deaths else [m.group() for m in _HARM.finditer(front.text(1, 7))])
    if not deaths and not harms:
        return None
    # A death is told once or twice; the harm before it many times.
    value = "death" if 3 * len(deaths) >= max(len(harms), 1) else "serious_harm"
    quote = (deaths if value == "death" else harms)[0]
    return Stated(value, 0.6, None, quote, "outcome:words")
