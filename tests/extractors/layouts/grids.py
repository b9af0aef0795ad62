"""Layouts of 7-minute briefings: grids of framed and shaded cells. All text is fictional."""

from __future__ import annotations

from drawing import BLACK, BOLD, DARK, PALE, WHITE, Paper, layout

TITLE = "7 Minute Briefing: Hazel, a fictional Child Safeguarding Practice Review"
CELLS = [
    ("1. Introduction", [("This briefing is fictional. It shares the learning from the review of "
                         "an invented child.")]),
    ("2. Background", ["Hazel lived with two carers. Both were known to services for many years."]),
    ("3. What happened", ["In that spring Hazel was not seen for six weeks, and nobody asked."]),
    ("4. Key learning", ["• Staff need to see the child alone.",
                         "• Missed visits should be talked about in supervision."]),
    ("5. Good practice", ["The school nurse kept ringing until she was let in."]),
    ("6. Recommendations", ["1. The Board should check how missed visits are recorded.",
                            "2. The Trust should train all staff in asking about carers."]),
    ("7. What to do now", ["Talk about this briefing in your next team meeting."]),
    ("8. Questions to ask", ["When did you last see the child alone?",
                             "Who else lives in the home?"]),
    ("9. Further reading", ["Ask your invented training team for the slides."]),
]  # fmt: skip


@layout
def briefing_grid() -> bytes:
    """Three rows of three framed cells on a landscape page, titles in white on dark bands."""
    paper = Paper((842, 595))
    paper.text(40, 40, TITLE, 18, BOLD)
    for i, (title, words) in enumerate(CELLS):
        x, top = 40 + 256 * (i % 3), 60 + 168 * (i // 3)
        paper.box(x, top, x + 250, top + 162)
        paper.box(x, top, x + 250, top + 22, DARK)
        paper.text(x + 8, top + 16, title, 12, BOLD, WHITE)
        inner = top + 40.0
        for line in words:
            inner = paper.para(x + 8, inner, 234, line, 10)
    return paper.done()


@layout
def briefing_joined_grid() -> bytes:
    """The same grid as one table of three by three, its rules shared, titles bold in the cells."""
    paper = Paper((842, 595))
    paper.text(40, 40, TITLE, 18, BOLD)
    for step in range(4):
        paper.rule(40, 60 + 168 * step, 796, 60 + 168 * step)
        paper.rule(40 + 252 * step, 60, 40 + 252 * step, 564)
    for i, (title, words) in enumerate(CELLS):
        x, top = 40 + 252 * (i % 3), 60 + 168 * (i // 3)
        paper.text(x + 8, top + 18, title, 12, BOLD)
        inner = top + 40.0
        for line in words:
            inner = paper.para(x + 8, inner, 234, line, 10)
    return paper.done()


@layout
def briefing_wheel() -> bytes:
    """Two columns of four shaded panels with round corners and large numbers, no frame."""
    paper = Paper()
    paper.box(0, 0, 595, 70, DARK, framed=False)
    paper.text(40, 44, "Seven Minute Briefing", 22, BOLD, WHITE)
    paper.text(40, 62, "Adult Ash: a fictional Safeguarding Adults Review", 10, BOLD, WHITE)
    for i, (title, words) in enumerate(CELLS[:8]):
        x, top = 30 + 272 * (i % 2), 86 + 182 * (i // 2)
        paper.box(x, top, x + 262, top + 172, PALE, framed=False, radius=10)
        number, _, name = title.partition(". ")
        paper.text(x + 10, top + 32, number, 24, BOLD, DARK)
        paper.text(x + 40, top + 28, name, 13, BOLD, DARK)
        inner = top + 52.0
        for line in words:
            inner = paper.para(x + 14, inner, 236, line, 10, colour=BLACK)
    return paper.done()
