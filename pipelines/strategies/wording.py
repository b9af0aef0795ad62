"""What the words at a link say: title, size, role, furniture, and which review is meant."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from pipelines.strategies.dates import without_dates
from pipelines.strategies.vocabulary import (
    FILLER,
    FURNITURE_ALONE,
    FURNITURE_ALWAYS,
    GENERIC_TEXT,
    REVIEW_TERMS,
    ROLES,
    WITHDRAWN,
)
from vocabulary.rules import asked

_SIZE = re.compile(
    r"[\[(]?\s*(?:\b(?:pdf|docx?|word|odt|rtf|file)\b(?:\s+(?:document|file|size))?\s*[,:;|\-\u2013\u2014]?\s*)?"
    r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>k|m)i?b\b\s*(?:[,;|]?\s*\b(?:pdf|docx?|word)\b)?\s*[\])]?",
    re.IGNORECASE,
)
_FILE_MARK = asked("listings", "file_mark").plain
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?", re.UNICODE)
_LABEL = asked("listings", "label").plain
_REFERENCE = re.compile(r"\b[A-Z]{3,8}[\s-]\d{1,2}[\s/-](?:19|20)\d\d\b")
_NAMES_REPORT = asked("listings", "names_report")


def squeeze(text: str) -> str:
    """The text with one space between words, none at the ends, and no invisible characters."""
    return re.sub(r"[\s\u00a0\u200b\ufeff]+", " ", text).strip()


def readable(name: str) -> str:
    """A file name as words, without suffix, hyphens and underscores."""
    stem = PurePosixPath(name).stem if PurePosixPath(name).suffix else name
    return squeeze(re.sub(r"[-_+]+", " ", stem))


def size_hint(text: str) -> int | None:
    """The size in bytes that a link's text states, such as `(PDF, 0.6 MB)`; decimal units."""
    match = _SIZE.search(text)
    if match is None:
        return None
    factor = 1_000_000 if match["unit"].lower() == "m" else 1_000
    return round(float(match["number"].replace(",", ".")) * factor)


def without_size(text: str) -> str:
    """`text` without notes on size, type and windows."""
    bare = _FILE_MARK.sub("", _SIZE.sub(" ", text))
    return squeeze(bare).strip(" -\u2013\u2014|,;:") if bare != text else squeeze(text)


def without_references(text: str) -> str:
    """`text` without case references, whose years are not dates ("CTMSB 03-2022")."""
    return _REFERENCE.sub(" ", text)


def is_generic(text: str) -> bool:
    """Whether a link's text says nothing about its target (`Download`, `click here`)."""
    bare = without_size(text)
    return not bare or GENERIC_TEXT.match(bare) is not None


def role_in(text: str) -> str | None:
    """The role that `text` names, or None."""
    return next((role for role, pattern in ROLES if pattern.search(text)), None)


def furniture_in(text: str) -> str | None:
    """What kind of page furniture `text` names, or None if it may be a review's document."""
    for name, pattern in FURNITURE_ALWAYS:
        if pattern.search(text):
            return name
    if REVIEW_TERMS.search(text) and _NAMES_REPORT.find(text):
        return None
    return next((name for name, pattern in FURNITURE_ALONE if pattern.search(text)), None)


def speaks_of_reviews(text: str) -> bool:
    """Whether `text` has words about reviews."""
    return REVIEW_TERMS.search(text) is not None


def withdrawn_in(text: str) -> str | None:
    """The words by which a publisher says that a document is withdrawn, or None."""
    match = WITHDRAWN.search(text)
    return squeeze(text[match.start() : match.end()]) if match else None


def case_words(text: str) -> tuple[str, ...]:
    """The words of `text` that single out one review: a pseudonym, a letter, a reference.

    Empty if there are only words about reviews, dates and page furniture. "Child A" keeps
    both words, because neither means anything alone. "CTMSB 03-2022" is kept whole.
    """
    bare = without_size(text)
    labels = _REFERENCE.findall(bare)
    bare = without_dates(_REFERENCE.sub(" ", bare))
    labels += _LABEL.findall(bare)
    words = [word for label in labels for word in re.split(r"[\s/-]+", label.lower())]
    bare = REVIEW_TERMS.sub(" ", _LABEL.sub(" ", bare))
    rest = [_bare_word(match) for match in _WORD.findall(bare)]
    return tuple(
        words + [word for word in rest if word and word not in FILLER and word not in words]
    )


def _bare_word(word: str) -> str:
    """The word in lower case without a possessive ending; empty for short numbers and letters."""
    lower = re.sub(r"['\u2019]s$", "", word.lower())
    return "" if len(lower) < 2 or (lower.isdigit() and len(lower) < 3) else lower
