"""Hyphens at line ends: no letter is lost, and words are joined as a careful reader would."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.reading.hyphens import SOFT_HYPHEN, settle_hyphens
from extractors.structure.paragraphs import join_lines
from models.records import Box, Line, Page

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12)


def page(*texts: str) -> Page:
    lines = tuple(
        Line(t, Box(60, 60 + 14.0 * i, 400, 70 + 14.0 * i), 10) for i, t in enumerate(texts)
    )
    return Page(1, 595, 842, lines)


def joined(*texts: str) -> str:
    (settled,) = settle_hyphens([page(*texts)])
    return join_lines(line.text for line in settled.lines)


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=5), st.booleans()), max_size=8))
def test_no_letter_or_digit_is_lost(lines: list[tuple[list[str], bool]]) -> None:
    texts = [" ".join(words) + (SOFT_HYPHEN if split else "") for words, split in lines]
    assert letters(joined(*texts)) == letters("".join(texts))


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_a_word_that_is_elsewhere_is_joined(left: str, right: str) -> None:
    text = joined(f"see {left}{right} here", f"see {left}{SOFT_HYPHEN}", f"{right} here")
    assert text == f"see {left}{right} here see {left}{right} here"


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=12))
def test_lines_without_soft_hyphens_stay_as_they_are(words: list[str]) -> None:
    before = page(*words)
    assert settle_hyphens([before]) == (before,)
    once = join_lines(words)
    assert join_lines([once]) == once


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("a multi\u00ad", "agency plan"), "a multi-agency plan"),
        (("the follow\u00ad", "up call"), "the follow-up call"),
        (("the investiga\u00ad", "tion ended"), "the investigation ended"),
        (("they share infor\u00ad", "mation"), "they share information"),
        (("covers under\u00ad", "and over-fives"), "covers under- and over-fives"),
        (("of mid\u00ad", "as well as late-stage"), "of mid- as well as late-stage"),
        (("the short-", "or long-term need"), "the short- or long-term need"),
        (("the book was under\u00ad", "andrew's bed"), "the book was under-andrew's bed"),
        (("the Council\u00ad", "Trust group"), "the Council-Trust group"),
        (("a well-being plan for well\u00ad", "being"), "a well-being plan for well-being"),
    ],
)
def test_what_is_nowhere_else(lines: tuple[str, ...], expected: str) -> None:
    assert joined(*lines) == expected


def test_a_document_set_with_split_words_has_them_joined() -> None:
    known = "The partnership met. The guidance was read."
    split = ("the partner\u00ad", "ship and the guid\u00ad", "ance of the hos\u00ad", "pital")
    assert joined(known, *split).endswith("the partnership and the guidance of the hospital")
    assert joined(*split).endswith("hos-pital")


def test_a_typeset_hyphen_at_the_end_of_a_line_splits_a_word() -> None:
    told = joined(
        "It was the back‐", "ground of the work, and the back‐", "ground only: background."
    )
    assert told == "It was the background of the work, and the background only: background."


def test_a_scanned_page_has_plain_hyphens_at_its_line_ends() -> None:
    scanned = msgspec.structs.replace(
        page("The plan was assessed by the well-", "known and it was as-", "sessed again."),
        ocr_confidence=0.9,
    )
    (settled,) = settle_hyphens([scanned])
    told = join_lines(line.text for line in settled.lines)
    assert told == "The plan was assessed by the well-known and it was assessed again."
