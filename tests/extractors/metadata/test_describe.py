"""What a document says about itself, and what it must not be taken to say. All texts invented."""

from __future__ import annotations

import pytest

from extractors.metadata import describe
from models.records import Box, Line, LineRole, Metadata, Page, Reading, Status

_COVER = """
Alderholt Safeguarding Children Partnership

# Local Child Safeguarding Practice Review

# Hazel

Independent Reviewer: Morag Tillotson
Independent Chair: Piers Underhay
Publication date: 7 May 2024
"""


def test_the_cover_of_a_review(describe_pages):
    found = describe_pages(_COVER)
    assert found.title.value == "Local Child Safeguarding Practice Review: Hazel"
    assert found.title.page == 1
    assert found.publisher.value == "Alderholt Safeguarding Children Partnership"
    assert found.area.value == "Alderholt"
    assert found.nation.value == "England"
    assert found.published_on.value == "2024-05-07"
    assert [author.value for author in found.authors] == ["Morag Tillotson"]
    assert found.chair.value == "Piers Underhay"
    assert found.pseudonyms == ("Hazel",)
    assert found.n_subjects == 1


def test_a_neighbours_board_deep_in_the_text_does_not_win(describe_pages):
    found = describe_pages(
        "# Serious Case Review: Child Fern",
        "The family moved twice.",
        "The health visitor was new.",
        "The Westmere Safeguarding Children Board had published a review of its own.",
    )
    assert found.publisher is None
    assert found.area is None


def test_a_board_in_capitals_of_its_name_over_two_lines(describe_pages):
    found = describe_pages("Northmoor and Westmere\nSafeguarding Adults Board\n\n# SAR: Mr Larch")
    assert found.publisher.value == "Northmoor and Westmere Safeguarding Adults Board"
    assert found.area.value == "Northmoor and Westmere"


def test_a_safer_partnership_serves_its_area(describe_pages):
    found = describe_pages("Safer Northmoor Partnership\n\n# Domestic Homicide Review: Marian")
    assert found.publisher.value == "Safer Northmoor Partnership"
    assert found.area.value == "Northmoor"
    assert found.outcome.value == "death"


def test_a_joint_letter(describe_pages):
    found = describe_pages(
        """
        Ofsted
        Care Quality Commission
        HMICFRS

        3 February 2023

        To all statutory safeguarding partners in Northmoor
        Dear Northmoor partnership

        * Joint targeted area inspection of Northmoor

        This letter summarises an inspection that took place from 9 to 13 January 2023.
        """
    )
    assert found.title.value == "Joint targeted area inspection of Northmoor"
    assert found.publisher.value == "Ofsted, Care Quality Commission and HMICFRS"
    assert found.area.value == "Northmoor"
    assert found.published_on.value == "2023-02-03"
    assert found.document_type.value == "jtai"


def test_dated_lines_and_judgements_are_no_title(describe_pages):
    found = describe_pages(
        """
        # Northmoor City Council

        # Inspection of services for children in need of help and protection, and

        # Review of the effectiveness of the Local Safeguarding Children Board

        # Inspection date: 4 May 2015 to 28 May 2015
        # Report published: 2 July 2015

        # Children’s services in Northmoor are good
        """
    )
    assert found.title.value == (
        "Northmoor City Council: Inspection of services for children in need of help and "
        "protection, and Review of the effectiveness of the Local Safeguarding Children Board"
    )
    assert found.published_on.value == "2015-07-02"


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
    ],
)
def test_dates_of_publication_and_other_dates(describe_pages, line, value):
    found = describe_pages(f"# Serious Case Review: Child Fern\n\n{line}")
    assert (found.published_on.value if found.published_on else None) == value


def test_the_date_of_a_copyright_line_is_a_last_resort(describe_pages):
    found = describe_pages("# Serious Case Review: Fern\n\n© Crown copyright 2023")
    assert found.published_on.confidence < 0.5


def test_the_date_of_the_file_is_never_a_date_of_publication(describe_pages):
    found = describe_pages("# Serious Case Review: Fern", pdf_created="2020-01-01")
    assert found.published_on is None


def test_the_day_of_the_covers_month_may_stand_in_the_imprint(describe_pages):
    found = describe_pages(
        "# The Westmere Inquiry: report\n\nJuly 2024",
        "Ordered by the House of Commons to be printed 18 July 2024",
    )
    assert found.published_on.value == "2024-07-18"


def test_a_cover_date_stands_before_the_date_of_another_document(describe_pages):
    found = describe_pages(
        "# 7-minute briefing: learning from Fern\n\nApril 2025",
        "The review was published in March 2025.",
    )
    assert found.published_on.value == "2025-04"


def test_the_period_reviewed(describe_pages):
    found = describe_pages(
        _COVER, "The review covers the period from September 2021 to March 2023."
    )
    assert (found.period_from.value, found.period_to.value) == ("2021-09", "2023-03")
    assert found.period_from.page == 2


def test_a_foreword_below_the_title_is_no_part_of_it(describe_pages):
    found = describe_pages(
        "# National review: Held close\n\nPublished May 2022\n\n# Foreword\n\nText."
    )
    assert found.title.value == "National review: Held close"


def test_siblings_in_the_title_are_counted(describe_pages):
    found = describe_pages("# Serious Case Review: ‘Hazel’ and three siblings")
    assert found.n_subjects == 4


def test_named_siblings_are_counted_with_their_ages_in_brackets(describe_pages):
    found = describe_pages(
        "# Local Child Safeguarding Practice Review concerning the siblings Hazel, Rowan and Fern",
        "It concerns Hazel (then aged eleven), Rowan (eight) and Fern (nineteen months).",
    )
    assert (found.pseudonyms, found.n_subjects) == (("Hazel", "Rowan", "Fern"), 3)
    assert found.age_bands == ("11-15", "5-10", "1-4")


def test_an_age_of_today_is_no_age_at_the_time(describe_pages):
    text = "Hazel was eleven weeks old when she was hurt. Hazel is now three and thriving."
    assert describe_pages(_COVER, text).age_bands == ("under 1",)
    assert describe_pages(_COVER, "Hazel is now three and thriving.").age_bands == ()


def test_names_and_labels_in_one_title_are_counted_together(describe_pages):
    found = describe_pages("# Local Child Safeguarding Practice Review: Hazel, Rowan and Baby T")
    assert found.n_subjects == 3


def test_ages_come_out_as_bands_only(describe_pages):
    found = describe_pages(_COVER, "Hazel was a seven-month-old girl; her sister was aged 12.")
    assert found.age_bands == ("under 1",)
    assert "seven" not in found.subjects.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Hazel died in hospital of her injuries.", "death"),
        ("The mother took her own life in August.", "death"),
        ("Grandparents on both sides had died before she was seen with injuries.", "serious_harm"),
        ("Hazel was taken to hospital with serious injuries.", "serious_harm"),
        ("Hazel was found to be severely neglected. Her grandfather died in May.", "serious_harm"),
        ("Hazel was found dead. Agencies knew of neglect, bruising and injuries.", "death"),
        ("A review is required when a child dies and abuse is known or suspected.", None),
        ("Hazel was stabbed. Hazel survived, and is left with a weak foot.", "serious_harm"),
        (
            "Grandmother 61 Died March 2022. Nobody wrote of her death. Neglect was known.",
            "serious_harm",
        ),
        ("Hazel was found unconscious. Ms D died in April.", "serious_harm"),
        (
            "There was neglect. Pat had died in April. When she died the visits ended.",
            "serious_harm",
        ),
        ("There was neglect. Nan Pat lived below until she died in May.", "serious_harm"),
        ("Hazel was bruised, injured and neglected. Hazel died in May.", "death"),
        ("Three babies died or were seriously hurt. Bruises, injuries and burns.", "death"),
        ("Hazel’s sister survived. The boy, once bruised, died in May.", "death"),
    ],
)
def test_the_outcome_is_the_subjects(describe_pages, text, value):
    found = describe_pages(_COVER, text)
    assert (found.outcome.value if found.outcome else None) == value


@pytest.mark.parametrize(
    ("words", "method"),
    [
        ("The SCIE Learning Together model was used.", "SCIE Learning Together"),
        (
            "The Significant Incident Learning Process was followed.",
            "Significant Incident Learning Process (SILP)",
        ),
        ("A hybrid methodology was chosen.", "Hybrid"),
    ],
)
def test_methods(describe_pages, words, method):
    assert describe_pages(_COVER, words).method.value == method


def test_a_name_in_brackets_or_with_an_age_is_the_subject(describe_pages):
    text = "Since she was eleven and ill she rested. Hazel died in May at the age of thirty-eight."
    found = describe_pages("# Extended Adult Practice Review: Re: APR 3/2023 (“Hazel”)", text)
    assert (found.pseudonyms, found.n_subjects, found.age_bands) == (("Hazel",), 1, ("18-64",))
    found = describe_pages("# Learning Review: Hazel, aged 16", "Hazel died.")
    assert (found.pseudonyms, found.n_subjects) == (("Hazel",), 1)


def test_laws_agencies_and_licence(describe_pages):
    found = describe_pages(
        _COVER,
        "Under the Care Act 2014 and the Children (Wales) Act 2001 an enquiry under section 42 was "
        "made by Westmere Constabulary.",
        "This report is published under the Open Government Licence.",
    )
    assert {law.value for law in found.laws} == {
        "Care Act 2014",
        "Children (Wales) Act 2001",
        "section 42",
    }
    assert [agency.value for agency in found.agencies] == ["Westmere Constabulary"]
    assert found.licence.value == "OGL-UK-3.0"


@pytest.mark.parametrize(
    ("cover", "nation"),
    [
        ("Fife Child Protection Committee\n\n# Learning Review: Family H", "Scotland"),
        ("Gwent Safeguarding Board\n\n# Child Practice Review 3 2021", "Wales"),
        ("# Case Management Review: Executive Summary", "Northern Ireland"),
        ("Cabinet Office\n\n# Government response to the Westmere Inquiry", "UK"),
        ("# Government response to the review\n\nIt applies in Wales and Scotland.", None),
    ],
)
def test_nations(describe_pages, cover, nation):
    found = describe_pages(cover)
    assert (found.nation.value if found.nation else None) == nation


def test_welsh_text(describe_pages):
    found = describe_pages(
        "# Adolygiad", "Mae yr adolygiad wedi ei gyhoeddi gan bwrdd diogelu plant"
    )
    # The prose that fills the last page is English: the Welsh words must be the more numerous.
    assert found.language == "en"
    many = "\n".join(["Mae yr adolygiad wedi ei gyhoeddi gan y bwrdd diogelu plant ac oedd"] * 20)
    assert describe_pages("# Adolygiad", many).language == "cy"


def test_an_empty_reading_says_nothing(reading_of):
    assert describe(Reading("0" * 64, Status.NO_TEXT)) == Metadata()


def test_every_quote_stands_on_its_page(describe_pages, reading_of):
    pages = (_COVER, "The review covers the period from September 2021 to March 2023.")
    texts = [" ".join(line.text for line in page.lines) for page in reading_of(*pages).pages]
    found = describe_pages(*pages)
    stated = [found.title, found.publisher, found.published_on, found.period_from, found.chair]
    for value in (*stated, *found.authors):
        assert value.quote in texts[value.page - 1], value.rule


def test_years_in_brackets_belong_to_the_title(describe_pages):
    found = describe_pages("# Northmoor Rapid Reviews Report\n\n# (2021-2022)\n\n# 2023")
    assert found.title.value == "Northmoor Rapid Reviews Report (2021-2022)"


def test_a_title_ends_where_text_or_a_numbered_section_begins(describe_pages):
    found = describe_pages(
        """
        # Learning brief: Fern and Bracken
        This brief tells what was learnt from a review of two invented children.

        # What we learnt
        """
    )
    assert found.title.value == "Learning brief: Fern and Bracken"
    numbered = describe_pages("# Serious Case Review: Child Fern\n\n# 1. Introduction")
    assert numbered.title.value == "Serious Case Review: Child Fern"


def test_a_band_names_title_and_publisher(describe_pages):
    found = describe_pages(
        "# Learning brief: ‘Fern’ Alderholt Safeguarding Children Partnership May 2025"
    )
    assert found.publisher.value == "Alderholt Safeguarding Children Partnership"
    assert found.title.value == "Learning brief: ‘Fern’"


def test_a_running_line_spells_out_a_title_of_digits(describe_pages):
    found = describe_pages("> Inspection report for children’s home: 1234567 1\n\n# 1234567")
    assert found.title.value == "Inspection report for children’s home: 1234567"


@pytest.mark.parametrize(
    ("cover", "names"),
    [
        ("Morag Tillotson, Independent Reviewer", ["Morag Tillotson"]),
        (
            "Morag Tillotson and Piers Underhay, Joint Authors",
            ["Morag Tillotson", "Piers Underhay"],
        ),
        (
            "REVIEWER 1 Morag Tillotson\nREVIEWER 2 Piers Underhay",
            ["Morag Tillotson", "Piers Underhay"],
        ),
        ("Morag Tillotson, who was a reviewer, wrote to the family.", []),
    ],
)
def test_names_beside_their_role(describe_pages, cover, names):
    found = describe_pages(f"# Serious Case Review: Child Fern\n\n{cover}")
    assert [author.value for author in found.authors] == names


def test_joint_chairs(describe_pages):
    found = describe_pages("# Serious Case Review: Child Fern\n\nJoint Chairs: Piers Underhay")
    assert found.chair.value == "Piers Underhay"


def test_the_period_of_a_thematic_review_is_that_of_its_incidents(describe_pages):
    text = "It looks at 43 incidents which were notified between April 2021 and March 2023."
    national = describe_pages("# National thematic review of burns in infancy", text)
    assert (national.period_from.value, national.period_to.value) == ("2021-04", "2023-03")
    # In a review of one case the same words tell of something else.
    assert describe_pages(_COVER, text).period_from is None


def test_a_briefing_tells_of_its_subject(describe_pages):
    found = describe_pages(
        "# 7-minute briefing: Fern", "Fern, aged 3, was critically ill with burns."
    )
    assert found.document_type.value == "briefing"
    assert found.outcome.value == "serious_harm"
    assert found.age_bands == ("1-4",)


@pytest.mark.parametrize(
    ("text", "bands"),
    [
        ("Hazel’s mother was aged 24. Hazel was nine when she came home.", ("5-10",)),
        ("Hazel moved in with Ash, then aged six. Hazel was fourteen.", ("11-15",)),
        ("Hazel, who was then a girl aged ten months, was ill.", ("under 1",)),
        ("Hazel was one of several; the school nurse, aged 40, knew her.", ()),
    ],
)
def test_the_subjects_age_comes_before_that_of_others(describe_pages, text, bands):
    assert describe_pages(_COVER, text).age_bands == bands


def test_the_children_of_adults_are_not_counted(describe_pages):
    board = "Alderholt Safeguarding Adults Board\n\n"
    text = "Between May 2018 and June 2021 five people died. One was the mother of three children."
    one = describe_pages(f"{board}# Safeguarding Adults Review: Hazel", text)
    assert one.n_subjects == 1
    many = describe_pages(f"{board}# Thematic Safeguarding Adults Review: self-neglect", text)
    assert many.n_subjects == 5
    assert (many.period_from.value, many.period_to.value) == ("2018-05", "2021-06")
    titled = describe_pages(f"{board}# Thematic Safeguarding Adults Review: four deaths", text)
    assert titled.n_subjects == 4


def test_a_period_without_a_stated_end(describe_pages):
    text = "The review was to cover the period from April 2019, when she moved, until her death."
    found = describe_pages(_COVER, text)
    assert found.period_from.value == "2019-04"
    assert found.period_to is None


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
