"""Numbers of lines in the margin of drafts; the pages are invented."""

from __future__ import annotations

import pytest

from extractors.reading import read
from models.records import LineRole, Reading
from tests.extractors.reading.test_reading_order import Piece, pdf

_WORDS = "The school wrote to both parents in plain words that week and heard"


def _page(
    numbered: range, *, step: int = 1, at: float = 50, apart: float = 18, start: int = 0
) -> list[Piece]:
    """Thirty lines of text; those whose place is in `numbered` have their number at `at`."""
    out: list[Piece] = []
    for i in range(30):
        out.append((72.0, 760 - apart * i, f"{_WORDS} ({i})"))
        if i + 1 in numbered and (i + 1) % step == 0:
            out.append((at, 760 - apart * i, str(start + i + 1)))
    return out


def _body(result: Reading) -> list[str]:
    return [x.text for page in result.pages for x in page.lines if x.role is not LineRole.MARGIN]


@pytest.mark.parametrize("step", [1, 2, 5, 10])
def test_numbers_of_lines_are_no_part_of_the_text(step: int) -> None:
    result = read(pdf(_page(range(1, 31), step=step, at=40)), "0" * 64)
    assert _body(result) == [f"{_WORDS} ({i})" for i in range(30)]
    margin = [x.text for x in result.pages[0].lines if x.role is LineRole.MARGIN]
    assert margin == [str(n) for n in range(step, 31, step)]


def test_numbers_of_lines_may_be_to_the_right() -> None:
    result = read(pdf(_page(range(1, 31), step=5, at=560)), "0" * 64)
    assert _body(result) == [f"{_WORDS} ({i})" for i in range(30)]


def test_the_only_number_of_a_short_page_goes_on_from_the_page_before() -> None:
    first = _page(range(1, 31), step=5, at=40)
    second = [piece for piece in _page(range(1, 7), step=5, at=40) if piece[1] > 640]
    result = read(pdf(first, second), "0" * 64)
    assert [x.text for x in result.pages[1].lines if x.role is LineRole.MARGIN] == ["5"]


def test_numbers_of_paragraphs_stay() -> None:
    page = [
        (72.0 if i % 3 else 50.0, 760 - 18.0 * i, _WORDS if i % 3 else f"{1 + i // 3}")
        for i in range(30)
    ]
    page += [(72.0, y, _WORDS) for x, y, _ in page if x == 50.0]
    assert [x for x in _body(read(pdf(page), "0" * 64)) if x.startswith("4 ")] == [f"4 {_WORDS}"]
