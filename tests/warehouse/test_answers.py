"""Which recommendation answers which finding: printed links, wording, and what is left over."""

import csv
import dataclasses
import random
from collections import Counter, defaultdict
from pathlib import Path

import msgspec
import numpy as np
import pyarrow as pa
import pytest
from small import F, R, document, documents, entry, sha

import warehouse
from models.records import ProcessedDocument, Stance
from warehouse.answers.concern import concerns
from warehouse.answers.printed import (
    findings_named,
    number_of,
    paragraphs_named,
    printed_tie,
    printed_ties,
)
from warehouse.answers.said import Said
from warehouse.answers.scores import pairs_of
from warehouse.terms import words_of

REAL = Path(__file__).parent / "answers_real.csv"

# One fictional review: what is wrong, and the place of the recommendation that answers it.
_FINDINGS = [
    ("Nobody asked about the father, who was barely known to any service.", 0),
    ("The health visitor's record had no place for a man in the household.", 0),
    ("Supervision was irregular and did not test decisions.", 1),
    ("The chronology was never put together, so the pattern of neglect was not seen.", 2),
    ("Return interviews were not offered when the older child went missing from home.", 3),
    ("Interpreters were not used; a cousin translated each time.", 4),
    ("The strategy meeting was delayed and no health professional took part.", 5),
    ("The school was warm and knew the family well.", None),
    ("The housing benefit was stopped twice without warning.", None),
    ("The nursery praised the mother's cooking.", None),
]
# Themes of both, by a word of theirs.
_SUBJECTS = {"father": "fathers_men", "household": "fathers_men", "upervision": "supervision",
             "neglect": "neglect"}  # fmt: skip
_ASKED = [
    "All services should record fathers and other men in the household and speak with them.",
    "Managers should make sure that supervision is regular and challenges practice.",
    "A chronology should be kept wherever neglect is suspected.",
    "Every child who goes missing should be offered a return home interview within 72 hours.",
    "Professional interpreters, never relatives, should be used.",
    "Health professionals should take part in all strategy discussions, which should be prompt.",
]


def _said(number: str | None = None, **more: object) -> Said:
    facts = {"path": (), "is_in_list": False, **more}
    return Said("r", "d", number, **facts)


def _built(tmp_path: Path, found: list[ProcessedDocument]) -> Path:
    target = tmp_path / "w.duckdb"
    assert warehouse.build(entry(found), target).is_published
    return target


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("In answer to finding 3, the board should act.", {"3"}),
        ("Findings 2, 4 and 6.1 show", {"2", "4", "6.1"}),
        ("Findings 2 to 4", {"2", "3", "4"}),
        ("This finding of 2019", set()),
    ],
)
def test_findings_that_a_recommendation_names(text: str, numbers: set[str]) -> None:
    assert findings_named(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Improve plans (paragraphs 20, 21 and 33).", {"20", "21", "33"}),
        ("Improve plans (para. 7).", {"7"}),
        ("Act under paragraph 12 of the schedule.", set()),
    ],
)
def test_paragraphs_count_in_brackets_alone(text: str, numbers: set[str]) -> None:
    assert paragraphs_named(text) == numbers


def test_printed_numbers_tie_and_headings_tie_what_is_together() -> None:
    asked = _said("1", names_findings=frozenset({"3"}))
    assert printed_tie(_said(number=number_of("Finding 3")), asked) == ("number", 0.95, True)
    assert printed_tie(_said(number="4"), asked) is None
    path = ("5 Findings", "5.2 Fathers")
    inside = _said(path=(*path, "Recommendation"))
    assert printed_tie(_said(path=path), inside) == ("heading", 0.8, True)
    listed = _said(path=path, is_in_list=True)
    assert printed_tie(_said(path=path), listed) is None


@pytest.mark.parametrize(
    ("order", "ties"),
    [
        ("FFR FR FR", {(0, 0), (1, 0), (2, 1), (3, 2)}),  # straight after its findings
        ("FFR FR FRR", {(0, 0), (1, 0), (2, 1), (3, 2), (3, 3)}),
        ("FFR FR FRRRRRRRR", set()),  # more than three on average are a list
        ("FFFF RRRR", set()),  # one list behind all findings
        ("FR FR", set()),  # twice may be chance
        ("FFFFFR FR FR", {(2, 0), (3, 0), (4, 0), (5, 1), (6, 2)}),  # the nearest three
    ],
)
def test_a_recommendation_printed_after_its_findings_may_answer_them(
    order: str, ties: set[tuple[int, int]]
) -> None:
    found = printed_ties(*_printed(order))
    assert {pair for pair, tie in found.items() if tie == ("place", 0.7, False)} == ties


def test_of_a_chapter_all_findings_may_be_answered_and_no_other_ones() -> None:
    findings, asked = _printed("FFFFFR FR FR")
    chapter = ("Review", "Theme 2: Fathers")
    findings[0] = dataclasses.replace(findings[0], path=("Review", "Theme 1: Plans"))
    findings[1:5] = [dataclasses.replace(finding, path=chapter) for finding in findings[1:5]]
    asked[0] = dataclasses.replace(asked[0], path=(*chapter, "Recommendation 1"), is_in_list=True)
    found = printed_ties(findings, asked)
    assert {pair for pair in found if pair[1] == 0} == {(1, 0), (2, 0), (3, 0), (4, 0)}


def _printed(order: str) -> tuple[list[Said], list[Said]]:
    """Findings (F) and recommendations (R) of a document in the order of print."""
    places = {kind: [n for n, k in enumerate(order) if k == kind] for kind in "FR"}
    findings, asked = (
        [dataclasses.replace(_said(), ordinal=n, document_id="d") for n in places[kind]]
        for kind in "FR"
    )
    return findings, asked


@pytest.mark.parametrize(
    ("text", "confidence", "is_sure"),
    [
        ("No one knew that the father worked at weekends.", 0.7, True),
        # One word in common of many: the place alone is no more than likely.
        ("A letter about weekends was put into a drawer, unread, and nobody rang.", 0.65, False),
    ],
)
def test_words_choose_among_the_recommendations_of_a_chapter(
    tmp_path: Path, text: str, confidence: float, is_sure: bool
) -> None:
    said = [
        (F, text, "", ()),
        (F, "The grandmother was not told about the meeting.", "", ()),
        (R, "Clinics should offer visits at weekends, so that fathers who work can come.", "", ()),
        (R, "Return interviews should be offered within 72 hours.", "", ()),
    ]
    others = [
        (kind, f"{text} on the {ward} ward.", "", ())
        for ward in ("green", "blue")
        for kind, text in ((F, "Handovers were late"), (R, "Handovers should be prompt"))
    ]
    found = document("willow", "Review: Willow", [*said, *others])
    target = _built(tmp_path, [*documents(), found])
    rows = warehouse.query(
        target,
        "select finding, recommendation, how, confidence, is_sure from finding_recommendations"
        " where finding_document_id = ? and finding not like 'Handovers%'",
        [sha("willow")],
    ).rows
    assert rows == [(said[0][1], said[2][1], "place", confidence, is_sure)]
    perhaps = "select answer from finding_answers where finding = ?"
    assert warehouse.query(target, perhaps, [said[1][1]]).rows == [("perhaps",)]


def test_ties_are_found_without_looking_at_every_pair() -> None:
    chance = random.Random(4)
    paths = [("5 Findings", "5.2 Fathers"), ("5 Findings", "5.3 Plans"), ("6 Advice",)]

    def some(names: str) -> list[Said]:
        numbers = [frozenset(chance.sample("1234", chance.randint(0, 2))) for _ in range(30)]
        return [
            _said(
                chance.choice([None, *"1234"]),
                path=chance.choice(paths) + chance.choice([(), ("Advice",)]),
                is_in_list=chance.random() < 0.8,
                **{names: number},
            )
            for number in numbers
        ]

    findings = some("names_recommendations")
    asked = [*some("names_findings"), *some("names_paragraphs")]
    every = {
        (i, j): tie
        for i, finding in enumerate(findings)
        for j, answer in enumerate(asked)
        if (tie := printed_tie(finding, answer))
    }
    by_heading = [pair for pair, tie in every.items() if tie.how == "heading"]
    below, above = (Counter(pair[side] for pair in by_heading) for side in (0, 1))
    assert any(n > 2 for n in below.values())
    assert printed_ties(findings, asked) == {
        pair: tie._replace(is_firm=tie.how != "heading" or above[pair[1]] == 1)
        for pair, tie in every.items()
        if tie.how != "heading" or below[pair[0]] <= 2
    }


@pytest.mark.parametrize("at_once", [1, 7, 1000])
def test_pairs_are_those_of_one_review(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.answers.scores._PAIRS", at_once)
    findings, asked = np.array([1, 1, 3, 4, 4, 4, 6]), np.array([0, 1, 1, 2, 4, 4, 6, 6, 6, 9])
    found: list[tuple[int, int]] = []
    for pairs in pairs_of(findings, asked):
        made = list(zip(pairs.finding.tolist(), pairs.asked.tolist(), strict=True))
        assert pairs.places(pairs.finding, pairs.asked).tolist() == list(range(len(made)))
        found += made
    assert found == [(i, j) for i in range(7) for j in range(10) if findings[i] == asked[j]]


def test_wording_finds_the_answer_and_leaves_praise_alone(tmp_path: Path) -> None:
    texts = [(F, text) for text, _ in _FINDINGS] + [(R, text) for text in _ASKED]
    said = [
        (kind, text, " ".join({theme for word, theme in _SUBJECTS.items() if word in text}), ())
        for kind, text in texts
    ]
    target = _built(tmp_path, [*documents(), document("moth", "Review: Moth", said)])
    rows = warehouse.query(
        target,
        "select finding, recommendation from finding_recommendations where finding_document_id = ?",
        [sha("moth")],
    ).rows
    true = {(text, _ASKED[place]) for text, place in _FINDINGS if place is not None}
    assert len(set(rows) & true) >= 0.4 * len(true)
    # Below the confidence that the view shows, the links are kept: what may be an answer is found.
    perhaps = warehouse.query(
        target,
        "select f.text, r.text from core.finding_recommendations l"
        " join core.statements f on f.statement_id = l.finding_id"
        " join core.statements r on r.statement_id = l.recommendation_id"
        " where l.confidence >= 0.5 and f.document_id = ?",
        [sha("moth")],
    ).rows
    assert len(set(perhaps) & true) >= 0.55 * len(true)
    assert len(set(rows) & true) >= 0.8 * len(rows)
    praised = {"The school was warm and knew the family well."}
    assert not praised & {finding for finding, _ in rows}


def test_unanswered_is_distinguished_from_no_recommendations_at_all(small: Path) -> None:
    rows = warehouse.query(
        small,
        "select answer, count(*), min(n_recommendations) from finding_answers group by answer",
    ).rows
    found = {answer: (n, least) for answer, n, least in rows}
    assert found["no recommendations known"] == (1, 0)  # the national review asks for nothing
    assert found["none found"][1] >= 1
    assert sum(n for n, _ in found.values()) == _count(small, "findings where not is_repeat")


def test_published_links_are_as_sure_as_not(small: Path) -> None:
    assert _count(small, "finding_recommendations where confidence < 0.6") == 0
    assert _count(small, "finding_recommendations") >= 4


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Staff were warm and skilled.", False),
        ("Staff did not ask.", True),
        ("They could have asked.", True),
    ],
)
def test_concern_is_distinguished_from_praise(text: str, wrong: bool) -> None:
    assert concerns([text], words_of(pa.array([text]))).tolist() == [wrong]


def test_praise_that_speaks_of_no_delay_is_no_concern(tmp_path: Path) -> None:
    said = "Help was timely, with no delay for any child."
    found = document("praise", "Serious Case Review: Wren", [
        (F, said, "supervision neglect", ()), (F, "No one asked.", "neglect", ()),
    ])  # fmt: skip
    labels = tuple(
        msgspec.structs.replace(label, stance=Stance.GOOD_PRACTICE)
        if label.statement_id == found.extraction.statements[0].statement_id else label
        for label in found.labelled.labels
    )  # fmt: skip
    labelled = msgspec.structs.replace(found.labelled, labels=labels)
    target = tmp_path / "warehouse.duckdb"
    warehouse.build(entry([msgspec.structs.replace(found, labelled=labelled)]), target)
    rows = warehouse.query(target, "select finding, is_concern from finding_answers").rows
    assert dict(rows) == {said: False, "No one asked.": True}


@pytest.mark.corpus
@pytest.mark.parametrize(("part", "least"), [("chosen on", 0.72), ("held out", 0.7)])
def test_links_in_real_reviews(corpus_warehouse: Path, part: str, least: float) -> None:
    """Findings read by hand, with the recommendations that answer them, by statement id."""
    with REAL.open(encoding="utf-8") as file:
        labelled = [row for row in csv.DictReader(file) if row["part"] == part]
    read = {row["finding"] for row in labelled}
    labels = {(row["finding"], row["recommendation"]): row for row in labelled}
    rows = warehouse.query(
        corpus_warehouse, "select finding_id, recommendation_id from finding_recommendations"
    ).rows
    hits: dict[str, set[object]] = defaultdict(set)
    for pair in rows:
        if pair[0] in read:
            row = labels.get(pair)
            hits[row["answers"] if row else "no"].add(row["link"] if row else pair)
    wanted = {row["link"] for row in labelled if row["answers"] == "yes"}
    assert len(hits["yes"]) >= least * (len(hits["yes"]) + len(hits["no"]))
    assert len(hits["yes"]) >= 0.45 * len(wanted)


def _count(path: Path, what: str) -> int:
    return int(warehouse.query(path, f"select count(*) from {what}").rows[0][0])
