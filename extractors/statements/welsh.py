"""Names of bodies in Welsh sentences, with the first letter that they have in a list of names.

A word changes its first letter after "i" and "a": "i Lywodraeth Cymru" is Llywodraeth Cymru. Words
that name bodies are known by their own form, so a letter is changed back only where that gives one.
"""

from __future__ import annotations

import re

from vocabulary.kept import compiled
from vocabulary.rules import asked

BODY = asked("actors", "welsh_body")
_FIRST = (
    ("dd", ("d",)),
    ("ch", ("c",)),
    ("ph", ("p",)),
    ("th", ("t",)),
    ("f", ("b", "m")),
    ("g", ("c",)),
    ("b", ("p",)),
    ("d", ("t",)),
    ("l", ("ll",)),
    ("w", ("gw",)),
)
_JOINT = compiled(r" a(?P<article>[’']r) | a (?=[A-Z])")


def cited(name: str) -> str:
    """The name without the change of its first letter: "Chyngor Môn" is Cyngor Môn."""
    first = name.split(maxsplit=1)[0] if name else ""
    if BODY.find(first):
        return name
    for changed, plain in _FIRST:
        if first.lower().startswith(changed):
            for letters in plain:
                start = letters.capitalize() if first[:1].isupper() else letters
                own = start + name[len(changed) :]
                if BODY.find(own.split(maxsplit=1)[0]):
                    return own
    return name


def joined(phrase: str) -> list[str]:
    """The names of a phrase: "y Bwrdd a’r Uned" is "y Bwrdd" and "yr Uned"."""
    return _JOINT.sub(_article, phrase).split("|") if BODY.find(phrase) else [phrase]


def _article(match: re.Match[str]) -> str:
    if match["article"] is None:
        return "|"
    first = match.string[match.end() : match.end() + 1].lower()
    return "|yr " if first in set("aeiouwyh") else "|y "
