"""Pages in other scripts are kept as they are and told; the texts are invented."""

from __future__ import annotations

from collections import Counter

import pytest
from coded_fonts import coded

from extractors.reading import read
from extractors.reading.hidden.sight import is_heap
from extractors.reading.looks import Look
from extractors.reading.usable import is_soup, script_of
from extractors.reading.words import Word
from models.records import Status

LINES = b"\n".join([b"the invented carers were asked what they had seen on that day"] * 8)


@pytest.mark.parametrize(
    ("first", "script"), [("0430", "Cyrillic"), ("0621", "Arabic"), ("0905", "Devanagari")]
)
def test_a_page_in_another_script_keeps_its_text_and_is_reported(first: str, script: str) -> None:
    mapping = f"1 beginbfrange <61> <7A> <{first}> endbfrange".encode()
    reading = read(coded(LINES, mapping), "0" * 64)
    (page,) = reading.pages
    assert page.ocr_confidence is None
    assert len("".join(line.text for line in page.lines)) > 300
    assert reading.status is Status.PARTIAL
    assert script in (page.problem or "")


def test_a_passage_in_another_script_beside_english_is_kept() -> None:
    english = LINES.decode().split()
    greek = "Η ανεξάρτητη επιτροπή ζήτησε από κάθε σχολείο να πει τι είδε εκείνη".split()
    look = Look("Fictional", 11.0, False, False, 0, True)
    words = [Word(w, 0, 0, 9, 9, look, i) for i, w in enumerate(english[:40] + greek * 6)]
    assert not is_soup(words, "".join(word.text for word in words))


def test_signs_of_several_scripts_are_no_script() -> None:
    assert script_of(Counter("абвгд" * 10)) == "Cyrillic"
    assert script_of(Counter("абвгд" * 10 + "ابتثج" * 10)) is None
    assert script_of(Counter("ŷŵâêîôû" * 10)) is None


def test_plain_english_and_welsh_are_no_other_script() -> None:
    assert read(coded(LINES, b""), "0" * 64).status is Status.OK


def test_joined_letters_are_not_measured_as_latin_ones_are() -> None:
    """Letters of Arabic may stand in one place; Latin ones as narrow as that cannot be read."""
    look = Look("Fictional", 11.0, False, False, 0, True)
    assert is_heap(Word("iiiiiiii", 60, 0, 66, 9, look, 0))
    assert not is_heap(Word("سفارشات", 60, 0, 66, 9, look, 0))
