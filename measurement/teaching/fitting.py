"""Lessons to a model: logistic regression over features, then small nets over surroundings.

The nets learn from what the regression says of documents that it has not learnt from: otherwise
they would trust it too much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from extractors.judging.model import LIMIT, Net, ParagraphModel
from extractors.judging.surroundings import KINDS, Matrix, surroundings
from measurement.teaching.lessons import Lesson

_FEWEST = 4  # lessons that must show a feature: what few show is theirs alone
_PENALTY = 0.1  # the regression's C
_FOLDS = 5
_HIDDEN, _NETS, _DECAY, _ROUNDS = 24, 5, 3.0, 60
_BY_RULES = ("by ", "rule ", "doc ")


def teach(taught: Sequence[Lesson]) -> ParagraphModel:
    """A model of all the lessons."""
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415 - developers alone have it

    rows = [
        (lesson, row)
        for part, model in _unseen(taught)
        for lesson in part
        for row in [_rows(lesson, model)]
    ]
    x = np.vstack([row for _, row in rows])
    y = np.array([label or "" for lesson, _ in rows for label in lesson.labels])
    weight = np.array([lesson.weight for lesson, _ in rows for _ in lesson.labels])
    x, y, weight = x[y != ""], y[y != ""], weight[y != ""]
    scaler = StandardScaler().fit(x)
    near = np.clip(scaler.transform(x), -LIMIT, LIMIT)
    again = np.repeat(np.arange(len(near)), weight)
    nets = [_net(near[again], y[again], seed) for seed in range(_NETS)]
    first = _first(taught)
    return ParagraphModel(
        list(first.names),
        first.weights,
        first.bias,
        _small(scaler.mean_),
        _small(scaler.scale_),
        nets,
    )


def folds(
    taught: Sequence[Lesson], n: int, seed: int
) -> Iterator[tuple[list[Lesson], list[Lesson]]]:
    """(to learn from, to ask about): families are never parted."""
    families = sorted({lesson.family for lesson in taught})
    np.random.RandomState(seed).shuffle(families)
    for fold in range(n):
        kept = set(families[fold::n])
        yield (
            [lesson for lesson in taught if lesson.family not in kept],
            [lesson for lesson in taught if lesson.family in kept],
        )


def _unseen(taught: Sequence[Lesson]) -> Iterator[tuple[list[Lesson], ParagraphModel]]:
    for learnt, asked in folds(taught, _FOLDS, 1):
        yield asked, _first(learnt)


def _rows(lesson: Lesson, model: ParagraphModel) -> Matrix:
    scores = model.first_look(lesson.features)
    return surroundings(lesson.found, lesson.sections, lesson.features, lesson.answers, scores)


def _first(taught: Sequence[Lesson]) -> ParagraphModel:
    """The regression alone; each lesson is taught with the rules' answers and without them."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    features = [names for lesson in taught for names in lesson.features]
    shown = Counter(
        name for lesson in taught for name in {n for names in lesson.features for n in names}
    )
    names = sorted(name for name, n in shown.items() if n >= _FEWEST)
    places = {name: i for i, name in enumerate(names)}
    x = _matrix(features, places)
    by_rules = np.array([_is_by_rules(name) for name in names])
    x = sp.vstack([x, x @ sp.diags((~by_rules).astype(np.float32))]).tocsr()
    y = np.array([label or "" for lesson in taught for label in lesson.labels] * 2)
    weight = np.array([lesson.weight for lesson in taught for _ in lesson.labels] * 2)
    fitted = LogisticRegression(C=_PENALTY, max_iter=300, tol=1e-3)
    fitted.fit(x[y != ""], y[y != ""], sample_weight=weight[y != ""])
    order = [list(fitted.classes_).index(kind) for kind in KINDS]
    nothing = np.zeros(0, dtype=np.float32)
    return ParagraphModel(
        names, _small(fitted.coef_[order].T), _small(fitted.intercept_[order]), nothing, nothing, ()
    )


def _is_by_rules(name: str) -> bool:
    return name.startswith(_BY_RULES) or " rule " in name


def _matrix(features: Sequence[Sequence[str]], places: dict[str, int]) -> Any:
    rows, columns = [], []
    for row, names in enumerate(features):
        for name in set(names):
            if name in places:
                rows.append(row)
                columns.append(places[name])
    values = np.ones(len(rows), dtype=np.float32)
    return sp.csr_matrix((values, (rows, columns)), shape=(len(features), len(places)))


def _net(x: Matrix, y: npt.NDArray[np.str_], seed: int) -> Net:
    from sklearn.neural_network import MLPClassifier  # noqa: PLC0415

    fitted = MLPClassifier(
        (_HIDDEN,), alpha=_DECAY, max_iter=_ROUNDS, random_state=seed, learning_rate_init=3e-3
    ).fit(x, y)
    order = [list(fitted.classes_).index(kind) for kind in KINDS]
    (hidden, out), (hidden_bias, out_bias) = fitted.coefs_, fitted.intercepts_
    return Net(_small(hidden), _small(hidden_bias), _small(out[:, order]), _small(out_bias[order]))


def _small(values: Any) -> Matrix:
    return np.asarray(values, dtype=np.float32)
