"""Layouts of columns, side bars and boxes. All text is fictional."""

from __future__ import annotations

from drawing import BOLD, DARK, ITALIC, PALE, WHITE, Paper, layout

NOTE = "This document is fictional: it was written to test how layouts are read."


@layout
def two_columns() -> bytes:
    """A heading across two columns; recommendations cross the column and the page."""
    paper = Paper()
    for number in (1, 2):
        paper.text(60, 40, "Learning review of an invented family: Larkhill", 9)
        paper.text(280, 815, f"{number}", 9)
        if number == 1:
            _first_columns(paper)
            paper.next_page()
    top = paper.lines(
        60, 80, ["at least once in every quarter, and tell", "the Board what it heard."]
    )
    top = paper.para(
        60, top + 8, 225,
        "Recommendation 4: Larkhill Hospital should ask at each visit who else lives in the home.",
    )  # fmt: skip
    top = paper.para(60, top, 225, "The hospital has told the authors that it will.")
    right = paper.para(
        310, 80, 225,
        "The authors thank the invented practitioners who gave their time to this review.",
    )  # fmt: skip
    paper.para(310, right, 225, "They hope that what was learned is of use to other areas too.")
    return paper.done()


def _first_columns(paper: Paper) -> None:
    paper.para(60, 90, 480, "Serious Case Review: what Larkhill asks of its partners", 20, BOLD)
    top = paper.para(60, 130, 480, NOTE + " The partners met in spring to agree what follows.")
    paper.text(60, top + 10, "Recommendations", 14, BOLD)
    left = top + 36
    for words in (
        "Recommendation 1: The Partnership should make sure that each plan names one lead worker.",
        "The lead worker is the one whom the family knows best.",
        (
            "Recommendation 2: Larkhill Council should review how it hears from children who are "
            "taught at home."
        ),
    ):
        left = paper.para(60, left, 225, words)
    paper.para(60, left, 225, "Recommendation 3: The Partnership should listen to all")
    # The third one goes on at the head of the right column, and then on the next page.
    right = paper.lines(310, top + 36, [
        "of the schools of the area, to its health",
        "visitors and to its youth workers,",
    ])  # fmt: skip
    paper.para(310, right, 215, "and ask them what they have seen of the changes that it made,")


@layout
def side_bar() -> bytes:
    """Main text with a shaded bar at its right: the bar is read after the text, not across it."""
    paper = Paper()
    paper.text(60, 80, "Child Safeguarding Practice Review: Fern", 20, BOLD)
    paper.text(60, 104, NOTE, 9)
    paper.box(390, 130, 545, 420, PALE, framed=False)
    paper.text(400, 152, "Key facts", 12, BOLD)
    side = 172.0
    for words in (
        "Fern was in their first year.",
        "Three services knew the family.",
        "No plan was in place in the last invented month.",
    ):
        side = paper.para(400, side, 135, words, 10)
    paper.text(60, 150, "Findings", 14, BOLD)
    top = 174.0
    for words in (
        (
            "Finding 1: Staff did not share what they knew with each other in the weeks before the "
            "birth, and so nobody saw the whole."
        ),
        "The midwife knew of the moves from home to home. The housing officer knew of the debts.",
        (
            "Finding 2: The plan was not changed when the family moved, since nobody was asked to "
            "look at it again after the first meeting."
        ),
        "Such a look was due within ten working days. It was not on any list of the service.",
    ):
        top = paper.para(60, top, 310, words)
    paper.para(60, 450, 480, "The text goes on below the bar, over the whole width of the page.")
    return paper.done()


@layout
def boxed_text() -> bytes:
    """A framed box across one of two columns, and a dark band with a white heading above it."""
    paper = Paper()
    paper.box(50, 60, 545, 92, DARK, framed=False)
    paper.text(60, 82, "What the panel heard", 16, BOLD, WHITE)
    paper.text(60, 112, NOTE, 9)
    paper.text(60, 50, "Child Safeguarding Practice Review: Fern", 20, BOLD)
    left = 140.0
    for words in (
        "The panel heard of work that it wants others to know of.",
        "The school kept a diary of what the child said each day.",
    ):
        left = paper.para(60, left, 225, words)
    paper.box(60, left + 4, 285, left + 96, None)
    inner = paper.para(70, left + 22, 205, "Good practice 1", 11, BOLD)
    paper.para(
        70, inner, 205,
        "The health visitor went with the family to the first meeting at the new clinic.",
    )  # fmt: skip
    left = paper.para(60, left + 116, 225, "The box above was written by the clinic itself.")
    right = 140.0
    for words in (
        "The next part of the review is about the months that came after.",
        "In these months the family moved twice, and each time the school was told in good time.",
        "The panel has no recommendation to make about this.",
    ):
        right = paper.para(310, right, 225, words)
    return paper.done()


@layout
def line_ends_in_gutter() -> bytes:
    """A line above two columns is so short that it ends in the gap between them."""
    paper = Paper()
    paper.text(60, 60, "Serious Case Review: Larkhill (fictional)", 18, BOLD)
    paper.text(60, 84, "The fictional Larkhill Partnership in the month May")
    for x, label in ((60, "Finding"), (310, "Recommendation")):
        top = 120.0
        for number in (1, 2, 3):
            what = {
                "Finding": "Nobody asked the carers what they had seen on the day before the fall, "
                "and no note of it was made by the service.",
                "Recommendation": "The Partnership should ask the carers what they had seen, and "
                "should make sure that a note of it is kept.",
            }[label]
            top = paper.para(x, top, 225, f"{label} {number}: {what}")
    for number in (1, 2):
        paper.text(60, 815, "Larkhill review (fictional)", 9)
        paper.text(520, 815, f"{number}", 9)
        if number == 1:
            paper.next_page()
    paper.para(60, 90, 480, "The panel thanks all who gave their time to it.")
    return paper.done()


@layout
def labels_beside() -> bytes:
    """Coloured labels left of the text, which a rule parts from it; one has two lines."""
    paper = Paper()
    paper.text(60, 60, "Learning Review: Fern of Larkhill (fictional)", 18, BOLD)
    top = 110.0
    told = (
        "In June an ambulance was called for the grandfather of Fern, and in the weeks that "
        "followed her aunt collected her from school and sat up with her mother."
    )
    looked_at = (
        "No service asked who would care for Fern, and the form had no room for it. The nurse who "
        "had known the family for a year was not told of the call."
    )
    helped = "The youth worker rang each evening and came by on the way home."
    told_at_last = (
        "A child who sits up with a parent is a carer, and a service that is told of the parent "
        "has to ask who that child is and what is asked of her."
    )
    beside = {"The story": told, "Looking closer": looked_at, "What helped": helped}
    for label, words in beside.items():
        level = top
        paper.text(60, level, label, 9.5, colour="#b35c00")
        top = paper.para(150, top, 380, words) + 6
        paper.rule(141, level, 141, top - 8)
    for at, (x, half) in enumerate(((73, "Take-away"), (84, "learning"))):
        paper.text(x, top + 12 * at, half, 9.5, colour="#b35c00")
    paper.para(150, top, 380, told_at_last)
    return paper.done()


@layout
def quoted_beside() -> bytes:
    """A quotation in large italics that the text flows round."""
    paper = Paper()
    paper.text(60, 60, "Learning Review: Fern of Larkhill (fictional)", 18, BOLD)
    full = (
        "The school nurse came back each week and wrote down what the family had told her at the",
        "door of the house, and sent it to the health visitor, who put it with her own notes and",
        "read both to the meeting, where nobody asked what Fern had eaten on the days between.",
    )
    short = (
        "By contrast the speech therapist who saw Fern in",
        "March set out each choice in pictures, went back",
        "on another day, and wrote down his own reasons.",
    )
    top = 110.0
    for line in full:
        paper.text(60, top, line)
        top += 15
    level = top
    for line in short:
        paper.text(60, top, line)
        top += 15
    for at, line in enumerate(("“He likes the sea,”", "it says in his file")):
        paper.text(400, level + 8 + 17 * at, line, 13, ITALIC)
    for line in full:
        paper.text(60, top, line)
        top += 15
    return paper.done()


@layout
def side_notes() -> bytes:
    """A few small notes in the outer margin, and a bold heading in the inner one."""
    paper = Paper()
    paper.text(60, 60, "Serious Case Review: Larkhill (fictional)", 18, BOLD)
    top = 110.0
    for number in (1, 2, 3):
        level = top
        top = paper.para(
            150, top, 300,
            f"Recommendation {number}: The Partnership should ask the carers what they had seen on "
            "the day before, and should make sure that a note of it is kept.",
        )  # fmt: skip
        if number == 1:
            paper.text(470, level + 14, "Hearing carers", 8, ITALIC)
        if number == 2:
            paper.text(60, level, "For the Board", 10, BOLD, DARK)
            paper.text(470, level, "Notes kept", 8, ITALIC)
            paper.text(470, level + 10, "for a year", 8, ITALIC)
    return paper.done()
