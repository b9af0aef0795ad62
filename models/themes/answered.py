"""What people said of some statements of a document, for the others of the same document.

An answer speaks twice. It takes the place of the model's own first score where the document's
other statements are looked at. And what the model got wrong about a statement is corrected in
statements that use the same words: by a kernel logistic regression over the cosines, a theme at
a time, that starts from the model's own scores and is shrunk towards them. Statements of other
documents gained nothing from either (docs/decisions/0021).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models.themes.hits import Array
from models.themes.neighbours import cosines
from models.themes.terms import Terms

TRUST = 0.7  # share of an answer in the first score that the others see; the rest is the model's
REACH = 5.0  # how much of an error about a statement is corrected in one like it
_Flags = npt.NDArray[np.bool_]
_STEPS = 150
_SMALLEST = 1e-4


class Answers(NamedTuple):
    """Of each statement of a document and theme: did people speak of it, and what did they say."""

    known: _Flags
    has: _Flags


def answers_of(said: Sequence[Mapping[int, bool] | None], themes: int) -> Answers | None:
    """From what was said of each statement, by the theme's place; None where nothing was."""
    if not any(said):
        return None
    known = np.zeros((len(said), themes), dtype=bool)
    has = np.zeros_like(known)
    for row, one in enumerate(said):
        for theme, is_so in (one or {}).items():
            known[row, theme], has[row, theme] = True, is_so
    return Answers(known, has)


def as_context(first: Array, answers: Answers) -> Array:
    """First scores as the document's other statements see them."""
    return np.where(answers.known, TRUST * answers.has + (1 - TRUST) * first, first)


def by_likeness(told: Array, before: Array, answers: Answers, words: Terms) -> Array:
    """`told`, corrected by what `before` (scores without any answer) got wrong in like statements.

    `words` are those by which texts are compared.
    """
    rows = np.flatnonzero(answers.known.any(1))
    likeness = REACH * cosines(words)[:, rows]
    wrong = _wrong(_odds(before[rows]), answers.has[rows], answers.known[rows], likeness[rows])
    odds = _odds(told) + np.einsum("tr,rm->tm", likeness, wrong)
    return np.asarray(1 / (1 + np.exp(-odds)))


def _wrong(odds: Array, has: _Flags, known: _Flags, likeness: Array) -> Array:
    """The dual weights of the regression: what is left of each answer that it does not explain."""
    weights = np.zeros_like(odds)
    step = 0.9 / (1 + 0.25 * np.abs(likeness).sum(1).max())
    for _ in range(_STEPS):
        said = 1 / (1 + np.exp(-(odds + np.einsum("ts,sm->tm", likeness, weights))))
        weights += step * np.where(known, has - said - weights, 0.0)
    return weights


def _odds(chances: Array) -> Array:
    safe = np.clip(chances, _SMALLEST, 1 - _SMALLEST)
    return np.asarray(np.log(safe / (1 - safe)))
