"""Documents into reviews: reports first, then every other paper to the one review it fits best."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from warehouse.families.corrections import NO_CORRECTIONS, Corrections
from warehouse.families.facts import Facts, Member
from warehouse.families.ties import Tie, tie

# A key that more documents share than this (a standard sentence, "child a") tells nothing.
_COMMON = 40
_ALONE = Tie("no other document of this review is known", 1.0)
_BY_HAND = Tie("grouped by the correction file", 1.0)


def group(facts: Sequence[Facts], corrections: Corrections = NO_CORRECTIONS) -> list[Member]:
    """One Member per document; documents that are no part of a review get no review_id."""
    families = _Families(facts, corrections)
    pairs = sorted(_ties(facts, corrections), key=lambda p: (-p[2].confidence, p[0], p[1]))
    for a, b, found in pairs:
        if _is_report(families.facts[a]) and _is_report(families.facts[b]):
            families.join(a, b, found)
    families.attach(pairs)
    return sorted(families.members(), key=lambda m: m.document_id)


class _Families:
    """Sets of documents that only ever grow, each with the tie that brought it in."""

    def __init__(self, facts: Sequence[Facts], corrections: Corrections) -> None:
        self.facts = {f.document_id: f for f in facts}
        self._apart = corrections.apart
        self._family = {f.document_id: {f.document_id} for f in facts}
        self._why: dict[str, Tie] = {}

    def join(self, a: str, b: str, found: Tie) -> None:
        """Merge two families unless the correction file keeps some of their members apart."""
        first, second = self._family[a], self._family[b]
        if first is second or self._kept_apart(first, second):
            return
        for document_id in (a, b):
            self._why.setdefault(document_id, found)
        first |= second
        for document_id in second:
            self._family[document_id] = first

    def attach(self, pairs: Iterable[tuple[str, str, Tie]]) -> None:
        """Give each other paper to its best review, so that none of them joins two reviews."""
        attached: set[str] = set()
        for a, b, found in pairs:
            for paper, other in ((a, b), (b, a)):
                if _is_report(self.facts[paper]) or paper in attached:
                    continue
                if self._is_review(other):
                    attached.add(paper)
                    self.join(paper, other, found)
                    break

    def members(self) -> Iterator[Member]:
        """Name every family after its longest-known report."""
        seen: set[int] = set()
        for family in self._family.values():
            if id(family) in seen:
                continue
            seen.add(id(family))
            yield from self._named(family)

    def _named(self, family: set[str]) -> Iterator[Member]:
        if not any(self.facts[d].is_review for d in family):
            for document_id in sorted(family):
                yield Member(document_id, None, False, "not part of a known review", 1.0)
            return
        ranked = sorted(family, key=lambda d: _rank(self.facts[d]))
        review_id = f"rev-{ranked[0][:10]}"
        primary = next((d for d in ranked if not self.facts[d].is_withdrawn), ranked[0])
        for document_id in ranked:
            why = self._why.get(document_id, _ALONE)
            yield Member(document_id, review_id, document_id == primary, why.reason, why.confidence)

    def _is_review(self, document_id: str) -> bool:
        return any(self.facts[d].is_review for d in self._family[document_id])

    def _kept_apart(self, first: set[str], second: set[str]) -> bool:
        return any(frozenset((a, b)) in self._apart for a in first for b in second if self._apart)


def _ties(facts: Sequence[Facts], corrections: Corrections) -> Iterator[tuple[str, str, Tie]]:
    by_id = {f.document_id: f for f in facts}
    for a, b in corrections.join:
        if a in by_id and b in by_id:
            yield (a, b, _BY_HAND)
    for a, b in sorted(_candidates(facts)):
        if frozenset((a, b)) not in corrections.apart and (found := tie(by_id[a], by_id[b])):
            yield (a, b, found)


def _candidates(facts: Sequence[Facts]) -> set[tuple[str, str]]:
    """Pairs worth a closer look; one sentence in common is not enough."""
    pairs: set[tuple[str, str]] = set()
    by_words: Counter[tuple[str, str]] = Counter()
    for kind, sharers in _sharers(facts):
        found = combinations(sorted(sharers), 2)
        by_words.update(found) if kind == "words" else pairs.update(found)
    return pairs | {pair for pair, n in by_words.items() if n >= 2}


def _sharers(facts: Sequence[Facts]) -> Iterator[tuple[str, list[str]]]:
    """Documents that share a key, so that not every pair has to be compared."""
    keys: dict[tuple[str, object], list[str]] = defaultdict(list)
    for f in facts:
        marks: list[tuple[str, object]] = [("group", g) for g in f.groups]
        marks += [("words", h) for h in f.sketch]
        marks += [("name", (n, p)) for n in f.names for p in f.place]
        marks += [("title", (t, p)) for t in f.title_key - f.place for p in f.place]
        if f.reference:
            marks.append(("reference", f.reference))
        for mark in marks:
            keys[mark].append(f.document_id)
    return ((mark[0], found) for mark, found in keys.items() if 1 < len(found) <= _COMMON)


def _is_report(f: Facts) -> bool:
    return f.is_review and f.role == "report"


def _rank(f: Facts) -> tuple[bool, bool, str, int, str]:
    return (not f.is_review, f.role != "report", f.first_seen, -f.n_statements, f.document_id)
