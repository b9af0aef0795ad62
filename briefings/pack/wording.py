"""Facts in words, as they are on slides and in documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

_OUTCOMES = {"death": "Death", "serious_harm": "Serious harm", "other": "Other harm"}
_LICENCES = {
    "OGL-UK-3.0": "Open Government Licence v3.0",
    "Crown copyright": "Crown copyright",
    "MIT": "MIT Licence",
    "publisher-copyright": "copyright of the publisher",
    "unknown": "licence not stated (copyright of the publisher)",
}
_SHORT_TITLE = 64
_SENTENCE = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][’”)]))\s+(?=[A-Z“‘(])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def outcome_in_words(outcome: str | None) -> str | None:
    """The outcome of a review, for a table."""
    return _OUTCOMES.get(outcome or "")


def method_in_words(method: str | None, kind: str) -> str | None:
    """What was done, without the name of the kind of review, which is given beside it."""
    parts = [part.strip() for part in (method or "").split(";")]
    told = joined([part for part in parts if part and part.casefold() != kind.casefold()])
    return told[:1].upper() + told[1:] if told else None


def whole_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names, without those with which another name begins."""
    every = tuple(names)
    return tuple(name for name in every if not any(other.startswith(f"{name} ") for other in every))


def licence_in_words(licence: str | None) -> str:
    """The licence in plain words. If it is not stated, all rights are reserved."""
    return _LICENCES.get(licence or "unknown", licence or "")


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


def clipped(text: str, longest: int) -> str:
    """A text of at most `longest` characters, cut between words."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def sentences(text: str) -> list[str]:
    """The sentences of a text, as printed."""
    return [part for part in _SENTENCE.split(text.strip()) if part]


def words_in(text: str) -> int:
    """How many words a reader counts; "[…]" does not count."""
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
