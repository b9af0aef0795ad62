"""Statements that say much the same as one statement, by the rare words that they share."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from warehouse.desk.cards import cards, numbers_of
from warehouse.desk.connection import Desk
from warehouse.desk.ledger import ledger
from warehouse.desk.words import frequencies, not_shown, postings, stems_in

_WORDS = 14  # of the statement, the most informative: the rest add time and little else
_OF_A_REVIEW = 2
ALIKE = 20  # that are given: what comes behind has few words in common


class Alike(msgspec.Struct, frozen=True):
    """A statement and the words that it shares; `likeness` is 1 for the same words."""

    number: int
    likeness: float
    words: tuple[str, ...]


def alike(desk: Desk, number: int, *, limit: int = ALIKE) -> list[Alike]:
    """The statements of other reviews most like this one, best first; at most two of a review."""
    return desk.once(("alike", number, limit), lambda: _alike(desk, number, limit))


def _alike(desk: Desk, number: int, limit: int) -> list[Alike]:
    (mine,) = cards(desk, [number])
    # A statement that repeats another has no postings of its own: its first occurrence has.
    first_id = mine["first_statement_id"]
    first, text = number, mine["text"]
    if first_id != mine["statement_id"]:
        first = numbers_of(desk, [first_id])[first_id]
        text = cards(desk, [first])[0]["text"]
    said = stems_in(desk, text)
    seldom = frequencies(desk)
    # Within one statement a word counts for more if fewer statements hold it.
    stems = sorted(said, key=lambda stem: (int(seldom[stem]), stem))[:_WORDS]
    found = postings(desk, stems)
    weight: dict[int, float] = {}
    for stem in stems:
        at = int(np.searchsorted(found[stem].numbers, first))
        if at < len(found[stem].numbers) and found[stem].numbers[at] == first:
            weight[stem] = float(found[stem].weights[at])
    if not weight:
        return []
    held = np.concatenate([found[stem].numbers for stem in weight])
    scores = np.concatenate([found[stem].weights * weight[stem] for stem in weight])
    score = np.bincount(held, scores)
    score[np.bincount(held) < min(2, len(weight))] = 0
    score[first] = 0
    invented = not_shown(desk, len(score))
    if not _holds(invented, first):  # beside an invented statement others of its sort may be shown
        score[invented] = 0
    best = _highest(score, limit * 10)
    whole = sum(one * one for one in weight.values())
    chosen = _spread(desk, best, mine["statement_no"], limit)
    telling = sorted(weight, key=lambda stem: (-weight[stem], said[stem]))
    return [
        Alike(
            other,
            min(1.0, round(float(score[other]) / whole, 3)),
            tuple(said[stem] for stem in telling if _holds(found[stem].numbers, other)),
        )
        for other in chosen
    ]


def _highest(score: np.ndarray[Any, np.dtype[Any]], n: int) -> list[int]:
    """The numbers with the highest scores, the highest first and then in their order."""
    found = np.flatnonzero(score)
    if len(found) > n:  # far more hold a word than are looked at
        least = np.partition(score[found], len(found) - n)[len(found) - n]
        found = found[score[found] >= least]
    best: list[int] = found[np.argsort(-score[found], kind="stable")][:n].tolist()
    return best


def _spread(desk: Desk, numbers: list[int], mine: int, limit: int) -> list[int]:
    """The first of these that are in other reviews, at most two of each and each said once."""
    review_of, first_of = ledger(desk).review_of, ledger(desk).first_of
    taken: Counter[int] = Counter()
    said = {int(first_of[mine])}
    chosen: list[int] = []
    for number in numbers:
        review = int(review_of[number])
        first = int(first_of[number])
        if review == review_of[mine] or taken[review] >= _OF_A_REVIEW or first in said:
            continue
        said.add(first)
        taken[review] += 1
        chosen.append(number)
    return chosen[:limit]


def _holds(numbers: NDArray[np.int32] | NDArray[np.int64], number: int) -> bool:
    at = int(np.searchsorted(numbers, number))
    return at < len(numbers) and int(numbers[at]) == number
