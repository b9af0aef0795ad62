import csv
import random
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from scipy import sparse

import warehouse
from models.records import Extraction, Kind, Metadata, Statement
from models.themes import Classifier
from vocabulary.yaml_text import value_of
from warehouse.repeats.advice import advised, without_asked
from warehouse.repeats.apart import apart
from warehouse.repeats.cluster import cluster
from warehouse.repeats.pairs import THRESHOLD, alike, likenesses
from warehouse.repeats.vectors import n_columns, vectors
from warehouse.terms import terms_of, words_of

Likeness = Callable[[str, str], float]

TOPICS = value_of((Path(__file__).parent / "advice.yaml").read_text(encoding="utf-8"))

REAL = Path(__file__).parent / "advice_real.csv"


def _vectors(
    texts: list[str], themes: Sequence[list[str] | None] | None = None
) -> tuple[sparse.csr_matrix, int]:
    """Rows of texts, and how many of their columns are concepts."""
    named = pa.chunked_array([pa.array(themes or [None] * len(texts), pa.list_(pa.string()))])
    concepts = advised(words_of(pa.array(texts)))
    return vectors(concepts, terms_of(named)), n_columns(concepts)


def _alike(rows: tuple[sparse.csr_matrix, int], first: int, second: int) -> float:
    return float(likenesses(*rows, np.array([first]), np.array([second]))[0])


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
    return lambda a, b: _alike(rows, place[a], place[b])


def _recommendations(path: Path) -> tuple[tuple[sparse.csr_matrix, int], dict[str, int]]:
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
    found = [(_alike(rows, place[p["first"]], place[p["second"]]), p["label"]) for p in pairs]
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
        (
            "Accommodation near lakes for care leavers.",
            "Accommodation near lakes in police protection.",
            0.75,
            (),
            False,
        ),
        ("Accommodation for care leavers.", "Suitable accommodation.", 0.66, (), False),
        # One subject in common with a text that says much else is too little, if not sure.
        ("The stability of staff.", "Word of vacant rooms, ferries and lanterns.", 0.66, (), True),
        ("Ferries.", "Ferries near dusk in rain, with lanterns.", 0.66, (), True),
        ("Ferries.", "Ferries near dusk in rain, with lanterns.", 0.7, (), False),
        # One subject, two things asked for.
        ("Supervision begins with fathers.", "Supervision templates are amended.", 0.75, (), True),
        ("Supervision templates are kept.", "Supervision templates are amended.", 0.75, (), False),
        # The same people, two things asked for.
        (
            "Rooms for care leavers and advisers.",
            "Earlier talks of care leavers and advisers.",
            0.83,
            (),
            False,
        ),
        (
            "Rooms in which care leavers meet personal advisers.",
            "Earlier engagement of personal advisers of care leavers.",
            0.83,
            (),
            True,
        ),
        (
            "Personal advisers of care leavers.",
            "Earlier personal advisers for care leavers.",
            0.83,
            (),
            False,
        ),
    ],
)
def test_other_bodies_and_other_people_are_asked_for_other_things(
    first: str, second: str, likeness: float, bodies: Sequence[list[str] | None], are_apart: bool
) -> None:
    concepts = advised(words_of(pa.array([first, second])))
    assert apart(concepts, bodies or (None, None))(0, 1, likeness) is are_apart


def test_the_name_of_who_is_asked_is_no_advice_in_common() -> None:
    texts = ["The Harbour Steering Group should revise its form.", "Ask the harbour to pay."]
    plain = without_asked(texts, ["The Harbour Steering Group; The Council", None])
    assert plain == ["  should revise its form.", "Ask the harbour to pay."]


def test_terms_of_several_words_are_one_concept() -> None:
    texts = ["Advocacy for parents with a learning disability.", "Newly qualified social workers."]
    concepts = advised(words_of(pa.array(texts)))
    said = [concepts.names[i] for i in concepts.ids.tolist()]
    assert said == ["#advocacy", "#parent_with_learning_disability", "#newly_qualified"]


def test_themes_count_where_both_have_some() -> None:
    texts = ["Share letters with nurses.", "Nurses should see letters.", "Letters reach nurses."]
    plain = _vectors(texts)
    rows = _vectors(texts, [["a"], ["a"], ["b"]])
    assert _alike(rows, 0, 1) > _alike(plain, 0, 1)
    assert _alike(rows, 0, 2) < _alike(plain, 0, 2)


def test_texts_that_share_most_of_four_things_are_more_alike_than_the_cosine_says() -> None:
    asks = "Hospitals should map ferries, lanterns and orchards before winter"
    texts = [
        f"{asks}, with granite kept dry in barns near weirs.",
        "Hospitals should map ferries, lanterns and orchards in summer, since copper turns green.",
        "Hospitals should hang lanterns in summer, since copper turns green where otters swim.",
        f"{asks}; copper turns green where otters swim at dusk, and herons nest above quiet ponds.",
        "Orchards before winter: mills grind barley, foxes sleep, and bells ring across the moor.",
    ]
    rows, n = _vectors([*texts, "Ferries.", "Lanterns."])
    pairs = np.array([(0, 1), (0, 2), (3, 4)])
    cosine = [float(rows[i].multiply(rows[j]).sum()) for i, j in pairs.tolist()]
    found = likenesses(rows, n, pairs[:, 0], pairs[:, 1]).tolist()
    # Five of eight in common; one; and three of eleven, where most of each is its own.
    assert found == pytest.approx([cosine[0] + 0.09, cosine[1], cosine[2] - 0.08])
    assert set(_pairs_of((rows, n), cosine[0] + 0.05)) == {(0, 1), (0, 3)}


def _pairs_of(rows: tuple[sparse.csr_matrix, int], threshold: float) -> list[tuple[int, int]]:
    return [(i, j) for i, j, _ in alike(*rows, threshold) if i == 0]


def test_candidates_lose_few_pairs_that_the_full_comparison_finds() -> None:
    texts = [t for topic in TOPICS for t in topic["same"]]
    rows = _vectors(texts)
    every = np.array(list(combinations(range(len(texts)), 2)))
    is_alike = likenesses(*rows, every[:, 0], every[:, 1]) >= THRESHOLD
    expected = {(i, j) for i, j in every[is_alike].tolist()}
    found = {(i, j) for i, j, _ in alike(*rows)}
    assert found <= expected
    assert len(found) >= 0.98 * len(expected)


def test_advice_given_by_very_many_boards_is_one_cluster() -> None:
    texts = [
        f"Boards should audit chronologies of neglect in town {'abc'[i % 3]}." for i in range(600)
    ]
    made = list(cluster(alike(*_vectors(texts)), [str(i) for i in range(600)]))
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


@pytest.mark.parametrize(
    ("first", "second"),
    [("Send an action plan to the scrutineer within two months of publication.",
      "The scrutineer should look again, a year after publication, at each plan."),
     ("Amend contracts for home care to require a meeting before notice in cases of self-neglect.",
      "Home care contracts should require that worries are told the same day, in all cases."),
     ("Supervision to begin with the case that has been discussed least.",
      "Amend the supervision template so that each case is discussed.")],
)  # fmt: skip
def test_a_shared_subject_or_date_is_not_the_same_advice(first: str, second: str) -> None:
    others = [text for topic in TOPICS for text in topic["same"]]
    rows = _vectors([first, second, *others])
    are_apart = apart(advised(words_of(pa.array([first, second, *others]))), [None] * 99)
    likeness = _alike(rows, 0, 1)
    assert likeness < THRESHOLD or are_apart(0, 1, likeness)
