"""Bullets and numbers that are drawn: discs in place of glyphs. All text is fictional."""

from __future__ import annotations

from drawing import BOLD, DARK, PALE, WHITE, Paper, layout
from reportlab.lib.utils import simpleSplit

TITLE = "Child Safeguarding Practice Review: Hazel (fictional)"


@layout
def drawn_bullets() -> bytes:
    """One-line items whose bullets are small discs, set as close as the lines of a paragraph."""
    paper = Paper()
    paper.text(60, 60, TITLE, 16, BOLD)
    top = 100.0
    for title, items in (
        ("Good practice", ("The midwife drew a family tree with both of the parents.",
                           "The school rang the carers on each day of the absence.")),
        ("Recommendations", ("Midwives should ask every father about his own health and history.",
                             ("The Trust should repeat the assessment at six weeks, and should see "
                             "the mother on her own each time that it is done."),
                             "The hub should check both of the parents of an unborn baby.")),
    ):  # fmt: skip
        paper.text(60, top, title, 13, BOLD)
        top += 20
        for item in items:
            paper.disc(66, top - 4, 1.9)
            for line in simpleSplit(item, "Helvetica", 11, 420):
                paper.text(76, top, line)
                top += 14
        if title == "Recommendations":
            # Set as close as an item, but under the bullets.
            paper.text(60, top, "Read the full report on the website of the invented board.")
        top += 16
    return paper.done()


@layout
def numbers_in_discs() -> bytes:
    """White numbers in dark discs, half-way down their items and, below, beside the first line."""
    paper = Paper()
    paper.text(60, 60, TITLE, 16, BOLD)
    items = (
        (
            "The Board should hold a meeting of all the agencies before any decision to exclude a "
            "child about whom there are safeguarding concerns is taken by a school."
        ),
        (
            "The Council should put an end to part-time timetables that have no end, and report "
            "every one of them with its end date."
        ),
        "The Police should map the tensions of the area.",
    )
    number, top = 1, 110.0
    for title, is_centred in (("Recommendations for schools", True), ("For the home", False)):
        paper.text(60, top, title, 13, BOLD)
        top += 26
        for item in items:
            lines = simpleSplit(item, "Helvetica", 11, 200)
            height = 14 * len(lines)
            middle = top - 4 + (0 if not is_centred else height / 2 - 7)
            paper.disc(72, middle, 9, DARK)
            paper.text(69, middle + 3, str(number), 9, BOLD, WHITE)
            for line in lines:
                paper.text(90, top, line)
                top += 14
            top += 3
            number += 1
        top += 20
    return paper.done()


@layout
def box_before_a_coloured_chapter() -> bytes:
    """A shaded box with praise within a chapter, and one at its end before a coloured heading."""
    paper = Paper()
    paper.text(60, 60, TITLE, 18, BOLD)
    for chapter, top in (("What the school did", 90.0), ("What the clinic did", 390.0)):
        paper.box(60, top, 535, top + 34, DARK, framed=False)
        paper.text(70, top + 23, chapter, 16, BOLD, WHITE)
        paper.text(60, top + 62, "Key findings", 13, BOLD)
        after = paper.para(
            60,
            top + 84,
            460,
            "Nobody asked the child about the bruise, and no note was made of it.",
        )
        paper.box(60, after, 535, after + 62, PALE, framed=False)
        paper.text(70, after + 20, "What worked well", 12, BOLD)
        paper.text(
            70, after + 42, "A teacher rang the aunt every week and wrote down what she said."
        )
        if chapter == "What the school did":
            paper.text(
                60, after + 82, "The plan was not shared with the aunt, and nobody knew of it."
            )
    return paper.done()
