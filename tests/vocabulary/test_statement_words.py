"""Every word for a statement works in every place that it is printed in; all texts are invented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from extractors import extract, read
from extractors.structure.labels import read_label
from extractors.structure.lexicon import heading_role
from models.records import Kind, SectionRole
from vocabulary import headings
from vocabulary.headings import role_by_words
from vocabulary.loading import VocabularyError, load, mistake
from vocabulary.statements import statement_words

ADVICE = (
    "The partnership should ask each agency to show how it records who cares for a baby.",
    "Housing services should tell the midwife when a family moves into temporary accommodation.",
    "General practices should offer one appointment to both parents before the birth.",
)
TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=8)
TITLE = ParagraphStyle("title", parent=TEXT, fontName="Helvetica-Bold", fontSize=20, leading=26)
HEAD = ParagraphStyle("head", parent=TEXT, fontName="Helvetica-Bold", fontSize=15, leading=20)
CELL = ParagraphStyle("cell", parent=TEXT, spaceAfter=0, fontSize=10, leading=12)
BEFORE = "The invented panel met four times. It read every record and spoke to staff."
FORMS: dict[str, Callable[[str, str], list[Flowable]]] = {
    "chapter": lambda _, many: [
        Paragraph(f"7. {many}", HEAD),
        *(Paragraph(f"{i}. {text}", TEXT) for i, text in enumerate(ADVICE, 1)),
    ],
    "label": lambda one, _: [
        Paragraph("7. What comes next", HEAD),
        *(Paragraph(f"{one} {i}: {text}", TEXT) for i, text in enumerate(ADVICE, 1)),
    ],
    "ruled table": lambda _, many: [
        Paragraph("7. Action plan", HEAD),
        Table(
            [["No.", many, "By when"]]
            + [[str(i), Paragraph(text, CELL), "May 2031"] for i, text in enumerate(ADVICE, 1)],
            colWidths=[40, 330, 80],
            style=[("GRID", (0, 0), (-1, -1), 0.7, colors.black)],
        ),
    ],
}


def written(path: Path, flow: list[Flowable]) -> Path:
    story = [
        Paragraph("Safeguarding Adults Review: Adult Heron", TITLE),
        Paragraph("Invented document for testing.", TEXT),
        Paragraph(BEFORE, TEXT),
        Spacer(1, 12),
        *flow,
    ]
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(story)
    return path


def unruled(path: Path, many: str) -> Path:
    """Columns without rules, as a word processor sets them with tabs."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(60, 770, "Safeguarding Adults Review: Adult Heron")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 740, BEFORE)
    canvas.setFont("Helvetica-Bold", 15)
    canvas.drawString(60, 700, "7. Action plan")
    canvas.setFont("Helvetica-Bold", 10)
    for x, word in ((60, "No."), (110, many), (380, "Lead"), (470, "By when")):
        canvas.drawString(x, 670, word)
    canvas.setFont("Helvetica", 10)
    y = 648.0
    for i, text in enumerate(ADVICE, 1):
        words, rows = text.split(), [""]
        for word in words:
            if len(rows[-1]) + len(word) > 48:
                rows.append("")
            rows[-1] = f"{rows[-1]} {word}".strip()
        for x, cell in ((60, str(i)), (380, "Board"), (470, "May 2031")):
            canvas.drawString(x, y, cell)
        for row in rows:
            canvas.drawString(110, y, row)
            y -= 12
        y -= 14
    canvas.save()
    return path


def found(path: Path) -> list[str]:
    statements = extract(read(path, "a" * 64)).statements
    return [s.text for s in statements if s.kind is Kind.RECOMMENDATION]


WORDS = [
    pytest.param(w.one, w.many, id=w.many)
    for w in statement_words().kinds[Kind.RECOMMENDATION].words
]


@pytest.mark.parametrize("form", [*FORMS, "unruled table"])
@pytest.mark.parametrize(("one", "many"), WORDS)
def test_every_word_for_advice_gives_the_same_three(
    tmp_path: Path, form: str, one: str, many: str
) -> None:
    path = tmp_path / "review.pdf"
    one, many = one.capitalize(), many.capitalize()
    if form == "unruled table":
        unruled(path, many)
    else:
        written(path, FORMS[form](one, many))
    assert found(path) == list(ADVICE)


ROLES = {
    Kind.RECOMMENDATION: SectionRole.RECOMMENDATIONS,
    Kind.FINDING: SectionRole.FINDINGS,
    Kind.LEARNING_POINT: SectionRole.LEARNING,
    Kind.GOOD_PRACTICE: SectionRole.GOOD_PRACTICE,
    Kind.QUESTION: SectionRole.QUESTIONS,
}


@pytest.mark.parametrize("kind", list(Kind))
def test_every_word_is_known_as_heading_and_as_label(kind: Kind) -> None:
    for word in statement_words().kinds[kind].words:
        assert heading_role(word.many.capitalize()) in (ROLES[kind], SectionRole.ACTION_PLAN), word
        label = read_label(f"{word.one.capitalize()} 2: The board should ask.")
        assert label is not None, word
        assert (label.kind, label.number) == (kind, "2"), word


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("NP1 The police should", None, "NP1"),
        ("CSC2: Social workers should", None, "CSC2"),
        ("KLP 1 Practitioners", Kind.LEARNING_POINT, "KLP 1"),
        ("LP3: Practitioners", Kind.LEARNING_POINT, "LP3"),
        ("Key Learning: Practitioners", Kind.LEARNING_POINT, None),
        ("Argymhelliad 3: Dylai", Kind.RECOMMENDATION, "3"),
    ],
)
def test_labels_of_any_agency_and_of_wales(text: str, kind: Kind | None, number: str) -> None:
    label = read_label(text)
    assert label is not None
    assert (label.kind, label.number) == (kind, number)


@pytest.mark.parametrize(
    "text", ["GP1 saw the mother twice.", "HV2 visited.", "The learning was shared."]
)
def test_people_and_sentences_are_no_labels(text: str) -> None:
    assert read_label(text) is None


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Part IV CONCLUSIONS", SectionRole.FINDINGS),
        ("Case History, Analysis, Findings & Recommendations", SectionRole.ANALYSIS),
        ("6 Work that was done well.", SectionRole.GOOD_PRACTICE),
        ("The Overarching Lessons Learned", SectionRole.LEARNING),
        ("What this means for practice", SectionRole.LEARNING),
        ("Themes and Learning Points", SectionRole.LEARNING),
        ("Progressing Recommendations", SectionRole.RECOMMENDATIONS),
        ("Prif ganfyddiadau", SectionRole.FINDINGS),
        ("Parents with a learning disability", None),
        ("Recommendations from earlier reviews", SectionRole.ANALYSIS),
    ],
)
def test_headings_say_their_role_by_a_word_in_them(heading: str, role: SectionRole | None) -> None:
    assert heading_role(heading) is role


def test_inspections_keep_to_the_headings_of_their_framework() -> None:
    heading = "Leaders have a clear rationale for the review of placements"
    assert heading_role(heading) is SectionRole.METHOD
    assert heading_role(heading, "ilacs") is None


def test_a_rule_that_fails_its_example_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "headings.yaml").write_text(
        "rules:\n- {id: a, role: method, why: b, has: ['c'], takes: [d], leaves: []}\n"
    )
    monkeypatch.setattr(headings, "load", lambda name, shape: load(name, shape, tmp_path))
    monkeypatch.setattr(headings, "mistake", lambda *told: mistake(*told, tmp_path))
    headings.heading_rules.cache_clear()
    told = r"headings\.yaml, line 2: rule a: fails its example 'd'"
    with pytest.raises(VocabularyError, match=told):
        role_by_words("any", is_first=False)
    headings.heading_rules.cache_clear()
