"""Learns how probable it is that a review is about a theme. Needs scikit-learn."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from models.themes.examples import Example, documents_of, folds
from models.themes.hits import Array
from models.themes.measure import calibration_error
from models.themes.reviews import LIKELY, family_name, numbers

Said = npt.NDArray[np.bool_]
FOLDS = 5
_IN_PARTS = frozenset({"published", "samples", "narratives"})  # annotated in part, or no whole
_WRITTEN = "written"  # texts to learn from: labelled whole, but not what a reader comes across
OTHER_KIND = 0.3
FEW_STATEMENTS = 10  # a document with fewer is about a theme that one statement has


class Pair(NamedTuple):
    """A document and a theme that it has labels of, or is about."""

    columns: tuple[float, ...] | None  # None: no label, so the review is not said to be about it
    is_about: bool
    group: str
    is_narrative: bool
    theme: int
    is_measured: bool = True  # whether the figures on whole reviews rest on it too


def learn_reviews(
    reports: list[Example], said: Said, scores: Array, themes: tuple[str, ...]
) -> dict[str, Any]:
    """What `reviews.json` gets, from labels of statements that the model had not seen.

    Only documents that were annotated as a whole count. Texts that were written to be learnt from
    name their themes less often than reviews do: the chances are learnt from them, the figures rest
    on the others.
    """
    whole = np.flatnonzero([e.source.collection not in _IN_PARTS for e in reports])
    kept = [reports[i] for i in whole]
    target = np.stack([e.target for e in kept])
    trust = _trust(said[whole], target)
    pairs = _pairs(kept, said[whole], scores[whole], target, trust)
    named = [pair for pair in pairs if pair.columns is not None]
    where = _folds(kept, named)
    chances = np.zeros(len(named))
    for fold in range(FOLDS):
        held = np.flatnonzero(where == fold)
        for kind in (False, True):
            rows = [i for i in held if named[i].is_narrative == kind]
            known = [p for p, f in zip(named, where, strict=True) if f != fold]
            if rows:
                weights = _fit(known, narrative=kind)
                chances[rows] = _say(weights, [named[i] for i in rows])
    return {
        "weights": {
            family_name(narrative=kind): [round(w, 5) for w in _fit(named, narrative=kind)]
            for kind in (False, True)
        },
        "trust": {theme: round(float(t), 4) for theme, t in zip(themes, trust, strict=True)},
        "quality": [_quality(pairs, named, chances, narrative=kind) for kind in (False, True)],
        "by_theme": _by_theme(pairs, named, chances, themes),
    }


def _trust(said: Said, target: Said) -> Array:
    """Log odds that a label of each theme is right; few labels lean on the average."""
    right, total = (said & target).sum(0), said.sum(0)
    average = float(np.clip(right.sum() / max(1, total.sum()), 0.05, 0.95))
    share = (right + 8 * average) / (total + 8)
    return np.asarray(np.log(share / (1 - share)))


def _pairs(
    kept: list[Example], said: Said, scores: Array, target: Said, trust: Array
) -> list[Pair]:
    documents = documents_of(kept)
    pairs: list[Pair] = []
    for document in np.unique(documents):
        rows = np.flatnonzero(documents == document)
        needed = 1 if len(rows) < FEW_STATEMENTS else 2
        first = kept[rows[0]].source
        for theme in np.flatnonzero(said[rows].any(0) | target[rows].any(0)):
            mine = scores[rows, theme][said[rows, theme]].tolist()
            columns = numbers(mine, len(rows), float(trust[theme])) if mine else None
            about = bool(target[rows, theme].sum() >= needed)
            measured = first.collection != _WRITTEN
            pairs.append(
                Pair(columns, about, first.group, first.is_narrative, int(theme), measured)
            )
    return pairs


def _folds(kept: list[Example], named: list[Pair]) -> npt.NDArray[np.int64]:
    """The fold of each pair: that of its document's family."""
    of_group = {e.source.group: f for e, f in zip(kept, folds(kept, FOLDS), strict=True)}
    return np.array([of_group[pair.group] for pair in named])


def _fit(pairs: list[Pair], *, narrative: bool) -> list[float]:
    """Weights and bias."""
    inputs = np.array([pair.columns for pair in pairs])
    truth = np.array([pair.is_about for pair in pairs])
    if truth.all() or not truth.any():  # too little to learn from: the score is not doubted
        return [0.0] * inputs.shape[1] + [6.0 if truth.all() else -6.0]
    weight = np.array([1.0 if p.is_narrative == narrative else OTHER_KIND for p in pairs])
    model = LogisticRegression(C=1.0, max_iter=500)
    model.fit(inputs, truth, sample_weight=weight)
    return [float(w) for w in (*model.coef_[0], model.intercept_[0])]


def _say(weights: list[float], pairs: list[Pair]) -> Array:
    inputs = np.array([pair.columns for pair in pairs])
    return np.asarray(1 / (1 + np.exp(-(inputs @ np.array(weights[:-1]) + weights[-1]))))


def _quality(
    pairs: list[Pair], named: list[Pair], chances: Array, *, narrative: bool
) -> dict[str, Any]:
    mine = np.array([pair.is_narrative == narrative and pair.is_measured for pair in named])
    truth = np.array([pair.is_about for pair in named])[mine]
    likely = chances[mine] >= LIKELY
    of = [pair for pair in pairs if pair.is_narrative == narrative and pair.is_measured]
    wanted = sum(pair.is_about for pair in of)
    right = int((likely & truth).sum())
    groups = {pair.group for pair in of}
    error = calibration_error(chances[mine][:, None], truth[:, None]) if mine.any() else 0.0
    return {
        "family": family_name(narrative=narrative),
        "documents": len(groups),
        "precision": round(right / max(1, int(likely.sum())), 3),
        "recall": round(right / max(1, wanted), 3),
        "calibration_error": round(error, 3),
    }


def _by_theme(
    pairs: list[Pair], named: list[Pair], chances: Array, themes: tuple[str, ...]
) -> dict[str, dict[str, list[int]]]:
    """By family and theme: documents about it, said to be about it, and rightly said so."""
    likely = {id(pair) for pair, chance in zip(named, chances, strict=True) if chance >= LIKELY}
    found: dict[str, dict[str, list[int]]] = {}
    for kind in (False, True):
        counts = np.zeros((len(themes), 3), dtype=int)
        for pair in pairs:
            if pair.is_narrative == kind and pair.is_measured:
                is_said = id(pair) in likely
                counts[pair.theme] += (pair.is_about, is_said, pair.is_about and is_said)
        found[family_name(narrative=kind)] = {
            theme: row for theme, row in zip(themes, counts.tolist(), strict=True) if any(row)
        }
    return found
