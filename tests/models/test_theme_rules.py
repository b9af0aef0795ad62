"""Stems, cues, negation, sentences: what the rules see in a text."""

from __future__ import annotations

import pytest

from models.themes.cues import expand
from models.themes.language import build_pipeline
from models.themes.loading import load_taxonomy
from models.themes.negation import read_negation
from models.themes.rules import fires
from models.themes.sentences import sentence_around, sentence_starts
from models.themes.stems import stem


@pytest.fixture(scope="module")
def nlp():
    return build_pipeline()


THEMES = [entry.id for entry in load_taxonomy().entries]


def found(nlp, text: str) -> set[str]:
    entries = load_taxonomy().entries
    doc = nlp(text)
    by_theme: dict[int, list] = {}
    for hit in doc._.theme_hits:
        assert text[hit.start : hit.end].strip()
        by_theme.setdefault(hit.theme, []).append(hit)
    return {entries[t].id for t, hits in by_theme.items() if fires(hits)}


@pytest.mark.parametrize(
    "forms",
    [
        ("share", "shares", "shared", "sharing", "Sharing"),
        ("policy", "policies"),
        ("refer", "referred", "referring"),
        ("child", "children", "CHILDREN"),
        ("plan", "plans", "planned", "planning"),
        ("die", "died", "dying"),
    ],
)
def test_inflections_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_short_and_foreign_words_stay() -> None:
    assert stem("bed") == "bed"
    assert stem("gofal") == "gofal"
    assert stem("") == ""


def test_cue_language() -> None:
    assert expand("(lack|absence) of (the|) care") == [
        "lack of the care",
        "lack of care",
        "absence of the care",
        "absence of care",
    ]
    assert expand("self-harm") == ["self-harm", "self harm", "selfharm"]


def test_inflection_hyphen_and_case_do_not_matter(nlp) -> None:
    for text in ("SELF-HARMING began.", "She self harmed.", "self‑harm"):
        assert "harm.suicide_self_harm" in found(nlp, text.replace("‑", "-"))


def test_negation_takes_presence_away_but_not_practice(nlp) -> None:
    assert "harm.self_neglect" not in found(nlp, "There was no evidence of self-neglect.")
    assert "harm.self_neglect" in found(nlp, "There was no policy, and self-neglect grew.")
    assert "think.professional_curiosity" in found(nlp, "There was no professional curiosity.")
    text = "There were no concerns about information sharing, but supervision was weak."
    assert found(nlp, text) & {"multi.information_sharing", "system.supervision"} == {
        "system.supervision"
    }


WORDS = read_negation()


@pytest.mark.parametrize("example", WORDS.examples.denied, ids=lambda e: e.text)
def test_a_thing_that_was_not_there_is_denied(nlp, example) -> None:
    assert example.theme in denied(nlp, example.text)


@pytest.mark.parametrize("example", WORDS.examples.not_denied, ids=lambda e: e.text)
def test_practice_and_a_second_mention_are_not_denied(nlp, example) -> None:
    assert example.theme not in denied(nlp, example.text)


def denied(nlp, text: str) -> set[str]:
    return {THEMES[place] for place in nlp(text)._.theme_denied}


def test_weak_cue_needs_company(nlp) -> None:
    assert "harm.neglect" not in found(nlp, "The dog was hungry.")
    assert "harm.neglect" in found(nlp, "The boy was hungry and unkempt.")


def test_other_senses_are_left_alone(nlp) -> None:
    assert "system.workload_capacity" not in found(nlp, "She lacked capacity to consent.")
    assert "system.leadership_governance" not in found(nlp, "The lead professional met her.")


def split(text: str) -> list[str]:
    starts = sentence_starts(text)
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=False)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("See para. 4.2 of the report. It is short.", 2),
        ("Dr. Smith left at 5 p.m. yesterday. No one came.", 2),
        ("1. Plans were late. 2. Visits were missed.", 2),
        ("He said “stop.” Nobody did.", 2),
        ("What was known? When?", 2),
        ("Staff (e.g. nurses) knew. They acted i.e. they rang.", 2),
        ("", 0),
        ("no capital. here", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(split(text)) == count, split(text)


def test_sentence_around_evidence() -> None:
    text = "One here. Two there. Three."
    starts = sentence_starts(text)
    assert text[slice(*sentence_around(starts, len(text), 10, 13))] == "Two there. "
    assert sentence_around(starts, len(text), 4, 13) == (0, 21)
    assert sentence_around((), 5, 0, 5) == (0, 5)
