"""Layouts of action plans: ruled line by line and without rules. All text is fictional."""

from __future__ import annotations

import itertools

from drawing import BOLD, PALE, WIDE, Paper, layout

EDGES = [40.0, 90.0, 330.0, 520.0, 660.0, 800.0]
HEAD = ["No.", "Recommendation", "Action", "Lead", "By when"]


def _ruled(paper: Paper, tops: list[float], merged: tuple[int, ...] = ()) -> None:
    """Rules drawn one by one; rows in `merged` have no rule above them in the first two columns."""
    for i, top in enumerate(tops):
        begin = 2 if i in merged else 0
        for x0, x1 in zip(EDGES[begin:-1], EDGES[begin + 1 :], strict=True):
            paper.rule(x0, top, x1, top)
    for x in EDGES:
        for top, bottom in itertools.pairwise(tops):
            paper.rule(x, top, x, bottom)


def _row(paper: Paper, top: float, cells: list[str], font: str = "Helvetica") -> None:
    for x0, x1, words in zip(EDGES[:-1], EDGES[1:], cells, strict=True):
        paper.para(x0 + 5, top + 14, x1 - x0 - 10, words, 10, font)


@layout
def action_plan_ruled() -> bytes:
    """Landscape, rules line by line, merged cells, the head repeated, a row broken over pages."""
    paper = Paper(WIDE)
    paper.text(40, 50, "Serious Case Review action plan: the fictional Fern review", 16, BOLD)
    _ruled(paper, [80, 104, 190, 250, 330, 400], merged=(3,))
    _row(paper, 80, HEAD, BOLD)
    _row(paper, 104, ["1", ("The Partnership should make sure that each plan for a child names one "
         "lead worker and one deputy."), "Write a template for plans.", "Partnership manager",
         "May 2025"])  # fmt: skip
    _row(paper, 190, ["2", "The Trust should train all of its staff in asking about carers.",
         "Offer the course twice a year.", "Trust", "June 2025"])  # fmt: skip
    _row(paper, 250, ["", "", "Count who came.", "Trust", "July 2025"])
    _row(paper, 330, ["3", "Larkhill Council should tell schools of each move of a family that",
         "Agree a form with the", "Council", "March"])  # fmt: skip
    paper.text(400, 570, "Page 1 of 2", 9)
    paper.next_page()
    _ruled(paper, [60, 84, 130, 200])
    _row(paper, 60, HEAD, BOLD)
    _row(paper, 84, ["", "has a child in need plan, within five days.", "schools.", "", "2026"])
    _row(paper, 130, ["4", "The Board should hear from families once a year.", "Invite families.",
         "Board chair", "May 2026"])  # fmt: skip
    paper.text(400, 570, "Page 2 of 2", 9)
    return paper.done()


PLAN = [
    ("1", ["The Partnership should check", "that each plan is read."], "Manager", "May 2025"),
    ("2", ["The Trust should ring each", "family after a missed visit."], "Trust", "June 2025"),
    ("3", ["The Council should list its", "homes for families."], "Council", "July 2025"),
    ("4", ["The Police should tell the", "school of each call-out."], "Police", "May 2026"),
    ("5", ["The Board should hear from", "fathers once a year."], "Board", "June 2026"),
]


def _unruled_rows(paper: Paper, top: float, rows: list[tuple[str, list[str], str, str]]) -> None:
    for number, words, lead, when in rows:
        paper.text(60, top, number, 10)
        paper.lines(100, top, words, 10)
        paper.text(330, top, lead, 10)
        paper.text(450, top, when, 10)
        top += 42


@layout
def action_plan_unruled() -> bytes:
    """No rules at all, over two pages, the head on the first one alone."""
    paper = Paper()
    paper.text(60, 70, "Serious Case Review action plan: the fictional Larkhill review", 16, BOLD)
    paper.para(60, 100, 470, "The invented partners agreed what each of them will do in the year.")
    for x, word in zip(
        (60, 100, 330, 450), ("No.", "Recommendation", "Lead", "By when"), strict=True
    ):
        paper.text(x, 640, word, 10, BOLD)
    _unruled_rows(paper, 664, PLAN[:3])
    paper.text(280, 815, "4", 9)
    paper.next_page()
    _unruled_rows(paper, 80, PLAN[3:])
    paper.para(60, 180, 470, "The plan will be looked at again by the invented Board in a year.")
    paper.text(280, 815, "5", 9)
    return paper.done()


@layout
def table_over_pages() -> bytes:
    """A title and a note in the table; rows cut in a sentence and between parts."""
    paper = Paper()
    edges = [50, 90, 400, 545]
    paper.text(50, 50, "Child Practice Review: Hazel (fictional)", 16, BOLD)
    paper.para(50, 80, 480, "The panel was told that plans were made, and heard what came of them.")

    def row(top: float, height: float, *cells: str) -> float:
        for x0, x1, words in zip(edges, edges[1:], cells, strict=False):
            paper.box(x0, top, x1, top + height)
            paper.para(x0 + 5, top + 14, x1 - x0 - 10, words, 10)
        return top + height

    paper.box(50, 560, 545, 584, PALE)
    paper.text(55, 576, "Improving Systems and Practice", 12, BOLD)
    paper.box(50, 584, 545, 604)
    paper.text(55, 598, "Use this form to say what each agency will do.", 9)
    for x0, x1, name in zip(edges, edges[1:], ("No.", "Action", "Outcome"), strict=False):
        paper.box(x0, 604, x1, 624)
        paper.text(x0 + 5, 618, name, 10, BOLD)
    top = row(624, 40, "1", "The Board should ask each school what it saw.", "Fewer gaps.")
    row(top, 40, "2", "The Trust should agree with all of its", "One plan.")
    paper.next_page()
    top = row(60, 40, "", "partners how notes are kept.", "")
    top = row(
        top, 64, "3", "The Council should tell each of the carers: (a) who is their worker;", ""
    )
    paper.next_page()
    top = row(60, 40, "", "(b) how to reach the worker at night.", "")
    row(top, 40, "4", "The Police should share what they know with the", "Trust.")
    paper.next_page()
    paper.box(50, 60, 90, 100)
    paper.box(90, 60, 400, 100)
    paper.box(400, 60, 545, 100)
    paper.text(95, 74, "schools of the area each morning.", 10)
    return paper.done()
