"""Puts rules, linear model and document together into one calibrated probability per theme.

One logistic regression is shared by all themes: it learns how far to trust a cue, the model, their
agreement, what the heading above a statement is about, and the themes of like texts. So a theme
without any annotated statement still gets a sensible score from its cues, and a theme whose cues
proved unreliable is held back by its own record. A second one, of the same kind, also sees what the
first makes of the document's other statements.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models.themes.answered import Answers, as_context, by_likeness
from models.themes.context import N_COLUMNS, Documents, around, columns
from models.themes.hits import Array, Counts
from models.themes.terms import Terms

N_FEATURES = 32
N_USUAL = 14  # the place of `usual` among them
N_ALL = N_FEATURES + N_COLUMNS
ABSTAIN_BELOW = 0.14  # a label this far below its threshold goes to the review queue
DENIED = 0.02  # at most so likely is a theme that the text says was not there
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


def pair_features(
    logits: Array, counts: Counts, above: Array, alike: Array, record: Record
) -> Array:
    """The shared regression's input: texts x themes x N_FEATURES.

    `above` are the linear model's logits of the heading over each text: a row of NaN where there
    is none. `alike` are the shares of like texts (`models.themes.neighbours`).
    """
    shares = np.log(alike + 0.02)
    named = (counts.strong > 0).astype(float)
    n_named = named.sum(1, keepdims=True)
    words = counts.length[:, None]
    usual = (logits - record.mean) / record.spread
    headed = np.where(np.isnan(above), record.mean, above)
    above_usual = (headed - record.mean) / record.spread
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
        np.where(np.isnan(above), 0.0, headed),
        above_usual,
        above_usual - above_usual.max(1, keepdims=True),
        shares[:, :, 0],
        shares[:, :, 1],
        shares[:, :, 0] * usual,
        shares[:, :, 1] * usual,
    )
    table = np.empty((*logits.shape, N_FEATURES))
    for place, column in enumerate(columns):
        table[:, :, place] = column
    return table


def _rank(values: Array) -> npt.NDArray[np.int64]:
    """Place of each value in its row, 0 for the largest."""
    return np.asarray((-values).argsort(1, kind="stable").argsort(1, kind="stable"))


def with_context(
    table: Array, chances: Array, record: Record, documents: Documents, words: Terms
) -> Array:
    """The second regression's input: texts x themes x N_ALL, from `pair_features` and scores."""
    support = np.broadcast_to(record.support, chances.shape)
    context = around(chances, documents, words)
    more = columns(context, table[:, :, 0], table[:, :, N_USUAL], support)
    return np.concatenate([table, more], axis=2)


class Regression(NamedTuple):
    """A logistic regression that all themes share."""

    weights: Array
    bias: float

    def chances(self, table: Array) -> Array:
        """Probabilities from a table whose last axis is the regression's input."""
        odds = np.einsum("tmc,c->tm", table, self.weights) + self.bias  # see LinearModel.logits
        return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


class Combiner(NamedTuple):
    """The shared regressions of one kind of document; for each theme its record and threshold."""

    alone: Regression  # N_FEATURES: a statement by itself
    placed: Regression  # N_ALL: and its document
    record: Record
    thresholds: Array

    def probabilities(
        self,
        logits: Array,
        counts: Counts,
        above: Array,
        alike: Array,
        documents: Documents,
        words: Terms,
        answers: Answers | None = None,
    ) -> Array:
        """Calibrated probability of each theme: texts x themes.

        `documents` gives each text the number of its document; a document's texts are in
        reading order and all of them are here, for they are each other's context. `answers` are
        what people said of a document's texts, which must then be the only one here.
        """
        table = pair_features(logits, counts, above, alike, self.record)
        first = self.alone.chances(table)
        first = np.where(counts.denied > 0, np.minimum(first, DENIED), first)

        def placed(first: Array) -> Array:
            return self.placed.chances(with_context(table, first, self.record, documents, words))

        chances = placed(first)
        if answers is not None:
            told = placed(as_context(first, answers))
            chances = by_likeness(told, chances, answers, words)
        return np.where(counts.denied > 0, np.minimum(chances, DENIED), chances)


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
