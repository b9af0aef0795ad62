"""Recommendations that agencies made to themselves are marked as theirs. All invented."""

from __future__ import annotations

import pytest

TITLE = "# Domestic Homicide Review: Fern\n\nNo such person lived; this is a test.\n\n"
PANEL = (
    "# 6. Recommendations\n\n"
    "Recommendation 1: The Board should train all staff of Larkhill in the protocol.\n\n"
    "Recommendation 2: The Trust should send every letter to the next of kin.\n\n"
)
POINTS = "• Supervisors to read each log of the night.\n\n• Record who lives with a patient.\n\n"


def marked(found):
    return [s.text.split()[0] for s in found if s.is_single_agency]


@pytest.mark.parametrize(
    "heading",
    [
        "Appendix A: Single-agency recommendations",
        "Individual agency recommendations",
        "Recommendations from the IMRs",
        "Recommendations made in the IMRs",
        "The agencies’ own recommendations",
        "Recommendations made by individual agencies",
        "Recommendations made by single agencies in their own reports",
    ],
)
def test_a_heading_says_that_agencies_made_what_is_below_it(statements_of, heading):
    found = statements_of(f"{TITLE}{PANEL}", f"# {heading}\n\n{POINTS}")
    assert len(found) == 4
    assert marked(found) == ["Supervisors", "Record"]


@pytest.mark.parametrize(
    "lead",
    [
        "The following were made by agencies in their own reports.",
        "The recommendations below were made by IMR authors to their own organisations:",
        "These were put forward by the agencies themselves.",
    ],
)
def test_a_sentence_says_so_of_the_list_below_it(statements_of, lead):
    found = statements_of(f"{TITLE}{PANEL}", f"# 7. Recommendations\n\n{lead}\n\n{POINTS}")
    assert marked(found) == ["Supervisors", "Record"]


def test_the_list_may_be_broken_by_the_names_of_agencies(statements_of):
    lead = "The following were made by agencies in their own reports."
    points = POINTS.split("\n\n")
    named = f"* Larkhill Police\n\n{points[0]}\n\n* Larkhill NHS Trust\n\n{points[1]}\n\n"
    found = statements_of(f"{TITLE}{PANEL}", f"# Appendix A: Recommendations\n\n{lead}\n\n{named}")
    assert marked(found) == ["Supervisors", "Record"]


def test_the_panels_own_recommendations_are_not_marked(statements_of):
    aside = "Recommendations made by agencies for themselves are in Appendix B.\n\n"
    assert marked(statements_of(f"{TITLE}{aside}{PANEL}{POINTS}")) == []
    both = PANEL.replace("Recommendations", "Multi-agency and single-agency recommendations")
    assert marked(statements_of(f"{TITLE}{both}")) == []


def test_a_series_that_goes_on_below_the_heading_is_the_panels(statements_of):
    third = "Recommendation 3: Larkhill Police should read each log of the night.\n\n"
    found = statements_of(f"{TITLE}{PANEL}# 6.2 Single agency recommendations\n\n{third}")
    assert len(found) == 3
    assert marked(found) == []
    new = third.replace("Recommendation 3", "Recommendation 1")
    found = statements_of(f"{TITLE}{PANEL}# 6.2 Single agency recommendations\n\n{new}")
    assert marked(found) == ["Larkhill"]


def test_what_the_report_disowns_is_relayed_and_not_marked(statements_of):
    lead = "Agencies made these for themselves. They are not recommendations of the reviewers.\n\n"
    found = statements_of(f"{TITLE}{PANEL}", f"# Single-agency recommendations\n\n{lead}{POINTS}")
    assert len(found) == 2


def test_agencies_beside_the_panels_recommendations_have_their_own(statements_of):
    points = POINTS.split("\n\n")
    plan = (
        "# 9. Action plan\n\n* Panel recommendations\n\n"
        "• The Board should train all staff of Larkhill in the protocol.\n\n"
        f"* Larkhill Police\n\n{points[0]}\n\n* Larkhill NHS Trust\n\n{points[1]}\n\n"
    )
    assert marked(statements_of(TITLE, plan)) == ["Supervisors", "Record"]
    asked = plan.replace("Panel recommendations", "All agencies")
    assert marked(statements_of(TITLE, asked)) == []
