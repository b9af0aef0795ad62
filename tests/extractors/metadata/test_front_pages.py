"""Front pages in the forms of published reviews, and the words beside names and dates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from extractors.metadata import describe
from extractors.metadata.names import is_names_alone, names_in
from extractors.metadata.printed_dates import iso
from models.records import Box, Line, LineRole, Metadata, Page
from vocabulary.date_labels import date_labels, label_of
from vocabulary.yaml_text import value_of

_PAGES: list[dict[str, Any]] = value_of(
    (Path(__file__).parent / "front_pages.yaml").read_text(encoding="utf-8")
)


def _given(found: Metadata, field: str) -> object:
    if field == "period":
        return [s.value if s else None for s in (found.period_from, found.period_to)]
    if field == "pseudonyms":
        return list(found.pseudonyms)
    if field == "ages":
        return list(found.age_bands)
    if field == "authors":
        return [author.value for author in found.authors]
    value = getattr(found, field)
    return value if value is None or isinstance(value, int) else value.value


@pytest.mark.parametrize("form", _PAGES, ids=lambda form: form["page"].splitlines()[0][:30])
def test_a_front_page_says_what_a_reader_states_from_it(describe_pages, form):
    found = describe_pages(*(form[part] for part in ("page", "text") if part in form))
    told = {field: value for field, value in form.items() if field not in ("page", "text")}
    assert {field: _given(found, field) for field in told} == told


@pytest.mark.parametrize(
    ("label", "example"),
    [(label.kind, example) for label, _ in date_labels() for example in label.examples],
)
def test_each_label_of_a_date_has_examples_of_its_own(label, example):
    assert label_of(example).kind == label


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dr Neil Framley and Anna Bright MA (Social Work), Dip.Crim",
         ("Dr Neil Framley", "Anna Bright")),
        ("Marian Pell C.B.E.", ("Marian Pell",)),
        ("JOHN RADLOW (charity)", ("John Radlow",)),
        ("Sioned Maelgwyn a Robert Ashcombe", ("Sioned Maelgwyn", "Robert Ashcombe")),
        ("Desmond Varley QPM, Independent Reviewer", ("Desmond Varley",)),
        ("Overview Report", ()),
        ("IFF Research on behalf of the Department", ()),
        ("Aldmarsh Safeguarding Children Board", ()),
    ],
)  # fmt: skip
def test_names_come_without_letters_and_posts(text, names):
    assert names_in(text) == names


@pytest.mark.parametrize("text", ["South Glenmere Council", "CHILD F", "September 2013", "Mr M."])
def test_places_labels_and_dates_are_no_names(text):
    assert not is_names_alone(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Monday 26th April 2010", "2010-04-26"),
        ("February 26th 2015", "2015-02-26"),
        ("25.09.14", "2014-09-25"),
        ("1 Ionawr 2017", "2017-01-01"),
        ("Mai 2021", "2021-05"),
        ("Sept 2013", "2013-09"),
        ("14/25/2014", None),
    ],
)
def test_dates_of_many_forms(text, value):
    assert iso(text) == value


def test_the_dates_of_an_inspection_in_a_running_line_are_no_publication(describe_pages):
    found = describe_pages(
        "# Inspection of Aldmarsh children’s services\n> Inspection dates: 20 to 24 September 2021"
    )
    assert found.published_on is None


def test_the_first_line_of_a_sentence_is_no_date(describe_pages):
    found = describe_pages(
        "# Serious Case Review: Child Fern\n\nThe panel read what was kept from\n"
        "1 March 2017 until the day of the death."
    )
    assert found.published_on is None


def test_a_board_prints_its_name_in_two_languages(describe_pages):
    found = describe_pages(
        "* Bwrdd Diogelu Rhanbarthol Glan Arth\n* Glan Arth Regional Safeguarding Board\n\n"
        "# Child Practice Review: Child T"
    )
    assert found.publisher.value == "Glan Arth Regional Safeguarding Board"
    assert found.area.value == "Glan Arth"


def test_a_title_without_its_kind_takes_the_line_that_says_it(describe_pages):
    found = describe_pages(
        "# Seen, not held\n\nA thematic Local Child Safeguarding Practice Review of four teenagers"
    )
    assert found.title.value == (
        "Seen, not held: A thematic Local Child Safeguarding Practice Review of four teenagers"
    )
    assert found.n_subjects == 4


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("This review concerns four children from one family.", 4),
        ("This review concerns Rowan, who was five months old.", 1),
        ("The review is about a man who will be referred to as Child B.", 1),
        ("There are eleven schools and four children’s centres in the area.", None),
        ("3 THE CHILDREN AND THE FAMILY", None),
    ],
)
def test_only_words_that_say_whom_the_review_is_about_count(describe_pages, text, number):
    found = describe_pages("# A Serious Case Review", text)
    assert found.n_subjects == number


def test_agencies_by_name_and_by_kind(describe_pages):
    found = describe_pages(
        "# Serious Case Review: Child Fern",
        "Telephones Children’s Social Care. The review read records of Fellmoor Constabulary and "
        "of Aldmarsh General Hospital. Her GP wrote. The GP was told. A GP rang. The GP called.",
    )
    assert [agency.value for agency in found.agencies] == [
        "Children’s Social Care",
        "Fellmoor Constabulary",
        "Aldmarsh General Hospital",
        "General practice",
    ]


def test_agencies_of_a_table_are_not_joined_with_the_cell_before(reading_of):
    cells = ["Jo Dale", "Head of Housing Needs", "Elmshire District Council", "Lee Oak",
             "Deputy Chief Executive", "St Wren’s Hospital NHS Trust"]  # fmt: skip
    box = Box(72, 72, 500, 84)
    lines = tuple(
        Line(text, box, 12.0, role=LineRole.TABLE, cell=(0, at // 3, at % 3))
        for at, text in enumerate(cells)
    )
    items = tuple(
        Line(text, box, 12.0, marker="•")
        for text in ("Community Learning Team", "Aldmarsh Homes", "R6 Fellmoor Police")
    )
    made = reading_of("# Serious Case Review: Child Fern")
    pages = (*made.pages, Page(3, 595, 842, (*lines, *items)))
    found = describe(msgspec.structs.replace(made, pages=pages, n_pages=3))
    assert [(agency.value, agency.page) for agency in found.agencies] == [
        ("Elmshire District Council", 3),
        ("St Wren’s Hospital NHS Trust", 3),
        ("Aldmarsh Homes", 3),
        ("Fellmoor Police", 3),
    ]


@pytest.mark.parametrize(
    ("title", "second", "field", "page"),
    [
        ("Child Fern", "Fern died at home. She was four years old.", "outcome", 2),
        ("Child Fern", "Fern died at home. She was four years old.", "subjects", 1),
        ("Child Fern", "Fern died at home. She was four years old.", "ages", 2),
        ("Fern and Ash: Domestic Homicide Review", "Nothing more.", "outcome", 1),
        ("The Elms", "This review concerns four children from one family.", "subjects", 2),
    ],
)
def test_what_is_stated_of_people_has_its_page(describe_pages, title, second, field, page):
    kind = "" if "Review" in title else "Serious Case Review: "
    stated = getattr(describe_pages(f"# {kind}{title}", second), field)
    assert stated.page == page


@pytest.mark.parametrize(
    ("page", "field", "value"),
    [
        ("# Serious Case Review\nIndependent Chair: Mike Tarn\nMay 2020", "authors", []),
        ("# Safeguarding Adults Board Annual Report\nIndependent Chair: Mike Tarn", "authors", []),
        ("# “Invisible” men: fathers in reviews", "pseudonyms", []),
        ("# A Serious Case Review under “Working Together”", "pseudonyms", []),
        ("# Learning from “Safe Sleep”: a briefing", "pseudonyms", []),
        ("# Safeguarding Adults Review: Learning from five deaths", "pseudonyms", []),
    ],
)
def test_what_a_front_page_must_not_be_taken_to_say(describe_pages, page, field, value):
    assert _given(describe_pages(page), field) == value
