"""Labels that begin a paragraph, and which label follows which."""

from __future__ import annotations

import pytest

from extractors.structure.labels import follows, read_label


@pytest.mark.parametrize(
    ("text", "kind", "number", "style"),
    [
        ("Recommendation 3: Agree a protocol", "recommendation", "3", "word"),
        ("Recommendation Seventeen", "recommendation", "17", "word"),
        ("1.8 Recommendation 2 – Train staff", "recommendation", "2", "word"),
        ("Learning point: ask about fathers", "learning_point", None, "word"),
        ("Learning for all services: ask about fathers", "learning_point", None, "word"),
        ("Point for reflection: who was asked?", "question", None, "word"),
        ("Learning. Ask whose things they are", "learning_point", None, "word"),
        ("Good practice – The nurse went back", "good_practice", None, "word"),
        ("R3 Agree a protocol", "recommendation", "R3", "short"),
        ("4.23 The panel heard", None, "4.23", "section"),
        ("1.1This is fused", None, "1.1", "section"),
        ("4.3A doctor was named", None, "4.3", "section"),
        ("4Recommendations", None, "4", "plain"),
        ("Recommendation 3The Trust should write", "recommendation", "3", "word"),
        ("Recommendation 3:The Trust should write", "recommendation", "3", "word"),
        ("Ask 3. Both councils should write", "recommendation", "3", "word"),
        ("N1. The Department should act", None, "N1", "section"),
        ("(iv) share records", None, "(iv)", "letter"),
        ("[R3] The Trust should write", "recommendation", "R3", "short"),
        ("[NP2] A nurse wrote twice", None, "NP2", "short"),
        ("7. Share records", None, "7", "plain"),
        ("7a The trust should write", None, "7a", "plain"),
        ("18 Learning point 2 Ask the child", "learning_point", "2", "word"),
        ("18 Learning: ask the child", "learning_point", None, "word"),
        ("4 Recommendations", None, "4", "plain"),
    ],
)
def test_a_label_says_kind_and_number(
    text: str, kind: str | None, number: str | None, style: str
) -> None:
    label = read_label(text)
    assert label is not None
    assert (label.kind, label.number, label.style) == (kind, number, style)


@pytest.mark.parametrize(
    "text",
    [
        "Recommendation 1 was accepted by the Board",
        "Recommendations of the earlier review",
        "The third visit",
        "Learning. and after",
        "Learning - from others",
        "2 per cent",
        "M6 Traffic was slow",
    ],
)
def test_sentences_about_a_recommendation_have_no_word_label(text: str) -> None:
    label = read_label(text)
    assert label is None or label.kind is None


@pytest.mark.parametrize(
    ("first", "second", "next_"),
    [
        ("(a) one", "(b) two", True),
        ("(iii) one", "(iv) two", True),
        ("(h) one", "(i) two", True),
        ("(i) one", "(ii) two", True),
        ("(a) one", "(c) two", False),
        ("24. one", "25. two", True),
        ("6.2 one", "6.3 two", True),
        ("6.2 one", "7.3 two", False),
        ("24. one", "(a) two", False),
        ("7a The one", "7b The two", True),
        ("7c The one", "8a The two", True),
        ("7a The one", "8b The two", False),
    ],
)
def test_numbers_in_a_row(first: str, second: str, next_: bool) -> None:
    label = read_label(second)
    assert label is not None
    assert follows(read_label(first), label) is next_
