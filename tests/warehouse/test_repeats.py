import random
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from warehouse.repeats.cluster import cluster
from warehouse.repeats.vectors import THRESHOLD, alike, vectors

TOPICS = yaml.safe_load((Path(__file__).parent / "advice.yaml").read_text(encoding="utf-8"))


def _pairs(topics: list[dict[str, list[str]]]) -> list[tuple[str, str, str]]:
    chance = random.Random(3)
    pairs = []
    for topic in topics:
        pairs += [(a, b, "same") for a, b in combinations(topic["same"], 2)]
        pairs += [(topic["same"][i], topic["related"][i % 2], "related") for i in range(3)]
    for _ in range(len(topics) * 3 // 2):
        a, b = chance.sample(topics, 2)
        pairs.append((chance.choice(a["same"]), chance.choice(b["same"]), "different"))
    return pairs


@pytest.mark.parametrize("half", [0, 1], ids=["chosen on", "held out"])
def test_same_advice_is_told_from_related_advice(half: int) -> None:
    pairs = _pairs(TOPICS[half::2])
    assert len(pairs) == 150
    texts = [t for topic in TOPICS for t in topic["same"] + topic["related"]]
    rows, place = vectors(texts), {t: i for i, t in enumerate(texts)}
    found = [rows[place[a]].multiply(rows[place[b]]).sum() >= THRESHOLD for a, b, _ in pairs]
    right = sum(1 for hit, (*_, label) in zip(found, pairs, strict=True) if hit and label == "same")
    precision, recall = right / sum(found), right / sum(1 for *_, label in pairs if label == "same")
    assert precision >= 0.85
    assert recall >= 0.6


def test_candidates_lose_no_pair_that_the_full_comparison_finds() -> None:
    texts = [t for topic in TOPICS for t in topic["same"]]
    rows = vectors(texts)
    full = (rows @ rows.T).toarray()
    expected = {(i, j) for i, j in combinations(range(len(texts)), 2) if full[i, j] >= THRESHOLD}
    found = {(i, j) for i, j, _ in alike(rows)}
    assert found <= expected
    assert len(found) >= 0.98 * len(expected)


def test_clusters_do_not_chain() -> None:
    # 0-1-2-3 is a chain in which only neighbours are alike.
    pairs = [(0, 1, 0.9), (1, 2, 0.9), (2, 3, 0.9)]
    made = list(cluster(pairs, ["a", "b", "c", "d"]))
    alike_pairs = {frozenset(pair[:2]) for pair in pairs}
    for found in made:
        for member, _ in found.members:
            is_head = member == found.representative
            assert is_head or frozenset((found.representative, member)) in alike_pairs


def test_repeats_within_one_review_make_no_cluster() -> None:
    assert not list(cluster([(0, 1, 0.9)], ["a", "a"]))
