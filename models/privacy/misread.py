"""What a scan or hasty typing has mixed up, put right with every character in its place.

Letters for figures, "O77OO 9OO 126", and figures for letters, "Ol1ver"; months, "Januaiy"; and
words in capitals, whose form hides what they are.
"""

from __future__ import annotations

import re
from functools import lru_cache

from models.privacy.known import is_ordinary
from models.privacy.lexicon import lexicon
from models.privacy.text import UPPER, VOWELS
from vocabulary.kept import compiled
from vocabulary.months import month_numbers

_LETTERS = "OoQlI|"
_FIGURES = str.maketrans(_LETTERS, "000111")
_NUMBER = re.compile(
    rf"(?<![^\W\d_])[\d{_LETTERS}](?:[ .()/-]{{0,2}}[\d{_LETTERS}]){{6,}}(?![^\W_])"
)
_FEWEST = 4  # figures of what is a number all the same
_WORD = re.compile(r"(?<![\w-])(?:[A-Z][a-z]+[01][a-z]+(?![\w-])|0(?=['’][A-Z][a-z]))")
# A word beside the day or the year of a date.
_MONTH = re.compile(
    r"(?<=\d)(?P<day>(?:st|nd|rd|th)?[ .-]{1,2})(?P<behind>[A-Z][a-z]{2,9})(?=[ .,-]{1,2}\d)"
    r"|(?<![\w-])(?P<before>[A-Z][a-z]{2,9})(?= \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d)"
)
# Only that there is a date matters: any month of the same length will do.
_OF_LENGTH = {3: "May", 4: "June", 5: "March", 6: "August", 7: "October", 8: "December"}
_OF_LENGTH[9] = "September"
_MANY = 6  # letters of a month in which two may be wrong
_CAPITALS = compiled(rf"(?<![\w’'-])[{UPPER}]{{4,}}(?:-[{UPPER}]{{2,}})*(?![\w’'-])")
_ARTICLE = re.compile(r"\bTHE(?= [A-Z])")
_VOWEL = compiled(f"[{VOWELS}]")


def as_read(text: str) -> str:
    """The text with its numbers and months put right."""
    return as_months(as_figures(text))


def as_figures(text: str) -> str:
    """The text with figures for letters in numbers, each in its place."""
    return _NUMBER.sub(_read, text)


def as_letters(text: str) -> str:
    """The text with letters for figures within words, each in its place."""
    return _WORD.sub(
        lambda word: "O" if word[0] == "0" else word[0].replace("1", "i").replace("0", "o"), text
    )


def as_months(text: str) -> str:
    """The text with a month for what is nearly one beside a figure."""
    return _MONTH.sub(_read_month, text)


def as_small(text: str) -> str:
    """The text with words in capitals as names are written: a heading's "THE TUVOR FAMILY"."""
    if not _CAPITALS.search(text):
        return text
    return _ARTICLE.sub("The", _CAPITALS.sub(_read_capitals, text))


def _read_capitals(word: re.Match[str]) -> str:
    is_short_form = len(_VOWEL.findall(word[0])) < 2 or word[0] in lexicon().review_kinds
    return word[0] if is_short_form else word[0].title()


def _read_month(match: re.Match[str]) -> str:
    word = match["behind"] or match["before"]
    return (match["day"] or "") + (_month_of(word) or word)


@lru_cache(maxsize=1024)
def _month_of(word: str) -> str | None:
    lower = word.lower()
    if lower in month_numbers() or is_ordinary(word):
        return None
    allowed = 2 if len(word) >= _MANY else 1
    is_near = any(
        len(month) > 2 and abs(len(month) - len(word)) <= 1 and _differ(lower, month) <= allowed
        for month in month_numbers()
    )
    return _OF_LENGTH.get(len(word)) if is_near else None


def _differ(one: str, other: str) -> int:
    """How many letters have to be put in, left out or changed to make one word the other."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, wanted in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (letter != wanted))
    return row[-1]


def _read(number: re.Match[str]) -> str:
    figures = sum(map(str.isdigit, number[0]))
    return number[0].translate(_FIGURES) if figures >= _FEWEST else number[0]
