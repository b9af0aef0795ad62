"""The date of publication, and dates that are no such date. All texts invented."""

from __future__ import annotations

import pytest

from extractors.metadata import describe
from models.records import Box, Line, LineRole, Page, Reading, Status


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Published: 14 November 2024", "2024-11-14"),
        ("Publication date: 4th March 2022", "2022-03-04"),
        ("Updated 21 March 2024", "2024-03-21"),
        ("Ordered to be printed 5 July 2011", "2011-07-05"),
        ("February 2025", "2025-02"),
        ("03/10/2019", "2019-10-03"),
        ("© Crown copyright 2023", "2023"),
        ("Inspection dates: 4 to 15 December 2023", None),
        ("Agreed by the Board: 19 September 2024", None),
        ("Fern died on 6 June 2021", None),
        ("The review was published in March 2025.", None),
        ("The Board agreed this report and it was published on 20 July 2023.", "2023-07-20"),
    ],
)
def test_dates_of_publication_and_other_dates(describe_pages, line, value):
    found = describe_pages(f"# Serious Case Review: Child Fern\n\n{line}")
    assert (found.published_on.value if found.published_on else None) == value


@pytest.mark.parametrize(
    ("head", "value"),
    [("By when", None), ("Proposed timescale:", None), ("Target date", None), ("Deadline", None),
     ("Date", "2026-09"), ("Completion date", "2026-09")],
)  # fmt: skip
def test_a_time_by_which_something_is_to_be_done_is_none(describe_pages, head, value):
    found = describe_pages(f"# Serious Case Review: Fern\n\n{head}\n\nSeptember 2026")
    assert (found.published_on.value if found.published_on else None) == value


def test_the_date_of_a_copyright_line_is_a_last_resort(describe_pages):
    found = describe_pages("# Serious Case Review: Fern\n\n© Crown copyright 2023")
    assert found.published_on.confidence < 0.5


def test_the_date_of_the_file_is_never_a_date_of_publication(describe_pages):
    found = describe_pages("# Serious Case Review: Fern", pdf_created="2020-01-01")
    assert found.published_on is None


def test_the_day_of_the_covers_month_may_be_in_the_imprint(describe_pages):
    found = describe_pages(
        "# The Westmere Inquiry: report\n\nJuly 2024",
        "Ordered by the House of Commons to be printed 18 July 2024",
    )
    assert found.published_on.value == "2024-07-18"


def test_a_cover_date_is_before_the_date_of_another_document(describe_pages):
    found = describe_pages(
        "# 7-minute briefing: learning from Fern\n\nApril 2025",
        "The review was published in March 2025.",
    )
    assert found.published_on.value == "2025-04"


def _plan(*rows: tuple[str, ...]) -> Reading:
    """A first page with a title and a table."""
    title = Line("Learning review of an invented child", Box(60, 60, 400, 80), 18.0, bold=True)
    cells = [
        Line(
            words,
            Box(60 + 150 * column, 120 + 20 * row, 200 + 150 * column, 132 + 20 * row),
            10.0,
            role=LineRole.TABLE,
            cell=(0, row, column),
        )
        for row, texts in enumerate(rows)
        for column, words in enumerate(texts)
    ]
    return Reading("0" * 64, Status.OK, (Page(1, 595, 842, (title, *cells)),), n_pages=1)


def test_a_date_by_which_something_is_due_is_no_date_of_publication():
    one = _plan(("Action", "By when"), ("Ask every family", "March 2031"))
    several = _plan(("Action", "Date"), ("Ask", "March 2031"), ("Listen", "May 2031"))
    assert describe(one).published_on is None
    assert describe(several).published_on is None


def _control(rows):
    """A page with a table of two columns, a label and a date in each row."""
    lines = [
        Line(
            text,
            Box(72 + 200 * column, 100 + 20 * row, 250 + 200 * column, 112 + 20 * row),
            11.0,
            role=LineRole.TABLE,
            block=2 * row + column,
            cell=(0, row, column),
        )
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
    ]
    return Page(2, 595, 842, tuple(lines))


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ((("Draft 3", "2 May 2019"), ("Adopted by the Board", "21 May 2020"),
          ("Made public", "17 June 2021")), "2021-06-17"),
        ((("Approved", "3 March 2020"), ("Publication", "22 February 2021")), "2021-02-22"),
        ((("Version 0.1", "4 May 2020"), ("Version 0.7", "18 January 2021")), None),
    ],
)  # fmt: skip
def test_the_history_of_a_document_in_a_table(reading_of, rows, value):
    first = reading_of("# Serious Case Review: Fern")
    pages = (first.pages[0], _control(rows))
    found = describe(Reading("0" * 64, Status.OK, pages, 2))
    assert (found.published_on.value if found.published_on else None) == value


def test_a_running_line_that_says_published_outweighs_a_bare_date(describe_pages):
    cover = "> Fern SCR final for publication 26.01.17\n\n# Serious Case Review: Fern\n\nMay 2015"
    assert describe_pages(cover).published_on.value == "2017-01-26"


def test_a_committee_paper_is_dated_by_its_meeting(describe_pages):
    page = "# Safeguarding Adults Review: Miss D\n\nReport to\n\nThe Board\n\n"
    found = describe_pages(f"{page}Date of meeting\n\n11 June 2024\n")
    assert found.published_on.value == "2024-06-11"
    assert found.title.value == "Safeguarding Adults Review: Miss D"
    other = describe_pages(f"{page}Date of rapid review meeting\n\n11 June 2024\n")
    assert other.published_on is None
