"""Facts in words, as they are on slides and in documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

_OUTCOMES = {"death": "Death", "serious_harm": "Serious harm", "other": "Other harm"}
_LICENCES = {
    "OGL-UK-3.0": "Open Government Licence v3.0",
    "Crown copyright": "Crown copyright",
    "publisher-copyright": "copyright of the publisher",
    "unknown": "licence not stated: copyright of the publisher",
}
_DOCUMENTS = ("executive_summary", "briefing", "action_plan", "response", "translation")
_SHORT_TITLE = 64
_SENTENCE = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][’”)]))\s+(?=[A-Z“‘(])")
# What stands between the kind of a review and the name of its case.
_FILLER = re.compile(
    r"^(?:(?:(?:extended|final|overview|executive)\s+)*(?:report|summary)\b[\s:,–-]*)*(?:re:\s*)?",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BEFORE = r"(?:an?|the|(?:executive|overview)\s+(?:summary|report))[\s:,–-]+"
# What stands between the name of a case and the kind of its review.
_TAIL = re.compile(
    r"[\s:,–-]+(?:(?:the\s+)?(?:executive|overview)\s+(?:summary|report)\s+)?(?:of|on|from)(?:\s+(?:an?|the))?$",
    re.IGNORECASE,
)
_CHILDREN = ("under 1", "1-4", "5-10", "11-15", "16-17")  # as the warehouse writes age bands
_BAND = re.compile(r"^(\d+)-(\d+)$")


def outcome_in_words(outcome: str | None) -> str | None:
    """The outcome of a review, for a table."""
    return _OUTCOMES.get(outcome or "")


def licence_in_words(licence: str | None) -> str:
    """The licence as a reader understands it; what is not stated is reserved."""
    return _LICENCES.get(licence or "unknown", licence or "")


def document_in_words(role: str | None) -> str:
    """What a document beside a report is, for a citation."""
    return role.replace("_", " ") if role and role in _DOCUMENTS else "another document"


def people_in_words(
    number: int | None, bands: Sequence[str], sector: str | None = None
) -> str | None:
    """The people at the centre as a number and age bands, never names.

    Where a report states fewer ages than there are people, it does not say that all are of them.
    """
    if number is None:
        return None
    ages = [_BAND.sub(r"\1 to \2", band) for band in sorted(bands, key=_youngest)]
    children = sector == "child" if not bands else all(b in _CHILDREN for b in bands)
    nouns = ("child", "children") if children else ("person", "people")
    who = counted(number, *nouns)
    if not ages:
        return who
    said = "aged" if len(ages) >= number else "ages stated:"
    return f"{who}, {said} {joined(ages)}"


def _youngest(band: str) -> tuple[int, str]:
    found = re.search(r"\d+", band)
    return (int(found[0]) - band.startswith("under") if found else 0, band)


def period_in_words(first: date | None, last: date | None) -> str | None:
    """The months under review."""
    if first and last:
        return f"{first:%B %Y} to {last:%B %Y}"
    if first:
        return f"from {first:%B %Y}"
    return f"until {last:%B %Y}" if last else None


def day_in_words(iso: str) -> str:
    """A day as people write it; words that are not a date stay as they are."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B %Y}"


def short_title(title: str, kind: str, code: str) -> str:
    """A title on one line: the kind by its letters where it has some, the name of the case."""
    name = _name_of(title, kind)
    if name is None:
        return clipped(title, _SHORT_TITLE)
    # A handful of kinds are known by their initials, all others by their names.
    known = code.upper() if len(code) <= 5 and "_" not in code else kind
    return clipped(f"{known} {name}", _SHORT_TITLE)


def _name_of(title: str, kind: str) -> str | None:
    """What a title says beside the kind of review, which is before or behind it."""
    for words in (kind, kind.replace("adults", "adult"), kind.replace("-", " ")):
        said = re.escape(words)
        found = re.match(rf"(?:{_BEFORE})?{said}\b[\s:,–-]*(.+)", title, re.IGNORECASE | re.DOTALL)
        if found:
            return _FILLER.sub("", found[1], count=1).strip() or found[1]
        found = re.fullmatch(rf"(.+?)[\s:,–-]+{said}", title, re.IGNORECASE | re.DOTALL)
        if found and not re.fullmatch(_BEFORE, found[1] + " ", re.IGNORECASE):
            return _TAIL.sub("", found[1])
        # "Name: A serious case review about ...": what follows the kind is a subtitle.
        found = re.match(rf"([^:]+):\s+(?:an?\s+|the\s+)?{said}\s+\w", title, re.IGNORECASE)
        if found and not re.fullmatch(_BEFORE, found[1] + " ", re.IGNORECASE):
            return found[1]
    return None


def clipped(text: str, longest: int) -> str:
    """A text of at most `longest` characters, cut between words."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def sentences(text: str) -> list[str]:
    """The sentences of a text, as printed."""
    return [part for part in _SENTENCE.split(text.strip()) if part]


def words_in(text: str) -> int:
    """How many words a reader counts; "[…]" is none."""
    return len([word for word in text.split() if any(c.isalnum() for c in word)])


def joined(parts: Sequence[str]) -> str:
    """A list as in a sentence."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def counted(number: int, noun: str, several: str = "") -> str:
    """A number with its noun."""
    return f"{number} {noun if number == 1 else several or noun + 's'}"


def printable(text: str) -> str:
    """Without the control characters that Office files may not hold."""
    return _CONTROL.sub("", text)
