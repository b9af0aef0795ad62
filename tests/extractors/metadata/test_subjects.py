"""Whom a review is about: names, number and ages. All texts invented."""

from __future__ import annotations

import pytest


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


def test_an_age_of_today_is_no_age_at_the_time(describe_pages, cover):
    text = "Hazel was eleven weeks old when she was hurt. Hazel is now three and thriving."
    assert describe_pages(cover, text).age_bands == ("under 1",)
    assert describe_pages(cover, "Hazel is now three and thriving.").age_bands == ()


def test_names_and_labels_in_one_title_are_counted_together(describe_pages):
    found = describe_pages("# Local Child Safeguarding Practice Review: Hazel, Rowan and Baby T")
    assert found.n_subjects == 3


def test_ages_come_out_as_bands_only(describe_pages, cover):
    found = describe_pages(cover, "Hazel was a seven-month-old girl; her sister was aged 12.")
    assert found.age_bands == ("under 1",)
    assert "seven" not in found.subjects.value


def test_a_name_in_brackets_or_with_an_age_is_the_subject(describe_pages):
    text = "Since she was eleven and ill she rested. Hazel died in May at the age of thirty-eight."
    found = describe_pages("# Extended Adult Practice Review: Re: APR 3/2023 (“Hazel”)", text)
    assert (found.pseudonyms, found.n_subjects, found.age_bands) == (("Hazel",), 1, ("18-64",))
    found = describe_pages("# Learning Review: Hazel, aged 16", "Hazel died.")
    assert (found.pseudonyms, found.n_subjects) == (("Hazel",), 1)


@pytest.mark.parametrize(
    ("text", "bands"),
    [
        ("Hazel’s mother was aged 24. Hazel was nine when she came home.", ("5-10",)),
        ("Hazel moved in with Ash, then aged six. Hazel was fourteen.", ("11-15",)),
        ("Hazel, who was then a girl aged ten months, was ill.", ("under 1",)),
        ("Hazel was one of several; the school nurse, aged 40, knew her.", ()),
    ],
)
def test_the_subjects_age_comes_before_that_of_others(describe_pages, text, bands, cover):
    assert describe_pages(cover, text).age_bands == bands


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
