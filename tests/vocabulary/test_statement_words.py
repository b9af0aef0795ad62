"""Every word for a statement is known as heading and as label; all texts are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.structure.labels import read_label
from extractors.structure.lexicon import heading_role
from models.records import Kind, SectionRole
from vocabulary import headings
from vocabulary.headings import role_by_words
from vocabulary.loading import VocabularyError, load, mistake
from vocabulary.statements import statement_words

ROLES = {
    Kind.RECOMMENDATION: SectionRole.RECOMMENDATIONS,
    Kind.FINDING: SectionRole.FINDINGS,
    Kind.LEARNING_POINT: SectionRole.LEARNING,
    Kind.GOOD_PRACTICE: SectionRole.GOOD_PRACTICE,
    Kind.QUESTION: SectionRole.QUESTIONS,
}


@pytest.mark.parametrize("kind", list(Kind))
def test_every_word_is_known_as_heading_and_as_label(kind: Kind) -> None:
    for word in statement_words().kinds[kind].words:
        assert heading_role(word.many.capitalize()) in (ROLES[kind], SectionRole.ACTION_PLAN), word
        label = read_label(f"{word.one.capitalize()} 2: The board should ask.")
        assert label is not None, word
        assert (label.kind, label.number) == (kind, "2"), word


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("NP1 The police should", None, "NP1"),
        ("CSC2: Social workers should", None, "CSC2"),
        ("KLP 1 Practitioners", Kind.LEARNING_POINT, "KLP 1"),
        ("LP3: Practitioners", Kind.LEARNING_POINT, "LP3"),
        ("Key Learning: Practitioners", Kind.LEARNING_POINT, None),
        ("Argymhelliad 3: Dylai", Kind.RECOMMENDATION, "3"),
    ],
)
def test_labels_of_any_agency_and_of_wales(text: str, kind: Kind | None, number: str) -> None:
    label = read_label(text)
    assert label is not None
    assert (label.kind, label.number) == (kind, number)


@pytest.mark.parametrize(
    "text", ["GP1 saw the mother twice.", "HV2 visited.", "The learning was shared."]
)
def test_people_and_sentences_are_not_labels(text: str) -> None:
    assert read_label(text) is None


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Part IV CONCLUSIONS", SectionRole.FINDINGS),
        ("Case History, Analysis, Findings & Recommendations", SectionRole.ANALYSIS),
        ("6 Work that was done well.", SectionRole.GOOD_PRACTICE),
        ("The Overarching Lessons Learned", SectionRole.LEARNING),
        ("What this means for practice", SectionRole.LEARNING),
        ("Themes and Learning Points", SectionRole.LEARNING),
        ("Progressing Recommendations", SectionRole.RECOMMENDATIONS),
        ("Prif ganfyddiadau", SectionRole.FINDINGS),
        ("Parents with a learning disability", None),
        ("Recommendations from earlier reviews", SectionRole.ANALYSIS),
    ],
)
def test_headings_say_their_role_by_a_word_in_them(heading: str, role: SectionRole | None) -> None:
    assert heading_role(heading) is role


def test_inspections_keep_to_the_headings_of_their_framework() -> None:
    heading = "Leaders have a clear rationale for the review of placements"
    assert heading_role(heading) is SectionRole.METHOD
    assert heading_role(heading, "ilacs") is None


def test_a_rule_that_fails_its_example_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "headings.yaml").write_text(
        "rules:\n- {id: a, role: method, why: b, has: ['c'], takes: [d], leaves: []}\n"
    )
    monkeypatch.setattr(headings, "load", lambda name, shape: load(name, shape, tmp_path))
    monkeypatch.setattr(headings, "mistake", lambda *told: mistake(*told, tmp_path))
    headings.heading_rules.cache_clear()
    told = r"headings\.yaml, line 2: rule a: fails its example 'd'"
    with pytest.raises(VocabularyError, match=told):
        role_by_words("any", is_first=False)
    headings.heading_rules.cache_clear()
