"""Rows of one table that read alike are no running headers or footers; all fictional."""

from __future__ import annotations

from drawing import BOLD, Paper
from test_rows_over_pages import row

from extractors import extract, read

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
