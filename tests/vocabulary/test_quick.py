"""A quick pattern answers as the pattern itself does, and asks it seldom."""

import re
from pathlib import Path

import pytest

from extractors.judging.cues import cues
from extractors.statements import grammar
from vocabulary.quick import Quick

LESSONS = Path(__file__).parents[2] / "measurement" / "teaching" / "written"
TEXTS = [
    "The Board should ensure that every GP is told of the plan.",
    "It was GOOD PRACTICE that the nurse went back the same day.",
    "Nobody asked the father; this was a missed opportunity.",
    "In March 2019 the mother told the school that she felt safe.",
    "The purpose of this review is to learn lessons, not to apportion blame.",
    "An earlier review had recommended: “Ask each child alone.”",
    "We recommend that the partnership reviews its pathway.",
    "",
]


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\b(?:should|must|needs? to)\b", ("must", "need", "should")),
        (r"\bwell[- ](?:done|led)\b", ("well",)),
        (r"(?:GP|nurse)s? (?!not)\w+ recommended", (" recommended",)),
        (r"\bno\b|\w+\?", ()),  # the second holds no word
        (r"(?:a|b)+", ()),
        (r"(?:praise )?\w+", ()),  # what may be left out is not needed
    ],
)
def test_the_words_come_from_the_pattern(pattern: str, needs: tuple[str, ...]) -> None:
    assert Quick(pattern, re.IGNORECASE).needs == needs


def test_the_answer_is_the_patterns_own() -> None:
    shipped = [pattern for _, pattern in cues()]
    shipped += [value for value in vars(grammar).values() if isinstance(value, Quick)]
    assert len(shipped) > 30
    written = sorted(LESSONS.glob("*.txt"))
    lines = [line for path in written for line in path.read_text().splitlines() if line]
    texts = TEXTS + lines + [line.upper() for line in lines]
    found = 0
    for quick in shipped:
        plain = re.compile(quick.pattern, quick.flags)
        for text in texts:
            expected = plain.search(text)
            got = quick.search(text)
            assert (got and got.span()) == (expected and expected.span()), quick.pattern
            assert quick.findall(text) == plain.findall(text)
            found += expected is not None
    assert found > 300


def test_a_pattern_is_not_asked_where_its_words_are_not() -> None:
    quick = Quick(r"\bcommend\w*", re.IGNORECASE)
    assert quick.search("Nothing of the kind.") is None
    assert quick.search("COMMENDED by the panel") is not None
    assert quick.search("commend, and commend", 3).start() == 13
