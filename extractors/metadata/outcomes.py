"""What became of the people whom a review is about: death or serious harm."""

from __future__ import annotations

import re

from extractors.metadata.front import Front
from models.records import LineRole, Stated

_DEATH = re.compile(
    r"\b(?:death of|died|was (?:killed|murdered)|took (?:his|her|their) own li(?:fe|ves)|(?:his|her|child['’]s|baby['’]s) death|fatally|drowned|found dead|bu farw|farwolaeth)\b",
    re.IGNORECASE,
)
# What the law says of all reviews tells nothing of this one.
_STATUTE = re.compile(
    r"\b(?:has|have):? died;? (?:or|and)\b[^.]*|\bdies (?:as a result|or)\b[^.]*|\bdeath or serious\b[^.]*"
    r"|\b(?:abuse|homicide) review\b|\bdomestic homicide\b|\bdeath of a child\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:serious(?:ly)? (?:harm\w*|injur\w*|hurt)|stabbed|overdose|life-(?:threatening|changing)|non-accidental injur\w+|injuries|significant harm|(?<!self-)(?<!self )neglect(?:ed)?|abused|fractur\w+|critically ill|bleed\w*|shaken|brain damage|disabilit(?:y|ies) (?:as a result|for life)|lasting disabilit\w+|unconscious|brain injur\w+|burn(?:s|ed|t)|scald\w*|suicide attempt|attempted suicide|poison\w*|ingest\w+|resuscitat\w+|bruis\w+|sexually abused|assaulted|removed from|police protection|anaf\w*[’']n ddifrifol|anafiadau)\b",
    re.IGNORECASE,
)

_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
# Sentences on when a review is to be made, and on the deaths of relatives, tell no outcome.
_RULES = re.compile(
    r"\b(?:known or suspected|requires?|duty|criteri\w+|statutory guidance|Working Together|Act (?:19|20)\d\d|regulations?|purpose|must|(?:previous|earlier|other) reviews?)\b"
)
RELATIVE = re.compile(
    r"\b(?:(?:grand)?(?:mother|father|parents?)|uncle|aunt|partner|husband|wife|friend|relative|sibling|brother|sister|carer)(?: (?:on|in|of) (?:\w+ ){0,2}\w+)? (?:had |who )?(?:also )?died"
    r"|death of (?:his|her|their|the|an?) (?:\w+ )?(?:(?:grand)?(?:mother|father|parents?)|uncle|aunt|partner|husband|wife|friend|relative|sibling|brother|sister|carer)"
    r"|(?:grand)?(?:mother|father)['’]s death",
    re.IGNORECASE,
)
_STATUTE_ON_COVER = re.compile(r"\bdeath or\b|\brelated death|\bdied or\b", re.IGNORECASE)
# A life that the first pages say is over, whatever else happened before.
_SURE_DEATH = re.compile(
    r"\b(?:(?:was|were) found dead|when (?:he|she|they) died|at the time of (?:his|her|their) death)\b",
    re.IGNORECASE,
)
# A life that goes on, and several lives of which one at least is over.
_SURVIVED = re.compile(
    r"\b(?:survived|(?:has|have) (?:since )?recovered|made an? (?:full|good|partial|remarkable) recovery"
    r"|(?:lives?|left) with (?:an? )?(?:lasting|permanent|lifelong|life-changing)|(?:is|are) (?:now )?recovering|(?:has|have) read this report)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:babies|children|infants|adults|people|young people|men|women)\b[^.]{0,40}\b(?:died or (?:were|was)|of whom \w+ died)\b",
    re.IGNORECASE,
)
_OTHER_DIED = re.compile(r"\b(?:Ms|Mr|Mrs) [A-Z]{1,2} (?:had |has )?died\b")
# What a line of the cover says outright.
_COVER_DEATH = re.compile(
    r"\b(?:murder of|domestic homicide review|date of death|died\b(?!;? or)|deaths? of(?! a child or)|killing of|homicide of|suicide of|in memory of)",
    re.IGNORECASE,
)


def outcome_of(
    front: Front, code: str | None, names: tuple[str, ...] = (), *, is_case_review: bool
) -> Stated | None:
    """Death or serious harm, by what the first pages say of the subject, known as `names`."""
    if code in ("dhr", "mental_health_homicide_review"):
        return Stated("death", 0.8, None, None, "outcome:type")
    if not is_case_review:
        return None
    if stated := _on_cover(front):
        return stated
    told = [s for s in _SENTENCE.split(_STATUTE.sub(" ", front.text(1, 7))) if not _RULES.search(s)]
    if sure := _plainly(told, names):
        return sure
    deaths = [m.group() for s in told if not _is_of_others(s) for m in _DEATH.finditer(s)]
    harms = [m.group() for s in told for m in _HARM.finditer(s)]
    harms = harms or ([] if deaths else [m.group() for m in _HARM.finditer(front.text(1, 7))])
    if not deaths and not harms:
        return None
    # A death is told once or twice; the harm before it many times.
    value = "death" if 3 * len(deaths) >= max(len(harms), 1) else "serious_harm"
    quote = (deaths if value == "death" else harms)[0]
    return Stated(value, 0.6, None, quote, "outcome:words")


def _plainly(told: list[str], names: tuple[str, ...]) -> Stated | None:
    """What one sentence tells beyond doubt: the subject died, or lives."""
    subjects = "|".join(re.escape(name) for name in names)
    named = re.compile(
        rf"\b(?:{subjects})\b (?:\w+ ){{0,3}}(?:died|was (?:found dead|killed|murdered))\b"
        rf"|\b(?:{subjects})[’']s death\b|\b(?:death|murder|killing|suicide) of (?:{subjects})\b",
        re.IGNORECASE,
    )
    plain = [s for s in told if not _is_of_others(s)]
    for value, pattern in (
        *((("death", named),) if names else ()),
        ("death", _SEVERAL),
        ("death", _SURE_DEATH),
        *((("serious_harm", _SURVIVED),) if not any(map(_DEATH.search, plain)) else ()),
    ):
        if match := next((m for s in plain if (m := pattern.search(s))), None):
            return Stated(value, 0.7, None, match.group(), "outcome:words")
    return None


def _is_of_others(sentence: str) -> bool:
    """Whether a sentence tells of the death of a relative."""
    return bool(RELATIVE.search(sentence) or _OTHER_DIED.search(sentence))


def _on_cover(front: Front) -> Stated | None:
    """ "Date of death", "The murder of ..." on a line of the cover."""
    for printed in front.cover[:15]:
        plain = printed.line.role is LineRole.BODY and len(printed.text) < 90
        match = _COVER_DEATH.search(printed.text) if plain else None
        if (
            match
            and not RELATIVE.search(printed.text)
            and not _STATUTE_ON_COVER.search(printed.text)
        ):
            return Stated("death", 0.8, printed.page, printed.text, "outcome:cover")
    return None
