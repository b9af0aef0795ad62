"""What weights are learnt from: labelled briefings with all that might be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from briefings.selection.desk import BriefingDesk, Row
from briefings.selection.lens import lens_of
from briefings.selection.mixing import mixed
from briefings.selection.pool import pool_of
from briefings.selection.quotes import Quote, ranked_quotes, statements_of, without_copies
from briefings.selection.rank import Ranked, ranked_reviews
from briefings.selection.weights import ChoiceWeights
from briefings.shortlist import TakeOptions
from measurement.briefings.labels import Case, plain
from measurement.briefings.score import Offer, documents_of, held, stem_of


class FewerLabels(BriefingDesk):
    """A warehouse from which two labels in five are taken out by chance.

    The model of themes has learnt from the labelled reviews and is surer of them than of new ones;
    weights that hold here too lean less on it.
    """

    def ask(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows as dictionaries."""
        few = "(select * from core.labels where hash(statement_no, theme_id) % 5 > 1)"
        return super().ask(sql.replace("core.labels", few), parameters)


class BriefingLesson(msgspec.Struct, frozen=True):
    """One labelled briefing: what might be chosen, what it is made of, and what she would use."""

    name: str
    ranked: tuple[Ranked, ...]
    grades: tuple[int, ...]  # of the ranked
    quotes: tuple[Quote, ...]
    is_used: tuple[bool, ...]  # of the quotes

    def scores(self, weigh: Mapping[str, float]) -> dict[str, float]:
        """The score of each review, the best 1."""
        found = {
            r.review_id: sum(weigh[name] * part for name, part in r.parts.items())
            for r in self.ranked
        }
        top = max(found.values())
        return {review: score / top for review, score in found.items()}

    def parts(self, scores: Mapping[str, float]) -> list[dict[str, float]]:
        """What the quotes are made of, where the reviews have these scores."""
        return [{**q.parts, "review": scores.get(q.review_id, 0.0)} for q in self.quotes]

    def offer(self, weights: ChoiceWeights) -> Offer:
        """What would be offered with these weights."""
        scores = self.scores(weights.reviews)
        worth = [
            sum(weights.quotes[name] * part for name, part in parts.items())
            for parts in self.parts(scores)
        ]
        order = sorted(range(len(worth)), key=lambda i: -worth[i])
        rated = (msgspec.structs.replace(self.quotes[i], worth=worth[i]) for i in order)
        quotes = mixed(without_copies(rated))
        reviews = sorted(scores, key=lambda review: -scores[review])
        return Offer(tuple(reviews), tuple(q.statement_id for q in quotes))


def lessons(desk: BriefingDesk, cases: Sequence[Case]) -> list[BriefingLesson]:
    """The lessons of labelled briefings over one warehouse."""
    known = documents_of(desk)
    return [_lesson(desk, held(case, known), known) for case in cases]


def _lesson(desk: BriefingDesk, case: Case, known: Mapping[str, str]) -> BriefingLesson:
    focus = known[stem_of(case.focus)]
    lens = lens_of(desk, focus, case.lens.themes, case.lens.question)
    ranked = ranked_reviews(desk, lens, pool_of(desk, TakeOptions(), focus).eligible)
    grades: dict[str, int] = {}
    for review in case.reviews:
        review_id = known[stem_of(review.doc)]
        grades[review_id] = max(review.grade, grades.get(review_id, 0))
    scores = dict.fromkeys((review.review_id for review in ranked), 1.0)
    quotes = ranked_quotes(statements_of(desk, lens, list(scores)), scores)
    wanted: dict[str, list[str]] = {}
    for labelled in case.quotes:
        wanted.setdefault(known[stem_of(labelled.doc)], []).append(plain(labelled.starts))
    return BriefingLesson(
        case.name,
        tuple(ranked),
        tuple(grades.get(review.review_id, 0) for review in ranked),
        tuple(quotes),
        tuple(any(w in plain(q.text) for w in wanted.get(q.review_id, ())) for q in quotes),
    )
