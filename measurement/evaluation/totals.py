"""All documents together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from measurement.evaluation.gold import GoldDocument
from measurement.evaluation.predict import Predicted
from measurement.evaluation.scores import DocumentScore, score_document
from measurement.evaluation.tallies import Ratio, Sureness, Tally


class Evaluation(msgspec.Struct):
    """The figures over all documents that were there; `absent` names those that were not."""

    documents: list[DocumentScore]
    absent: list[str]
    soft: dict[str, Tally]
    strict: dict[str, Tally]
    confusion: list[tuple[str, str, int]]
    rules: dict[str, Ratio]
    sureness: dict[str, Sureness]
    pages: Ratio
    verbatim: Ratio
    quoted: Ratio
    themes: dict[str, Tally]
    repeats: Tally
    addressees: Tally
    addressee_exact: Ratio
    metadata: dict[str, Ratio]

    @property
    def worst(self) -> list[DocumentScore]:
        """The ten documents of lowest F1, those with most errors first among equals."""
        judged = [score for score in self.documents if score.soft]
        return sorted(judged, key=lambda s: (rank(s.total), -len(s.misses)))[:10]


def rank(tally: Tally) -> float:
    """F1 where precision is judged, else recall."""
    value = tally.f1 if tally.f1 is not None else tally.recall
    return 1.0 if value is None else value


def evaluate(gold: Iterable[GoldDocument], predicted: dict[str, Predicted]) -> Evaluation:
    """Score each document that was predicted and add up."""
    documents: list[DocumentScore] = []
    absent: list[str] = []
    for document in gold:
        if document.document_id in predicted:
            documents.append(score_document(document, predicted[document.document_id]))
        else:
            absent.append(document.file or document.document_id)
    return Evaluation(
        documents=documents,
        absent=absent,
        soft=_tallies(score.soft for score in documents),
        strict=_tallies(score.strict for score in documents),
        confusion=_confusion(documents),
        rules=_ratios(score.rules for score in documents),
        sureness=_sureness(score.sureness for score in documents),
        pages=_ratio(score.pages for score in documents),
        verbatim=_ratio(score.verbatim for score in documents),
        quoted=_ratio(score.quoted for score in documents),
        themes=_tallies(score.themes for score in documents),
        repeats=total(score.repeats for score in documents),
        addressees=total(score.addressees for score in documents),
        addressee_exact=_ratio(score.addressee_exact for score in documents),
        metadata=_ratios(score.metadata for score in documents),
    )


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of all tallies."""
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return whole


def macro_f1(tallies: dict[str, Tally]) -> float | None:
    """Mean F1 over the labels that were annotated or given at least once."""
    # A label that was never given has no precision: it counts as 0, not as unknown.
    values = [tally.f1 or 0.0 for tally in tallies.values()]
    return sum(values) / len(values) if values else None


def _tallies(parts: Iterable[dict[str, Tally]]) -> dict[str, Tally]:
    sums: dict[str, Tally] = {}
    for part in parts:
        for name, tally in part.items():
            sums.setdefault(name, Tally()).add(tally)
    return sums


def _ratios(parts: Iterable[dict[str, Ratio]]) -> dict[str, Ratio]:
    sums: dict[str, Ratio] = {}
    for part in parts:
        for name, ratio in part.items():
            sums.setdefault(name, Ratio()).add(ratio)
    return sums


def _sureness(parts: Iterable[dict[str, Sureness]]) -> dict[str, Sureness]:
    sums: dict[str, Sureness] = {}
    for part in parts:
        for tenth, told in part.items():
            sums.setdefault(tenth, Sureness()).add(told)
    return dict(sorted(sums.items()))


def _ratio(parts: Iterable[Ratio]) -> Ratio:
    whole = Ratio()
    for part in parts:
        whole.add(part)
    return whole


def _confusion(documents: list[DocumentScore]) -> list[tuple[str, str, int]]:
    counts: Counter[tuple[str, str]] = Counter()
    for score in documents:
        for gold, found, n in score.confusion:
            counts[gold, found] += n
    return [(gold, found, n) for (gold, found), n in sorted(counts.items())]
