"""The people that a review is about, as a number and age bands."""

from __future__ import annotations

import re

from extractors.metadata.ages import NUMBERS, as_number, bands_of
from extractors.metadata.front import Front
from extractors.metadata.pseudonyms import pseudonyms_of
from extractors.structure.labels import NUMBER_WORDS
from models.records import LineRole, Stated

_N = rf"\b(?P<n>\d{{1,3}}|{NUMBERS})"
_MANY = (
    r"(?:children|siblings|brothers and sisters|deaths|people|adults|men|women|babies|infants|"
    r"teenagers|young people|boys|girls|brothers|sisters|individuals|residents|patients|tenants)"
)
_COUNT = re.compile(rf"{_N} (?:[\w-]+ ){{0,2}}{_MANY}\b", re.IGNORECASE)
_WHO_DIED = re.compile(rf"{_N} (?:people|adults|men|women) (?:who )?(?:had )?died\b", re.IGNORECASE)
# A sentence that says who the review is about.
_ABOUT = re.compile(
    r"\b(?:(?:it|this) (?=concerns)|(?:review|report|briefing|brief|summary|case|SAR|SCR|DHR|LCSPR|CSPR)(?: [\w()]+){0,3} )(?:concerns?|concerning|is about|relates? to|"
    r"was (?:commissioned|undertaken|initiated|held|carried out) (?:following|after|in respect of|because|into)|"
    r"examin\w+|considers? the (?:circumstances|death|deaths|care|experiences?)|sums up|tells|looks at|looked at|"
    r"into the (?:deaths?|circumstances)|focus\w* on|involv\w+|in respect of|in relation to)[^.]{2,260}",
    re.IGNORECASE,
)
# "Four brothers and sisters are at the centre of this report."
_CENTRE = re.compile(
    rf"{_N} (?:[\w-]+ ){{0,2}}{_MANY}\b[^.]{{0,40}}\b(?:stand behind|at the (?:centre|heart) of|(?:are|were) the subjects? of|are behind) (?:this|the) (?:review|report)",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?:an?|the death of|named|called|known as|referred to as) (?:(?!group|number|series|family|sibling)[\w’'‘-]+ ){0,6}?"
    r"(?:baby|infant|boy|girl|child|teenager|young person|man|woman|adult|male|female|toddler|gentleman|lady)\b(?![’']s)",
    re.IGNORECASE,
)
_NAMED_AGE = re.compile(r"^\W*[A-Z][\w’' ]{1,24}, (?:who was|an?|aged|then)\b")
# "Child A", "Baby N", "Adult L", "Mr M.", "Child BW", "Child 1": the labels that reviews give.
_LABEL = re.compile(
    r"\b(?P<kind>(?i:Child|Baby|Adult|Infant|Young Person|Patient|Mr|Mrs|Ms|Miss|Plentyn|Oedolyn)) "
    r"(?P<name>(?!(?:IN|OF|AT|TO|ON|AND|AS|IS|BE|OR|WAS|HAS|WHO)\b)(?:[A-Z]{1,3}\d{0,2}|\d{1,2}))\b"
)
# "Adult C, a man of 34", "Child B died": whose age or fate is told is a subject.
_TOLD = re.compile(
    r"(?:, (?:who (?:was|died)|an?|aged)\b| (?:was found|died|was born)\b"
    rf"| was (?:a |an |aged |only )?(?:\d{{1,2}}|{NUMBERS})\b)"
)
_COUPLE = re.compile(r"\bMr (?:and|&) Mrs\b|\bMrs (?:and|&) Mr\b", re.IGNORECASE)
_LETTERS = re.compile(
    r"\b(?:Children|Adults|Babies) (?P<names>[A-Z]{1,2}\d?(?:, [A-Z]{1,2}\d?)*,? (?:and|&) [A-Z]{1,2}\d?)\b"
)
_OF_DEATH = re.compile(
    r"\bdeath of (?:a|an) (?:child|baby|adult|infant|man|woman)\b", re.IGNORECASE
)
# "Robin, Skye and Baby T": names and labels in one list.
_ITEM = r"(?:(?:Child|Baby|Adult|Infant) (?:[A-Z]{1,2}\d?|\d{1,2})|[A-ZÀ-Þ][\w’'-]+)"
_JOINED = re.compile(r", and | and | & |, ")
_LISTED = re.compile(
    rf"\b{_ITEM}(?:, {_ITEM})*,? (?:and|&) (?:Child|Baby|Adult|Infant) (?:[A-Z]{{1,2}}\d?|\d{{1,2}})\b"
)
_FURTHER = re.compile(
    rf"\band (?:(?:his|her|their) )?(?:(?P<n>{'|'.join(NUMBER_WORDS)}) )?(?:\w+ )?(?:siblings?|brothers?|sisters?|children)\b",
    re.IGNORECASE,
)
_FIRST_PAGES = 4


def number_and_ages(
    front: Front, title: Stated | None, *, is_thematic: bool = False
) -> tuple[int | None, tuple[str, ...]]:
    """How many people the review is about, and the bands of their ages, where stated.

    Of many cases (`is_thematic`), only what is said outright of all of them counts.

    Children whom the text counts without a word that the review is about them are not counted, nor
    is what a line of contents, a heading's number or a law says.
    """
    if is_thematic:
        count = _COUNT.search(title.value) if title else None
        return (as_number(count.group("n")) if count else None) or _counted(front), ()
    names = pseudonyms_of(title)
    number = (
        _in_title(title, names)
        or _on_cover(front)
        or _told(front)
        or _labels_told(front)
        or _of_family(front, title)
        or _alone_in_title(front, title)
    )
    bands = bands_of(front.text(1, 6), names)
    return number, tuple(bands[: max(number or 1, 1)])


def _in_title(title: Stated | None, names: tuple[str, ...]) -> int | None:
    if title is None:
        return None
    labelled = _labels(title.value)
    if names and not labelled:
        return len(names) + _further(title.value)
    if labelled:
        listed = _LISTED.search(title.value)
        several = len(_JOINED.split(listed.group())) if listed else 0
        return max(labelled, several, len(names)) + _further(title.value)
    count = _COUNT.search(title.value)
    number = as_number(count.group("n")) if count else None
    return number or (1 if _OF_DEATH.search(title.value) else None)


def _labels(text: str) -> int:
    """How many people labels such as "Child A" name; a couple is two."""
    letters = _LETTERS.search(text)
    if letters:
        return len(re.split(r", |,? and | & ", letters.group("names")))
    found = {m.group("name").upper() + m.group("kind")[:2].lower() for m in _LABEL.finditer(text)}
    return max(2, len(found) + 1) if _COUPLE.search(text) else len(found)


def _on_cover(front: Front) -> int | None:
    """Labels on the lines of the cover, each once; a lone word in quotation marks is one person."""
    plain = [
        p.text for p in front.cover if p.line.role is not LineRole.CONTENTS and len(p.text) < 90
    ][:25]
    text = " / ".join(plain)
    number = _labels(text) or (1 if _OF_DEATH.search(text) else None)
    alone = any(re.fullmatch(r"[“‘\"'][A-Z]\w{1,12}[”’\"']", line) for line in plain)
    return number or (1 if alone else None)


def _counted(front: Front) -> int | None:
    """A number of people, where a sentence says that the review is about them."""
    for page in range(1, _FIRST_PAGES + 1):
        text = front.text(page, page)
        told = [_CENTRE.search(text), *(_COUNT.search(m.group()) for m in _ABOUT.finditer(text))]
        numbers = [as_number(match.group("n")) for match in told if match]
        if number := next((n for n in numbers if n and n > 1), None):
            return number
    return None


def _told(front: Front) -> int | None:
    """The number in a sentence of the first pages that says who the review is about."""
    for page in range(1, _FIRST_PAGES + 1):
        if centre := _CENTRE.search(front.text(page, page)):
            return as_number(centre.group("n"))
        for match in _ABOUT.finditer(front.text(page, page)):
            count = _COUNT.search(match.group())
            if count and (number := as_number(count.group("n"))):
                return number
            about = match.group().split(" about ")[-1].split(" concerns ")[-1]
            if _labels(match.group()):
                return _labels(match.group())
            if _ONE.search(match.group()) or _NAMED_AGE.match(about):
                return 1
    died = _WHO_DIED.search(front.text(1, _FIRST_PAGES))
    return as_number(died.group("n")) if died else None


def _labels_told(front: Front) -> int | None:
    """ "Who will be referred to as Child C"."""
    called = re.compile(
        r"\b(?:referred to|known|called|given the (?:name|pseudonym))(?: \w+){0,4}? (?:as |by )?[‘'“]?(?=(?:Child|Baby|Adult|Mr|Mrs|Ms)\b)"
        r"(?P<who>[^.,;]{3,40})"
    )
    text = front.text(1, _FIRST_PAGES)
    found = {m.group("who").split(" in ")[0] for m in called.finditer(text)}
    named = {match.group() for who in found if (match := _LABEL.match(who))}
    told = {m.group().rstrip(",") for m in _LABEL.finditer(text) if _TOLD.match(text, m.end())}
    return len(named or told) or None


def _of_family(front: Front, title: Stated | None) -> int | None:
    """The first number of children in the text of a review that is about a family."""
    if title is None or not re.search(
        r"\b(?:family|children|siblings)\b", title.value, re.IGNORECASE
    ):
        return None
    about = re.compile(rf"{_N} (?:[\w-]+ ){{0,2}}(?:children|siblings)\b", re.IGNORECASE)
    match = about.search(front.text(1, _FIRST_PAGES))
    return as_number(match.group("n")) if match else None


def _alone_in_title(front: Front, title: Stated | None) -> int | None:
    """ "Isaac": a title of names alone, where the text says who each was or how old."""
    names = _JOINED.split(title.value.split(":")[0]) if title else []
    text = front.text(1, _FIRST_PAGES)
    told = (
        re.search(rf"\b{name}(?:,? who)? (?:was|is) (?:an?\b|aged|only|just|\d|{NUMBERS})", text)
        for name in names
    )
    are_names = all(re.fullmatch(r"[A-Z][a-zà-ÿ’'-]+", name) for name in names)
    return len(names) if names and are_names and all(told) else None


def _further(title: str) -> int:
    """People beside those named: three in "Aspen and three siblings", one in "and her sister"."""
    match = _FURTHER.search(title)
    return (as_number(match.group("n") or "one") or 1) if match else 0
