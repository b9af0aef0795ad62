"""Letters that a scan has read for figures, "O77OO 9OO 126", and figures for letters, "Ol1ver"."""

from __future__ import annotations

import re

_LETTERS = "OoQlI|"
_FIGURES = str.maketrans(_LETTERS, "000111")
_NUMBER = re.compile(
    rf"(?<![^\W\d_])[\d{_LETTERS}](?:[ .()/-]{{0,2}}[\d{_LETTERS}]){{6,}}(?![^\W_])"
)
_FEWEST = 4  # figures of what is a number all the same
_WORD = re.compile(r"(?<![\w-])[A-Z][a-z]+[01][a-z]+(?![\w-])")


def as_figures(text: str) -> str:
    """The text with figures for letters in numbers, each in its place."""
    return _NUMBER.sub(_read, text)


def as_letters(text: str) -> str:
    """The text with letters for figures within words, each in its place."""
    return _WORD.sub(lambda word: word[0].replace("1", "i").replace("0", "o"), text)


def _read(number: re.Match[str]) -> str:
    figures = sum(map(str.isdigit, number[0]))
    return number[0].translate(_FIGURES) if figures >= _FEWEST else number[0]
