"""Tables with two columns of statements: each cell is one, of its column's kind. All invented."""

from __future__ import annotations

import msgspec
import pytest

from extractors import extract
from models.records import Box, Kind, Line, LineRole, Page, Reading, Statement, Status

LEARNT = ("Visits lose their meaning read one by one.", "A child may speak while drawing.")
ASKED = ("The Board should read its lists together.", "The Trust to record both parents by name.")
PRAISED = ("The nursery rang until it had a name.", "Midwives saw the mother alone each time.")
FOUND = ("Nobody compared what the father told them.", "The plan was reviewed late four times.")
CELLS = {
    "No.": ("1", "2"),
    "Rec no.": ("7", "8"),
    "Learning": LEARNT,
    "Area for learning": LEARNT,
    "Recommendation": ASKED,
    "Action agreed": ASKED,
    "Good practice": PRAISED,
    "Area of good practice": PRAISED,
    "What went well": PRAISED,
    "Finding": FOUND,
    "What we found": FOUND,
    "Lead": ("Board manager", "Named nurse"),
    "Service": ("Larkhill Police", "Fern Trust"),
    "By when": ("May 2025", "June 2025"),
    "Evidence": ("An audit of twenty files.", "A log of all the training."),
    "What made it possible": ("A briefing in January that year.", "A policy of the whole Trust."),
}
KINDS = {
    LEARNT: Kind.LEARNING_POINT, ASKED: Kind.RECOMMENDATION,
    PRAISED: Kind.GOOD_PRACTICE, FOUND: Kind.FINDING,
}  # fmt: skip
Rows = list[tuple[str, ...]]


def _page(number: int, rows: Rows, above: tuple[Line, ...] = (), *, headed: bool = True) -> Page:
    lines = [
        Line(
            text, Box(60 + 90 * c, 140 + 30 * n, 140 + 90 * c, 150 + 30 * n), 10.0,
            role=LineRole.TABLE, block=10 + 20 * n + c, cell=(0, n, c), bold=headed and n == 0,
        )
        for n, row in enumerate(rows) for c, text in enumerate(row) if text
    ]  # fmt: skip
    return Page(number, 595, 842, (*above, *lines))


def _above(heading: str) -> tuple[Line, ...]:
    title = Line("Local Child Safeguarding Practice Review: Fern", Box(60, 20, 400, 42), 22.0)
    told = "The panel heard from every service that had known the invented family in those years."
    prose = Line(told, Box(60, 50, 500, 61), 11.0, block=1)
    return title, prose, Line(heading, Box(60, 100, 200, 118), 18.0, bold=True, block=2)


def _statements(*pages: Page) -> tuple[Statement, ...]:
    return extract(Reading("0" * 64, Status.OK, pages, len(pages))).statements


def _rows(columns: tuple[str, ...]) -> Rows:
    return [columns, *(tuple(CELLS[c][i] for c in columns) for i in range(2))]


@pytest.mark.parametrize(
    "columns",
    [
        ("Learning", "Recommendation"),
        ("Recommendation", "Learning"),
        ("Finding", "Recommendation"),
        ("Good practice", "Learning"),
        ("No.", "Learning", "Recommendation", "Lead"),
        ("No.", "What we found", "Learning", "Recommendation", "By when"),
        ("Service", "Area of good practice", "Area for learning"),
        ("Service", "What went well", "What made it possible"),
        ("Good practice", "Evidence", "Learning", "Lead"),
        ("Evidence", "Learning", "Action agreed", "Lead"),
    ],
)
@pytest.mark.parametrize("heading", ["Summary of learning", "Recommendations"])
def test_each_column_of_statements_gives_its_kind(columns: tuple[str, ...], heading: str) -> None:
    found = _statements(_page(1, _rows(columns), _above(heading)))
    number = columns[0] == "No."
    assert [(s.kind, s.text, s.number) for s in found] == [
        (KINDS[CELLS[c]], CELLS[c][i], str(i + 1) if number else None)
        for i in range(2)
        for c in columns
        if CELLS[c] in KINDS
    ]


def test_actions_beside_learning_are_no_advice_where_nobody_is_to_carry_them_out() -> None:
    rows = _rows(("Evidence", "Learning", "Action agreed"))
    found = _statements(_page(1, rows, _above("Summary of learning")))
    assert {s.kind for s in found} == {Kind.LEARNING_POINT}


def test_a_number_of_recommendations_is_not_that_of_the_learning_beside() -> None:
    rows = _rows(("Learning", "Rec no.", "Recommendation"))
    found = _statements(_page(1, rows, _above("Summary of learning")))
    assert [s.number for s in found] == [None, "7", None, "8"]


@pytest.mark.parametrize(
    "empty",
    ["None", "-", "None identified by this agency", "See 3", "As recommendation 2 above",
     "No further learning was identified", "Covered by recommendations 1 and 4"],
)  # fmt: skip
def test_a_cell_that_says_none_or_where_to_look_is_no_statement(empty: str) -> None:
    rows = _rows(("Learning", "Recommendation"))
    rows[2] = (empty, ASKED[1])
    found = _statements(_page(1, rows, _above("Summary of learning")))
    assert [s.text for s in found] == [LEARNT[0], *ASKED]


def test_a_cell_beside_two_rows_is_one_statement_printed_once_or_twice() -> None:
    for again in ("", LEARNT[0]):
        rows = [("Learning", "Recommendation"), (LEARNT[0], ASKED[0]), (again, ASKED[1])]
        found = _statements(_page(1, rows, _above("Summary of learning")))
        assert [s.text for s in found] == [LEARNT[0], *ASKED]


def test_both_cells_of_a_row_go_on_over_the_page() -> None:
    first = [
        ("No.", "Learning", "Recommendation"),
        ("1", LEARNT[0], "The Board should read its lists"),
    ]
    second = [
        ("", "Read together they have one.", "together."),
        ("2", LEARNT[1], ASKED[1]),
    ]
    found = _statements(
        _page(1, first, _above("Summary of learning")), _page(2, second, headed=False)
    )
    assert [(s.number, s.text, s.page_first, s.page_last) for s in found] == [
        ("1", f"{LEARNT[0]} Read together they have one.", 1, 2),
        ("1", ASKED[0], 1, 2),
        ("2", LEARNT[1], 2, 2),
        ("2", ASKED[1], 2, 2),
    ]


def test_a_page_without_an_empty_column_keeps_the_kinds_of_the_others() -> None:
    first = [("Theme", "Finding", "Learning"), ("Voice", FOUND[0], LEARNT[0])]
    second = _page(2, [(FOUND[1], LEARNT[1])], headed=False)
    moved = tuple(
        Line(
            line.text, Box(line.box.x0 + 90, line.box.top, line.box.x1 + 90, line.box.bottom), 10.0,
            role=LineRole.TABLE, block=line.block, cell=line.cell,
        )
        for line in second.lines
    )  # fmt: skip
    pages = _page(1, first, _above("Summary of learning")), Page(2, 595, 842, moved)
    assert [(s.kind, s.text) for s in _statements(*pages)] == [
        (kind, text)
        for i in range(2)
        for kind, text in ((Kind.FINDING, FOUND[i]), (Kind.LEARNING_POINT, LEARNT[i]))
    ]


def test_bullets_in_a_cell_are_statements_of_their_own_but_in_one_of_advice() -> None:
    page = _page(1, [("Learning", "Recommendation"), (LEARNT[0], ASKED[0])], _above("Learning"))
    extra = [
        Line(
            text, Box(60 + 90 * c, 190, 140 + 90 * c, 200), 10.0, role=LineRole.TABLE,
            block=90 + c, cell=(0, 1, c), marker="•",
        )
        for c, text in enumerate((LEARNT[1], "a list of all calls kept by each of them."))
    ]  # fmt: skip
    cells = {line.cell: line for line in page.lines if line.cell and line.cell[1]}
    learnt, asked = (cells[0, 1, c] for c in (0, 1))
    begin = msgspec.structs.replace(learnt, marker="•")
    lines = [line for line in page.lines if line not in (learnt, asked)]
    made = Page(1, 595, 842, (*lines, begin, extra[0], asked, extra[1]))
    assert [s.text for s in _statements(made)] == [*LEARNT, f"{ASKED[0]} {extra[1].text}"]


def test_one_column_of_advice_among_unknown_ones_may_relay_that_of_others() -> None:
    rows = [("Exercise", "Recommendation"), ("Larkhill, 2016", ASKED[0]), ("Fern, 2018", ASKED[1])]
    assert _statements(_page(1, rows, _above("Earlier exercises"))) == ()


def _of_cells(*rows: tuple[tuple[str, ...], ...], heading: str) -> Page:
    """A table whose first row is its head; each cell is given as its paragraphs."""
    lines = [
        Line(
            text,
            Box(60 + 120 * c, 140 + 60 * row + 24 * n, 160 + 120 * c, 150 + 60 * row + 24 * n),
            10.0,
            role=LineRole.TABLE,
            block=10 + 40 * row + 4 * c + n,
            cell=(0, row, c),
            bold=not row,
        )
        for row, cells in enumerate(rows)
        for c, cell in enumerate(cells)
        for n, text in enumerate(cell)
    ]
    return Page(1, 595, 842, (*_above(heading), *lines))


def test_a_table_of_what_agencies_learned_is_read_column_by_column_and_cell_by_cell() -> None:
    heads = ("Agency", "Learning from the IMR", "Panel’s appraisal", "Agency’s own recommendations")
    judged = (
        "Nobody asked why the list was late. It was never reported.",
        "The care was prompt, skilled and considerate, which was good practice.",
    )
    asked = ("Rank the list by risk and report it.", "Offer advocacy when a review falls due.")
    page = _of_cells(
        tuple((head,) for head in heads),
        (("Fern Trust",), LEARNT, judged, asked),
        heading="What the agencies learned",
    )
    assert [(s.kind, s.text) for s in _statements(page)] == [
        *((Kind.LEARNING_POINT, text) for text in LEARNT),
        (Kind.FINDING, judged[0]),
        (Kind.GOOD_PRACTICE, judged[1]),
        *((Kind.RECOMMENDATION, text) for text in asked),
    ]


def test_a_reason_below_the_advice_of_an_agency_is_part_of_it() -> None:
    advice = ("Rank the list by risk and report it.", "This is for every ward.")
    page = _of_cells(
        (("Agency",), ("Recommendation",)), (("Fern Trust",), advice), heading="Recommendations"
    )
    assert [s.text for s in _statements(page)] == [" ".join(advice)]


def test_a_form_for_each_recommendation_is_read_with_whom_and_when() -> None:
    rows = [
        row
        for i, text in enumerate(ASKED, 1)
        for row in (
            ((f"Recommendation {i}",), (text,)),
            (("Lead",), ("Fern Trust",)),
            (("By when",), ("May 2025",)),
        )
    ]
    found = _statements(_of_cells(*rows, heading="Recommendations"))
    assert [(s.number, s.text, s.timescale) for s in found] == [
        (str(i), text, "May 2025") for i, text in enumerate(ASKED, 1)
    ]


def test_a_first_cell_may_hold_a_title_below_its_label() -> None:
    rows = [
        ((f"Recommendation {i}", title), (text,))
        for i, (title, text) in enumerate(zip(("Reading lists", "Fathers"), ASKED, strict=True), 1)
    ]
    found = _statements(_of_cells(*rows, heading="Recommendations"))
    assert [(s.number, s.text) for s in found] == [
        (str(i), text) for i, text in enumerate(ASKED, 1)
    ]


@pytest.mark.parametrize("head", ["What was recommended", "Earlier recommendation"])
def test_a_table_of_what_earlier_reviews_advised_holds_nothing_of_this_one(head: str) -> None:
    page = _of_cells(
        (("Source",), (head,), ("What we found now",)),
        *(
            ((f"Review {n}",), (text,), ("Done once, and not repeated since then.",))
            for n, text in enumerate(ASKED)
        ),
        heading="Have we been here before?",
    )
    assert _statements(page) == ()


def test_the_authors_view_beside_what_happened_is_read_and_what_happened_is_not() -> None:
    told = ("The invented father moved away in spring.", "A place at a nursery was offered.")
    rows = [("Date", "What happened", "Review Team comment"),
            ("May 2023", told[0], FOUND[0]), ("June 2023", told[1], PRAISED[0])]  # fmt: skip
    found = _statements(_page(1, rows, _above("Key events")))
    assert [s.text for s in found] == [FOUND[0], PRAISED[0]]


def test_advice_that_counts_on_in_a_cell_is_one_a_paragraph() -> None:
    cells = ["3a The Board should read its lists together.", "3b Record both parents by name."]
    rows = [("No.", "Learning", "Strategies for improving practice", "Lead"), ("3", LEARNT[0])]
    lines = list(_page(1, rows, _above("Learning points")).lines)
    lines += [
        Line(text, Box(240, 170 + 14 * n, 320, 180 + 14 * n), 10.0, role=LineRole.TABLE,
             block=80 + n, cell=(0, 1, 2))
        for n, text in enumerate(cells)
    ]  # fmt: skip
    found = _statements(Page(1, 595, 842, tuple(lines)))
    asked = [(s.number, s.text) for s in found if s.kind is Kind.RECOMMENDATION]
    assert asked == [("3a", cells[0][3:]), ("3b", cells[1][3:])]


def test_rows_that_say_what_the_authors_think_are_findings_and_the_others_are_not() -> None:
    rows = [("What we know", "The guide dates from the invented year 2019."),
            ("What we make of it", FOUND[0]), ("Why it happened", FOUND[1])]  # fmt: skip
    page = _page(1, rows, _above("Practice themes"))
    found = _statements(page)
    assert [(s.kind, s.text) for s in found] == [(Kind.FINDING, text) for text in FOUND]
