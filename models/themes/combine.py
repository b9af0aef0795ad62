"""Puts rules and linear model together into one calibrated probability per theme.

One logistic regression is shared by all themes: it learns how far to trust a cue, the model, and
their agreement. So a theme without any annotated statement still gets a sensible score from its
cues, and a theme whose cues proved unreliable is held back by its own record.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models.themes.hits import Array, Counts

N_FEATURES = 25
ABSTAIN_BELOW = 0.14  # a label this far below its threshold goes to the review queue
MAX_LABELS = 4  # the annotators' guide: none to four themes, the most central first


class Record(NamedTuple):
    """What is known of each theme before a text is read (arrays of one number a theme).

    `with_cue` and `without_cue` are the log odds that the theme is right where it has a strong
    cue and where it has none; `mean` and `spread` are those of the linear model's logits, so that
    a rare theme is not held back by its rarity; `support` is ln(1 + examples) / 3.
    """

    with_cue: Array
    without_cue: Array
    mean: Array
    spread: Array
    support: Array


def pair_features(logits: Array, counts: Counts, record: Record) -> Array:
    """The shared regression's input: texts x themes x N_FEATURES."""
    named = (counts.strong > 0).astype(float)
    n_named = named.sum(1, keepdims=True)
    words = counts.length[:, None]
    usual = (logits - record.mean) / record.spread
    columns = (
        named,
        np.log1p(np.maximum(0, counts.strong_kinds - 1)),
        np.log1p(np.maximum(0, counts.strong - 1)),
        np.log1p(counts.weak_kinds),
        counts.earliness,
        counts.strong / np.maximum(1.0, counts.strong.sum(1, keepdims=True)),
        named * 4 / np.log(2 + words),
        np.log1p(words) / 4,
        logits,
        logits - logits.max(1, keepdims=True),
        np.log1p(_rank(logits)),
        logits * named,
        named * record.with_cue,
        (1 - named) * record.without_cue,
        usual,
        usual * named,
        usual - usual.max(1, keepdims=True),
        np.log1p(_rank(usual)),
        record.support * named,
        record.support,
        named * np.log1p(n_named),
        counts.earliness * usual,
        named * (counts.strong == counts.strong.max(1, keepdims=True)),
        np.log1p(counts.weak_kinds) * named,
        n_named / 5,
    )
    table = np.empty((*logits.shape, N_FEATURES))
    for place, column in enumerate(columns):
        table[:, :, place] = column
    return table


def _rank(values: Array) -> npt.NDArray[np.int64]:
    """Place of each value in its row, 0 for the largest."""
    return np.asarray((-values).argsort(1, kind="stable").argsort(1, kind="stable"))


class Combiner(NamedTuple):
    """The shared regression, and for each theme its record and threshold."""

    weights: Array  # N_FEATURES
    bias: float
    record: Record
    thresholds: Array

    def probabilities(self, logits: Array, counts: Counts) -> Array:
        """Calibrated probability of each theme: texts x themes."""
        odds = pair_features(logits, counts, self.record) @ self.weights + self.bias
        return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


class Choice(NamedTuple):
    """Themes to publish, most probable first, and themes too uncertain to publish."""

    labels: tuple[int, ...]
    abstained: tuple[int, ...]


def choose(probabilities: Array, thresholds: npt.ArrayLike) -> Choice:
    """At most four themes above their thresholds; the abstain band lies just below these."""
    limits = np.asarray(thresholds)
    likely = np.flatnonzero(probabilities >= limits - ABSTAIN_BELOW)
    order = likely[np.argsort(-probabilities[likely], kind="stable")]
    above = [int(t) for t in order if probabilities[t] >= limits[t]]
    band = [int(t) for t in order if probabilities[t] < limits[t]]
    return Choice(tuple(above[:MAX_LABELS]), tuple(band[:MAX_LABELS]))
