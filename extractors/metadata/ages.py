"""Ages in words or figures, as bands. No exact age leaves this module."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.metadata.front import SENTENCE_BREAK
from extractors.structure.labels import NUMBER_WORDS
from vocabulary.rules import all_lists, asked

_TENS = dict(zip(all_lists("subjects")["ten"], range(20, 100, 10), strict=True))
_BANDS = ((1, "under 1"), (5, "1-4"), (11, "5-10"), (16, "11-15"), (18, "16-17"), (65, "18-64"))

_AGE, _WAS, _NUMBER = (asked("subjects", name) for name in ("age", "was", "number"))
_OF_NAMED, _ENDS = asked("subjects", "of_named"), asked("subjects", "age_ends")
_DIED_AT = asked("subjects", "died_at")


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
    ten, _, one = word.partition("-")
    return _TENS[ten] + int(NUMBER_WORDS.get(one, 0)) if ten in _TENS else None


def _of_named(text: str, names: Sequence[str]) -> list[str]:
    bands: dict[str, None] = {}
    for name in names:
        for match in _OF_NAMED.about(name=[name]).finditer(text):
            unit = match.group("unit")
            if not (unit or match.group("aged") or _ENDS.find(text, match.end())):
                continue  # "Fern was one of"
            if band := _band(match.group("n") or match.group("m"), unit or "year"):
                bands[band] = None
                break
        died = _DIED_AT.about(name=[name]).search(text)
        if died and not bands and (band := _band(died["n"], "year")):
            bands[band] = None
    return list(bands)


def _of_anybody(text: str) -> list[str]:
    """ "Was eighty-four" counts where nothing is plainer."""
    bands: dict[str, None] = {}
    for match in _AGE.finditer(text):
        listed = _NUMBER.plain.findall(match.group("more") or "")
        unit = match.group("unit") or match.group("agedunit") or "year"
        for number in (match.group("n") or match.group("aged"), *listed):
            if band := _band(number, unit):
                bands[band] = None
        if len(bands) >= 3:
            break
    for sentence in SENTENCE_BREAK.split(text):
        ages = [m.group("n") for m in _WAS.finditer(sentence)]
        if len(ages) >= 2:  # "Ash was eleven, Beech was eight and Cedar was one."
            bands |= dict.fromkeys(band for n in ages if (band := _band(n, "year")))
    if not bands and (told := _WAS.find(text)) and (band := _band(told.group("n"), "year")):
        bands[band] = None
    return list(bands)


def _band(words: str, unit: str) -> str | None:
    number = as_number(words)
    if number is None:
        return None
    unit = unit.lower()
    years = number if unit == "year" else 0 if unit != "month" else number // 12
    return next((label for limit, label in _BANDS if years < limit), "65 and over")
