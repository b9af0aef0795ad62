"""One document against its annotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from measurement.evaluation.gold import QUOTED, GoldDocument, GoldStatement
from measurement.evaluation.links import addressees_score, repeats_score
from measurement.evaluation.matching import SOFT, MatchedPair, likeness, one_to_one, words
from measurement.evaluation.metadata import metadata_score
from measurement.evaluation.predict import Predicted
from measurement.evaluation.tallies import Ratio, Sureness, Tally
from models.records import Kind, Statement

NEAR = 0.3  # below this likeness a missed statement has no near one worth showing
NOWHERE = "-"


class Miss(msgspec.Struct, frozen=True):
    """An annotated statement that did not come out, and what came nearest."""

    kind: str
    page: int
    number: str | None
    text: str
    near_f1: float | None = None
    near_kind: str | None = None
    near_rule: str | None = None
    near_page: int | None = None
    near_text: str | None = None


class FalseOne(msgspec.Struct, frozen=True):
    """A statement that came out and is not annotated as its kind."""

    statement_id: str
    kind: str
    page: int
    rule: str
    text: str
    gold_kind: str | None = None  # annotated, but as another kind


class DocumentScore(msgspec.Struct):
    """All counts of one document."""

    document_id: str
    file: str
    status: str
    n_statements: int
    soft: dict[str, Tally]
    strict: dict[str, Tally]
    confusion: list[tuple[str, str, int]]
    rules: dict[str, Ratio]
    sureness: dict[str, Sureness]  # by confidence in tenths, from "0" to "9"
    pages: Ratio
    verbatim: Ratio
    quoted: Ratio  # of the quoted rows, how many were rightly kept out
    themes: dict[str, Tally]
    repeats: Tally
    addressees: Tally
    addressee_exact: Ratio
    metadata: dict[str, Ratio]
    metadata_errors: dict[str, tuple[str, str]]
    misses: list[Miss]
    false: list[FalseOne]

    @property
    def total(self) -> Tally:
        total = Tally()
        for tally in self.soft.values():
            total.add(tally)
        return total


def score_document(gold: GoldDocument, predicted: Predicted) -> DocumentScore:
    """Every figure of one document; statements of kinds that were not annotated are left out."""
    annotated = [row for row in gold.statements if row.kind != QUOTED]
    found = _without_relayed(gold, predicted.extraction.statements)
    near = likeness([words(r.text) for r in annotated], [words(s.text) for s in found], NEAR)
    distance = _distances(annotated, found, near)
    alike = [pair for pair in near if pair.f1 >= SOFT]
    pairs = one_to_one(
        [p for p in alike if annotated[p.gold].kind == found[p.found].kind], distance
    )
    any_kind = one_to_one(alike, distance)
    judged = {row.kind for row in annotated}
    kinds = _Kinds(annotated, found, judged, gold.is_partial)
    metadata, errors = metadata_score(gold.metadata, predicted)
    addressees, exact = addressees_score(annotated, found, pairs)
    return DocumentScore(
        document_id=gold.document_id,
        file=gold.file,
        status=str(predicted.status),
        n_statements=len(found),
        soft=kinds.tallies(pairs),
        strict=kinds.tallies([pair for pair in pairs if pair.is_strict]),
        confusion=_confusion(annotated, found, any_kind, judged),
        rules=kinds.by_rule(pairs),
        sureness=kinds.by_sureness(pairs),
        pages=_pages(annotated, found, pairs),
        verbatim=Ratio(sum(predicted.verbatim), len(predicted.verbatim)),
        quoted=_quoted(gold, found, any_kind),
        themes=_themes(annotated, found, pairs, predicted),
        repeats=repeats_score(gold.statements, annotated, found, pairs),
        addressees=addressees,
        addressee_exact=exact,
        metadata=metadata,
        metadata_errors=errors,
        misses=_misses(annotated, found, pairs, near),
        false=kinds.false_ones(pairs, any_kind),
    )


def _without_relayed(gold: GoldDocument, found: Sequence[Statement]) -> list[Statement]:
    """The statements without agencies' own recommendations that the annotator calls relayed.

    Annotators differ on these: some annotate them as recommendations, some as relayed. A statement
    that is marked as single-agency is right by both.
    """
    rows = [words(row.text) for row in gold.statements if row.kind == QUOTED]
    marked = [s for s in found if s.is_single_agency]
    pairs = one_to_one(likeness(rows, [words(s.text) for s in marked], SOFT), {})
    relayed = {marked[pair.found].statement_id for pair in pairs}
    return [s for s in found if s.statement_id not in relayed]


class _Kinds:
    """What is judged in one document: kinds that the annotator annotated there."""

    def __init__(
        self,
        gold: list[GoldStatement],
        found: list[Statement],
        judged: set[str],
        is_partial: bool,
    ) -> None:
        self.gold, self.found, self.judged = gold, found, judged
        # Where only part of the findings was annotated, an extra finding may well be right.
        self.precise = judged - {Kind.FINDING} if is_partial else judged

    def tallies(self, pairs: list[MatchedPair]) -> dict[str, Tally]:
        tallies = {str(kind): Tally() for kind in Kind if kind in self.judged}
        hit_gold = {pair.gold for pair in pairs}
        hit_found = {pair.found for pair in pairs}
        for i, row in enumerate(self.gold):
            tallies[row.kind].add(Tally(found=i in hit_gold, missed=i not in hit_gold))
        for j, statement in enumerate(self.found):
            if statement.kind in self.precise:
                tallies[statement.kind].add(Tally(right=j in hit_found, wrong=j not in hit_found))
        return tallies

    def by_rule(self, pairs: list[MatchedPair]) -> dict[str, Ratio]:
        hit = {pair.found for pair in pairs}
        rules: dict[str, Ratio] = {}
        for j, statement in enumerate(self.found):
            if statement.kind in self.precise:
                rules.setdefault(f"{statement.kind}: {statement.rule}", Ratio()).count(j in hit)
        return rules

    def by_sureness(self, pairs: list[MatchedPair]) -> dict[str, Sureness]:
        hit = {pair.found for pair in pairs}
        bins: dict[str, Sureness] = {}
        for j, s in enumerate(self.found):
            if s.kind in self.precise:
                tenth = str(min(int(s.confidence * 10), 9))
                bins.setdefault(tenth, Sureness()).add(Sureness(s.confidence, int(j in hit), 1))
        return bins

    def false_ones(self, pairs: list[MatchedPair], any_kind: list[MatchedPair]) -> list[FalseOne]:
        hit = {pair.found for pair in pairs}
        other = {pair.found: self.gold[pair.gold].kind for pair in any_kind}
        return [
            FalseOne(s.statement_id, s.kind, s.page_first, s.rule, s.text, other.get(j))
            for j, s in enumerate(self.found)
            if s.kind in self.precise and j not in hit
        ]


def _distances(
    gold: list[GoldStatement], found: list[Statement], pairs: list[MatchedPair]
) -> dict[tuple[int, int], int]:
    return {(p.gold, p.found): abs(gold[p.gold].page - found[p.found].page_first) for p in pairs}


def _confusion(
    gold: list[GoldStatement], found: list[Statement], pairs: list[MatchedPair], judged: set[str]
) -> list[tuple[str, str, int]]:
    """(annotated kind, extracted kind, how many); `-` means nothing on that side."""
    counts = Counter((gold[p.gold].kind, str(found[p.found].kind)) for p in pairs)
    hit_gold, hit_found = {p.gold for p in pairs}, {p.found for p in pairs}
    counts.update((row.kind, NOWHERE) for i, row in enumerate(gold) if i not in hit_gold)
    counts.update(
        (NOWHERE, str(s.kind))
        for j, s in enumerate(found)
        if j not in hit_found and s.kind in judged
    )
    return [(one, other, n) for (one, other), n in sorted(counts.items())]


def _pages(gold: list[GoldStatement], found: list[Statement], pairs: list[MatchedPair]) -> Ratio:
    ratio = Ratio()
    for pair in pairs:
        row, statement = gold[pair.gold], found[pair.found]
        ratio.count((row.page, row.last_page) == (statement.page_first, statement.page_last))
    return ratio


def _quoted(gold: GoldDocument, found: list[Statement], any_kind: list[MatchedPair]) -> Ratio:
    rows = [row for row in gold.statements if row.kind == QUOTED]
    taken = {pair.found for pair in any_kind}
    free = [words(s.text) for j, s in enumerate(found) if j not in taken]
    through = one_to_one(likeness([words(row.text) for row in rows], free, SOFT), {})
    return Ratio(len(rows) - len(through), len(rows))


def _themes(
    gold: list[GoldStatement],
    found: list[Statement],
    pairs: list[MatchedPair],
    predicted: Predicted,
) -> dict[str, Tally]:
    if predicted.labelled is None:
        return {}
    labels: dict[str, set[str]] = {}
    for label in predicted.labelled.labels:
        labels.setdefault(label.statement_id, set()).add(label.theme_id)
    tallies: dict[str, Tally] = {}
    for pair in pairs:
        told = set(gold[pair.gold].themes)
        given = labels.get(found[pair.found].statement_id, set())
        for theme in told | given:
            hit = theme in told and theme in given
            tallies.setdefault(theme, Tally()).add(
                Tally(hit, theme in told and not hit, hit, theme in given and not hit)
            )
    return tallies


def _misses(
    gold: list[GoldStatement],
    found: list[Statement],
    pairs: list[MatchedPair],
    near: list[MatchedPair],
) -> list[Miss]:
    hit = {pair.gold for pair in pairs}
    nearest: dict[int, MatchedPair] = {}
    for pair in sorted(near, key=lambda p: p.f1):
        nearest[pair.gold] = pair
    misses = []
    for i, row in enumerate(gold):
        if i in hit:
            continue
        miss = Miss(row.kind, row.page, row.number, row.text)
        if (best := nearest.get(i)) is not None:
            s = found[best.found]
            miss = Miss(
                row.kind, row.page, row.number, row.text,
                round(best.f1, 3), str(s.kind), s.rule, s.page_first, s.text,
            )  # fmt: skip
        misses.append(miss)
    return misses
