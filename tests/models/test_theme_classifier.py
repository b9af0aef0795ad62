"""The whole classifier on invented statements: evidence, origin, stance, odd input."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.records import Extraction, Kind, Labelled, Metadata, Origin, Stance, Statement
from models.themes import Classifier, load_taxonomy, theme_quality


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


def extraction(*texts: str, kind: Kind = Kind.FINDING) -> Extraction:
    statements = tuple(
        Statement(f"s{i}", "d" * 64, kind, text, 1, 1, (), "test", 1.0)
        for i, text in enumerate(texts)
    )
    return Extraction("d" * 64, Metadata(), (), statements)


def themes(labelled: Labelled, statement: str = "s0") -> dict[str, Stance]:
    return {x.theme_id: x.stance for x in labelled.labels if x.statement_id == statement}


def test_invented_findings_get_their_themes(classifier: Classifier) -> None:
    got = classifier.label(
        extraction(
            "Reflective supervision was missed for months and management oversight was weak.",
            "The mother has a learning disability, and the plan was never adapted to her.",
            "There was a lack of professional curiosity about the new partner.",
        )
    )
    assert "system.supervision" in themes(got, "s0")
    assert "family.parental_learning_disability" in themes(got, "s1")
    assert "think.professional_curiosity" in themes(got, "s2")


def test_evidence_is_exact_and_labels_say_where_they_come_from(classifier: Classifier) -> None:
    texts = [example for entry in load_taxonomy().entries for example in entry.examples.yes]
    got = classifier.label(extraction(*texts))
    assert got.labels
    for label in got.labels + got.abstained:
        text = texts[int(label.statement_id[1:])]
        assert label.evidence == text[label.evidence_start : label.evidence_end] != ""
        assert 0 <= label.score <= 1
        assert label.taxonomy_digest == load_taxonomy().digest
        assert label.model_version == classifier.model_version
    assert {label.origin for label in got.labels} <= {Origin.RULE, Origin.MODEL, Origin.BOTH}
    counts = [len(themes(got, f"s{i}")) for i in range(len(texts))]
    assert max(counts) <= 4


def test_published_and_abstained_do_not_meet(classifier: Classifier) -> None:
    got = classifier.label(extraction("Plans were late and supervision was thin.", "Staff knew."))
    published = {(x.statement_id, x.theme_id) for x in got.labels}
    assert not published & {(x.statement_id, x.theme_id) for x in got.abstained}


def test_stance(classifier: Classifier) -> None:
    text = "Supervision was strong, effective and well recorded."
    good = classifier.label(extraction(text, kind=Kind.GOOD_PRACTICE))
    assert themes(good)["system.supervision"] is Stance.GOOD_PRACTICE
    assert themes(classifier.label(extraction(text)))["system.supervision"] is Stance.GOOD_PRACTICE
    poor = classifier.label(extraction("Supervision was poor and not recorded."))
    assert themes(poor)["system.supervision"] is Stance.CONCERN


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "...",
        "Надзор был слабым.",
        "監督不足。",
        "Nid oedd llais y plentyn i'w glywed, ac ni rannwyd gwybodaeth rhwng yr asiantaethau.",
        "\u200b\u00ad",
    ],
)
def test_text_without_english_words_gets_no_label(classifier: Classifier, text: str) -> None:
    assert classifier.label(extraction(text)).labels == ()


def test_fifty_thousand_characters(classifier: Classifier) -> None:
    text = "Supervision was poor and not recorded. " * 1300
    assert len(text) > 50_000
    assert "system.supervision" in themes(classifier.label(extraction(text)))


def test_labels_depend_on_their_own_document_alone(classifier: Classifier) -> None:
    first = extraction(
        "Domestic abuse was not asked about by the midwife.", "Nobody saw her alone."
    )
    second = replace(extraction("Plans drifted and were late."), document_id="e" * 64)
    together = list(classifier.label_many([first, second, first]))
    assert together[0] == together[2] == classifier.label(first)
    assert together[1] == classifier.label(second)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Neither parent had a learning disability.", "family.parental_learning_disability"),
        ("There was nothing to suggest neglect.", "harm.neglect"),
        ("Domestic abuse was not a feature of the relationship.", "harm.domestic_abuse"),
        ("He was not known to misuse alcohol or drugs.", "family.substance_use"),
        ("Sexual abuse was ruled out by the paediatrician.", "harm.sexual_abuse"),
        ("There was no history of self-harm.", "harm.suicide_self_harm"),
    ],
)
def test_what_was_not_there_is_neither_said_nor_asked(
    classifier: Classifier, text: str, theme: str
) -> None:
    labelled = classifier.label(extraction(text))
    assert theme not in {label.theme_id for label in (*labelled.labels, *labelled.abstained)}


def test_an_empty_document_has_no_labels(classifier: Classifier) -> None:
    assert classifier.label(extraction()) == Labelled("d" * 64)


def test_quality_has_a_row_for_every_theme() -> None:
    rows = theme_quality()
    assert [row.theme_id for row in rows] == [t.theme_id for t in load_taxonomy().themes]
    assert all(row.precision is None or 0 <= row.precision <= 1 for row in rows)


def test_praise_that_is_turned_round_is_a_concern(classifier: Classifier) -> None:
    turned = classifier.label(extraction("Supervision was not always timely or effective."))
    assert themes(turned)["system.supervision"] is Stance.CONCERN


def test_the_whole_statement_speaks_where_the_sentence_does_not(classifier: Classifier) -> None:
    text = "Supervision takes place each month. It is robust and thorough."
    assert themes(classifier.label(extraction(text)))["system.supervision"] is Stance.GOOD_PRACTICE


def test_the_heading_above_says_what_a_statement_is_about(classifier: Classifier) -> None:
    plain = extraction("The fire service had been told about the papers, and visited once.")
    headed = replace(
        plain,
        statements=(replace(plain.statements[0], heading="Self-neglect and hoarding"),),
    )

    def score(given: Extraction) -> float:
        got = classifier.label(given)
        said = [x.score for x in got.labels + got.abstained if x.theme_id == "harm.self_neglect"]
        return max(said, default=0.0)

    assert score(headed) > score(plain)
