"""Properties of lines for any page: no word is lost or doubled, and place alone makes the order."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.reading.lines import page_lines
from extractors.reading.looks import Look
from extractors.reading.shapes import NO_SHAPES, RuledLine, Shapes
from extractors.reading.words import Word

LOOK = Look("Invented", 10.0, bold=False, italic=False, colour=0, upright=True)
EMPTY = NO_SHAPES
NAMES = ("board", "trust", "school", "family", "nurse", "plan", "visit", "record", "child", "carer")


def word(text: str, x: float, top: float, place: int) -> Word:
    return Word(text, x, top, x + 5.0 * len(text), top + 10.0, LOOK, place)


def texts(words: list[Word], shapes: Shapes = EMPTY) -> list[str]:
    return [line.text for line in page_lines(words, shapes)]


@st.composite
def pages(draw: st.DrawFn) -> list[Word]:
    """Words anywhere on a page, each with its own text."""
    places = draw(st.lists(st.tuples(st.integers(20, 500), st.integers(20, 800)), max_size=60))
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [
        word(f"{NAMES[i % 10]}{letters[i // 26]}{letters[i % 26]}", x, top, i)
        for i, (x, top) in enumerate(places)
    ]


@st.composite
def drawings(draw: st.DrawFn) -> Shapes:
    """Rectangles anywhere, framed and filled: tables, panels and nonsense."""
    step = st.integers(0, 12)
    corners = draw(st.lists(st.tuples(step, step, step, step), max_size=14))
    boxes = [
        RuledLine(40.0 * min(a, c), 60.0 * min(b, d), 40.0 * max(a, c) + 40, 60.0 * max(b, d) + 60)
        for a, b, c, d in corners
    ]
    sides = [
        side
        for box in boxes
        for side in (
            RuledLine(box.x0, box.top, box.x1, box.top),
            RuledLine(box.x0, box.bottom, box.x1, box.bottom),
            RuledLine(box.x0, box.top, box.x0, box.bottom),
            RuledLine(box.x1, box.top, box.x1, box.bottom),
        )
    ]
    return Shapes(sides, boxes, [], [], [], [])


@settings(max_examples=60, deadline=None)
@given(pages(), drawings())
def test_every_word_is_in_exactly_one_line(words: list[Word], shapes: Shapes) -> None:
    found = Counter(" ".join(texts(words, shapes)).split())
    assert found == Counter(w.text for w in words)


@settings(max_examples=60, deadline=None)
@given(pages(), drawings(), st.integers(-15, 80), st.integers(-15, 30))
def test_moving_the_whole_page_keeps_the_order(
    words: list[Word], shapes: Shapes, right: int, down: int
) -> None:
    def rule(r: RuledLine) -> RuledLine:
        return RuledLine(r.x0 + right, r.top + down, r.x1 + right, r.bottom + down)

    moved = [
        w._replace(x0=w.x0 + right, x1=w.x1 + right, top=w.top + down, bottom=w.bottom + down)
        for w in words
    ]
    drawn = Shapes(
        [rule(r) for r in shapes.rules], [rule(r) for r in shapes.shades], [], [], [], []
    )
    assert texts(moved, drawn) == texts(words, shapes)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=9), min_size=1, max_size=30),
    st.randoms(use_true_random=False),
)
def test_one_column_is_read_from_the_top_down(lines: list[list[str]], chance: object) -> None:
    words: list[Word] = []
    for row, line in enumerate(lines):
        x = 60.0
        for text in line:
            words.append(word(text, x, 60 + 14.0 * row, len(words)))
            x = words[-1].x1 + 3
    assert texts(words) == [" ".join(line) for line in lines]


def test_a_level_watermark_is_margin_and_a_dropped_capital_part_of_its_word() -> None:
    large = LOOK._replace(size=40.0)
    words = [Word("T", 40, 50, 60, 90, large, 0), word("he", 62, 52, 1), word("board", 76, 52, 2)]
    assert texts(words) == ["The board"]
    a = [Word("A", 40, 50, 60, 90, large, 0), word("child", 62, 52, 1)]
    assert texts(a) == ["A child"]
