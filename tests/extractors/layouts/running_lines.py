"""Layouts that test furniture: headers, footers, contents, footnotes, turned pages, watermarks.

All text is fictional.
"""

from __future__ import annotations

from drawing import BOLD, PLAIN, Paper, layout

TITLE = "Child Safeguarding Practice Review of an invented child"

WHO = ["The health visitor", "The housing officer", "The school nurse", "The family doctor"]
WHEN = ["the first spring", "that long summer", "the second autumn", "the last winter"]
WHAT = [
    "wrote to the family twice and had no answer, as the letters went to the home it had left",
    "saw the children at the clinic with their aunt and made a note that nobody read for a year",
    "asked the other services what they knew and was told of two moves that were not on any file",
    "rang each of the numbers on the record in turn, and spoke in the end with a former neighbour",
]


def _prose(paper: Paper, top: float, page: int, first: str = "") -> float:
    """Four paragraphs of two lines, other ones on each page; `first` stands before them."""
    if first:
        top = paper.para(60, top, 475, first)
    for i in range(4):
        who, when, what = WHO[(i + page) % 4], WHEN[(i + 2 * page) % 4], WHAT[(3 * i + page) % 4]
        top = paper.para(60, top, 475, f"{who}, as page {page} of this tale has it, {what}. "
                         f"This was in {when} of the fictional review.")  # fmt: skip
    return top


@layout
def odd_and_even() -> bytes:
    """Headers that differ on odd and even pages; a recommendation that crosses the page."""
    paper = Paper()
    for number in range(1, 6):
        if number % 2:
            paper.right(535, 40, "Fictional review: Child Alder", 9)
            paper.right(535, 815, str(number), 9)
        else:
            paper.text(60, 40, "Harrowmere Safeguarding Board", 9)
            paper.text(60, 815, str(number), 9)
        top = 80.0
        if number == 5:
            top = paper.lines(60, top, ["ask each school what it saw, within one month."]) + 8
        top = _prose(paper, top, number)
        if number == 4:
            paper.text(60, top + 10, "Recommendations", 14, BOLD)
            paper.lines(60, 740, [
                "Recommendation 1: The Board should meet with the head teachers of the area and",
                "should then, before the next invented summer is over,",
            ])  # fmt: skip
        if number < 5:
            paper.next_page()
    return paper.done()


@layout
def front_matter() -> bytes:
    """Roman page numbers, "Page 2 of 37", protective markings, contents of both kinds."""
    paper = Paper()
    marking = "OFFICIAL - SENSITIVE"
    entries = ["1 Introduction", "2 What happened", "3 Findings", "4 Recommendations",
               "Appendix A: Terms of reference"]  # fmt: skip
    paper.text(60, 200, TITLE, 22, BOLD)
    paper.text(250, 30, marking, 9, BOLD)
    paper.next_page()
    for number in ("ii", "iii"):
        paper.text(250, 30, marking, 9, BOLD)
        paper.text(60, 90, "Contents" if number == "ii" else "List of tables", 16, BOLD)
        for i, entry in enumerate(entries):
            top = 130 + 24 * i
            if number == "ii":
                paper.text(60, top, f"{entry} {'.' * (90 - len(entry))} {i + 3}")
            else:
                paper.text(60, top, f"Table {i + 1}: {entry.lstrip('1234 ')}")
                paper.right(535, top, str(i + 3))
        paper.text(290, 815, number, 9)
        paper.next_page()
    for number in range(3, 6):
        paper.text(250, 30, marking, 9, BOLD)
        top = 80.0
        if number == 5:
            paper.text(60, 80, "4 Recommendations", 14, BOLD)
            top = paper.para(60, 110, 475, "1. The Board should read this fictional page.")
        _prose(paper, top, number)
        paper.text(60, 815, f"Page {number} of 37", 9)
        paper.right(535, 815, marking, 9)
        if number < 5:
            paper.next_page()
    return paper.done()


@layout
def footnotes() -> bytes:
    """Raised markers in the text, notes below a short rule, one of them over two pages."""
    paper = Paper()
    paper.text(60, 50, TITLE, 16, BOLD)
    paper.text(60, 76, "Findings", 14, BOLD)
    canvas = paper.canvas
    for number, words in (
        (1, "Finding 1: Staff did not read the guidance that had been sent to them"),
        (2, "Finding 2: The plan of the invented service was never shared"),
    ):
        run = canvas.beginText(60, paper.height - 60 - 40 * number)
        run.setFont("Helvetica", 11)
        run.textOut(words)
        run.setFont("Helvetica", 7)
        run.setRise(4)
        run.textOut(str(number))
        run.setRise(0)
        run.setFont("Helvetica", 11)
        run.textOut(" with the school.")
        canvas.drawText(run)
    _prose(paper, 180, 1)
    paper.rule(60, 742, 200, 742)
    paper.lines(60, 754, [
        "1 Fictional guidance on reading, 2019.",
        "2 The plan was agreed in an invented spring, and nobody can now say by whom it was",
    ], 8)  # fmt: skip
    paper.text(290, 815, "1", 9)
    paper.next_page()
    _prose(paper, 80, 2, "Finding 3: Nobody asked the school what it had seen of the child.")
    paper.rule(60, 742, 200, 742)
    paper.lines(60, 754, ["written or where it was kept.", "3 Fictional minutes, 2020."], 8)
    paper.text(290, 815, "2", 9)
    return paper.done()


@layout
def printed_web_page() -> bytes:
    """A web page printed from a browser: date, title, address and count on every page."""
    paper = Paper()
    address = "https://reviews.example/larkhill/child-rowan-a-fictional-review"
    for number in (1, 2, 3):
        paper.text(30, 25, "14/11/2024, 09:31", 8)
        paper.text(240, 25, "Child Rowan (fictional) - Larkhill Partnership", 8)
        paper.text(30, 825, address, 8)
        paper.right(565, 825, f"{number}/3", 8)
        top = 60.0
        if number == 2:
            paper.text(60, top, "Recommendations", 14, BOLD)
            top = paper.para(60, 84, 475, "1. The Trust should read its own fictional letters.")
            top = paper.para(60, top, 475, "2. The Board should ask who reads them.")
        _prose(paper, top, number)
        if number < 3:
            paper.next_page()
    return paper.done()


@layout
def turned_page() -> bytes:
    """A page stored upright and shown turned by a quarter, and one with a watermark across it."""
    paper = Paper()
    canvas = paper.canvas
    canvas.setPageRotation(90)
    # The page is shown as 842 wide and 595 high: draw in that frame.
    canvas.saveState()
    canvas.translate(595, 0)
    canvas.rotate(90)
    wide = Paper((842, 595))
    wide.canvas = canvas
    wide.text(60, 60, "Recommendations of a fictional review", 16, BOLD)
    wide.para(60, 100, 340, "1. The Board should turn its pages round before it prints them.")
    wide.para(60, 150, 340, "2. The Trust should read what was printed on them.")
    canvas.restoreState()
    canvas.showPage()
    canvas.setPageRotation(0)
    canvas.saveState()
    canvas.translate(150, 250)
    canvas.rotate(55)
    canvas.setFillGray(0.85)
    canvas.setFont("Helvetica-Bold", 90)
    canvas.drawString(0, 0, "DRAFT")
    canvas.restoreState()
    _prose(paper, 80, 3, "3. The Council should say which of its fictional pages are drafts.")
    return paper.done()


@layout
def sideways_table() -> bytes:
    """A table of actions laid sideways on an upright page, which the file does not say."""
    paper = Paper()
    _prose(paper, 80, 1)
    paper.next_page()
    canvas = paper.canvas
    canvas.saveState()
    canvas.translate(595, 0)
    canvas.rotate(90)
    wide = Paper((842, 595))
    wide.canvas = canvas
    wide.text(60, 60, "Action plan of a fictional review", 16, BOLD)
    rows = (
        ("No.", "Recommendation", "Lead", "By when"),
        ("2", "The Trust should print no page sideways that it wants read.", "Trust", "May 2025"),
        ("3", "The Council should turn its head before it turns the page.", "Council", "June 2025"),
    )
    for row, cells in enumerate(rows):
        for x, cell in zip((60, 110, 560, 680), cells, strict=True):
            wide.text(x, 110 + 30 * row, cell, 11, PLAIN if row else BOLD)
    for row in range(4):
        canvas.line(50, 595 - (92 + 30 * row), 780, 595 - (92 + 30 * row))
    for x in (50, 100, 550, 670, 780):
        canvas.line(x, 595 - 92, x, 595 - 182)
    canvas.restoreState()
    canvas.showPage()
    return paper.done()


@layout
def labels_at_the_heads_of_pages() -> bytes:
    """Two pages open with "Recommendation" and a number, in bold, at the size of the text."""
    paper = Paper()
    advice = {
        1: [(1, "The Board should ask every school of Larkhill what it saw, and tell the others."),
            (2, "The Council should name one lead worker for each family with two plans.")],
        2: [(3, "The Trust should send each letter about a child to both of the parents."),
            (4, "The Police should tell the school by nine in the morning after a visit.")],
    }  # fmt: skip
    for page in range(1, 4):
        paper.text(60, 36, "Larkhill Safeguarding Children Partnership", 8)
        paper.text(250, 806, f"Review of an invented child | Page {page}", 8)
        if page == 1:
            top = _prose(paper, 74, page)
            paper.text(60, top + 10, "Recommendations", 14, BOLD)
        else:
            top = 74
            for number, text in advice[page - 1]:
                paper.text(60, top, f"Recommendation {number}", 11, BOLD)
                top = paper.para(60, top + 16, 475, text) + 12
        if page < 3:
            paper.next_page()
    return paper.done()
