"""Law and guidance, licence, reference and language."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.metadata.front import Front
from models.records import Stated

_ACT = re.compile(
    r"\b([A-Z][\w’'-]+,? (?:(?:and|of|for|the|to|in) )?(?:\(?[A-Z][\w’'-]+\)?,? (?:(?:and|of|for|the|to|in) )?){0,7}Act (?:19|20)\d\d)\b"
)
_SECTION = re.compile(r"\b(?:[Ss]ection|s\.?)\s?(47|42|17|44|20|9\(3\)|16C)\b")
_GUIDANCE = re.compile(
    r"\b(Working Together to Safeguard Children(?: \(?(?:19|20)\d\d\)?)?|Care and Support Statutory Guidance|National Guidance for Child Protection(?: in Scotland)?(?: (?:19|20)\d\d)?|Wales Safeguarding Procedures|The Myth of Invisible Men|Keeping Children Safe in Education)"
)
# Each with a quick test of whether it can be on a page at all.
_CITED = (
    (_ACT, re.compile(r"Act (?:19|20)")),
    (
        _GUIDANCE,
        re.compile(r"Working Together to|Guidance|Safeguarding Procedures|Myth of|Keeping Ch"),
    ),
)
_REFERENCE = re.compile(
    r"\b(?:[A-Z]{3,7} ?[-/]? ?\d{1,2}[-/ ](?:19|20)\d\d|(?:Ref(?:erence)?(?: no)?\.?:?) ?([A-Z0-9][\w/-]{2,14}))\b"
)
_WORD = re.compile(r"\w+")
_WELSH = frozenset(
    "yr ac mae oedd gan wedi bod ei plant adolygiad argymhelliad diogelu bwrdd".split()
)
_ENGLISH = frozenset("the and of to was that with children".split())
_MOST = 12


def laws_of(front: Front) -> tuple[Stated, ...]:
    """Acts, sections and guidance cited, each once, in order."""
    found: dict[str, Stated] = {}
    for page in front.reading.pages:
        text = front.text(page.number, page.number)
        for pattern, sign in _CITED:
            for match in pattern.finditer(text) if sign.search(text) else ():
                name = re.sub(
                    r"^(?:(?:The|Under|In|Of|And|By|For|See|the|of|and) )+",
                    "",
                    " ".join(match.group(1).split()),
                )
                found.setdefault(name, Stated(name, 0.9, page.number, match.group(), "law:cited"))
        for match in _SECTION.finditer(text):
            name = f"section {match.group(1)}"
            found.setdefault(name, Stated(name, 0.7, page.number, match.group(), "law:section"))
        if len(found) >= _MOST:
            break
    return tuple(found.values())[:_MOST]


def reference_of(front: Front) -> Stated | None:
    """A case reference such as "CTMSB 03-2022"."""
    match = _REFERENCE.search(front.text(1, 1))
    if not match:
        return None
    return Stated(match.group(1) or match.group(), 0.6, 1, match.group(), "reference:cover")


def licence_of(front: Front) -> Stated | None:
    """The licence or copyright printed on the first three or the last two pages."""
    last = front.reading.n_pages
    text = front.text(1, 3) + " " + front.text(max(last - 1, 1), last)
    for name, pattern in (
        ("OGL-UK-3.0", r"Open Government Licence"),
        ("Crown copyright", r"Crown copyright"),
        ("Parliamentary copyright", r"Parliamentary [Cc]opyright|House of (?:Lords|Commons) \d{4}"),
        ("Copyright of the publisher", r"©|[Cc]opyright"),
    ):
        match = re.search(pattern, text)
        if match:
            return Stated(name, 0.8, None, match.group(), "licence:printed")
    return None


def language_of(front: Front) -> str:
    """ "cy" where Welsh function words outnumber English ones, else "en"."""
    return _language_of(front.text(1, 10))


@lru_cache(maxsize=8)  # several look at the same pages
def _language_of(text: str) -> str:
    words = _WORD.findall(text.lower())
    welsh, english = (sum(map(known.__contains__, words)) for known in (_WELSH, _ENGLISH))
    return "cy" if welsh > english else "en"
