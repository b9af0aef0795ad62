"""Grouped cross-validation: every figure comes from documents that the model has not seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models.themes.examples import Example, folds, of_others
from models.themes.hits import Array

Said = npt.NDArray[np.bool_]
OUTER_FOLDS = 7
MIN_SUPPORT = 5

# A predictor gets what to learn from (reports, own words) and what to judge; it returns what it
# says and how sure it is, both examples x themes.
Predictor = Callable[[list[Example], list[Example], list[Example]], tuple[Said, Array]]


class Figures(NamedTuple):
    """Micro figures, and macro F1 over themes with MIN_SUPPORT or more examples."""

    precision: float
    recall: float
    f1: float
    macro_f1: float
    labels_per_statement: float


class ThemeFigures(NamedTuple):
    """Figures of one theme; None where nothing was said or nothing was there to find."""

    precision: float | None
    recall: float | None
    f1: float | None
    support: int


def cross_validate(
    reports: list[Example], own: list[Example], predictor: Predictor
) -> tuple[Said, Array]:
    """What `predictor` says of each report statement when its document was held out."""
    where = folds(reports, min(OUTER_FOLDS, len({e.source.group for e in reports})))
    n_themes = len(reports[0].target)
    said = np.zeros((len(reports), n_themes), dtype=bool)
    scores = np.zeros((len(reports), n_themes))
    for fold in range(int(where.max()) + 1):
        known = [e for e, f in zip(reports, where, strict=True) if f != fold]
        held = np.flatnonzero(where == fold)
        unseen = [reports[i] for i in held]
        said[held], scores[held] = predictor(known, of_others(own, unseen), unseen)
    return said, scores


def figures(said: Said, target: Said) -> Figures:
    """Micro and macro figures of all labels together."""
    hit, total, wanted = (said & target).sum(), said.sum(), target.sum()
    per_theme = [t.f1 or 0.0 for t in theme_figures(said, target) if t.support >= MIN_SUPPORT]
    return Figures(
        float(hit / max(1, total)),
        float(hit / max(1, wanted)),
        float(2 * hit / max(1, total + wanted)),
        float(np.mean(per_theme)) if per_theme else 0.0,
        float(total / max(1, len(said))),
    )


def theme_figures(said: Said, target: Said) -> list[ThemeFigures]:
    """Precision, recall and F1 of each theme."""
    rows = []
    for theme in range(said.shape[1]):
        hit = int((said[:, theme] & target[:, theme]).sum())
        total, wanted = int(said[:, theme].sum()), int(target[:, theme].sum())
        rows.append(
            ThemeFigures(
                hit / total if total else None,
                hit / wanted if wanted else None,
                2 * hit / (total + wanted) if wanted else None,
                wanted,
            )
        )
    return rows


def calibration_error(scores: Array, target: Said, bins: int = 10) -> float:
    """Expected calibration error of scores of 0.05 and more, in `bins` equal steps."""
    score, truth = scores.ravel(), target.ravel()
    kept = score >= 0.05
    score, truth = score[kept], truth[kept]
    step = np.minimum((score * bins).astype(int), bins - 1)
    gaps = [
        abs(score[step == b].mean() - truth[step == b].mean()) * (step == b).mean()
        for b in range(bins)
        if (step == b).any()
    ]
    return float(sum(gaps))
