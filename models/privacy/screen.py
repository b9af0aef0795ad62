"""The screen: everything in a text that may identify somebody."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from models.privacy.events import events
from models.privacy.flags import may_be_name
from models.privacy.known import is_new
from models.privacy.lexicon import lexicon
from models.privacy.lone import lone_names
from models.privacy.names import may_name, names
from models.privacy.ordinary import ordinary_names
from models.privacy.patterns import find_patterns, patterns, patterns_behind
from models.privacy.sides import sides
from models.privacy.strangers import strangers
from models.privacy.text import UPPER
from models.records import Hit, HitKind

_CAPITALS = re.compile(rf"[{UPPER}][\w'’-]+")
_DIGIT = re.compile(r"\d")
_PARTS = re.compile(r"[\s_+.-]+|%20|(?<=[a-z])(?=[A-Z])")
_SHORT = 4  # letters of what may be a short form: SCR, SUSR
_NUMBERS = re.compile(r"(?<=\d)[_](?=\d)")


def prepare() -> None:
    """Load lists and rules now, for all children that are forked from this process."""
    patterns()
    events()
    names()
    sides()


def screen(text: str, *, by_first_name: bool = False) -> tuple[Hit, ...]:
    """Finds in the order of the text; of two that overlap the longer one stays.

    Titles, and reports that have chosen first names for people, call them `by_first_name`: there
    one that stands alone is left.
    """
    has_digit = _DIGIT.search(text) is not None
    found = list(find_patterns(text, has_digit=has_digit))
    found += names().find(text) if may_name(text) else ()
    if any(map(may_be_name, set(_CAPITALS.findall(text)))):
        found += strangers(text)
        found += ordinary_names(text)
        found += () if by_first_name else lone_names(text)
    if has_digit:
        found += events().find(text)
        found += [
            new
            for hit in tuple(found)
            for rule in patterns_behind()
            if rule.after in hit.kind
            for new in rule.find_behind(text, hit.end)
        ]
    found.sort(key=lambda hit: (hit.start - hit.end, hit.start, hit.rule))
    kept: list[Hit] = []
    for hit in found:
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: hit.start))


@lru_cache(maxsize=1024)  # the file of a sighting also ends its address
def screen_file_name(name: str) -> tuple[Hit, ...]:
    """Finds in a file's name, whose words have no capitals and no spaces of their own."""
    stem = name.rpartition(".")[0] or name
    hits = list(screen(_NUMBERS.sub("-", stem).replace("_", " "), by_first_name=True))
    words = [word for word in _PARTS.split(stem) if word and not word.isdigit()]
    if not any(hit.kind in {HitKind.NAME, HitKind.STAFF_NAME} for hit in hits):
        names_of = lexicon()
        # In small letters every word looks the same: the first has to be known as a name.
        if any(
            first.capitalize() in names_of.firsts | names_of.ordinary_firsts
            and last.capitalize() in names_of.surnames - names_of.firsts
            for pair in pairwise(words)
            for first, last in (pair, pair[::-1])
        ) or any(map(_may_be_name, words, words[1:])):
            hits.append(Hit(HitKind.NAME, 0, len(name), "names_in_file_name"))
    return tuple(hits)


def _may_be_name(first: str, last: str) -> bool:
    """Whether a first name stands before a word of a file's name that reports do not use."""
    firsts, titled = lexicon().firsts, last.capitalize()
    is_word = len(last) <= _SHORT or not last.isalpha() or titled in firsts
    return first.capitalize() in firsts and not is_word and is_new(titled)
