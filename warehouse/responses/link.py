"""Which recommendation of a review a response answers: by its words, then by its number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_ALIKE = 0.55  # share of words in common from which a quotation is that recommendation
_UNLIKE = 0.15  # below it, a number alone ties nothing: the plan numbers its own actions


class Advice(NamedTuple):
    """A recommendation of a review."""

    statement_id: str
    number: str | None
    text: str


class Link(NamedTuple):
    """A recommendation and how it was found: `words` or `number`."""

    statement_id: str
    how: str


def link(number: str | None, quoted: str | None, advice: Sequence[Advice]) -> Link | None:
    """The recommendation that is quoted; where nothing is quoted, the one of the same number."""
    if quoted:
        words = _words(quoted)
        best = max(advice, key=lambda a: _likeness(words, _words(a.text)), default=None)
        if best and _likeness(words, _words(best.text)) >= _ALIKE:
            return Link(best.statement_id, "words")
    same = [a for a in advice if number and a.number and _digits(a.number) == _digits(number)]
    if len(same) != 1:
        return None
    if quoted and _likeness(_words(quoted), _words(same[0].text)) < _UNLIKE:
        return None
    return Link(same[0].statement_id, "number")


@lru_cache(maxsize=10_000)  # asked for each answer with each recommendation of its review
def _digits(number: str) -> str:
    """A number without its label: "R7", "Recommendation 7." and "7" are the same."""
    return re.sub(r"^\D+|[.):\s]+$", "", number.strip().lower()) or number.strip().lower()


def _words(text: str) -> Counter[str]:
    return Counter(w for w in re.findall(r"\w+", text.lower()) if len(w) > 2)


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient of two bags of words."""
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 0.0
