"""Full names in small letters, as messages and notes have them: "ellie-mae ash told her friend"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from models.privacy import known
from models.privacy import lexicon as lexicon_module
from models.privacy.innocent import is_staff
from models.privacy.known import is_new
from models.privacy.lexicon import FOLDER, lexicon
from models.privacy.strangers import is_english
from models.privacy.text import LOWER
from models.records import Hit, HitKind
from vocabulary.kept import compiled, digest_of, kept

_WORD = rf"[{LOWER}][{LOWER}'’-]+"
# The second word is looked at only, so that it may begin a pair as well.
_PAIR = compiled(rf"(?<![\w@./#’'-])(?P<first>{_WORD})(?= (?P<last>{_WORD})(?![\w@/&]|\.\w))")
_OWNED = re.compile(r"['’]s?$")
_SHORT = 3  # letters that a name has at least
_LONG = 5  # letters of one that is another word as well


def small_names(text: str) -> Iterator[Hit]:
    """A first name that is no other word, and a surname or a word that nobody knows."""
    # What joins or opens words is parted: this is asked of every text, and has to be quick.
    runs = text.replace("-", " ").replace('"', " ").replace("“", " ").split()
    if small_firsts().isdisjoint(runs):
        return
    for match in _PAIR.finditer(text):
        last = _OWNED.sub("", match["last"])
        if not (match["first"].partition("-")[0] in small_firsts() and _is_surname(last)):
            continue
        start, end = match.start("first"), match.start("last") + len(last)
        if is_english(text, start, end):
            kind = HitKind.STAFF_NAME if is_staff(text, start, end) else HitKind.NAME
            yield Hit(kind, start, end, "names_in_small_letters")


@cache
def small_firsts() -> frozenset[str]:
    """First names in small letters; short ones may be other words."""
    lists = (str(path) for path in sorted(FOLDER.glob("*.yaml")))
    made_by = digest_of(__file__, known.__file__, lexicon_module.__file__, *lists)
    found: frozenset[str] = kept(_small_firsts, "first names in small letters", made_by)
    return found


def _small_firsts() -> frozenset[str]:
    return frozenset(
        name.lower()
        for name in lexicon().firsts
        if len(name) >= (_SHORT if is_new(name) else _LONG)
    )


def _is_surname(word: str) -> bool:
    names = lexicon()
    return all(
        part in names.surnames or (len(part) > _SHORT and is_new(part) and part not in names.firsts)
        for part in filter(None, word.title().split("-"))
    )
