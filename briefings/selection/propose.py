"""From a request to a shortlist: reviews, their quotes, and the program's comments on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from briefings.breakout import OF_A_BOARD, turn
from briefings.selection.covering import covering
from briefings.selection.desk import BriefingDesk, Row
from briefings.selection.filters import shut_out
from briefings.selection.lens import Lens, lens_of
from briefings.selection.missing import held_back, missing
from briefings.selection.mixing import mixed
from briefings.selection.pool import Pool, pool_of
from briefings.selection.quotes import (
    Quote,
    ranked_quotes,
    statements_of,
    without_copies,
)
from briefings.selection.rank import Ranked, ranked_reviews
from briefings.selection.request import Request
from briefings.selection.spread import spread
from briefings.selection.told import in_turn, told_by_kind
from briefings.selection.used import Used, used_before, uses
from briefings.selection.why import how_much, newness, why_review
from briefings.shortlist import ChosenReview, KeptQuote, LeftOut, Shortlist

_FOCUS_EXTRACTS = 8
_WORKED, _QUESTIONS, _IMPLICATIONS, _ASKED, _LEFT_OUT = 4, 3, 6, 3, 6
_MORE = 3  # further quotes of a review that are shown and not chosen
_USED, _NEW = 0.8, 1.05  # what a review's score is multiplied by
_USED_LATER = 3  # a quote that was used is moved down by this factor
_LEANING_LATER = (
    5  # the same for one that needs the sentence before it: other quotes of its review come first
)
_WEIGHTY = 0.5  # of the heaviest theme's weight: themes that weigh more should be quoted


class Proposal(msgspec.Struct, frozen=True):
    """A shortlist with everything that its comments are made from."""

    shortlist: Shortlist
    request: Request
    lens: Lens
    pool: Pool
    quotes: Mapping[str, Quote]  # by id, of all that are shown
    more: Mapping[str, tuple[Quote, ...]]  # of each review, shown and not chosen
    asked: Mapping[str, Row]
    new: tuple[Ranked, ...]  # on the lens and new since the last briefing
    held_back: str
    how_much: Mapping[str, str] = {}  # how much of each review is about the themes, in numbers


def propose(path: Path, request: Request) -> Proposal:
    """Choose for a request. Raises BriefingError; WarehouseError if `path` is no warehouse."""
    desk = BriefingDesk(path)
    asked = request.checked()
    desk.check_themes(asked.themes)
    lens = lens_of(desk, asked.focus, asked.themes, asked.question, asked.said)
    pool = pool_of(desk, asked.take, asked.focus)
    found = _weighed(ranked_reviews(desk, lens, pool.eligible, pool.barred_facts()), pool, asked)
    ranked = [review for review in found if review.review_id in pool.eligible]
    chosen = spread(ranked, asked.n_reviews, asked.take.at_most_per_publisher)
    repeats = desk.ask_file("asked", {
        **lens.parameters("themes", "weights"), "reviews": [*_ids(chosen), asked.focus or ""],
        "eligible": [*pool.eligible, asked.focus or ""], "n": _ASKED,
    })  # fmt: skip
    table = _Table(desk, lens, chosen, asked, repeats)
    shortlist = Shortlist(
        briefing=asked.briefing or _title(desk, lens),
        audience=asked.audience,
        on=asked.on,
        minutes=asked.minutes,
        last_briefing=asked.last_briefing.isoformat() if asked.last_briefing else None,
        focus=asked.focus,
        question=asked.question,
        themes={theme.theme_id: theme.weight for theme in lens.themes},
        take=asked.take,
        used_before=asked.used_before,
        focus_extracts=table.focus_extracts(),
        reviews=table.reviews(),
        worked=table.of_kind("good_practice", _WORKED),
        asked=tuple(str(row["cluster_id"]) for row in repeats),
        questions=table.questions(_QUESTIONS),
        implications=table.of_kind("learning_point", _IMPLICATIONS),
        left_out=tuple(_left_out(found, chosen, pool, asked.used)),
        missing=missing(ranked, pool.eligible, asked.take, shut_out(pool, asked.take)),
    )
    return Proposal(
        shortlist,
        asked,
        lens,
        pool,
        table.shown,
        table.more,
        {str(row["cluster_id"]): row for row in repeats},
        tuple(review for review in ranked if _is_new(review.facts, asked)),
        held_back(desk, [*_ids(chosen), asked.focus or ""], table.quotes),
        table.how_much,
    )


class _Table:
    """The quotes chosen so far, each in one place only."""

    def __init__(
        self,
        desk: BriefingDesk,
        lens: Lens,
        chosen: Sequence[Ranked],
        request: Request,
        repeats: Sequence[Row],
    ) -> None:
        # Repeated advice has a place of its own, so its recommendations are not quoted again.
        repeated = {str(i) for row in repeats for i in row["statement_ids"]}
        self._request = msgspec.structs.replace(request, struck=(*request.struck, *repeated))
        self._chosen = chosen
        scores = {review.review_id: review.score for review in chosen}
        rows = statements_of(desk, lens, [*scores, *([request.focus] if request.focus else [])])
        own = {request.focus: 1.0} if request.focus else {}
        self._own = _offered(rows, own, self._request)
        self.quotes = _offered(rows, scores, self._request)
        self._counts: dict[str, list[Row]] = {}
        for row in desk.ask_file(
            "review_counts", {**lens.parameters("themes", "weights"), "reviews": list(scores)}
        ):
            self._counts.setdefault(str(row["review_id"]), []).append(row)
        self._labels = desk.labels()
        heaviest = max((theme.weight for theme in lens.themes), default=0.0)
        self._weighty = [t.theme_id for t in lens.themes if t.weight > _WEIGHTY * heaviest]
        self.shown: dict[str, Quote] = {}
        self.more: dict[str, tuple[Quote, ...]] = {}
        self.how_much: dict[str, str] = {}

    def focus_extracts(self) -> tuple[KeptQuote, ...]:
        """Findings, learning and good practice of the review in focus."""
        return self._lay(told_by_kind(self._own, _FOCUS_EXTRACTS))

    def reviews(self) -> tuple[ChosenReview, ...]:
        """The chosen reviews with their best quotes."""
        found = []
        kept = self._kept()
        ids = {quote.statement_id for quote in kept}
        for review in self._chosen:
            mine = [q for q in kept if q.review_id == review.review_id]
            rest = [
                quote
                for quote in self.quotes
                if quote.review_id == review.review_id and quote.statement_id not in ids
            ]
            self.more[review.review_id] = tuple(rest[:_MORE])
            counts = self._counts.get(review.review_id, [])
            n_statements = int(str(review.facts["n_statements"]))
            if told := how_much(counts, n_statements, self._labels):
                self.how_much[review.review_id] = told
            found.append(
                ChosenReview(
                    review.review_id,
                    why_review(counts, self._labels),
                    self._lay(mine),
                    used=uses(self._request.used, review.review_id),
                )
            )
        return tuple(found)

    def _kept(self) -> tuple[Quote, ...]:
        """The best quotes of each review, and one for each theme that was asked for."""
        of = Counter[str]()
        best = []
        for quote in self.quotes:
            of[quote.review_id] += 1
            if of[quote.review_id] <= self._request.n_quotes:
                best.append(quote)
        return covering(best, self.quotes, self._weighty)

    def of_kind(self, kind: str, n: int) -> tuple[KeptQuote, ...]:
        """The best quotes of a kind that are not used elsewhere, from many reviews."""
        return self._lay(in_turn(self._free(kind), n))

    def questions(self, n: int) -> tuple[KeptQuote, ...]:
        """Questions about practitioners' own work or, if there are none, questions for boards."""
        free = sorted(self._free("question"), key=lambda q: turn(q.text, q.heading))
        ours = [q for q in free if turn(q.text, q.heading) < OF_A_BOARD]
        return self._lay(in_turn(ours or free, n))

    def _free(self, kind: str) -> list[Quote]:
        every = [*self.quotes, *self._own]
        return [q for q in every if q.kind == kind and q.statement_id not in self.shown]

    def _lay(self, quotes: Sequence[Quote]) -> tuple[KeptQuote, ...]:
        self.shown.update({quote.statement_id: quote for quote in quotes})
        return tuple(
            KeptQuote(
                quote.statement_id,
                quote.start,
                quote.until,
                theme=quote.theme_id,
                used=uses(self._request.used, quote.statement_id),
            )
            for quote in quotes
        )


def _offered(rows: Sequence[Row], reviews: Mapping[str, float], request: Request) -> list[Quote]:
    """Ranked quotes without those struck out; used ones and those that need context come last."""
    quotes = mixed(without_copies(ranked_quotes(rows, reviews)))
    known = {statement for u in request.used for statement in u.statements}
    placed = [
        (
            place
            * (_USED_LATER if quote.statement_id in known else 1)
            * (_LEANING_LATER if quote.leans else 1),
            place,
            quote,
        )
        for place, quote in enumerate(quotes, start=1)
        if quote.statement_id not in request.struck
    ]
    return [quote for _, _, quote in sorted(placed, key=lambda p: p[:2])]


def _weighed(ranked: Iterable[Ranked], pool: Pool, request: Request) -> list[Ranked]:
    """Rank what was used before lower, and what is new a little higher."""
    known = {review for u in request.used for review in u.reviews}
    found = []
    for review in ranked:
        factor = _USED if review.review_id in known else 1.0
        factor *= _NEW if _is_new(pool.facts[review.review_id], request) else 1.0
        if factor != 1:  # most do not change, and copying each of them would take time
            review = msgspec.structs.replace(review, score=review.score * factor)  # noqa: PLW2901
        found.append(review)
    return sorted(found, key=lambda review: (-review.score, review.review_id))


def _is_new(facts: Row, request: Request) -> bool:
    since = request.last_briefing
    return since is not None and newness(facts, since, request.new_by) is not None


def _left_out(
    found: Sequence[Ranked], chosen: Sequence[Ranked], pool: Pool, used: Sequence[Used]
) -> Iterator[LeftOut]:
    """The next best reviews, why each is not in, and when and with whom it was used before."""
    ids = {review.review_id for review in chosen}
    taken = {review.facts["publisher"] for review in chosen if review.facts["publisher"]}
    others = [review for review in found if review.review_id not in ids]
    last = min((review.score for review in chosen), default=0.0)
    for review in others[:_LEFT_OUT]:
        publisher = pool.facts[review.review_id]["publisher"]
        why = f"next in the ranking, after the {len(chosen)} chosen"
        if publisher in taken:
            why = "another review of the same board is in"
        elif review.score > last:
            why = "it ranks above one that was chosen for its other nation, sector or board"
        why = pool.barred.get(review.review_id, why)
        yield LeftOut(review.review_id, "; ".join((why, *used_before(used, review.review_id))))


def _ids(reviews: Sequence[Ranked]) -> list[str]:
    return [review.review_id for review in reviews]


def _title(desk: BriefingDesk, lens: Lens) -> str:
    """A title from the subject of the briefing, until the author writes a better one."""
    labels = desk.labels()
    return ", ".join(labels[t.theme_id] for t in lens.themes[:2]) or "Briefing"
