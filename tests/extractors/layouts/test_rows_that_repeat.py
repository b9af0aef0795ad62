"""Rows of one table that read alike are no running headers or footers; all fictional."""

from __future__ import annotations

from drawing import BOLD, Paper
from test_rows_over_pages import row

from extractors import extract, read
from extractors.structure import paragraphs
from models.records import Box, Line, LineRole, Page, Reading, Status

HEAD = ("No.", "Recommendation", "Lead", "By when")


def test_the_last_rows_of_pages_are_text_though_they_begin_alike() -> None:
    paper = Paper()
    paper.text(40, 50, "Serious Case Review action plan: Hazel (fictional)", 16, BOLD)
    expected: list[str] = []
    rest = ""
    for page in range(3):
        top = row(paper, 70 if not page else 40, HEAD, BOLD)
        if rest:
            top = row(paper, top, ("", rest, "", ""))
        while top < 750:
            words = f"The Trust should train its staff in matter {len(expected) + 1}."
            expected.append(words)
            top = row(paper, top, (str(len(expected)), words, "Trust", "May 2025"))
        rest = f"ask each school what it saw of matter {len(expected) + 1}."
        expected.append(f"The invented board should {rest}")
        row(paper, top, (str(len(expected)), "The invented board should", "Council", "May 2025"))
        paper.next_page()
    top = row(paper, 40, HEAD, BOLD)
    row(paper, top, ("", rest, "", ""))
    found = extract(read(paper.done(), "0" * 64)).statements
    assert [statement.text for statement in found] == expected


def cell_line(text: str, top: float, row: int, marker: str | None = None) -> Line:
    box = Box(60, top, 470, top + 10)
    return Line(text, box, 10, role=LineRole.TABLE, cell=(0, row, 0), marker=marker)


def test_a_row_goes_on_from_the_end_of_its_cell_and_not_from_its_midst() -> None:
    first = (
        cell_line("The board should see that:", 700, 1),
        cell_line("plans ask about each child's life; and", 712, 1, "•"),
        cell_line("they meet its needs.", 724, 1, "•"),
    )
    second = (cell_line("The processes around plans are not robust.", 60, 0),)
    pages = (Page(1, 595, 842, first), Page(2, 595, 842, second))
    found = paragraphs(Reading("0" * 64, Status.OK, pages, 2))
    assert [p.full for p in found][-1] == "The processes around plans are not robust."
