"""Which board published a review, and its area and nation. All texts invented."""

from __future__ import annotations

import pytest


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


@pytest.mark.parametrize(
    ("told", "nation"),
    [
        (
            "He spoke Welsh. A Measure of 2010 for Wales was in force. Few in Wales read it.",
            "Wales",
        ),
        ("He had once lived in Wales.", "England"),
        ("Welsh, Welsh, Wales; but England and England.", "England"),
    ],
)
def test_a_kind_that_two_nations_have_is_of_the_one_that_is_named(describe_pages, told, nation):
    found = describe_pages("# Domestic Homicide Review: Mrs E\n\nMay 2013", told)
    assert found.nation.value == nation


def test_boards_of_two_areas_that_publish_together_have_both(describe_pages):
    cover = (
        "Elmham Safeguarding Children Partnership\n\nTarn Vale Safeguarding Children Partnership"
        "\n\n# Joint Local Child Safeguarding Practice Review\n\n# Fern"
    )
    assert describe_pages(cover).area.value == "Elmham; Tarn Vale"
    cover = cover.replace("Tarn Vale", "Elmham and District")
    assert describe_pages(cover).area.value == "Elmham and District"


def test_boards_that_a_sentence_of_the_cover_lists_publish_together(describe_pages):
    cover = (
        "# At home: a thematic Safeguarding Adults Review\n\nCommissioned jointly by Northmoor "
        "Safeguarding Adults Board, Westmere Safeguarding Adults\nBoard and Elmham Safeguarding "
        "Adults Board"
    )
    found = describe_pages(cover)
    assert found.publisher.value == (
        "Northmoor Safeguarding Adults Board; Westmere Safeguarding Adults Board; "
        "Elmham Safeguarding Adults Board"
    )
    assert found.area.value == "Northmoor; Westmere; Elmham"


def test_boards_that_prose_names_do_not_publish(describe_pages):
    text = (
        "# Safeguarding Adults Review: Hazel\n\nElmham Safeguarding Adults Board\n\nThe report was "
        "sent to Northmoor Safeguarding Adults Board, and Westmere has read it."
        "\n\nIt was later on shown by its author to Tarn Safeguarding Adults Board and Fell "
        "Safeguarding Adults Board."
    )
    assert describe_pages(text).publisher.value == "Elmham Safeguarding Adults Board"


def test_one_board_in_two_languages_is_no_list(describe_pages):
    cover = (
        "# Child Practice Review Report\n\nBwrdd Diogelu Rhanbarthol Elwydd a Thaf\n"
        "Elwydd and Taf Regional Safeguarding Board"
    )
    found = describe_pages(cover)
    assert found.publisher.value == "Elwydd and Taf Regional Safeguarding Board"
    assert found.area.value == "Elwydd and Taf"


def test_a_place_above_its_board_and_of_any_size(describe_pages):
    cover = "Elmham\nChildren’s Safeguarding Partnership\n\n# Serious Case Review: Fern"
    assert describe_pages(cover).area.value == "Elmham"
    cover = "Borough of Elmham Safeguarding Children Board\n\n# Serious Case Review: Fern"
    assert describe_pages(cover).area.value == "Elmham"


def test_safer_places_are_a_partnership(describe_pages):
    cover = "# Safer Elm and Tarn Partnership\n\n# DOMESTIC HOMICIDE REVIEW\n\n# “Fern”"
    found = describe_pages(cover)
    assert found.publisher.value == "Safer Elm and Tarn Partnership"
    assert (found.area.value, found.title.value[:23]) == (
        "Elm and Tarn",
        "DOMESTIC HOMICIDE REVIEW"[:23],
    )


@pytest.mark.parametrize(
    ("lines", "publisher"),
    [
        ("National Panel for\nElmham Safety Studies", "National Panel for Elmham Safety Studies"),
        ("National Safety Panel\nAnnual papers", "National Safety Panel"),
    ],
)
def test_the_name_of_a_national_body_may_be_on_two_lines(describe_pages, lines, publisher):
    found = describe_pages(f"{lines}\n\n# Where the lights are\n\nNational thematic review")
    assert found.publisher.value == publisher


def test_a_review_is_not_published_by_whom_it_advises(describe_pages):
    advice = "1. The Department for Education should require this of all authorities."
    found = describe_pages("# Domestic Homicide Review: Anita\n\nMay 2025", advice)
    assert found.publisher is None
