"""Learns all weights and judges by them. Needs scikit-learn.

Nothing here is imported at run time. Every number is learnt on folds of whole documents, so that
no statement is judged by a model that has seen its own document.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from models.themes.combine import choose
from models.themes.examples import Example, counts_of, documents_of, folds, is_told, of_others
from models.themes.hits import Array, Counts
from models.themes.learn_combiner import learn_combiner
from models.themes.learn_linear import above_of, learn_linear, logits_of
from models.themes.learn_neighbours import alike_of, learn_neighbours
from models.themes.neighbours import N_ALIKE
from models.themes.weights import Weights

INNER_FOLDS = 4


def learn(
    reports: list[Example], own: list[Example], themes: tuple[str, ...], seed: int = 0
) -> Weights:
    """All weights. `reports` are measured on and learnt from, `own` are just learnt from."""
    inner = folds(reports, min(INNER_FOLDS, len({e.source.group for e in reports})))
    logits, above = (np.zeros((len(reports), len(themes))) for _ in range(2))
    alike = np.zeros((*logits.shape, N_ALIKE))
    for fold in range(int(inner.max()) + 1):
        away = [e for e, f in zip(reports, inner, strict=True) if f != fold]
        held = np.flatnonzero(inner == fold)
        unseen = [reports[i] for i in held]
        known = away + of_others(own, unseen)
        model = learn_linear(known, seed=seed)
        logits[held], above[held] = logits_of(model, unseen), above_of(model, unseen)
        alike[held] = alike_of(learn_neighbours(model.vocabulary, known), model.vocabulary, unseen)
    named, told = (
        learn_combiner(reports, logits, above, alike, narrative=kind) for kind in (False, True)
    )
    model = learn_linear(reports + own, seed=seed)
    return Weights(themes, model, learn_neighbours(model.vocabulary, reports + own), named, told)


def judge(weights: Weights, examples: list[Example]) -> tuple[npt.NDArray[np.bool_], Array]:
    """What the weights say of statements and their calibrated scores: both examples x themes."""
    logits, told = logits_of(weights.linear, examples), is_told(examples)
    counts, documents = counts_of(examples), documents_of(examples)
    above = above_of(weights.linear, examples)
    alike = alike_of(weights.neighbours, weights.linear.vocabulary, examples)
    said = np.zeros(logits.shape, dtype=bool)
    scores = np.zeros(logits.shape)
    for kind in (False, True):
        combiner = weights.combiner(narrative=kind)
        rows = np.flatnonzero(told == kind)
        if not len(rows):
            continue
        part = Counts(*(column[rows] for column in counts))
        scores[rows] = combiner.probabilities(
            logits[rows], part, above[rows], alike[rows], documents[rows]
        )
        for row in rows:
            said[row, list(choose(scores[row], combiner.thresholds).labels)] = True
    return said, scores
