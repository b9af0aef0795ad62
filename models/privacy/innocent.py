"""What shows that a full name is not a breach: a body that has it, an author, a public person."""

from __future__ import annotations

import re
from functools import cache

from models.privacy.lexicon import any_of, lexicon
from models.privacy.text import sentence_span

_BEFORE, _AFTER = 70, 60  # characters beside a name in which its bearer's part is told
_NEAR = 45
_WORD = re.compile(r"[\w'’-]+")
_LAST = re.compile(r"([\w'’.-]+)\W{1,2}$")
_RUN = re.compile(r"(?:[ -]?(?:and |of |the |for |in |&)*[A-Z][\w'’-]+){1,4}")
_CITED = re.compile(
    r"^(?:,? (?:[A-Z]\.)+)?,? ?(?:et al|and (?:others|colleagues)\b|\(?,? ?(?:19|20)\d\d[a-z]?\b)"
)
_PSEUDONYM = re.compile(
    r"\bpseudonym|not (?:his|her|their) real name|names? (?:has|have) been changed", re.IGNORECASE
)


def is_innocent(text: str, start: int, end: int) -> bool:
    """Whether the name at these characters is one that reports print on purpose."""
    name = text[start:end].replace("’", "'")
    if any(public in name for public in lexicon().public):
        return True
    first, last = sentence_span(text, start, end)
    before, after = text[first:start], text[end:last]
    return (
        _names_a_thing(after)
        or _is_the_thing(before, after)
        or bool(_CITED.match(after))
        or _is_honoured(before)
        or _is_author(before, after)
        or bool(_PSEUDONYM.search(before + after))
    )


def is_staff(text: str, start: int, end: int) -> bool:
    """Whether the sentence says that the name is a professional's."""
    first, last = sentence_span(text, start, end)
    before, after = text[max(first, start - _NEAR) : start], text[end : min(last, end + _NEAR)]
    title = text[start:end].split(maxsplit=1)[0].rstrip(".").lower()
    return title in lexicon().staff_titles or bool(
        _staff().search(before.lower()) or _staff().search(after.lower())
    )


def _is_the_thing(before: str, after: str) -> bool:
    """ "The James Paget consultant": what bears a name has an article, and a noun follows."""
    return before.lower().endswith("the ") and bool(re.match(r" [a-z]{4,}", after))


def _names_a_thing(after: str) -> bool:
    """A run of capitals after the name that ends in a body, or a small word that bears it."""
    word = _WORD.match(after[1:2] and after[1:]) if after[:1] == " " else None
    if word is None:
        return False
    if word[0] in lexicon().bearers:
        return True
    run = _RUN.match(after)
    words = _WORD.findall(run[0]) if run else []
    return any(w.lower() in lexicon().bodies for w in words)


def _is_honoured(before: str) -> bool:
    last = _LAST.search(before)
    return bool(last) and last[1].rstrip(".").lower() in lexicon().honours if last else False


def _is_author(before: str, after: str) -> bool:
    stated, then = _authors()
    return bool(stated.search(before[-_BEFORE:]) or then.match(after[:_AFTER]))


@cache
def _authors() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What an author is called before and behind the name.

    "The reviewers met Jane Doe" and "Jane Doe told the author" are of others.
    """
    authors = any_of(lexicon().authors)
    gap = rf"(?:(?!{any_of(lexicon().not_of_authors)}|[’'\"]s\b)[^.;])*"
    return (
        re.compile(rf"(?i:{authors}){gap}$"),
        re.compile(rf"{gap}(?i:{authors})(?![’']s (?:officer|liaison|assistant))"),
    )


@cache
def _staff() -> re.Pattern[str]:
    return re.compile(any_of(lexicon().staff))
