"""Layouts that word processors and design programs make of briefings and plans; all fictional."""

from __future__ import annotations

from drawing import BOLD, DARK, PALE, WHITE, WIDE, Paper, layout
from grids import CELLS

REVIEW = "Child Safeguarding Practice Review: Hazel (fictional)"


@layout
def briefing_titles_above() -> bytes:
    """One ruled grid: a row of white titles on dark cells, and below it a row of texts; twice."""
    paper = Paper((842, 595))
    paper.text(40, 40, REVIEW, 18, BOLD)
    for band in range(2):
        top = 60 + 250 * band
        for i, (title, words) in enumerate(CELLS[4 * band : 4 * band + 4]):
            x = 40 + 190 * i
            paper.box(x, top, x + 190, top + 24, DARK)
            paper.box(x, top + 24, x + 190, top + 250)
            paper.text(x + 6, top + 16, title.partition(". ")[2], 12, BOLD, WHITE)
            inner = top + 42.0
            for line in words:
                inner = paper.para(x + 6, inner, 176, line, 10)
    return paper.done()


@layout
def briefing_titles_beside() -> bytes:
    """A ruled table of two columns: bold titles at the left, their texts at the right."""
    paper = Paper()
    paper.text(40, 40, REVIEW, 18, BOLD)
    for i, (title, words) in enumerate(CELLS[:8]):
        top = 60 + 70 * i
        paper.box(40, top, 180, top + 70, PALE)
        paper.box(180, top, 555, top + 70)
        paper.para(46, top + 18, 128, title.partition(". ")[2], 12, BOLD)
        inner = top + 18.0
        for line in words:
            inner = paper.para(188, inner, 360, line, 10)
    return paper.done()


@layout
def briefing_uneven_panels() -> bytes:
    """Framed panels of uneven heights in three columns, without numbers: column by column."""
    paper = Paper((842, 595))
    paper.box(0, 0, 842, 50, DARK, framed=False)
    paper.text(40, 34, REVIEW, 18, BOLD, WHITE)
    heights = ((150, 90, 130), (100, 190, 80), (170, 120))
    place = 0
    for column, panels in enumerate(heights):
        top = 70.0
        for height in panels:
            title, words = CELLS[place]
            x = 40 + 256 * column
            paper.box(x, top, x + 246, top + height, PALE, radius=8)
            paper.text(x + 10, top + 20, title.partition(". ")[2], 13, colour=DARK)
            inner = top + 38.0
            for line in words:
                inner = paper.para(x + 10, inner, 226, line, 10)
            top += height + 14
            place += 1
    return paper.done()


@layout
def action_plan_filled() -> bytes:
    """A plan whose cells are filled rectangles side by side, with no rule at all."""
    paper = Paper(WIDE)
    paper.text(40, 40, "Serious Case Review action plan: Hazel (fictional)", 16, BOLD)
    edges = [40, 90, 400, 560, 690, 800]
    rows = [
        ["Ref", "Recommendation", "What we will do", "Owner", "Timescale"],
        ["1", "The Board should check how missed visits are recorded by each service.",
         "Write to each service and ask.", "Board manager", "May 2025"],
        ["2", "The Trust should train all staff in asking about carers and what they need.",
         "Run a course twice a year.", "Trust lead nurse", "June 2025"],
        ["3", "The Council should ask each school what it saw of the child.",
         "Send a form in the first week of term.", "Head of schools", "July 2025"],
    ]  # fmt: skip
    top = 60.0
    for i, row in enumerate(rows):
        height = 24 if i == 0 else 56
        for x0, x1, words in zip(edges[:-1], edges[1:], row, strict=True):
            fill = DARK if i == 0 else (PALE if i % 2 else "#eef3fa")
            paper.box(x0, top, x1 - 1, top + height - 1, fill, framed=False)
            font, colour = (BOLD, WHITE) if i == 0 else ("Helvetica", "#000000")
            paper.para(x0 + 5, top + 16, x1 - x0 - 12, words, 10, font, colour)
        top += height
    return paper.done()


@layout
def action_plan_banded() -> bytes:
    """A dark band names the columns, with no line in it; below it the cells are ruled."""
    paper = Paper(WIDE)
    paper.text(40, 40, "Serious Case Review action plan: Hazel (fictional)", 16, BOLD)
    edges = [40, 90, 400, 690, 800]
    paper.box(40, 60, 800, 80, DARK, framed=False)
    for x, name in zip(edges, ("No.", "Recommendation", "Lead agency", "By when"), strict=False):
        paper.text(x + 5, 74, name, 10, BOLD, WHITE)
    rows = (
        ("1", "The Board should ask each service how it hears from carers.", "Board", "May 2025"),
        ("2", "The Trust should name a nurse whom schools can ring.", "Trust", "June 2025"),
    )
    for i, row in enumerate(rows):
        top = 80 + 50 * i
        for x0, x1, words in zip(edges[:-1], edges[1:], row, strict=True):
            paper.box(x0, top, x1, top + 50)
            paper.para(x0 + 5, top + 16, x1 - x0 - 10, words, 10)
    return paper.done()


@layout
def watermark_across() -> bytes:
    """Pale words that lie level across the text, and a table within one of two columns."""
    paper = Paper()
    paper.text(60, 60, REVIEW, 18, BOLD)
    paper.text(120, 250, "DRAFT COPY", 70, BOLD, "#e8e8e8")
    left = 100.0
    for words in (
        "The panel met six times and heard from all who knew the invented child and the carers.",
        "It was told of the visits that were made, and of those that were not made or not noted.",
    ):
        left = paper.para(60, left, 225, words)
    for row, cells in enumerate(
        (("Month", "Visits"), ("May", "4"), ("June", "1"), ("July", "none"))
    ):
        for column, words in enumerate(cells):
            x, top = 60 + 110 * column, left + 22 * row
            paper.box(x, top, x + 110, top + 22)
            paper.text(x + 6, top + 15, words, 10, BOLD if row == 0 else "Helvetica")
    top = left + 110
    for words in (
        (
            "The table shows what the service noted. The panel thinks that it was not all, as "
            "others saw the worker at the door in that month."
        ),
        (
            "The worker has since left, and her notes were not kept by the service that she worked "
            "for until the spring."
        ),
    ):
        top = paper.para(60, top, 225, words)
    right = 100.0
    for words in (
        "In the second part of its work the panel asked what had changed since that year.",
        "Each of the services has a new form, and each of the forms asks who was seen.",
        (
            "Recommendation 1: The Board should read twenty of these forms each year and tell all "
            "the services what it found in them."
        ),
        "The services will be asked for the forms by letter, and will have a month to send them.",
        (
            "The panel thanks the carers, who spoke to it twice in their own home about what they "
            "had hoped for."
        ),
        (
            "Recommendation 2: The Trust should tell carers what was done about the things that "
            "they said to the panel."
        ),
    ):
        right = paper.para(310, right, 225, words)
    return paper.done()
