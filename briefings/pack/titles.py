"""The title of a review on one line: its kind by its letters, and the name of its case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefings.pack.wording import clipped

_LONGEST = 64
_PARTS = re.compile(r"\s*[:–—]\s+|\s+-\s+|\s*:$")
_BEFORE = r"(?:\b(?:an?|the)\s+)?(?:\b(?:extended|concise|joint|rapid|thematic)\s+)*"
# What stands around the name of a case and is no part of it.
_REPORT = r"(?:(?:extended|final|overview|executive|combined)\s+)*(?:report|summary)"
_FIRST = re.compile(
    rf"^(?:(?:the\s+)?{_REPORT}\b[\s,–-]*(?:(?:of|on|from)\b\s*)?)+|^(?:re|regarding|concerning)\b\s*"
    r"|^(?:in (?:respect|relation)|relating) (?:of|to)\b\s*(?:the\s+(?:death|case)\s+of\s+)?",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"(?:^|[\s,–-]+)(?:(?:the\s+)?{_REPORT}|of|on|from|an?|the)$|[\s,:–-]+$", re.IGNORECASE
)


def short_title(title: str, kind: str, code: str) -> str:
    """A title on one line: the kind by its letters where it has some, the name of the case."""
    # A handful of kinds are known by their initials, all others by their names.
    letters = code.upper() if len(code) <= 5 and "_" not in code else ""
    name = ": ".join(_names(title, kind, letters))
    if not name:
        return _on_a_line(title)
    is_said = letters and re.search(rf"\b{letters}\b", name)
    return _on_a_line(name if is_said else f"{letters or kind} {name}")


def _on_a_line(title: str) -> str:
    """Without its subtitles, or else cut, where it is too long."""
    parts = title.split(": ")
    while len(parts) > 1 and len(": ".join(parts)) > _LONGEST:
        parts.pop()
    return clipped(": ".join(parts), _LONGEST)


def _names(title: str, kind: str, letters: str) -> Iterator[str]:
    """What a title says beside the kind of review; nothing where it does not name the kind.

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
        found = _LAST.sub("", _FIRST.sub("", found)).strip()
    return found
