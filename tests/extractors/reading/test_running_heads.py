"""Running headers that name the chapter of their page. All invented."""

from __future__ import annotations

from extractors.reading.furniture import mark_furniture
from models.records import Box, Line, LineRole, Page

_CHAPTERS = ("1 The family", "2 The move", "3 Who was asked", "4 What we learned")


def _line(text: str, top: float, size: float = 11.0, **look: bool) -> Line:
    return Line(text, Box(70, top, 70 + 5 * len(text), top + size), size, **look)


def _pages(headers: tuple[str, ...], *, size: float = 8.5) -> list[Page]:
    """A page of text for each chapter, its heading in the middle, with a header at the top."""
    return [
        Page(
            number,
            595,
            842,
            (
                _line(header, 30, size, italic=True),
                *(
                    _line(f"The {number} plans were made in the spring", 70 + 14 * i)
                    for i in range(9)
                ),
                _line(chapter, 300, 17, bold=True),
                *(_line(f"The {number} visits were made later", 340 + 14 * i) for i in range(9)),
            ),
        )
        for number, (header, chapter) in enumerate(zip(headers, _CHAPTERS, strict=True), 1)
    ]


def _roles(pages: list[Page]) -> list[LineRole]:
    return [page.lines[0].role for page in mark_furniture(pages)]


def test_a_header_that_names_the_chapter_of_its_page_is_a_header() -> None:
    assert _roles(_pages(_CHAPTERS)) == [LineRole.HEADER] * 4


def test_one_title_that_is_too_long_for_its_heading_is_a_header_too() -> None:
    headers = (*_CHAPTERS[:3], "4 What we learned from all of it")
    assert _roles(_pages(headers)) == [LineRole.HEADER] * 4


def test_small_lines_apart_from_the_text_at_one_place_are_headers_whatever_they_say() -> None:
    headers = ("Hazel | Finding 1", "Finding 2", "Hazel | Finding 3", "Summary")
    assert _roles(_pages(headers)) == [LineRole.HEADER] * 4


def test_first_lines_in_the_size_of_the_text_stay_text() -> None:
    headers = ("Nobody rang.", "She wrote again.", "He moved in May.", "4 What we learned")
    assert _roles(_pages(headers, size=11)) == [LineRole.BODY] * 4


def test_counted_findings_at_the_heads_of_pages_are_not_headers() -> None:
    heads = tuple(f"Systems finding {n}" for n in range(1, 5))
    assert _roles(_pages(heads, size=11.0)) == [LineRole.BODY] * 4
    versions = tuple(f"Invented review part {n}" for n in range(1, 5))
    assert _roles(_pages(versions, size=11.0)) == [LineRole.HEADER] * 4


def _listing(title: str, entries: tuple[str, ...], *, after: tuple[str, ...]) -> list[Page]:
    lines = tuple(_line(text, 100 + 20 * i) for i, text in enumerate((title, *entries)))
    later = tuple(_line(text, 100 + 40 * i, 14, bold=True) for i, text in enumerate(after))
    return [Page(2, 595, 842, lines), Page(3, 595, 842, later)]


_HEADINGS = ("Before you begin", "Working side by side", "Questions for the Committee",
             "Sharing what was learned", "In closing", "The review team")  # fmt: skip


def test_a_contents_page_may_have_any_title() -> None:
    entries = tuple(f"{heading} {3 + i}" for i, heading in enumerate(_HEADINGS))
    first, _ = mark_furniture(_listing("What is in this report", entries, after=_HEADINGS))
    assert [line.role for line in first.lines] == [LineRole.BODY] + [LineRole.CONTENTS] * 6


def test_lines_that_end_in_numbers_are_no_contents_unless_they_head_later_pages() -> None:
    entries = tuple(f"{heading} {3 + i}" for i, heading in enumerate(_HEADINGS))
    first, _ = mark_furniture(_listing("Visits by month", entries, after=("The plans", "The end")))
    assert {line.role for line in first.lines} == {LineRole.BODY}
    downwards = tuple(f"{heading} {9 - i}" for i, heading in enumerate(_HEADINGS))
    first, _ = mark_furniture(_listing("Visits by month", downwards, after=_HEADINGS))
    assert {line.role for line in first.lines} == {LineRole.BODY}
