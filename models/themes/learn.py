"""Learns all weights and judges by them. Needs scikit-learn.

Nothing here is imported at run time. Every number is learnt on folds of whole documents, so that
no statement is judged by a model that has seen its own document.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models.themes.combine import Combiner, choose
from models.themes.examples import Example, counts_of, documents_of, folds, is_told, of_others
from models.themes.hits import Array
from models.themes.learn_combiner import learn_combiner
from models.themes.learn_linear import above_of, learn_linear, logits_of
from models.themes.learn_neighbours import alike_of, learn_neighbours, words_of
from models.themes.neighbours import N_ALIKE
from models.themes.terms import Terms, joined_terms
from models.themes.weights import Weights

FOLDS = 7


class Unseen(NamedTuple):
    """What models said of each text when its document was held out, and the fold it was in."""

    logits: Array
    above: Array
    alike: Array
    words: Terms  # by which texts are compared; a fold has its own vocabulary
    fold: npt.NDArray[np.int64]

    def of(self, rows: npt.NDArray[np.int64]) -> Unseen:
        """What the models said of these texts alone; `rows` are their places."""
        return Unseen(
            self.logits[rows],
            self.above[rows],
            self.alike[rows],
            self.words.of(rows),
            self.fold[rows],
        )


def say_unseen(
    reports: list[Example], own: list[Example], themes: tuple[str, ...], seed: int = 0
) -> Unseen:
    """The first step on folds of whole documents: linear models, and neighbours."""
    fold = folds(reports, min(FOLDS, len({e.source.group for e in reports})))
    logits, above = (np.zeros((len(reports), len(themes))) for _ in range(2))
    alike = np.zeros((*logits.shape, N_ALIKE))
    words: list[Terms] = []
    places: list[npt.NDArray[np.int64]] = []
    for held_out in range(int(fold.max()) + 1):
        away = [e for e, f in zip(reports, fold, strict=True) if f != held_out]
        held = np.flatnonzero(fold == held_out)
        unseen = [reports[i] for i in held]
        known = away + of_others(own, unseen)
        model = learn_linear(known, seed=seed)
        logits[held], above[held] = logits_of(model, unseen), above_of(model, unseen)
        words.append(words_of(model.vocabulary, unseen))
        places.append(held)
        alike[held] = alike_of(learn_neighbours(model.vocabulary, known), words[-1])
    back = np.argsort(np.concatenate(places))
    return Unseen(logits, above, alike, joined_terms(words).of(back), fold)


def learn(
    reports: list[Example],
    own: list[Example],
    themes: tuple[str, ...],
    seed: int = 0,
    unseen: Unseen | None = None,
) -> Weights:
    """All weights. `reports` are measured on and learnt from, `own` are just learnt from."""
    said = unseen or say_unseen(reports, own, themes, seed)
    model = learn_linear(reports + own, seed=seed)
    return Weights(
        themes,
        model,
        learn_neighbours(model.vocabulary, reports + own),
        _combiner(reports, said, narrative=False),
        _combiner(reports, said, narrative=True),
    )


def _combiner(reports: list[Example], said: Unseen, *, narrative: bool) -> Combiner:
    return learn_combiner(
        reports, said.logits, said.above, said.alike, said.words, narrative=narrative
    )


def judge_unseen(reports: list[Example], unseen: Unseen) -> tuple[npt.NDArray[np.bool_], Array]:
    """What is said of each text of `reports`, and its scores, when its document is held out.

    Neither the first step nor the regressions and thresholds that judge a text have learnt from
    its document.
    """
    said = np.zeros(unseen.logits.shape, dtype=bool)
    scores = np.zeros(unseen.logits.shape)
    for fold in range(int(unseen.fold.max()) + 1):
        known, held = np.flatnonzero(unseen.fold != fold), np.flatnonzero(unseen.fold == fold)
        taught, judged = [reports[i] for i in known], [reports[i] for i in held]
        for kind in set(is_told(judged).tolist()):
            combiner = _combiner(taught, unseen.of(known), narrative=kind)
            mine = np.flatnonzero(is_told(judged) == kind)
            rows = [judged[i] for i in mine]
            said[held[mine]], scores[held[mine]] = _say(combiner, rows, unseen.of(held[mine]))
    return said, scores


def _say(
    combiner: Combiner, examples: list[Example], first: Unseen
) -> tuple[npt.NDArray[np.bool_], Array]:
    scores = combiner.probabilities(
        first.logits,
        counts_of(examples),
        first.above,
        first.alike,
        documents_of(examples),
        first.words,
    )
    said = np.zeros(scores.shape, dtype=bool)
    for row, chances in enumerate(scores):
        said[row, list(choose(chances, combiner.thresholds).labels)] = True
    return said, scores


def judge(weights: Weights, examples: list[Example]) -> tuple[npt.NDArray[np.bool_], Array]:
    """What the weights say of statements and their calibrated scores: both examples x themes."""
    words = words_of(weights.linear.vocabulary, examples)
    first = Unseen(
        logits_of(weights.linear, examples),
        above_of(weights.linear, examples),
        alike_of(weights.neighbours, words),
        words,
        np.zeros(len(examples), dtype=np.int64),
    )
    said = np.zeros(first.logits.shape, dtype=bool)
    scores = np.zeros(first.logits.shape)
    for kind in (False, True):
        rows = np.flatnonzero(is_told(examples) == kind)
        if len(rows):
            part = [examples[i] for i in rows]
            said[rows], scores[rows] = _say(weights.combiner(narrative=kind), part, first.of(rows))
    return said, scores
