"""Facts of a front page that must not be told where it tells something else. All invented."""

from __future__ import annotations


def test_a_pseudonym_is_no_area(describe_pages) -> None:
    cover = (
        "Safeguarding Board for Northern Ireland\n\n"
        "# CASE MANAGEMENT REVIEW\n# concerning the death of FERN"
    )
    assert describe_pages(cover).area is None


def test_a_region_is_no_area(describe_pages) -> None:
    cover = "{}\n\n# Child Practice Review: Fern"
    named = describe_pages(cover.format("Elmham Bay Regional Safeguarding Children Board"))
    assert named.area is not None
    assert named.area.value == "Elmham Bay"
    assert describe_pages(cover.format("Regional Children’s Safeguarding Board")).area is None


def test_a_rank_is_no_author(describe_pages) -> None:
    cover = (
        "# Local Child Safeguarding Practice Review: Fern\n\n"
        "Lead reviewer: Ivor Elmley QPM, Detective Superintendent (retired)"
    )
    assert [a.value for a in describe_pages(cover).authors] == ["Ivor Elmley"]


def test_the_day_until_which_a_report_is_online_is_no_date_of_publication(describe_pages) -> None:
    text = "The full report is to be found on the website of the partnership until\nMarch 2031."
    assert describe_pages("# Learning briefing: Fern", text).published_on is None


def test_a_child_called_by_a_name_is_one_child(describe_pages) -> None:
    text = "The child is a girl, whom we call Fern. She was fourteen at the time of the event."
    assert describe_pages("# Concise Child Practice Review", text).n_subjects == 1


def test_the_relatives_in_a_title_are_named_too(describe_pages) -> None:
    title = "# Local Child Safeguarding Practice Review: Hazel, and her children Fern and Ash"
    found = describe_pages(title)
    assert found.pseudonyms == ("Hazel", "Fern", "Ash")
    assert found.n_subjects == 3


def test_a_period_that_was_set(describe_pages) -> None:
    text = "The panel set the period as 1 January 2028 to 9 October 2031."
    found = describe_pages("# Safeguarding Adults Review: Hazel", text)
    assert (found.period_from.value, found.period_to.value) == ("2028-01", "2031-10")


def test_the_end_of_a_trial_is_no_date_of_publication(describe_pages) -> None:
    cover = "# Serious Case Review: Fern\n\nCriminal proceedings concluded 12 May 2023"
    assert describe_pages(cover).published_on is None


def test_the_one_who_commissions_is_not_part_of_a_board_s_name(describe_pages) -> None:
    cover = "# Learning Review\n# Adult K\n\nCommissioned by Elmham Adult Protection Committee"
    found = describe_pages(cover)
    assert found.publisher.value == "Elmham Adult Protection Committee"
    assert found.area.value == "Elmham"


def test_an_adult_practice_review_is_of_wales_though_its_board_is_named_as_in_england(
    describe_pages,
) -> None:
    cover = "Elmham Safeguarding Adults Board\n\n# Adult Practice Review: APR 2/2031"
    assert describe_pages(cover).nation.value == "Wales"
