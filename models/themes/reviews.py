"""How probable it is that a whole review is about a theme, from the labels of its statements.

One label at 0.35 among eighty statements is a passing mention or a mistake; five of them, or one at
0.95 in a briefing of eight, are not. A small regression over the labels' scores says so; it was
learnt and measured on documents that neither it nor the classifier had seen.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

REVIEWS = Path(__file__).with_name("model") / "reviews.json"
LIKELY = 0.5  # from here on a review is said to be about a theme


class ReviewQuality(NamedTuple):
    """How well the themes of whole reviews are found, at LIKELY, on one family of documents."""

    family: str  # "local reviews", "letters and inquiries"
    documents: int
    precision: float
    recall: float
    calibration_error: float


class ReviewModel(NamedTuple):
    """What `reviews.json` holds: weights and bias by family, and how far each theme is trusted."""

    weights: dict[str, tuple[float, ...]]
    trust: dict[str, float]  # log odds that a label of the theme is right
    quality: tuple[ReviewQuality, ...]
    # By family and theme: documents about it, said to be about it, and rightly said so.
    by_theme: dict[str, dict[str, tuple[int, int, int]]] = {}  # noqa: RUF012 - never changed

    def chance(
        self, theme_id: str, scores: Sequence[float], statements: int, *, narrative: bool
    ) -> float:
        """The probability that a review is about a theme.

        `scores` are those of its labels of the theme, `statements` how many statements it has,
        `narrative` whether it is a local review (`models.themes.families`). 0 without a label.
        """
        if not scores:
            return 0.0
        columns = numbers(scores, statements, self.trust.get(theme_id, 0.0))
        *weights, bias = self.weights[family_name(narrative=narrative)]
        odds = sum(w * x for w, x in zip(weights, columns, strict=True)) + bias
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 4)


def numbers(scores: Sequence[float], statements: int, trust: float) -> tuple[float, ...]:
    """The regression's input."""
    best = sorted(scores, reverse=True)
    total = sum(best)
    return (
        math.log1p(total),
        best[0],
        best[1] if len(best) > 1 else 0.0,
        math.log((total + 0.1) / (max(1, statements) + 1)),
        trust,
    )


def family_name(*, narrative: bool) -> str:
    """The family that figures are given by."""
    return "local reviews" if narrative else "letters and inquiries"


@lru_cache(maxsize=2)
def review_model(path: Path = REVIEWS) -> ReviewModel:
    """The shipped table, read once per process; it needs neither spaCy nor numpy."""
    said = json.loads(path.read_text(encoding="utf-8"))
    return ReviewModel(
        {family: tuple(weights) for family, weights in said["weights"].items()},
        {theme: float(odds) for theme, odds in said["trust"].items()},
        tuple(ReviewQuality(**row) for row in said["quality"]),
        {
            family: {theme: (row[0], row[1], row[2]) for theme, row in rows.items()}
            for family, rows in said.get("by_theme", {}).items()
        },
    )
