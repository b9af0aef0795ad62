"""Tables that no rule draws, on small invented pages: one row a record."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors import extract
from extractors.reading import read
from models.records import Kind, LineRole, Reading

Piece = tuple[float, float, str]
INTRO = "The invented board sets out below what each of its partners will do in the year ahead."


def reading(pieces: list[Piece]) -> Reading:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for x, y, text in pieces:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(x, y, text)
    canvas.save()
    return read(out.getvalue(), "0" * 64)


def cells(result: Reading) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for line in result.pages[0].lines:
        if line.role is LineRole.TABLE and line.cell:
            _, row, column = line.cell
            found[row, column] = f"{found.get((row, column), '')} {line.text}".strip()
    return found


NUMBERED: list[Piece] = [
    (60, 720, INTRO),
    (60, 690, "No."), (100, 690, "Recommendation"), (330, 690, "Lead"), (450, 690, "By when"),
    (60, 674, "1"), (100, 674, "The partnership should check that"),
    (330, 674, "Safeguarding"), (450, 674, "May 2025"),
    (100, 661, "each plan names one lead worker."), (330, 661, "partnership"),
    (60, 648, "2"), (100, 648, "The health trust should offer its"),
    (330, 648, "Health trust"), (450, 648, "July 2025"),
    (100, 635, "staff a course on listening."),
    (60, 600, INTRO),
]  # fmt: skip


def test_numbers_begin_the_rows_of_an_unruled_table() -> None:
    found = cells(reading(NUMBERED))
    assert found[1, 1] == "The partnership should check that each plan names one lead worker."
    assert found[1, 2] == "Safeguarding partnership"
    assert found[2, 1] == "The health trust should offer its staff a course on listening."
    assert (found[2, 0], found[2, 3]) == ("2", "July 2025")
    assert max(row for row, _ in found) == 2


def test_a_lost_number_does_not_join_two_records() -> None:
    found = cells(reading([piece for piece in NUMBERED if piece[2] != "2"]))
    assert found[1, 1] == "The partnership should check that each plan names one lead worker."
    assert found[2, 1] == "The health trust should offer its staff a course on listening."
    assert (2, 0) not in found


def test_text_above_and_below_the_table_is_no_part_of_it() -> None:
    lines = reading(NUMBERED).pages[0].lines
    assert [line.text for line in lines if line.role is not LineRole.TABLE] == [INTRO, INTRO]
    assert lines[0].text == lines[-1].text == INTRO


def test_gaps_begin_the_rows_where_no_column_is_numbered() -> None:
    pieces: list[Piece] = [
        (60, 690, "Recommendation"), (300, 690, "Agency"), (420, 690, "Timescale"),
        (60, 670, "Share what was heard from the"), (300, 670, "Council"), (420, 670, "June 2025"),
        (60, 657, "family with every team"), (300, 657, "services"), (420, 657, "at latest"),
        (60, 637, "Check the records of all those"), (300, 637, "Police"), (420, 637, "May 2025"),
        (60, 624, "who came to notice"),
    ]  # fmt: skip
    found = cells(reading(pieces))
    assert found[1, 0] == "Share what was heard from the family with every team"
    assert found[1, 1] == "Council services"
    assert found[2, 0] == "Check the records of all those who came to notice"


def test_each_row_is_one_recommendation_with_its_owner_and_date() -> None:
    extraction = extract(reading([(60, 760, "Recommendations"), *NUMBERED]))
    found = [s for s in extraction.statements if s.kind is Kind.RECOMMENDATION]
    assert [s.number for s in found] == ["1", "2"]
    assert [s.timescale for s in found] == ["May 2025", "July 2025"]


def test_words_in_running_columns_make_no_table() -> None:
    pieces: list[Piece] = [
        (60, 690, "Recommendation"), (330, 690, "Lead"), (450, 690, "By when"),
        *((60.0, 670.0 - 13 * n, INTRO) for n in range(4)),
    ]  # fmt: skip
    assert not cells(reading(pieces))


def _pair(second: str, *, bold: bool = True) -> Reading:
    """Agencies and their actions below two column words; rows stand a little further apart."""
    rows = (
        ("Housing", "Letters to be read to those who"),
        ("", "cannot read them."),
        ("Police", second),
    )
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 720, INTRO)
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 10)
    canvas.drawString(60, 690, "Agency")
    canvas.drawString(150, 690, "Actions")
    canvas.setFont("Helvetica", 10)
    for y, (agency, action) in zip((674, 661, 645), rows, strict=True):
        canvas.drawString(60, y, agency)
        canvas.drawString(150, y, action)
    canvas.save()
    return read(out.getvalue(), "0" * 64)


def test_two_bold_words_head_a_table_of_agencies_and_actions() -> None:
    found = cells(_pair("Every call to be answered by a person."))
    assert found[1, 1] == "Letters to be read to those who cannot read them."
    assert (found[2, 0], found[2, 1]) == ("Police", "Every call to be answered by a person.")
    assert cells(_pair("Every call to be answered by a person.", bold=False)) == {}


def test_column_words_that_are_close_are_two() -> None:
    close = [(82.0 if text == "Recommendation" else x, y, text) for x, y, text in NUMBERED]
    moved = [(82.0 if x == 100 else x, y, text) for x, y, text in close]
    assert cells(reading(moved))[1, 1].startswith("The partnership should check")


def _beside(*heads: str) -> Reading:
    """Two columns below bold words, with cells of two lines each."""
    rows = (
        ("Letters were read to those", "Nobody asked who cared for"),
        ("who could not read them.", "the invented twins at night."),
        ("Every call was answered by", "The panel saw no plan that"),
        ("a person within the hour.", "named one lead worker."),
    )
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica-Bold", 10)
    for x, head in zip((60, 300), heads, strict=True):
        canvas.drawString(x, 690, head)
    canvas.setFont("Helvetica", 10)
    for y, row in zip((674, 661, 640, 627), rows, strict=True):
        for x, text in zip((60, 300), row, strict=True):
            canvas.drawString(x, y, text)
    canvas.save()
    return read(out.getvalue(), "0" * 64)


def test_two_lists_side_by_side_are_no_table() -> None:
    assert cells(_beside("Good practice", "Findings")) == {}
    found = cells(_beside("Good practice", "Evidence"))
    assert found[1, 0] == "Letters were read to those who could not read them."
    assert found[2, 1] == "The panel saw no plan that named one lead worker."


def test_numbers_may_be_centred_in_their_column() -> None:
    """Whose recommendation it is and which finding it answers stand in narrow columns beside it."""
    table: list[Piece] = [
        (60, 690, "No."), (100, 690, "Recommendation"), (330, 690, "For"), (450, 690, "Finding"),
    ]  # fmt: skip
    for row, y in enumerate((674, 648, 622, 596)):
        table += [
            (60, y, f"R{row + 1}"), (100, y, "The partnership should check that"),
            (330, y, "Safeguarding"), (466, y, str(row + 2)),
            (100, y - 13, f"plan {row} names one lead worker."), (330, y - 13, "partnership"),
        ]  # fmt: skip
    found = cells(reading([(60, 720, INTRO), *table]))
    assert found[1, 1] == "The partnership should check that plan 0 names one lead worker."
    assert [found[row, 3] for row in range(1, 5)] == ["2", "3", "4", "5"]


FOUND = [
    "Nobody compared what each of them / had seen until June.",
    "The health visitor noted weight / loss in March, the school saw / absence for nine / days.",
    "Supervision did not ask.",
]
ADVISED = [
    "The board should set up a meeting / of those who know a family that / three services know.",
    "The health trust should tell the / school nurse when a child misses / two appointments.",
    "The council should audit thirty / cases within six months.",
]


def side_by_side(names: tuple[str, str], *, in_rows: bool) -> bytes:
    """Two columns of paragraphs below level names; in rows, or each going its own way."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 760, INTRO)
    canvas.setFont("Helvetica-Bold", 11)
    for x, name in zip((60, 310), names, strict=True):
        canvas.drawString(x, 720, name)
    canvas.setFont("Helvetica", 10)
    tops = [702.0, 702.0]
    for cells_of_row in zip(FOUND, ADVISED, strict=True):
        for column, lines in enumerate(cells_of_row):
            for line in lines.split(" / "):
                canvas.drawString((60, 310)[column], tops[column], line)
                tops[column] -= 13
            tops[column] -= 6
        if in_rows:
            tops = [min(tops)] * 2
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    "names",
    [("Findings", "Recommendations"), ("What we found", "What should change"),
     ("Learning", "Recommendations")],
)  # fmt: skip
@pytest.mark.parametrize("in_rows", [False, True])
def test_running_text_below_level_names_is_no_table(
    names: tuple[str, str], *, in_rows: bool
) -> None:
    result = read(side_by_side(names, in_rows=in_rows), "0" * 64)
    advised = [s.text for s in extract(result).statements if s.kind is Kind.RECOMMENDATION]
    assert advised == [lines.replace(" /", "") for lines in ADVISED]
    assert bool(cells(result)) is in_rows


AGREED = [
    (
        "1",
        "The board should ask the school, / the police and the trust / about it.",
        "Board",
        "May",
    ),
    ("2", "The trust should ring the carers.", "Health trust, / with the / school nurse", "2031"),
    (
        "3",
        "The council should tell the family / what has changed.",
        "Council",
        "At once, / by letter",
    ),
]


@pytest.mark.parametrize("share", [0.5, 1.0])
@pytest.mark.parametrize("numbered", [True, False])
def test_cells_that_are_centred_or_are_at_the_foot_keep_to_their_rows(
    share: float, *, numbered: bool
) -> None:
    """`share` of the room that a cell leaves in its row stands above it."""
    edges = [60, 100, 330, 450] if numbered else [100, 330, 450]
    names = ["No.", "Recommendation", "Lead", "By when"][-len(edges) :]
    pieces: list[Piece] = [(x, 700.0, name) for x, name in zip(edges, names, strict=True)]
    top = 680.0
    for row in AGREED:
        split = [cell.split(" / ") for cell in row[-len(edges) :]]
        height = max(map(len, split))
        for x, lines in zip(edges, split, strict=True):
            first = top - share * 13 * (height - len(lines))
            pieces += [(x, first - 13 * at, line) for at, line in enumerate(lines)]
        top -= 13 * height + 6
    found = cells(reading(pieces))
    for number, row in enumerate(AGREED, 1):
        for column, cell in enumerate(row[-len(edges) :]):
            assert found[number, column] == cell.replace(" /", "")
