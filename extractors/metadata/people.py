"""Subjects as numbers and age bands, the outcome, authors and chair.

Ages leave this module as bands only. Authors and chairs are professional names: they are kept for
provenance and stay out of the public views.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.metadata.front import Front
from extractors.structure.labels import NUMBER_WORDS
from models.records import Stated

_PERSON = r"(?:(?:Dr|Mr|Mrs|Ms|Professor|Prof|Dame|Sir)\.? )?[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){1,3}"
_AUTHOR = re.compile(
    rf"\b(?:(?:[Ii]ndependent|[Ll]ead|[Oo]verview|[Rr]eport|[Jj]oint) )*(?:[Rr]eviewers?|[Aa]uthors?|[Rr]eport [Ww]riter)(?: and [Aa]uthor)?s?\s*[:–-]\s*"
    rf"(?P<who>{_PERSON}(?:(?:, | and | & ){_PERSON})*)"
)
_BY = re.compile(
    rf"\b(?:[Rr]eport|[Rr]eview|[Aa]uthored|[Ww]ritten|[Pp]repared) by:?\s+(?P<who>{_PERSON})(?:,|\s*$)"
)
_NAME_LINE = re.compile(rf"{_PERSON}(?:(?:, | and | & ){_PERSON})*")
_ROLE_LINE = re.compile(
    r"^(?:(?:independent|lead|overview|report|joint) )+(?:reviewers?|authors?|chair and author)\b",
    re.IGNORECASE,
)
_BEFORE_ROLE = re.compile(
    rf"(?P<who>{_PERSON}(?:(?:, | and | & ){_PERSON})*),? [-–]? ?"
    r"(?:(?:[Ii]ndependent|[Ll]ead|[Oo]verview|[Rr]eport|[Jj]oint) )+(?:[Rr]eviewers?|[Aa]uthors?)"
)
_SIGNED = re.compile(
    r"\b(?:REVIEWER|Reviewer) \d\W+([A-Z][\w’'-]+(?: (?!REVIEWER|Reviewer|Statement)[A-Z][\w’'-]+){1,2})"
)
_CHAIR = re.compile(
    rf"\b(?:[Ii]ndependent |[Pp]anel |[Rr]eview |[Jj]oint )*[Cc]hair(?:person|s)?\s*[:–-]\s*(?P<who>{_PERSON})"
)
_ROLE_WORDS = re.compile(
    r"\b(?:Publication|Publisher|Contents|Page|Panel|Reference|Ref|Executive|Overview|Safeguarding|Board|Commissioning|Signed|Accepted|Commissioned|Completed|Approved|Presented|Prepared|Independent|Lead|Reviewer|Author|Chair|Report|Date|Published|Agreed|Partnership|Review|Version|Final|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)

_UNIT = r"(?P<unit>year|month|week|day)s?"
_NUMBERS = "|".join(
    [
        *NUMBER_WORDS,
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty(?:-\\w+)?",
        "thirty(?:-\\w+)?",
        "forty(?:-\\w+)?",
        "fifty(?:-\\w+)?",
        "sixty(?:-\\w+)?",
        "seventy(?:-\\w+)?",
        "eighty(?:-\\w+)?",
        "ninety(?:-\\w+)?",
    ]
)
_AGE = re.compile(
    rf"\b(?P<n>\d{{1,2}}|{_NUMBERS})[- ]{_UNIT}s?[- ]old\b|\baged (?P<aged>\d{{1,2}}|{_NUMBERS})\b(?: (?P<agedunit>month|week|day)s)?"
    rf"(?P<more>(?:,? (?:and )?(?:{_NUMBERS})\b(?! \w))*(?:,? and (?:{_NUMBERS})\b)?)",
    re.IGNORECASE,
)
_WAS = re.compile(
    rf"\b(?:was|is) (?P<n>\d{{1,2}}|{_NUMBERS})(?= (?:when|at the time|and)\b|[.,;])", re.IGNORECASE
)
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_TEENS = {"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19}
_BANDS = ((1, "under 1"), (5, "1-4"), (11, "5-10"), (16, "11-15"), (18, "16-17"), (65, "18-64"))
_COUNT = re.compile(
    rf"\b(?P<n>\d{{1,2}}|{'|'.join(NUMBER_WORDS)}) (?:\w+ )?(?:children|siblings|brothers and sisters)\b",
    re.IGNORECASE,
)
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
    r"\b(?:(?:grand)?(?:mother|father|parents?)|uncle|aunt|partner|husband|wife|friend) (?:had |who )?(?:also )?died"
    r"|death of (?:his|her|their|the) (?:\w+ )?(?:(?:grand)?(?:mother|father|parents?)|uncle|aunt|partner|husband|wife|friend)"
    r"|(?:grand)?(?:mother|father)['’]s death",
    re.IGNORECASE,
)


def authors_of(front: Front) -> tuple[Stated, ...]:
    """Reviewers and authors named on the first four pages."""
    for page in range(1, 5):
        text = front.text(page, page)
        match = _AUTHOR.search(text) or (_BY.search(text) if page <= 2 else None)
        if match:
            names = re.split(r", | and | & ", match.group("who"))
            found = tuple(
                Stated(_name(name), 0.85, page, match.group(), "author:said")
                for name in names
                if _name(name)
            )
            if found:
                return found
    return _named_above_role(front) or _named_beside_role(front)


def _named_beside_role(front: Front) -> tuple[Stated, ...]:
    """ "Jane Doe, Independent Reviewer" on the cover; "REVIEWER 1 Jane Doe" in a signed table."""
    for line in front.upto(2):
        if match := _BEFORE_ROLE.fullmatch(line.text.strip()):
            names = re.split(r", | and | & ", match.group("who"))
            return tuple(Stated(n, 0.75, line.page, line.text, "author:role") for n in names)
    for page in range(1, front.reading.n_pages + 1):
        signed = _SIGNED.findall(front.text(page, page))
        found = {name: None for who in signed if (name := _name(who))}
        if found:
            return tuple(Stated(n, 0.75, page, n, "author:signed") for n in found)
    return ()


def _named_above_role(front: Front) -> tuple[Stated, ...]:
    """A name on a line of its own on the cover, with "Independent Reviewer" on the next one."""
    for line, below in pairwise(front.upto(2)):
        match = _NAME_LINE.fullmatch(line.text.strip())
        if match and _ROLE_LINE.match(below.text) and line.page == below.page:
            names = re.split(r", | and | & ", match.group())
            quote = f"{line.text} {below.text}"
            return tuple(Stated(n, 0.75, line.page, quote, "author:above-role") for n in names)
    return ()


def chair_of(front: Front) -> Stated | None:
    """The chair of the panel or board named on the first four pages."""
    for page in range(1, 5):
        match = _CHAIR.search(front.text(page, page))
        if match and _name(match.group("who")):
            return Stated(_name(match.group("who")), 0.8, page, match.group(), "chair:said")
    return None


def _name(text: str) -> str:
    """A name without the words of the next line that ran into it."""
    kept: list[str] = []
    for word in text.split():
        if _ROLE_WORDS.match(word):
            break
        kept.append(word)
    return " ".join(kept) if len(kept) >= 2 else ""


def number_and_ages(front: Front, title: Stated | None) -> tuple[int | None, tuple[str, ...]]:
    """How many people the review is about, and the bands of their ages, where stated."""
    bands = _bands(front.text(1, 6))
    count = _COUNT.search((title.value if title else "") + " " + front.text(1, 3))
    number = _as_number(count.group("n")) if count else None
    names = _pseudonyms(title.value) if title else ()
    if title and names:
        number = len(names) + _further(title.value)
    return number, tuple(bands[: max(number or 1, 1)])


def _bands(text: str) -> list[str]:
    """Bands of the ages told, in the order of the text; "was eighty-four" where nothing is plainer."""
    bands: dict[str, None] = {}
    for match in _AGE.finditer(text):
        listed = re.findall(_NUMBERS, match.group("more") or "", re.IGNORECASE)
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


def _further(title: str) -> int:
    """People beside those named: three in "Aspen and three siblings", one in "and her sister"."""
    match = _FURTHER.search(title)
    return (_as_number(match.group("n") or "one") or 1) if match else 0


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


def _band(words: str, unit: str) -> str | None:
    number = _as_number(words)
    if number is None:
        return None
    unit = unit.lower()
    years = number if unit == "year" else 0 if unit != "month" else number // 12
    return next((label for limit, label in _BANDS if years < limit), "65 and over")


def _as_number(text: str) -> int | None:
    word = text.lower()
    if word.isdigit():
        return int(word)
    if word in NUMBER_WORDS:
        return int(NUMBER_WORDS[word])
    if word in _TEENS:
        return _TEENS[word]
    ten, _, one = word.partition("-")
    return _TENS[ten] + int(NUMBER_WORDS.get(one, 0)) if ten in _TENS else None


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
