"""What is left of a line without its hidden words."""

from __future__ import annotations

from extractors.reading.hidden.places import Piece, shown
from extractors.reading.looks import Look
from extractors.reading.words import Word
from models.records import HiddenKind

LOOK = Look("Fictional", 11.0, False, False, 0, True)
K = HiddenKind


def piece(text: str, x0: float, kind: HiddenKind | None = None, *, goes_on: bool = False) -> Piece:
    return Piece(Word(text, x0, 0.0, x0 + 6 * len(text), 11.0, LOOK, 0), kind, goes_on)


def texts(*pieces: Piece) -> list[str]:
    return [word.text for word in shown(pieces)]


def test_the_end_of_a_word_whose_beginning_is_hidden_is_not_joined_to_the_word_before() -> None:
    did = piece("did", 40, K.COVERED), piece("wo", 60, K.COVERED), piece("rk", 72, goes_on=True)
    assert texts(piece("Agencies", 0), *did, piece("well", 90)) == ["Agencies", "rk", "well"]


def test_parts_of_one_word_stay_together() -> None:
    parts = piece("sm", 0), piece("i", 12, K.COVERED, goes_on=True), piece("th", 18, goes_on=True)
    assert texts(*parts) == ["smth"]
    barred = piece("met", 0), piece("Mr", 20, K.BLACKED_OUT), piece("Sm", 40, K.BLACKED_OUT)
    assert texts(*barred, piece("ith", 52, goes_on=True)) == ["met", "[redacted]ith"]
