"""Rows of action tables that a page parts, in every way that word processors do; all fictional."""

from __future__ import annotations

from itertools import pairwise

import pytest
from drawing import BOLD, PLAIN, Paper

from extractors import extract, read
from models.records import Kind

EDGES = (40, 80, 360, 470, 555)
FIRST = "The Trust should train all of its staff in asking about carers."
LAST = "The Council should write to the families each year."
SPLITS = {
    "in a sentence": (
        "The Board should ask each of the schools what it saw,",
        "and should tell the carers of it.",
    ),
    "between sentences": (
        "The Board should ask each of the schools what it saw.",
        "An earlier audit had reached the same view, but nothing was done at that time.",
    ),
    "between parts": ("The Board should ask each school: (a) what it saw;", "(b) what it did."),
}


def row(paper: Paper, top: float, cells: tuple[str, ...], font: str = PLAIN) -> float:
    height = 20 if font == BOLD else 40
    for x0, x1, words in zip(EDGES, EDGES[1:], cells, strict=False):
        paper.box(x0, top, x1, top + height)
        if words:
            paper.para(x0 + 4, top + 13, x1 - x0 - 8, words, 10, font)
    return top + height


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("head_again", [True, False])
@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("owner_goes_on", [True, False])
@pytest.mark.parametrize("more_below", [True, False])
def test_a_parted_row_is_one_recommendation(
    split: str, *, head_again: bool, numbered: bool, owner_goes_on: bool, more_below: bool
) -> None:
    head = ("No." if numbered else "Theme", "Recommendation", "Lead", "By when")
    upper, lower = SPLITS[split]
    one, two, three = ("1", "2", "3") if numbered else ("", "", "")
    paper = Paper()
    paper.text(40, 50, "Serious Case Review action plan: Hazel (fictional)", 16, BOLD)
    top = row(paper, 80, head, BOLD)
    top = row(paper, top, (one, FIRST, "Trust", "May 2025"))
    row(paper, top, (two, upper, "Head of the" if owner_goes_on else "Board", "June 2025"))
    paper.next_page()
    top = row(paper, 60, head, BOLD) if head_again else 60
    top = row(paper, top, ("", lower, "invented board" if owner_goes_on else "", ""))
    if more_below:
        row(paper, top, (three, LAST, "Council", "July 2025"))
    found = extract(read(paper.done(), "0" * 64)).statements
    expected = [FIRST, f"{upper} {lower}", LAST][: 3 if more_below else 2]
    assert [statement.text for statement in found] == expected
    assert (found[1].page_first, found[1].page_last) == (1, 2)
    if numbered:
        assert [statement.number for statement in found] == ["1", "2", "3"][: len(expected)]


@pytest.mark.parametrize("more_below", [True, False])
def test_a_cell_whose_rest_has_two_paragraphs_is_one_recommendation(*, more_below: bool) -> None:
    upper, lower = SPLITS["in a sentence"]
    why = "An earlier audit had reached the same view, but nothing was done."
    paper = Paper()
    paper.text(40, 50, "Serious Case Review action plan: Hazel (fictional)", 16, BOLD)
    top = row(paper, 80, ("No.", "Recommendation", "Lead", "By when"), BOLD)
    row(paper, top, ("1", upper, "Board", "June 2025"))
    paper.next_page()
    for x0, x1 in pairwise(EDGES):
        paper.box(x0, 60, x1, 130)
    paper.para(EDGES[1] + 4, 73, 272, lower, 10, PLAIN)
    paper.para(EDGES[1] + 4, 105, 272, why, 10, PLAIN)
    if more_below:
        row(paper, 130, ("2", LAST, "Council", "July 2025"))
    found = extract(read(paper.done(), "0" * 64)).statements
    expected = [("1", f"{upper} {lower} {why}"), ("2", LAST)][: 2 if more_below else 1]
    assert [(s.number, s.text) for s in found] == expected


def test_a_row_cut_by_a_browser_has_no_rule_at_the_cut() -> None:
    upper, lower = SPLITS["in a sentence"]
    paper = Paper()
    paper.text(40, 50, "Serious Case Review action plan: Hazel (fictional)", 16, BOLD)
    top = row(paper, 80, ("No.", "Recommendation", "Lead", "By when"), BOLD)
    top = row(paper, top, ("1", FIRST, "Trust", "May 2025"))
    cut_row(paper, top, ("2", upper, "Board", "June 2025"), closed_above=True)
    paper.next_page()
    top = cut_row(paper, 60, ("", lower, "", ""), closed_above=False)
    row(paper, top, ("3", LAST, "Council", "July 2025"))
    found = extract(read(paper.done(), "0" * 64)).statements
    assert [(s.number, s.text) for s in found] == [
        ("1", FIRST), ("2", f"{upper} {lower}"), ("3", LAST),
    ]  # fmt: skip


def cut_row(paper: Paper, top: float, cells: tuple[str, ...], *, closed_above: bool) -> float:
    """A row whose sides are drawn, and one of its two ends."""
    for x in EDGES:
        paper.rule(x, top, x, top + 40)
    y = top if closed_above else top + 40
    paper.rule(EDGES[0], y, EDGES[-1], y)
    for x0, x1, words in zip(EDGES, EDGES[1:], cells, strict=False):
        if words:
            paper.para(x0 + 4, top + 13, x1 - x0 - 8, words, 10, PLAIN)
    return top + 40


LONG = (
    "The Board should ask each of the schools what it saw of the children, and of the adults in "
    "their home, and should tell the carers of it in a letter that they can read."
)


@pytest.mark.parametrize("kept", [2, 5])
@pytest.mark.parametrize("more_below", [True, False])
@pytest.mark.parametrize("ruled_below", [True, False])
@pytest.mark.parametrize("head_again", [True, False])
def test_a_row_without_rules_goes_on_at_the_top_of_the_next_page(
    kept: int, *, more_below: bool, ruled_below: bool, head_again: bool
) -> None:
    """As Word prints its styles of tables with shaded rows and no lines between the columns."""
    starts = (40, 120, 330, 470)
    words = LONG.split()
    lines = [" ".join(words[i : i + 4]) for i in range(0, len(words), 4)]
    paper = Paper()
    paper.text(40, 50, "Serious Case Review action plan: Hazel (fictional)", 16, BOLD)
    heads = ("No", "Recommendation", "Lead", "By when")
    for x, word in zip(starts, heads, strict=True):
        paper.text(x, 80, word, 10, BOLD)
    plain_row(paper, 93, starts, ("1", *FIRST_LINES), "Trust")
    plain_row(paper, 132, starts, ("2", *lines[:kept]), "Board")
    paper.next_page()
    for x, word in zip(starts, heads if head_again else (), strict=False):
        paper.text(x, 47, word, 10)
    for i, line in enumerate(lines[kept:]):
        paper.text(starts[1], 60 + 13 * i, line, 10)
    end = 60 + 13 * len(lines[kept:])
    if more_below:
        plain_row(paper, end, starts, ("3", LAST), "Council")
    else:
        paper.text(40, end + 40, "This fictional plan was agreed by all of its partners.", 10)
    if ruled_below:
        for i, cells in enumerate((("Agency", "Attended"), ("The school", "Twice"))):
            row(paper, end + 120 + 40 * i, cells)
    found = extract(read(paper.done(), "0" * 64)).statements
    expected = [("1", " ".join(FIRST_LINES)), ("2", LONG), ("3", LAST)][: 3 if more_below else 2]
    assert [(s.number, s.text) for s in found] == expected


FIRST_LINES = ("The Trust should train all of", "its staff in asking about", "carers.")


def plain_row(
    paper: Paper, top: float, starts: tuple[float, ...], cells: tuple[str, ...], owner: str
) -> None:
    number, *lines = cells
    paper.text(starts[0], top, number, 10)
    paper.text(starts[2], top, owner, 10)
    paper.text(starts[3], top, "June 2025", 10)
    for i, line in enumerate(lines):
        paper.text(starts[1], top + 13 * i, line, 10)


def test_a_head_alone_at_the_foot_of_a_page_names_the_columns_of_the_next() -> None:
    edges = (40, 300, 555)
    paper = Paper()
    paper.text(40, 50, "Safeguarding Adults Review: Hazel (fictional)", 16, BOLD)
    paper.text(40, 100, "Findings and learning", 14, BOLD)
    for x0, x1, word in zip(edges, edges[1:], ("Finding", "Learning point"), strict=False):
        paper.box(x0, 740, x1, 760)
        paper.text(x0 + 4, 753, word, 10, BOLD)
    paper.next_page()
    found = "Nobody asked whether the daughters who cared for Hazel could go on."
    learnt = "A carer who copes is not a carer who needs nothing."
    for x0, x1, words in zip(edges, edges[1:], (found, learnt), strict=False):
        paper.box(x0, 60, x1, 100)
        paper.para(x0 + 4, 73, x1 - x0 - 8, words, 10)
    statements = extract(read(paper.done(), "0" * 64)).statements
    assert [(s.kind, s.text) for s in statements] == [
        (Kind.FINDING, found),
        (Kind.LEARNING_POINT, learnt),
    ]
