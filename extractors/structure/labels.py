"""Labels that begin a paragraph: "1.4", "(a)", "R3", "Recommendation One:", "Learning point 2."

A label is split from the words that follow it. Its word ("recommendation", "finding", ...) gives
the kind of statement. A bare number gives only the place in a list.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from models.records import Kind
from vocabulary.kept import compiled
from vocabulary.rules import all_lists
from vocabulary.statements import openings, qualifier_pattern, short_letters, word_pattern

NUMBER_WORDS = {word: str(i) for i, word in enumerate(all_lists("lists")["number"], 1)}
_LETTERS = tuple("abcdefghijklmnopqrstuvwxyz")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_PAIRS = frozenset(pair for order in (_LETTERS, _ROMANS) for pair in pairwise(order))
# Some PDFs hold no space after a number: "Recommendation 3The Trust should".
_FUSED = r"(?=(?-i:[A-Z](?:[a-z]|\s[a-z])))"
_NUMBER = (
    r"(?:\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?(?:\s?\([a-z]\))?|[A-H]|[ivx]{1,5})"
    rf"(?:(?![\w%])|(?<=\d){_FUSED})"
)
_WORDS = rf"(?:{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})\b"

_KINDS = "|".join(f"(?P<{kind}>{qualifier_pattern()}{word_pattern(kind)})" for kind in Kind)
_PARAGRAPH = r"(?:(?P<para>[A-Z]?\d{1,3}(?:[.\-]\d{1,3}){1,3}\.?|\d{1,3}\.?|[A-H]\d{1,2}\.?)\s+)?"
_WORD_LABEL = compiled(
    rf"^{_PARAGRAPH}(?:{_KINDS})(?:\s+for(?:\s+[\w’'&-]+){{1,5}}(?=:))?\s*(?:no\.?\s*)?"
    rf"(?P<number>{_NUMBER}|{_WORDS})?\s*(?P<sep>[:.)\]–—-]+(?:(?=\s|$)|{_FUSED})|$)?\s*",
    re.IGNORECASE,
)
_LETTERED_KINDS = {letters: Kind(code) for letters, code in short_letters().items()}
_SHORT = compiled(
    rf"^\[?(?P<number>(?:{'|'.join(sorted(_LETTERED_KINDS, key=len, reverse=True))})"
    r"\s?\.?\d{1,2}(?:\.\d{1,2})?)\s*[:.)\]–—-]?\s+(?=\S)",
    re.IGNORECASE,
)
# "NP1 The police should ...": letters of an agency, and its running number.
_OWNED = compiled(r"^\[?(?P<number>[A-Z]{2,5}\s?\d{1,2}(?:\.\d{1,2})?)[:.)\]]?\s+(?=[A-Z“‘\"(])")
_NUMBERED = compiled(
    r"^(?P<number>[A-Z]?\d{1,3}(?:[.\-]\d{1,3}){1,3}(?:[A-D](?=[.:)]?\s+[A-Z“‘\"]))?)"  # "3.17A"
    r"[.:)]?(?:\s+|(?=[A-Z](?:[a-z]|\s[a-z])))(?=\S)"
)
# "A1 Staff who ...": a theme's letter and a running number; "N1. The Department", for the nation.
_LETTERED = compiled(r"^(?P<number>[A-H]\d{1,2}|[A-Z]\d{1,2}(?=[.:)]))[.:)]?\s+(?=[A-Z“‘\"(])")
_PLAIN = compiled(
    r"^(?P<number>\d{1,3}(?:[A-D](?=\.\s)|[a-h](?=[.)]?\s+[A-Z“‘]))?)"  # "13A.", "7a That the"
    r"(?P<dot>[.)]|\s|(?=[A-Z][a-z]{3}))\s*(?=[A-Z(‘'“\"a-z])"
)
_PARTS = (".", "–", "—")  # between a label and its text: "Learning. Ask whose things they are."
_SENTENCE = compiled(r"[A-Z“‘\"]")
_COUNT = compiled(r"(\d+)([A-Da-h]?)")
_LETTER = compiled(
    r"^(?P<number>\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)|(?:[a-h]|[ivx]{1,4})\.)\s+(?=\S)"
)
# How each of the four begins; most lines begin in other ways.
_MAY_BE_NUMBER = compiled(r"[A-Z]?\d|\(|[a-z]\)|[a-h]\.|[ivx]{1,5}[).]")


class Label(NamedTuple):
    """A label: `kind` where its word gives one, `number` as printed, `length` in characters.

    `style` is the form of the number: "word", "short", "section" (4.2), "plain" (4.), "letter".
    `paragraph` is the paragraph number before a word label ("1.8" Recommendation 1).
    """

    kind: Kind | None
    number: str | None
    length: int
    style: str
    paragraph: str | None = None


@lru_cache(maxsize=1_000)  # a line is asked for when it ends a paragraph and when it begins one
def read_label(text: str) -> Label | None:
    """The label that begins `text`, or None."""
    return _word_label(text) or _short_label(text) or _number_label(text)


def follows(label: Label | None, next_: Label) -> bool:
    """Whether one number is the next after the other: 24. and 25., 6.2 and 6.3, (a) and (b)."""
    if label is None or label.style != next_.style or not (label.number and next_.number):
        return False
    if label.style == "letter":
        letter, next_letter = (x.number.strip("().").lower() for x in (label, next_) if x.number)
        return (letter, next_letter) in _PAIRS
    *stem, last = re.split(r"[.\-]", label.number)
    *next_stem, next_last = re.split(r"[.\-]", next_.number)
    now, then = _COUNT.fullmatch(last), _COUNT.fullmatch(next_last)
    if stem != next_stem or not (now and then):
        return False
    if then[2]:  # "13A" was inserted after 13, and "13B" after that
        if then[2] == "a" and int(then[1]) == int(now[1]) + 1:  # 7c and 8a
            return True
        first = "@" if then[2].isupper() else "`"
        return now[1] == then[1] and ord(then[2]) == ord(now[2] or first) + 1
    return int(then[1]) == int(now[1]) + 1


def opens_below(label: Label | None, next_: Label) -> bool:
    """Whether one number is the first below the other: 3.2 and 3.2.1."""
    if label is None or label.style != "section" or next_.style != "section":
        return False
    return next_.number == f"{label.number}.1"


def _word_label(text: str) -> Label | None:
    match = _WORD_LABEL.match(text) if _may_be_word(text[:3]) else None
    if not match:
        return None
    kind = next(kind for kind in Kind if match.group(kind.value))
    number, sep = match.group("number"), match.group("sep")
    paragraph = match.group("para")
    if number is None and not _stands_alone(match, sep):
        return None
    if number is None and (paragraph or "").isdecimal() and ":" not in (sep or ""):
        return None  # "4 Recommendations" heads a chapter
    if number is not None and not sep and match.end() < len(text) and text[match.end()].islower():
        return None  # "Recommendation 1 was accepted": a sentence about it
    if number and number.lower() in NUMBER_WORDS:
        number = NUMBER_WORDS[number.lower()]
    return Label(kind, number, match.end(), "word", paragraph.rstrip(".") if paragraph else None)


def _may_be_word(start: str) -> bool:
    """Whether a text with these three signs at its start can have a label with a word: few have."""
    plain = start.lower()
    return plain in openings() or not plain.isalpha() or not plain.isascii()


def _stands_alone(match: re.Match[str], sep: str | None) -> bool:
    """Without a number a label ends in a colon, is all there is, or is a sentence by itself."""
    if match.end() == len(match.string) or ":" in (sep or ""):
        return True
    return (sep or "") in _PARTS and _SENTENCE.match(match.string, match.end()) is not None


def _short_label(text: str) -> Label | None:
    match = _SHORT.match(text)
    if not match or match.group("number")[0].islower():
        owned = _OWNED.match(text)
        return Label(None, owned.group("number"), owned.end(), "short") if owned else None
    letters = re.sub(r"[^a-z]", "", match.group("number").lower())
    return Label(_LETTERED_KINDS[letters], match.group("number"), match.end(), "short")


def _number_label(text: str) -> Label | None:
    if not _MAY_BE_NUMBER.match(text):
        return None
    for pattern, style in (
        (_NUMBERED, "section"),
        (_LETTERED, "section"),
        (_LETTER, "letter"),
        (_PLAIN, "plain"),
    ):
        match = pattern.match(text)
        if match:
            number = match.group("number")
            return Label(None, number, match.end(), style)
    return None
