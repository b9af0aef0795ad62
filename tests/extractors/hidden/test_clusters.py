"""Words that only the drawn page can tell about are drawn in as few and as small parts as pay."""

from __future__ import annotations

from extractors.reading.hidden.judging import clusters
from extractors.reading.looks import Look
from extractors.reading.words import Word

LOOK = Look("Invented", 10.0, bold=False, italic=False, colour=0, upright=True)


def words(*places: tuple[float, float]) -> list[tuple[int, Word]]:
    return [(i, Word("label", x, y, x + 30, y + 10, LOOK, i)) for i, (x, y) in enumerate(places)]


def test_labels_far_from_each_other_are_drawn_by_themselves() -> None:
    found = clusters(words((50, 50), (90, 52), (480, 700), (50, 62)))
    assert sorted(map(sorted, found)) == [[0, 1, 3], [2]]


def test_words_of_one_text_are_drawn_together() -> None:
    page = [(50.0 + 40 * i, 50.0 + 14 * j) for j in range(50) for i in range(12)]
    assert len(clusters(words(*page))) == 1


def test_a_page_of_any_size_has_a_bounded_number_of_drawings() -> None:
    chart = [(700.0 * i, 700.0 * j) for j in range(15) for i in range(15)]
    found = clusters(words(*chart))
    assert len(found) <= 40
    assert sorted(i for group in found for i in group) == list(range(225))
