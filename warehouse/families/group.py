"""Documents into reviews: reports first, then every other paper to the one review it fits best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from warehouse.families.corrections import NO_CORRECTIONS, Corrections
from warehouse.families.facts import Facts, Member
from warehouse.families.ties import ENOUGH_SHARED, PAPERS, Tie, tie
from warehouse.families.wording import NO_OVERLAP, overlaps

# A key that more documents share than this ("child a") shows nothing.
_COMMON = 40
_ALONE = Tie("no other document of this review is known", 1.0)
_BY_HAND = Tie("grouped by the correction file", 1.0)


def group(facts: Sequence[Facts], corrections: Corrections = NO_CORRECTIONS) -> list[Member]:
    """One Member per document; documents that are no part of a review get no review_id."""
    families = _Families(facts, corrections)
    pairs = sorted(_ties(facts, corrections), key=lambda p: (-p[2].confidence, p[0], p[1]))
    for a, b, found in pairs:
        if families.facts[a].is_report and families.facts[b].is_report:
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

    def attach(self, pairs: Sequence[tuple[str, str, Tie]]) -> None:
        """Give each other paper to its best review, so that none of them joins two reports.

        A paper may be tied to another paper that is tied to the report; what no report is known of
        is put together by itself.
        """
        while sum(self._place(paper, other, why) for paper, other, why in _both_ways(pairs)):
            pass
        for a, b, found in pairs:
            if not self._has_report(a) and not self._has_report(b):
                self.join(a, b, found)

    def _place(self, paper: str, other: str, found: Tie) -> bool:
        """Put a paper that has no report yet to one that has; says whether it was done."""
        if self._has_report(paper) or not self._has_report(other):
            return False
        self.join(paper, other, found)
        return self._has_report(paper)

    def members(self) -> Iterator[Member]:
        """Name every family after its longest-known report."""
        seen: set[int] = set()
        for family in self._family.values():
            if id(family) in seen:
                continue
            seen.add(id(family))
            yield from self._named(family)

    def _named(self, family: set[str]) -> Iterator[Member]:
        about = [self.facts[d].about for d in sorted(family) if self.facts[d].about]
        is_held = any(self.facts[d].is_review for d in family)
        if not is_held and not about:
            for document_id in sorted(family):
                yield Member(document_id, None, False, "not part of a known review", 1.0)
            return
        ranked = sorted(family, key=lambda d: _rank(self.facts[d]))
        review_id = f"rev-{ranked[0][:10]}"
        primary = next((d for d in ranked if not self.facts[d].is_withdrawn), ranked[0])
        # One that names the type knows more than one that does not.
        kind = None if is_held else min(about, key=lambda code: (code == "unknown", code))
        for document_id in ranked:
            why = self._why.get(document_id, _ALONE)
            is_primary = document_id == primary
            yield Member(document_id, review_id, is_primary, why.reason, why.confidence, kind)

    def _has_report(self, document_id: str) -> bool:
        return any(self.facts[d].is_report for d in self._family[document_id])

    def _kept_apart(self, first: set[str], second: set[str]) -> bool:
        return any(frozenset((a, b)) in self._apart for a in first for b in second if self._apart)


def _ties(facts: Sequence[Facts], corrections: Corrections) -> Iterator[tuple[str, str, Tie]]:
    by_id = {f.document_id: f for f in facts}
    for a, b in corrections.join:
        if a in by_id and b in by_id:
            yield (a, b, _BY_HAND)
    ids = [f.document_id for f in facts]
    shared = {
        (min(ids[i], ids[j]), max(ids[i], ids[j])): overlap
        for (i, j), overlap in overlaps([f.wording for f in facts], ENOUGH_SHARED).items()
    }
    for a, b in sorted(shared.keys() | _sharers(facts)):
        if frozenset((a, b)) in corrections.apart:
            continue
        if found := tie(by_id[a], by_id[b], shared.get((a, b), NO_OVERLAP)):
            yield (a, b, found)


def _both_ways(pairs: Iterable[tuple[str, str, Tie]]) -> Iterator[tuple[str, str, Tie]]:
    for a, b, found in pairs:
        yield a, b, found
        yield b, a, found


def _sharers(facts: Sequence[Facts]) -> set[tuple[str, str]]:
    """Documents that share a key, so that not every pair has to be compared."""
    keys: dict[tuple[str, object], list[str]] = defaultdict(list)
    for f in facts:
        for mark in _marks(f):
            keys[mark].append(f.document_id)
    found = (sorted(k) for k in keys.values() if 1 < len(k) <= _COMMON)
    return {pair for sharers in found for pair in combinations(sharers, 2)}


def _marks(f: Facts) -> Iterator[tuple[str, object]]:
    places = f.place | f.sources
    yield from (("group", g) for g in f.groups)
    yield from (("name", (n, p)) for n in f.names for p in places)
    yield from (("title", (t, p)) for t in f.title_key - f.place for p in places)
    yield from (("file", (t, s)) for t in f.file_key for s in f.sources)
    if f.role in PAPERS or f.is_report:
        yield from (("named", pair) for pair in combinations(sorted(f.title_key), 2))
    if f.reference:
        yield ("reference", f.reference)
    if f.published:
        yield from (("day", (f.published, p)) for p in places)


def _rank(f: Facts) -> tuple[bool, bool, str, int, str]:
    return (not f.is_review, f.role != "report", f.first_seen, -f.n_statements, f.document_id)
