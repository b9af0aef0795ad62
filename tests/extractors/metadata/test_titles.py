"""What a review is called, and what is no part of its title. All texts invented."""

from __future__ import annotations

import pytest

from extractors.metadata import describe
from models.records import Box, Line, Page, Reading, Status


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


def test_a_foreword_below_the_title_is_no_part_of_it(describe_pages):
    found = describe_pages(
        "# National review: Held close\n\nPublished May 2022\n\n# Foreword\n\nText."
    )
    assert found.title.value == "National review: Held close"


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


def test_a_board_over_three_lines_of_two_sizes_is_no_title(describe_pages):
    cover = (
        "# ELMHAM\n\n* SAFEGUARDING CHILDREN\n\n* PARTNERSHIP\n\n"
        "# Local Child Safeguarding\n# Practice Review\n\n# Baby Fern"
    )
    found = describe_pages(cover)
    assert found.title.value == "Local Child Safeguarding Practice Review: Baby Fern"
    assert found.publisher.value == "Elmham Safeguarding Children Partnership"


def test_arrangements_are_a_board(describe_pages):
    cover = "# Elmham Multi-Agency Safeguarding Arrangements\n\n# Serious Case Review\n\n# Fern"
    found = describe_pages(cover)
    assert found.title.value == "Serious Case Review: Fern"
    assert found.area.value == "Elmham"


def test_the_law_and_what_befell_the_subject_are_no_title(describe_pages):
    cover = (
        "# DOMESTIC HOMICIDE REVIEW\n# UNDER SECTION 9 OF THE DOMESTIC VIOLENCE, CRIME AND\n"
        "# VICTIMS ACT 2004\n# REPORT INTO THE DEATH OF FERN\n\n* Killed by her brother in July"
    )
    found = describe_pages(cover)
    assert found.title.value == "DOMESTIC HOMICIDE REVIEW REPORT INTO THE DEATH OF FERN"


def test_a_scrutineer_is_an_author_and_no_title(describe_pages):
    cover = "# Learning Review\n\n# Fern\n\n* Jo Elmley, Independent Scrutineer\n\nOctober 2023"
    found = describe_pages(cover)
    assert found.title.value == "Learning Review: Fern"
    assert [author.value for author in found.authors] == ["Jo Elmley"]


def test_the_kind_below_a_subtitle_begins_anew(describe_pages):
    cover = (
        "# “Nobody asked us”\n\n# Learning from the experiences of Fern, Ash and an unborn baby\n\n"
        "# Local Child Safeguarding Practice Review"
    )
    found = describe_pages(cover)
    assert found.title.value.endswith("unborn baby: Local Child Safeguarding Practice Review")
    assert (found.pseudonyms, found.n_subjects) == (("Fern", "Ash"), 3)


@pytest.mark.parametrize(
    "section", ["Positive practice", "Part 3: The facts", "Inspection outcome"]
)
def test_a_section_below_the_author_is_no_part_of_the_title(describe_pages, section):
    found = describe_pages(
        "# Multi-Agency Learning Review\n# The Hart Family\n\nReviewer: O. Fenn\n\n"
        f"# {section}\n\nThe librarian telephoned the school nurse."
    )
    assert found.title is not None
    assert section not in found.title.value


def test_a_committee_paper_has_its_title_in_a_field(describe_pages):
    page = (
        "# Report to the Scrutiny Committee\n\nDate: 14 March 2024\n\n"
        "Subject: Safeguarding Adults Review – ‘Dolores’\n\nReport of: Independent Chair\n"
    )
    assert describe_pages(page).title.value == "Safeguarding Adults Review – ‘Dolores’"


def test_a_field_that_names_no_kind_of_document_is_no_title(describe_pages):
    page = "# Serious Case Review\n\nSubject: a boy known as Fern of Alder\n\nMay 2024\n"
    assert describe_pages(page).title.value == "Serious Case Review"


def test_a_motto_below_the_board_does_not_end_the_title():
    rows = (
        ("Northern Regional Safeguarding Board", 16.0),
        ("Protecting children and young people together", 11.0),
        ("CASE MANAGEMENT REVIEW", 26.0),
        ("Overview Report", 18.0),
        ("Published: 29 November 2018", 12.0),
        *(("The work of the agencies is told here in the plain size of the text.", 11.0),) * 3,
    )
    lines = tuple(
        Line(text, Box(72, 72 + 40 * i, 500, 84 + 40 * i), size, block=i)
        for i, (text, size) in enumerate(rows)
    )
    found = describe(Reading("0" * 64, Status.OK, (Page(1, 595, 842, lines),), 1))
    assert found.title.value == "CASE MANAGEMENT REVIEW: Overview Report"


def test_where_to_have_it_in_welsh_is_no_title(describe_pages):
    cover = (
        "# Single Unified Safeguarding Review\n\n# SUSR 01/2031 – Fern\n\n"
        "# Mae’r ddogfen hon ar gael yn Gymraeg / This document is available in Welsh"
    )
    assert describe_pages(cover).title.value.endswith("01/2031 – Fern")
