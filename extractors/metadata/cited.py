"""Law and guidance, licence, reference and language."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.metadata.front import Front
from extractors.scripts import is_foreign
from models.records import Stated
from vocabulary.rules import asked

_ACT, _SECTION, _GUIDANCE = (asked("cited", name) for name in ("act", "section", "guidance"))
_OPENS_LAW, _REFERENCE = asked("cited", "opens_law"), asked("cited", "reference")
_ACT_SIGN = re.compile(r"Act (?:19|20)")  # on few pages, and quick to look for
_LICENCES = (
    ("OGL-UK-3.0", asked("cited", "open_licence")),
    ("Crown copyright", asked("cited", "crown_copyright")),
    ("Parliamentary copyright", asked("cited", "of_parliament")),
    ("Copyright of the publisher", asked("cited", "copyright")),
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
        acts = _ACT.finditer(text) if _ACT_SIGN.search(text) else ()
        for match in (*acts, *_GUIDANCE.finditer(text)):
            name = _OPENS_LAW.plain.sub("", " ".join(match.group().split()))
            found.setdefault(name, Stated(name, 0.9, page.number, match.group(), "law:cited"))
        for match in _SECTION.finditer(text):
            name = f"section {match['number']}"
            found.setdefault(name, Stated(name, 0.7, page.number, match.group(), "law:section"))
        if len(found) >= _MOST:
            break
    return tuple(found.values())[:_MOST]


def reference_of(front: Front) -> Stated | None:
    """A case reference such as "CTMSB 03-2022"."""
    match = _REFERENCE.find(front.text(1, 1))
    if not match:
        return None
    return Stated(match["number"] or match.group(), 0.6, 1, match.group(), "reference:cover")


def licence_of(front: Front) -> Stated | None:
    """The licence or copyright printed on the first three or the last two pages."""
    last = front.reading.n_pages
    text = front.text(1, 3) + " " + front.text(max(last - 1, 1), last)
    for name, stated in _LICENCES:
        if match := stated.find(text):
            return Stated(name, 0.8, None, match.group(), "licence:printed")
    return None


def language_of(front: Front) -> str:
    """What most of a document is in: "en", "cy", or "und" where it is in another script.

    It is Welsh where Welsh function words outnumber English ones.
    """
    return _language_of(front.text(1, 10))


@lru_cache(maxsize=8)  # several look at the same pages
def _language_of(text: str) -> str:
    if is_foreign(text):
        return "und"
    words = _WORD.findall(text.lower())
    welsh, english = (sum(map(known.__contains__, words)) for known in (_WELSH, _ENGLISH))
    return "cy" if welsh > english else "en"
