"""What befell the subject, and not somebody else. All texts invented."""

from __future__ import annotations

import pytest


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
def test_the_outcome_is_the_subjects(describe_pages, text, value, cover):
    found = describe_pages(cover, text)
    assert (found.outcome.value if found.outcome else None) == value
