"""Capitals set over several lines at the beginning of a text, joined to the word they begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.reading.words import Word
from vocabulary.rules import asked

_LARGER = 1.8  # times the size of the text beside it
_NEAREST = 1.2  # sizes of the text between the capital and its word
_LEAST_LINES = 2  # that the capital is as high as
# "A" and "I" are words as well: what they begin must be a word of the page, or one of these.
_ALSO_WORDS = frozenset("AI")
_BEGUN = asked("drop_caps", "begun_by_a_word")


def with_drop_caps(words: list[Word]) -> list[Word]:
    """The same words, each large capital in one with the first word of the line at its head."""
    capitals = [w for w in words if len(w.text) == 1 and w.text.isalpha() and w.text.isupper()]
    if not capitals:
        return words
    sizes = Counter(round(w.look.size) for w in words)
    usual = sizes.most_common(1)[0][0]
    out = words
    for capital in capitals:
        if capital.look.size < _LARGER * usual:
            continue
        beside = _beside(capital, words, usual)
        if len(beside) >= _LEAST_LINES or (beside and beside[0].text[:1].islower()):
            out = _joined(out, capital, beside[0])
    return out


def _beside(capital: Word, words: Sequence[Word], usual: float) -> list[Word]:
    """The first word of each line to the right of a capital, from the top."""
    lines: dict[int, Word] = {}
    for word in words:
        near = capital.x1 - 1 <= word.x0 <= capital.x1 + _NEAREST * usual
        level = capital.top - usual / 2 < word.middle < capital.bottom + usual / 2
        if word is not capital and near and level and word.look.size < capital.look.size / _LARGER:
            lines.setdefault(round(word.bottom / usual * 2), word)
    return sorted(lines.values(), key=lambda word: word.top)


def _joined(words: list[Word], capital: Word, first: Word) -> list[Word]:
    """The words with the capital before the first one, as its first letter or as a word."""
    is_letter = first.text[:1].islower() and _begins(capital.text + first.text, words)
    text = capital.text + ("" if is_letter else " ") + first.text
    whole = first._replace(text=text, x0=min(capital.x0, first.x0))
    return [whole if word is first else word for word in words if word is not capital]


def _begins(whole: str, words: Sequence[Word]) -> bool:
    """Whether a capital and the letters after it are one word."""
    if whole[0] not in _ALSO_WORDS:
        return True
    plain = re.sub(r"\W+$", "", whole).lower()
    return bool(_BEGUN.find(plain)) or any(
        re.sub(r"\W+$", "", w.text).lower() == plain for w in words
    )
