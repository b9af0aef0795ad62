"""The title of a review on one line: its kind by its letters, and the name of its case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefings.pack.wording import clipped
from vocabulary.rules import asked

_LONGEST = 64
_PARTS = re.compile(r"\s*[:–—]\s+|\s+-\s+|\s*:$")
_BEFORE = r"(?:\b(?:an?|the)\s+)?(?:\b(?:extended|concise|joint|rapid|thematic)\s+)*"
# What comes before and after the name of a case and is not part of it.
_FIRST = asked("names_of_reviews", "before_a_name")
_LAST = asked("names_of_reviews", "behind_a_name")


def short_title(title: str, kind: str, code: str) -> str:
    """A title on one line: the kind, by its initials if it has any, and the name of the case."""
    # A handful of kinds are known by their initials, all others by their names.
    letters = code.upper() if len(code) <= 5 and "_" not in code else ""
    name = ": ".join(_names(title, kind, letters))
    if not name:
        return _on_a_line(title)
    is_said = letters and re.search(rf"\b{letters}\b", name)
    return _on_a_line(name if is_said else f"{letters or kind} {name}")


def _on_a_line(title: str) -> str:
    """The title without its subtitles, or cut, if it is too long."""
    parts = title.split(": ")
    while len(parts) > 1 and len(": ".join(parts)) > _LONGEST:
        parts.pop()
    return clipped(": ".join(parts), _LONGEST)


def _names(title: str, kind: str, letters: str) -> Iterator[str]:
    """What a title says besides the kind of review; empty if it does not name the kind.

    In "Name: A serious case review about ..." what follows the kind is a subtitle.
    """
    forms = {kind, kind.replace("adults", "adult"), kind.replace("-", " ")}
    said = "|".join(re.escape(form) for form in sorted(forms))
    named = re.compile(rf"{_BEFORE}\b(?:{said})\b(?:\s+\({letters or '-'}\))?", re.IGNORECASE)
    if not named.search(title):
        return
    is_named = False
    for part in _PARTS.split(" ".join(title.split())):
        rest = named.sub(" ", part)
        if rest != part and is_named:
            continue
        if name := _trimmed(rest):
            is_named = True
            yield name


def _trimmed(words: str) -> str:
    """Words without what is around a name."""
    before = None
    found = " ".join(words.split())
    while found != before:
        before = found
        opens = _FIRST.find(found)
        found = _LAST.plain.sub("", found[opens.end() :] if opens else found).strip()
    return found
