"""Learns what each part of a choice weighs, and measures it on briefings that were held out.

Two small regressions: of two reviews the one with the better grade (no weight below nought), and
whether a statement is one that she would quote.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from briefings.selection.weights import QUOTE_PARTS, REVIEW_PARTS, ChoiceWeights
from measurement.briefings.lessons import BriefingLesson
from vocabulary.kinds import kind_labels

Array = NDArray[np.float64]
# Labels were put on whole statements: how a sentence reads away from them is weighed by decision.
_LEAST = {"reads": 2.0}
_HELD_REVIEWS, _HELD_QUOTES = 0.01, 0.1  # how strongly weights are drawn to nought


def learn(taught: Sequence[BriefingLesson]) -> ChoiceWeights:
    """Weights from lessons."""
    pairs = [_pairs(lesson) for lesson in taught]
    # Each briefing counts the same, however many pairs it has.
    each = np.concatenate([gain / gain.sum() / len(pairs) for _, gain in pairs])
    found = _fitted(
        np.vstack([x for x, _ in pairs]), each, _HELD_REVIEWS, [0.0] * len(REVIEW_PARTS)
    )
    reviews = dict(zip(REVIEW_PARTS, (found / found.sum()).tolist(), strict=True))
    names = (*QUOTE_PARTS, *kind_labels())
    rows, signs = [], []
    for lesson in taught:
        parts = lesson.parts(lesson.scores(reviews))
        rows += [[part.get(name, 0.0) for name in names] for part in parts]
        signs += [1.0 if used else -1.0 for used in lesson.is_used]
    # A last column of ones takes up how rare quotes are.
    sided = np.column_stack([np.array(rows), np.ones(len(rows))]) * np.array(signs)[:, None]
    least = [*(_LEAST.get(name) for name in names), None]
    weights = _fitted(sided, np.ones(len(rows)), _HELD_QUOTES, least)
    return ChoiceWeights(reviews, dict(zip(names, weights[:-1].tolist(), strict=True)))


def held_out(taught: Sequence[BriefingLesson], cases: Sequence[str]) -> dict[str, ChoiceWeights]:
    """For each briefing the weights that were learnt from the others."""
    return {name: learn([lesson for lesson in taught if lesson.name != name]) for name in cases}


def _pairs(lesson: BriefingLesson) -> tuple[Array, Array]:
    """Differences of two reviews with different grades, and by how much the first is better."""
    parts = np.array([[r.parts[name] for name in REVIEW_PARTS] for r in lesson.ranked])
    gains = 2.0 ** np.array(lesson.grades) - 1
    better, worse = np.nonzero(gains[:, None] > gains[None, :])
    return parts[better] - parts[worse], gains[better] - gains[worse]


def _fitted(sided: Array, each: Array, held: float, least: Sequence[float | None]) -> Array:
    """Logistic regression; every row is turned to the side where its sum ought to be positive."""

    def loss(weights: Array) -> tuple[float, Array]:
        z = sided @ weights
        slope = -(sided * (each / (1 + np.exp(z)))[:, None]).sum(axis=0)
        value = float((each * np.logaddexp(0, -z)).sum() + held * (weights @ weights))
        return value, slope + 2 * held * weights

    start = np.ones(sided.shape[1])
    bounds = [(one, None) for one in least]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x, dtype=np.float64)
