"""Ages given in words or figures, as bands: no age leaves this module."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.structure.labels import NUMBER_WORDS

_TEENS = {"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19}
_TENS = {
    name: ten
    for ten, name in zip(
        range(20, 100, 10),
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        strict=True,
    )
}
_BANDS = ((1, "under 1"), (5, "1-4"), (11, "5-10"), (16, "11-15"), (18, "16-17"), (65, "18-64"))

NUMBERS = "|".join([*NUMBER_WORDS, *_TEENS, *(rf"{ten}(?:-\w+)?" for ten in _TENS)])
_N = rf"\d{{1,2}}|{NUMBERS}"
_UNIT = r"(?P<unit>year|month|week|day)s?"
_AGE = re.compile(
    rf"\b(?P<n>{_N})[- ]{_UNIT}s?[- ]old\b|\baged (?P<aged>{_N})\b(?: (?P<agedunit>month|week|day)s)?"
    rf"(?P<more>(?:,? (?:and )?(?:{NUMBERS})\b(?! \w))*(?:,? and (?:{NUMBERS})\b)?)",
    re.IGNORECASE,
)
_WAS = re.compile(rf"\b(?:was|is) (?P<n>{_N})(?= (?:when|at the time|and)\b|[.,;])", re.IGNORECASE)
# What may stand between a name and the age: "Fern, who was then a girl aged six".
_BETWEEN = (
    r"(?:,? (?:who|was|is|then|just|now|only|about|nearly|had|been|an?|the|baby|infant|boy|girl|man"
    r"|woman|child|lady|male|female|young person|at the time),?){0,6},?"
)
_OF_NAMED = (
    rf"{_BETWEEN} (?:(?P<aged>aged )(?P<n>{_N})\b|(?P<m>{_N})\b)(?:[- ]{_UNIT}\b)?"
    r"(?P<ends>(?= (?:when|at the time|and)\b|[.,;)]))?"
)
# "Fern died in hospital on a day in May at the age of thirty-eight".
_DIED_AT = rf"[^.]{{0,40}}? died\b[^.;]{{0,80}}?(?:,? aged|at (?:the )?age of) (?P<n>{_N})\b(?![- ](?:month|week|day))"
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")


def bands_of(text: str, names: Sequence[str]) -> list[str]:
    """Bands of the ages given, in the order of the text.

    Where the text gives the age of one of `names`, the subjects' pseudonyms, only such ages count:
    others belong to parents, partners and children.
    """
    return _of_named(text, names) or _of_anybody(text)


def as_number(text: str) -> int | None:
    """The number that figures, or words up to ninety-nine, express."""
    word = text.lower()
    if word.isdigit():
        return int(word)
    if word in NUMBER_WORDS:
        return int(NUMBER_WORDS[word])
    if word in _TEENS:
        return _TEENS[word]
    ten, _, one = word.partition("-")
    return _TENS[ten] + int(NUMBER_WORDS.get(one, 0)) if ten in _TENS else None


def _of_named(text: str, names: Sequence[str]) -> list[str]:
    bands: dict[str, None] = {}
    for name in names:
        pattern = re.compile(rf"\b{re.escape(name)}\b[’'”\"]?{_OF_NAMED}", re.IGNORECASE)
        for match in pattern.finditer(text):
            unit = match.group("unit")
            if not (unit or match.group("aged") or match.group("ends") is not None):
                continue  # "Fern was one of"
            if band := _band(match.group("n") or match.group("m"), unit or "year"):
                bands[band] = None
                break
        died = re.search(rf"\b{re.escape(name)}\b{_DIED_AT}", text)
        if died and not bands and (band := _band(died["n"], "year")):
            bands[band] = None
    return list(bands)


def _of_anybody(text: str) -> list[str]:
    """ "Was eighty-four" counts where nothing is plainer."""
    bands: dict[str, None] = {}
    for match in _AGE.finditer(text):
        listed = re.findall(NUMBERS, match.group("more") or "", re.IGNORECASE)
        unit = match.group("unit") or match.group("agedunit") or "year"
        for number in (match.group("n") or match.group("aged"), *listed):
            if band := _band(number, unit):
                bands[band] = None
        if len(bands) >= 3:
            break
    for sentence in _SENTENCE.split(text):
        ages = [m.group("n") for m in _WAS.finditer(sentence)]
        if len(ages) >= 2:  # "Ash was eleven, Beech was eight and Cedar was one."
            bands |= dict.fromkeys(band for n in ages if (band := _band(n, "year")))
    if not bands and (told := _WAS.search(text)) and (band := _band(told.group("n"), "year")):
        bands[band] = None
    return list(bands)


def _band(words: str, unit: str) -> str | None:
    number = as_number(words)
    if number is None:
        return None
    unit = unit.lower()
    years = number if unit == "year" else 0 if unit != "month" else number // 12
    return next((label for limit, label in _BANDS if years < limit), "65 and over")
