import csv
import random
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import pyarrow as pa
import pytest
import yaml
from scipy import sparse

import warehouse
from models.records import Extraction, Kind, Metadata, Statement
from models.themes import Classifier
from warehouse.repeats.advice import advised
from warehouse.repeats.apart import apart
from warehouse.repeats.cluster import cluster
from warehouse.repeats.pairs import THRESHOLD, alike
from warehouse.repeats.vectors import vectors
from warehouse.terms import terms_of, words_of

Likeness = Callable[[str, str], float]

TOPICS = yaml.safe_load((Path(__file__).parent / "advice.yaml").read_text(encoding="utf-8"))

REAL = Path(__file__).parent / "advice_real.csv"


def _vectors(
    texts: list[str], themes: Sequence[list[str] | None] | None = None
) -> sparse.csr_matrix:
    named = pa.chunked_array([pa.array(themes or [None] * len(texts), pa.list_(pa.string()))])
    return vectors(advised(words_of(pa.array(texts))), terms_of(named))


def quality(found: list[tuple[float, str]]) -> tuple[float, float]:
    """Precision and recall of pairs that reach the threshold."""
    hits = [label for likeness, label in found if likeness >= THRESHOLD]
    right = hits.count("same")
    return right / len(hits), right / sum(1 for _, label in found if label == "same")


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    """Likeness of two own-words texts, with the themes that the classifier gives them."""
    texts = [t for topic in TOPICS for t in topic["same"] + topic["related"]]
    said = tuple(
        Statement(str(i), "fictional", Kind.RECOMMENDATION, text, 1, 1, (), "own words", 1.0, i)
        for i, text in enumerate(texts)
    )
    themes: list[list[str]] = [[] for _ in texts]
    for label in Classifier.load().label(Extraction("fictional", Metadata(), (), said)).labels:
        themes[int(label.statement_id)].append(label.theme_id)
    rows, place = _vectors(texts, themes), {t: i for i, t in enumerate(texts)}
    return lambda a, b: float(rows[place[a]].multiply(rows[place[b]]).sum())


def _recommendations(path: Path) -> tuple[sparse.csr_matrix, dict[str, int]]:
    found = warehouse.query(
        path,
        "select s.statement_id, s.text, list(t.theme_id) filter (t.theme_id is not null) "
        "from recommendations s left join statement_themes t using (statement_id) "
        "where s.review_id is not null and not s.is_repeat group by all order by 1",
    ).rows
    rows = _vectors([text for _, text, _ in found], [themes for *_, themes in found])
    return rows, {name: i for i, (name, *_) in enumerate(found)}


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
def test_same_advice_is_told_from_related_advice(half: int, likeness: Likeness) -> None:
    pairs = _pairs(TOPICS[half::2])
    assert len(pairs) == 150
    precision, recall = quality([(likeness(a, b), label) for a, b, label in pairs])
    assert precision >= 0.9
    assert recall >= 0.5


@pytest.mark.corpus
def test_same_advice_is_told_in_real_reports(corpus_warehouse: Path) -> None:
    """Pairs labelled by hand from real recommendations, by statement id; no text stands here."""
    rows, place = _recommendations(corpus_warehouse)
    with REAL.open(encoding="utf-8") as file:
        pairs = [
            row for row in csv.DictReader(file) if {row["first"], row["second"]} <= place.keys()
        ]
    assert len(pairs) >= 250, "extraction has changed: too few of the labelled pairs are left"
    found = [
        (float(rows[place[p["first"]]].multiply(rows[place[p["second"]]]).sum()), p["label"])
        for p in pairs
    ]
    precision, recall = quality(found)
    assert precision >= 0.82
    assert recall >= 0.5


@pytest.mark.parametrize(
    ("first", "second", "likeness", "bodies", "are_apart"),
    [
        # Two bodies, however alike the words; health services may be asked for one thing.
        ("Share letters.", "Share letters.", 0.95, (["police"], ["education"]), True),
        (
            "Share letters.",
            "Share letters.",
            0.95,
            (["hospital_trust"], ["general_practice"]),
            False,
        ),
        ("Share letters.", "Share letters.", 0.95, (["police"], ["police", "education"]), False),
        ("Share letters.", "Share letters.", 0.95, (["police"], ["own_board"]), False),
        ("Share letters.", "Share letters.", 0.95, (["police"], None), False),
        # Other people, as far as the words are just alike enough.
        ("Accommodation for care leavers.", "Accommodation in police protection.", 0.66, (), True),
        ("Accommodation for care leavers.", "Accommodation in police protection.", 0.75, (), False),
        ("Accommodation for care leavers.", "Suitable accommodation.", 0.66, (), False),
    ],
)
def test_other_bodies_and_other_people_are_asked_for_other_things(
    first: str, second: str, likeness: float, bodies: Sequence[list[str] | None], are_apart: bool
) -> None:
    concepts = advised(words_of(pa.array([first, second])))
    assert apart(concepts, bodies or (None, None))(0, 1, likeness) is are_apart


def test_themes_count_where_both_have_some() -> None:
    texts = ["Share letters with nurses.", "Nurses should see letters.", "Letters reach nurses."]
    plain = _vectors(texts)
    rows = _vectors(texts, [["a"], ["a"], ["b"]])
    same, other = (rows[0].multiply(rows[i]).sum() for i in (1, 2))
    assert same > plain[0].multiply(plain[1]).sum()
    assert other < plain[0].multiply(plain[2]).sum()


def test_candidates_lose_few_pairs_that_the_full_comparison_finds() -> None:
    texts = [t for topic in TOPICS for t in topic["same"]]
    rows = _vectors(texts)
    full = (rows @ rows.T).toarray()
    expected = {(i, j) for i, j in combinations(range(len(texts)), 2) if full[i, j] >= THRESHOLD}
    found = {(i, j) for i, j, _ in alike(rows)}
    assert found <= expected
    assert len(found) >= 0.98 * len(expected)


def test_advice_given_by_very_many_boards_is_one_cluster() -> None:
    texts = [
        f"Boards should audit chronologies of neglect in town {'abc'[i % 3]}." for i in range(600)
    ]
    made = list(cluster(alike(_vectors(texts)), [str(i) for i in range(600)]))
    assert [len(c.members) for c in made] == [600]


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
