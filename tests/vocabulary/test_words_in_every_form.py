"""Three statements come out of every form for every word of every kind; all texts are invented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from extractors import extract, read
from models.records import Kind
from vocabulary.statements import statement_words

TEXTS = {
    Kind.RECOMMENDATION: (
        "The partnership should ask each agency to show how it records who cares for a baby.",
        "Housing services should tell the midwife when a family moves into temporary housing.",
        "General practices should offer one appointment to both parents before the birth.",
    ),
    Kind.FINDING: (
        "No agency kept a record of who cared for the baby during the week.",
        "The midwife was not told that the family had moved into temporary accommodation.",
        "Appointments were offered to the mother alone, and the father was never seen.",
    ),
    Kind.LEARNING_POINT: (
        "A record of who cares for a baby protects the child only where it is kept up to date.",
        "Families who move often are lost when services rely on letters to reach them.",
        "Fathers are part of the picture, and practitioners need to see them before the birth.",
    ),
    Kind.GOOD_PRACTICE: (
        "The health visitor kept calling at the home until the family let her in.",
        "The housing officer told the midwife about the move on the same day.",
        "The practice nurse saw both parents together and wrote down what each of them said.",
    ),
    Kind.QUESTION: (
        "How does each agency know who cares for a baby during the week?",
        "Who tells the midwife when a family moves into temporary accommodation?",
        "What would help general practices to see both parents before the birth?",
    ),
}
TITLE_TEXT = "Safeguarding Adults Review: Adult Heron"
BEFORE = "The invented panel met four times. It read every record and spoke to staff."
TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=8)
TITLE = ParagraphStyle("title", parent=TEXT, fontName="Helvetica-Bold", fontSize=20, leading=26)
HEAD = ParagraphStyle("head", parent=TEXT, fontName="Helvetica-Bold", fontSize=15, leading=20)
CELL = ParagraphStyle("cell", parent=TEXT, spaceAfter=0, fontSize=10, leading=12)


class Printed(NamedTuple):
    """What a page prints: a word, its plural, the texts, and the chapter that tables stand in."""

    one: str
    many: str
    texts: tuple[str, ...]
    chapter: str


def of_platypus(path: Path, flow: list[Flowable]) -> None:
    story = [
        Paragraph(TITLE_TEXT, TITLE),
        Paragraph("Invented document for testing.", TEXT),
        Paragraph(BEFORE, TEXT),
        Spacer(1, 12),
        *flow,
    ]
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(story)


def chapter(path: Path, said: Printed) -> None:
    items = [Paragraph(f"{i}. {text}", TEXT) for i, text in enumerate(said.texts, 1)]
    of_platypus(path, [Paragraph(f"7. {said.many}", HEAD), *items])


def label(path: Path, said: Printed) -> None:
    items = [Paragraph(f"{said.one} {i}: {text}", TEXT) for i, text in enumerate(said.texts, 1)]
    of_platypus(path, [Paragraph("7. What comes next", HEAD), *items])


def ruled_table(path: Path, said: Printed) -> None:
    rows = [[str(i), Paragraph(text, CELL), "May 2031"] for i, text in enumerate(said.texts, 1)]
    table = Table(
        [["No.", said.many, "Date"], *rows],
        colWidths=[40, 330, 80],
        style=[("GRID", (0, 0), (-1, -1), 0.7, colors.black)],
    )
    of_platypus(path, [Paragraph(f"7. {said.chapter}", HEAD), table])


def unruled_table(path: Path, said: Printed) -> None:
    """Columns without rules, as a word processor sets them with tabs."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(60, 770, TITLE_TEXT)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 740, BEFORE)
    canvas.setFont("Helvetica-Bold", 15)
    canvas.drawString(60, 700, f"7. {said.chapter}")
    canvas.setFont("Helvetica-Bold", 10)
    for x, word in ((60, "No."), (110, said.many), (380, "Agency"), (470, "Date")):
        canvas.drawString(x, 670, word)
    canvas.setFont("Helvetica", 10)
    y = 648.0
    for i, text in enumerate(said.texts, 1):
        words, rows = text.split(), [""]
        for word in words:
            if len(rows[-1]) + len(word) > 48:
                rows.append("")
            rows[-1] = f"{rows[-1]} {word}".strip()
        for x, cell in ((60, str(i)), (380, "Board and"), (470, "May 2031")):
            canvas.drawString(x, y, cell)
        canvas.drawString(380, y - 12, "its partners")
        for row in rows:
            canvas.drawString(110, y, row)
            y -= 12
        y -= 14
    canvas.save()


IN_ITS_CHAPTER = " in its own chapter"
FORMS: dict[str, Callable[[Path, Printed], None]] = {
    "chapter": chapter,
    "label": label,
    "ruled table": ruled_table,
    "unruled table": unruled_table,
    f"ruled table{IN_ITS_CHAPTER}": ruled_table,
    f"unruled table{IN_ITS_CHAPTER}": unruled_table,
}
PLAIN_CHAPTER = {Kind.RECOMMENDATION: "Action plan"}  # there alone an "action" is advice


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("kind", "one", "many"),
    [
        pytest.param(kind, word.one, word.many, id=f"{kind}-{word.many}")
        for kind in Kind
        for word in statement_words().kinds[kind].words
    ],
)
def test_every_word_gives_the_same_three(
    tmp_path: Path, form: str, kind: Kind, one: str, many: str
) -> None:
    plain = PLAIN_CHAPTER.get(kind, "What comes next")
    around = many.capitalize() if form.endswith(IN_ITS_CHAPTER) else plain
    FORMS[form](
        tmp_path / "review.pdf", Printed(one.capitalize(), many.capitalize(), TEXTS[kind], around)
    )
    found = extract(read(tmp_path / "review.pdf", "a" * 64)).statements
    assert [(s.kind, s.number, s.text) for s in found] == [
        (kind, str(i), text) for i, text in enumerate(TEXTS[kind], 1)
    ]
    assert {s.rule == "table:row" for s in found} == {"table" in form}
