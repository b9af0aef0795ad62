"""A quick pattern answers as the pattern itself does, and asks it seldom."""

import re
from pathlib import Path

import pytest

from extractors.judging.cues import cues
from extractors.statements import grammar
from vocabulary.quick import Quick, may_match

LESSONS = Path(__file__).parents[2] / "measurement" / "teaching" / "written"
EACH = 8  # of the lines one in eight is asked of a pattern, of the next pattern the line after it
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
    ("pattern", "starts", "inside"),
    [
        (r"\b(?:should|must|needs? to)\b", {"must", "need", "should"}, set()),
        (r"\bwell[- ](?:done|led)\b", {"well"}, set()),
        (r"\b(?:learnt|lessons?)\b", {"learnt", "lesson"}, set()),  # their "le" is read once
        (r"(?:GP|nurse)s? (?!not)\w+ recommended", {"recomm"}, set()),
        (r"\b(?:the )?boards?\b", {"board"}, set()),
        (r"\w{3,}ed\b|\bdid\b", {"did"}, {"ed"}),  # "ed" begins no word
        (r"\bun(?:\w+)?seen", set(), {"seen"}),
        (r"\bno\b|\w+\?", set(), set()),  # the second holds no word
        (r"(?:a|b)+", set(), set()),
        (r"crown copyright|©", {"copyri"}, {"©"}),
        (r"(?:praise )?\w+", set(), set()),  # what may be left out is not needed
    ],
)
def test_what_is_needed_comes_from_the_pattern(
    pattern: str, starts: set[str], inside: set[str]
) -> None:
    assert Quick(pattern, re.IGNORECASE).needs == (starts, inside)


def answers_alike(quick: Quick, plain: re.Pattern[str], text: str, may: set[str]) -> bool:
    """Asserts that both find the same in a text; whether they find anything."""
    expected = [match.span() for match in plain.finditer(text)]  # once: it takes the time
    got = quick.search(text)
    assert (got and got.span()) == (expected[0] if expected else None), quick.pattern
    assert quick.findall(text) == (plain.findall(text) if expected else [])
    assert quick.begin(text) == (expected[0][0] if expected else -1), quick.pattern
    assert [match.span() for match in quick.finditer(text)] == expected, quick.pattern
    assert not expected or quick.is_again(text, expected[0][0]) is (len(expected) > 1)
    assert quick.holds(text) == bool(expected)
    assert not expected or quick.pattern in may
    return bool(expected)


def test_the_answer_is_the_patterns_own() -> None:
    shipped = [pattern for _, pattern in cues()]
    shipped += [value for value in vars(grammar).values() if isinstance(value, Quick)]
    named = [(quick.pattern, quick) for quick in shipped]
    assert len(shipped) > 30
    written = sorted(LESSONS.glob("*.txt"))
    lines = [line for path in written for line in path.read_text().splitlines() if line]
    texts = lines + [line.upper() for line in lines]
    found = 0
    may = {text: {pattern for pattern, _ in may_match(named, text)} for text in TEXTS + texts}
    plain = [re.compile(quick.pattern, quick.flags) for quick in shipped]
    asked_of = [(text, range(len(shipped))) for text in TEXTS]
    asked_of += [(text, range(n % EACH, len(shipped), EACH)) for n, text in enumerate(texts)]
    for text, patterns in asked_of:
        for i in patterns:
            found += answers_alike(shipped[i], plain[i], text, may[text])
    assert found > 300
    # Many patterns are not asked at all.
    assert sum(map(len, may.values())) < 0.4 * len(may) * len(shipped)


def test_a_pattern_is_not_tried_on_a_text_without_its_words() -> None:
    quick = Quick(r"\bcommend\w*", re.IGNORECASE)
    assert not quick.may_match("Nothing of the kind.")
    assert quick.search("Nothing of the kind.") is None
    assert quick.search("COMMENDED by the panel") is not None
    assert quick.search("commend, and commend", 3).start() == 13


@pytest.mark.parametrize(
    ("pattern", "text", "is_found"),
    [
        (r"\bthe (?-i:[A-Z])\w+ plan", "the care plan", False),  # minds the case of a letter
        (r"\bthe (?-i:[A-Z])\w+ plan", "THE Care plan", True),
        (r"[A-C]\d", "b2", True),
        (r"[^a-z]x", "AX", False),
        (r"\W\D\S", "-AB", True),
        ("stanbul team", "The \u0130STANBUL TEAM", True),  # longer in lower case
        (r"^(?:the|a) plan", "THE PLAN", True),
        (r"^(?:the|a) plan", "Is the plan new?", False),
        (r"\b\d{1,2} (?:may|june)\b", "on 12 May", True),
        (r"\b\d{1,2} (?:may|june)\b", "on 112 May", False),  # within a number
        (r"\b(?:x?-)?plan", "the -plan", True),  # may begin with no letter
    ],
)
def test_what_is_asked_in_lower_case_is_found_as_it_is_written(
    pattern: str, text: str, *, is_found: bool
) -> None:
    quick = Quick(pattern, re.IGNORECASE)
    assert (quick.begin(text) >= 0) is is_found
    assert bool(re.search(pattern, text, re.IGNORECASE)) is is_found


@pytest.mark.parametrize(
    "text",
    [
        "The GP and her General Practitioner; GPs",
        "general practice, gp",
        "A Gp of GENERAL PRACTICE",
        "GP",
        "\u0130 GP, general practice",
    ],
)
def test_words_in_any_case_are_found_beside_abbreviations(text: str) -> None:
    pattern = r"(?:\bGPs?\b)|(?i:general practi\w+)"
    quick, plain = Quick(pattern), re.compile(pattern)
    for _ in range(25):  # seldom asked, it is asked as it is written
        got = [match.span() for match in quick.finditer(text)]
    assert got == [match.span() for match in plain.finditer(text)]
    assert quick.begin(text) == min((start for start, _ in got), default=-1)
