"""Headings that say the finding without a full stop; fictional headings."""

from __future__ import annotations

import pytest

from extractors.structure.clauses import is_clause, is_saying


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("Services saw a carer and a patient but did not see a family", True),
        ("Worries were voiced in every team but never came together", True),
        ("What was written down as a choice was not explored with her", True),
        ("How services responded when she was not seen", False),
        ("Was the plan that was made not followed", False),
        ("What was not known about the family home", False),
        ("Seeing a child and not an offender", False),
        ("A carer who was not cared for at home", False),
        ("Alcohol, grief and a service that did not see children", False),
        ("The plan was not shared.", False),
    ],
)
def test_a_heading_that_says_what_fell_short_is_the_finding(heading: str, says: bool) -> None:
    assert is_saying(heading) is says


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("Practice theme 2: Every service kept a plan of its own", True),
        ("The letter she could not read", False),
        ("The letter that came was not read", True),
        ("Practice theme 3: Being left out, being left behind again", False),
        ("Practice theme 5: How the invented partnership was led", False),
        ("Asking three times was thought to be asking enough", True),
    ],
)
def test_a_named_theme_is_a_clause_where_its_words_are(heading: str, says: bool) -> None:
    assert is_clause(heading) is says
