"""Rank reviews by how much of their content is about a lens.

All parts are shares of a review or its few best statements, so that neither a long report nor an
inspection wins by its length. The weight of each part is in `weights.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, pstdev

import msgspec

from briefings.selection.company import company
from briefings.selection.desk import BriefingDesk, Row
from briefings.selection.lens import Lens
from briefings.selection.weights import COMPANY, MEASURED_PARTS, weights

# Of two reviews that are about equal, one about the same kind of people comes first. On twelve
# labelled briefings this raised recall from 0.900 to 0.909 and lowered nDCG from 0.919 to 0.918.
_SAME_SECTOR = 0.025
_NEAR = 100  # reviews that are scored in detail, however many there are
_SPREADS = (
    5.0  # standard deviations that score 1: the best value of a part is usually this far above 0
)
_FLAT = 0.1  # of the mean: a spread smaller than this is chance

NOTHING: Mapping[str, Row] = {}


class Ranked(msgspec.Struct, frozen=True):
    """A review with its score and what the score is made of."""

    review_id: str
    score: float
    n_on_lens: int  # statements that certainly have a theme that the author named
    parts: dict[str, float]
    facts: dict[str, object]


def ranked_reviews(
    desk: BriefingDesk, lens: Lens, pool: Mapping[str, Row], barred: Mapping[str, Row] = NOTHING
) -> list[Ranked]:
    """All reviews of the pool that share anything with the lens, best first.

    Reviews that are `barred` from the pool are scored on the same scale and included.
    """
    facts_of = {**barred, **pool}
    rows = desk.ask_file("likeness", {**lens.parameters(), "focus": lens.focus})
    # If the author names no theme, a review may match by the words of her question alone.
    rows = [
        row
        for row in rows
        if row["review_id"] in facts_of
        and row["review_id"] != lens.focus
        and (row["best_themed"] or not lens.themes or (row["best_asked"] and not lens.is_named))
    ]
    weigh = weights().reviews
    parts = _parts(desk, rows, pool)
    about = _about_of(desk, lens.focus)
    found = []
    for row in rows:
        review_id = str(row["review_id"])
        score = sum(weigh[name] * part for name, part in parts[review_id].items())
        if score > 0:
            if about is not None and facts_of[review_id].get("about") == about:
                score += _SAME_SECTOR
            facts = facts_of[review_id]
            n_on_lens = int(row["n_on_lens"])
            found.append(Ranked(review_id, score, n_on_lens, parts[review_id], facts))
    return sorted(found, key=lambda r: (-r.score, r.review_id))


def _about_of(desk: BriefingDesk, focus: str | None) -> object:
    """Whom the review in focus is about: children, adults, or people who were abused at home."""
    rows = desk.ask_file("reviews") if focus else []
    return next((row["about"] for row in rows if row["review_id"] == focus), None)


def _parts(
    desk: BriefingDesk, rows: Sequence[Row], pool: Mapping[str, Row]
) -> dict[str, dict[str, float]]:
    """The parts of the scores, each scaled by how well it separates the nearest reviews.

    A part in which all reviews are about equal says little. Divided by its best value, it would
    count most.
    """
    of = {str(row["review_id"]): {n: float(row[n]) for n in MEASURED_PARTS} for row in rows}
    inside = [review for review in of if review in pool]
    tops = {n: max((of[r][n] for r in inside), default=0.0) or 1.0 for n in MEASURED_PARTS}
    rough = {review: sum(p[n] / tops[n] for n in MEASURED_PARTS) for review, p in of.items()}
    near = _first(inside, rough)
    standing = {review: rough[review] for review in near}
    looked_at = [*near, *_first([review for review in of if review not in pool], rough)]
    beside = company(desk, looked_at, standing)
    found = {review: {**parts, COMPANY: beside.get(review, 0.0)} for review, parts in of.items()}
    scales = {n: _scale([found[review][n] for review in near]) for n in (*MEASURED_PARTS, COMPANY)}
    return {review: {n: p[n] / scales[n] for n in p} for review, p in found.items()}


def _first(reviews: Iterable[str], rough: Mapping[str, float]) -> list[str]:
    return sorted(reviews, key=lambda review: (-rough[review], review))[:_NEAR]


def _scale(values: Sequence[float]) -> float:
    if not any(values):
        return 1.0
    return _SPREADS * max(pstdev(values), _FLAT * fmean(values))
