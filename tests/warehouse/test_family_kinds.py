"""Precision and recall of families over every kind of paper that boards publish."""

from collections import defaultdict
from itertools import combinations

import pytest
from kin import Paper, papers, true_pairs

from warehouse.families import facts_of, group

PAPERS = papers()


def _found(given: list[Paper]) -> set[frozenset[str]]:
    facts = [facts_of(p.document, [p.sighting()], is_withdrawn=False) for p in given]
    families = defaultdict(list)
    for member in group(facts):
        if member.review_id:
            families[member.review_id].append(member.document_id)
    return {frozenset(pair) for ids in families.values() for pair in combinations(ids, 2)}


def test_pairs_of_one_review_are_found_and_others_kept_apart() -> None:
    found, true = _found(PAPERS), true_pairs(PAPERS)
    assert len(true) > 100
    right = len(found & true)
    assert right / len(found) >= 0.98
    assert right / len(true) >= 0.95


@pytest.mark.parametrize("kind", sorted({p.document.file_name.split("-")[0] for p in PAPERS}))
def test_papers_of_each_kind_join_their_own_review(kind: str) -> None:
    found = _found(PAPERS)
    reports = {
        p.review: p.document.document_id for p in PAPERS if "report-" in p.document.file_name
    }
    for paper in PAPERS:
        name = paper.document.document_id
        if paper.document.file_name.split("-")[0] == kind and name != reports.get(paper.review):
            mine = [r for r, report in reports.items() if frozenset((name, report)) in found]
            assert mine == [r for r in [paper.review] if r >= 0], paper.document.file_name
