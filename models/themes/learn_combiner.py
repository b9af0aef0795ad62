"""Learns the shared regressions and the thresholds on logits of unseen texts. Needs scikit-learn.

Nothing here is imported at run time.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from models.themes.combine import Combiner, Record, Regression, pair_features, with_context
from models.themes.examples import Example, counts_of, documents_of, is_told
from models.themes.hits import Array
from models.themes.terms import Terms

# Letters are heard so far where reviews are judged; of the many reviews letters learn less.
OTHER_FOR_REVIEWS, OTHER_FOR_LETTERS = 0.3, 0.03
# This project labelled what the model of the day was unsure of, which is no fair draw: the shared
# regressions, whose scores are to be calibrated, hear these labels at this weight.
PROJECT_WEIGHT = 0.4
BASE_THRESHOLD = 0.40
NARRATIVE_THRESHOLD = 0.41
_LIKELY = 12  # the regressions hear all pairs of a text and one of its so many likeliest themes,
_HEARD = 0.2  # this share of the others, and the more of each
_SHRINK = 1000.0  # thresholds lean on the common one as if it stood on so many statements


def learn_combiner(
    reports: list[Example],
    logits: Array,
    above: Array,
    alike: Array,
    words: Terms,
    *,
    narrative: bool,
) -> Combiner:
    """The shared regressions on out-of-fold logits, then thresholds on their probabilities.

    They are those of one kind of document; the other kind is heard at a lower weight.
    """
    target = np.stack([e.target for e in reports])
    fair = np.array([1.0 if e.source.reader == "annotator" else PROJECT_WEIGHT for e in reports])
    mine = is_told(reports) == narrative
    fair *= np.where(mine, 1.0, OTHER_FOR_REVIEWS if narrative else OTHER_FOR_LETTERS)
    record = learn_record(reports, target, logits)
    counts = counts_of(reports)
    weight = fair[:, None] * heard(logits, target | (counts.strong > 0) | (counts.weak_kinds > 0))
    table = pair_features(logits, counts, above, alike, record)
    alone = learn_regression(table, target, weight)
    table = with_context(table, alone.chances(table), record, documents_of(reports), words)
    placed = learn_regression(table, target, weight)
    chances = placed.chances(table)
    base = NARRATIVE_THRESHOLD if narrative else BASE_THRESHOLD
    return Combiner(alone, placed, record, learn_thresholds(chances[mine], target[mine], base))


def learn_regression(table: Array, target: npt.NDArray[np.bool_], weight: Array) -> Regression:
    """One regression over pairs of text and theme; `weight` is that of each, 0 where not heard."""
    known = weight > 0
    pairs = table[known]
    mean, spread = pairs.mean(0), pairs.std(0) + 1e-9
    model = LogisticRegression(C=1.0, max_iter=500)
    model.fit((pairs - mean) / spread, target[known], sample_weight=weight[known])
    weights = model.coef_[0] / spread
    return Regression(weights, float(model.intercept_[0] - mean @ weights))


def heard(logits: Array, named: npt.NDArray[np.bool_]) -> Array:
    """How much each pair of text and theme counts: nine in ten are of themes that no one would
    name, and a fifth of these says as much in a fifth of the time.
    """
    rank = (-logits).argsort(1, kind="stable").argsort(1, kind="stable")
    drawn = np.random.default_rng(0).random(logits.shape) < _HEARD
    return np.where(named | (rank < _LIKELY), 1.0, np.where(drawn, 1 / _HEARD, 0.0))


def learn_record(reports: list[Example], target: npt.NDArray[np.bool_], logits: Array) -> Record:
    """What the shared regression should know of each theme; rates lean on the average."""
    named = counts_of(reports).strong > 0
    right, seen = (named & target).sum(0), named.sum(0)
    average = np.clip(right.sum() / max(1, seen.sum()), 0.05, 0.95)
    with_cue = (right + 4 * average) / (seen + 4)
    without = ((~named & target).sum(0) + 0.3) / ((~named).sum(0) + 50)
    return Record(
        np.log(with_cue / (1 - with_cue)),
        np.log(without / (1 - without)),
        logits.mean(0),
        logits.std(0) + 0.15,
        np.log1p(target.sum(0)) / 3,
    )


def learn_thresholds(
    chances: Array, target: npt.NDArray[np.bool_], common: float = BASE_THRESHOLD
) -> Array:
    """For each theme the threshold of best F1, leaning on the common one where data are few."""
    limits = np.full(target.shape[1], common)
    for theme in np.flatnonzero(target.sum(0) >= 8):
        truth, chance = target[:, theme], chances[:, theme]

        def score(limit: float, t: Any = truth, c: Any = chance) -> tuple[float, float]:
            said = c >= limit
            return 2 * (said & t).sum() / (said.sum() + t.sum()), -abs(limit - common)

        best = max(np.arange(0.20, 0.58, 0.02), key=score)
        support = float(truth.sum())
        limits[theme] = (support * best + _SHRINK * common) / (support + _SHRINK)
    return limits
