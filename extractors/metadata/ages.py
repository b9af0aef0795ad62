"""Ages in words or figures, as bands. No exact age leaves this module."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.metadata.front import SENTENCE_BREAK
from extractors.structure.labels import NUMBER_WORDS
from vocabulary.rules import all_lists, asked

_TENS = dict(zip(all_lists("subjects")["ten"], range(20, 100, 10), strict=True))
_BANDS = ((1, "under 1"), (5, "1-4"), (11, "5-10"), (16, "11-15"), (18, "16-17"), (65, "18-64"))
_OLDEST = "65 and over"
ALL_BANDS = frozenset({*(label for _, label in _BANDS), _OLDEST})
_BEFORE = 60  # characters before an age that say whose it is

_AGE, _WAS, _NUMBER = (asked("subjects", name) for name in ("age", "was", "number"))
_OF_NAMED, _ENDS = asked("subjects", "of_named"), asked("subjects", "age_ends")
_DIED_AT, _EARLIER = asked("subjects", "died_at"), asked("subjects", "earlier")
_DEATH_OF = asked("subjects", "death_of")
_AGE_HEADING = asked("subjects", "age_heading")
_ELSE, _SUBJECT = asked("subjects", "somebody_else"), asked("subjects", "age_subject")


def bands_of(
    text: str,
    names: Sequence[str],
    *,
    is_one: bool = False,
    possible: frozenset[str] = ALL_BANDS,
) -> list[str]:
    """Bands of the ages given, in the order of the text, as far as they are `possible`.

    Where the text gives the age of one of `names`, the subjects' pseudonyms, only such ages count:
    others belong to parents, partners and children. Of one person (`is_one`), no relative's does,
    and the age at which that person's death is given is more certain than those of earlier days.
    """
    died = _DEATH_OF.find(text) if is_one else None
    if died and (band := _band(died["n"], "year")) in possible:
        return [band]
    named = [band for band in _of_named(text, names) if band in possible]
    return named or _of_anybody(text, names, is_one=is_one, possible=possible)


def bands_of_headings(lines: Iterable[str], number: int | None) -> list[str]:
    """Bands of the ages in headings such as "Fern, 16", if there is one for each of `number` people."""
    ages = [m["n"] for line in lines if (m := _AGE_HEADING.find(line.strip()))]
    return list(dict.fromkeys(_band(n, "year") for n in ages)) if len(ages) == number else []


def as_number(text: str) -> int | None:
    """The number that figures, or words up to ninety-nine, express."""
    word = text.lower()
    if word.isdecimal():
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
            if _EARLIER.find(text[max(0, match.start() - _BEFORE) : match.start()]):
                continue  # "since Fern was three"
            if not (unit or match.group("aged") or _ENDS.find(text, match.end())):
                continue  # "Fern was one of"
            if band := _band(match.group("n") or match.group("m"), unit or "year"):
                bands[band] = None
                break
        died = _DIED_AT.about(name=[name]).search(text)
        if died and not bands and (band := _band(died["n"], "year")):
            bands[band] = None
    return list(bands)


def _of_anybody(
    text: str, names: Sequence[str], *, is_one: bool, possible: frozenset[str]
) -> list[str]:
    """ "She was eighty-four" counts where nothing is plainer."""

    def is_of_another(match: re.Match[str]) -> bool:
        return is_one and _ELSE.find(match.string[: match.start()][-_BEFORE:]) is not None

    bands: dict[str, None] = {}
    for match in _AGE.finditer(text):
        if is_of_another(match):
            continue
        listed = _NUMBER.plain.findall(match.group("more") or "")
        unit = match.group("unit") or match.group("agedunit") or "year"
        for number in (match.group("n") or match.group("aged"), *listed):
            if (band := _band(number, unit)) in possible:
                bands[band] = None
        if len(bands) >= 3:
            break
    for sentence in SENTENCE_BREAK.split(text):
        ages = [m.group("n") for m in _WAS.finditer(sentence)]
        if len(ages) >= 2:  # "Ash was eleven, Beech was eight and Cedar was one."
            bands |= dict.fromkeys(b for n in ages if (b := _band(n, "year")) in possible)
    for match in () if bands else _WAS.finditer(text):
        whose = _SUBJECT.find(text[: match.start()][-_BEFORE:])
        is_other = whose and names and whose["who"] and whose["who"] not in names
        band = _band(match.group("n"), "year")
        if whose and not is_other and not is_of_another(match) and band in possible:
            return [band]
    return list(bands)


def _band(words: str, unit: str) -> str:
    """The band of an age; "" where the words are no number."""
    number = as_number(words)
    if number is None:
        return ""
    unit = unit.lower()
    years = number if unit == "year" else 0 if unit != "month" else number // 12
    return next((label for limit, label in _BANDS if years < limit), _OLDEST)
