"""nDCG@10 and recall@15 of reviews, and labelled quotes among the first three times as many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log2
from pathlib import Path

import msgspec

from briefings.selection.desk import BriefingDesk
from measurement.briefings.labels import Case, LabelError, plain

_AT, _RECALL_AT, _TIMES = 10, 15, 3
_GOOD = 2  # the grade from which a review ought to be found


class Offer(msgspec.Struct, frozen=True):
    """What a way of choosing offers: reviews and statements, best first, by id."""

    reviews: tuple[str, ...]
    statements: tuple[str, ...]


class Scores(msgspec.Struct, frozen=True):
    """One briefing's figures."""

    name: str
    ndcg: float
    recall: float
    quotes: float
    n_quotes: int
    missed: tuple[str, ...] = ()  # labelled reviews of grade 2 and 3 that are not among the first


Way = Callable[[BriefingDesk, Case, str], Offer]


def measure(path: Path, cases: Sequence[Case], way: Way) -> list[Scores]:
    """Score one way of choosing over a warehouse that holds the labelled documents.

    Labels of documents that it does not hold are left out. Raises LabelError where a focus is
    missing: without it there is nothing to choose for.
    """
    desk = BriefingDesk(path)
    known = documents_of(desk)
    found = []
    for case in cases:
        focus = known.get(stem_of(case.focus))
        if focus is None:
            raise LabelError(
                f"{case.name}: {case.focus} is not in this data folder. `reviews run --from` the"
                " folders that the labels name, or measure labels without it."
            )
        labelled = held(case, known)
        found.append(_score(desk, labelled, way(desk, labelled, focus), known))
    return found


def held(case: Case, known: dict[str, str]) -> Case:
    """The labels of documents that are there."""
    return msgspec.structs.replace(
        case,
        reviews=tuple(r for r in case.reviews if stem_of(r.doc) in known),
        quotes=tuple(q for q in case.quotes if stem_of(q.doc) in known),
    )


def mean(scores: Sequence[Scores]) -> Scores:
    """The plain mean over briefings."""
    n = len(scores) or 1
    return Scores(
        "mean",
        sum(s.ndcg for s in scores) / n,
        sum(s.recall for s in scores) / n,
        sum(s.quotes for s in scores) / n,
        sum(s.n_quotes for s in scores),
    )


def ndcg(gains: Sequence[int], ideal: Sequence[int], at: int = _AT) -> float:
    """Discounted gain of the first ones against the best order there could be."""

    def gain(grades: Sequence[int]) -> float:
        return sum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:at]))

    best = gain(sorted(ideal, reverse=True))
    return gain(gains) / best if best else 1.0


def _score(desk: BriefingDesk, case: Case, offer: Offer, known: dict[str, str]) -> Scores:
    family_of = {
        known[stem_of(doc)]: f for doc, f in case.family_of.items() if stem_of(doc) in known
    }
    documents = {known[stem_of(r.doc)]: r.doc for r in case.reviews if stem_of(r.doc) in known}
    grades = case.grades()
    order: list[str] = []
    for review in offer.reviews:
        family = family_of.get(review) or documents.get(review, review)
        if family not in order:
            order.append(family)
    good = [family for family, grade in grades.items() if grade >= _GOOD]
    missed = [family for family in good if family not in order[:_RECALL_AT]]
    found, total = _quotes(desk, case, offer.statements)
    return Scores(
        case.name,
        ndcg([grades.get(family, 0) for family in order], list(grades.values())),
        1 - len(missed) / (len(good) or 1),
        found / (total or 1),
        total,
        tuple(missed),
    )


def _quotes(desk: BriefingDesk, case: Case, statements: Sequence[str]) -> tuple[int, int]:
    """How many labelled quotes are among the first statements, three times as many as labelled."""
    rows = desk.ask(
        "select s.statement_id, s.text, d.file_name from statements s join documents d"
        " using (document_id) where list_contains($ids::varchar[], s.statement_id)",
        {"ids": list(statements[: _TIMES * len(case.quotes)])},
    )
    offered: dict[str, list[str]] = {}
    for row in rows:
        offered.setdefault(stem_of(str(row["file_name"])), []).append(plain(str(row["text"])))
    found = [
        quote
        for quote in case.quotes
        if any(plain(quote.starts) in text for text in offered.get(stem_of(quote.doc), ()))
    ]
    return len(found), len(case.quotes)


def documents_of(desk: BriefingDesk) -> dict[str, str]:
    """The review of each document, by the name of its file."""
    rows = desk.ask("select file_name, review_id from documents where review_id is not null")
    return {stem_of(str(row["file_name"])): str(row["review_id"]) for row in rows}


def stem_of(name: str) -> str:
    """The name of a document without its collection and ending."""
    return name.rsplit("/", 1)[-1].removesuffix(".pdf")
