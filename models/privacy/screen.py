"""The screen: everything in a text that may identify somebody."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from models.privacy.lexicon import lexicon
from models.privacy.names import may_name, names
from models.privacy.patterns import patterns
from models.privacy.strangers import strangers
from models.records import Hit, HitKind

_DIGIT = re.compile(r"\d")
_PARTS = re.compile(r"[\s_+.-]+|%20|(?<=[a-z])(?=[A-Z])")
_NUMBERS = re.compile(r"(?<=\d)[_](?=\d)")


def prepare() -> None:
    """Load lists and rules now, for all children that are forked from this process."""
    patterns()
    names()


def screen(text: str) -> tuple[Hit, ...]:
    """Finds in the order of the text; of two that overlap the longer one stays."""
    has_digit = _DIGIT.search(text) is not None
    found = [hit for rule in patterns() for hit in rule.find(text, has_digit=has_digit)]
    found += names().find(text) if may_name(text) else ()
    found += strangers(text)
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
    hits = list(screen(_NUMBERS.sub("-", stem).replace("_", " ")))
    words = [word for word in _PARTS.split(stem) if word and not word.isdigit()]
    if not any(hit.kind in {HitKind.NAME, HitKind.STAFF_NAME} for hit in hits):
        names_of = lexicon()
        # In small letters every word looks the same: both have to be known as names.
        if any(
            first.capitalize() in names_of.firsts | names_of.ordinary_firsts
            and last.capitalize() in names_of.surnames - names_of.firsts
            for first, last in pairwise(words)
        ):
            hits.append(Hit(HitKind.NAME, 0, len(name), "names_in_file_name"))
    return tuple(hits)
