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


def test_the_age_at_death_comes_before_those_of_earlier_days(describe_pages, cover):
    told = "The Committee was told of the death of a sixteen year old boy. Hazel is not his name."
    earlier = "Hazel, who was fifteen, was alone for nine days."
    assert describe_pages(cover, told, earlier).age_bands == ("16-17",)
    assert describe_pages(cover, earlier).age_bands == ("11-15",)


def test_a_child_whom_somebody_has_with_them_is_another(describe_pages, cover):
    text = "For the family an appointment meant a bus at ten to seven with a four-year-old."
    assert describe_pages(cover, text).age_bands == ()


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


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("This review concerns a sibling group of four who lived at home.", 4),
        ("The review concerns twin sisters, Fern and Ash, who were ill.", 2),
        ("The subjects of the review are five siblings, three of them boys.", 5),
        ("Contents\n2 The children and their family\nThe five siblings were seen.", 5),
        ("The family is a mother, her two sons and three daughters.", 5),
        ("Only the youngest two children were seen. The mother had three older children.", None),
    ],
)
def test_children_of_a_family_are_counted_as_the_text_counts_them(describe_pages, text, number):
    title = "# Serious Case Review: Children of the Elm family"
    assert describe_pages(title, text).n_subjects == number


def test_a_heading_counts_the_people_of_a_thematic_review(describe_pages):
    title = "# Thematic Local Child Safeguarding Practice Review: Serious youth violence"
    found = describe_pages(title, "* 2. The three young people\nOne was an only child.")
    assert (found.n_subjects, found.pseudonyms) == (3, ())


def test_a_review_of_deaths_is_never_of_one_person(describe_pages):
    title = "# Thematic Safeguarding Adults Review: Deaths of people who slept rough"
    told = "The review is about a man who had no home."
    assert describe_pages(title, told).n_subjects is None
    told = "Five people who had been sleeping rough in Elmham died."
    assert describe_pages(title, told).n_subjects == 5


def test_another_review_s_people_are_not_counted(describe_pages):
    title = "# Safeguarding Adults Review"
    text = "The board had published a review concerning a man of 70 who died."
    assert describe_pages(title, text).n_subjects is None


@pytest.mark.parametrize(
    ("title", "names", "number"),
    [
        ("Safeguarding Adults Review: Mr and Mrs Elm", ("Mr Elm", "Mrs Elm"), 2),
        ("Adult Practice Review: APR 2/2030 (Mrs Elm)", ("Mrs Elm",), 1),
        ("Domestic Homicide Review: Case of Ms Elm", ("Ms Elm",), 1),
        ("Case Management Review: Young Person “Fern”", ("Fern",), 1),
        ("Safeguarding Adults Review (SAR): Fern", ("Fern",), 1),
        ("Safeguarding Adults Review: ESAB 1/2030 Fern and Ash", ("Fern", "Ash"), 2),
        ("Thematic Safeguarding Adults Review into the deaths of Fern and Ash, who slept rough",
         ("Fern", "Ash"), 2),
        ("Learning from the experiences of Fern, Ash and an unborn baby", ("Fern", "Ash"), 3),
        ("Three people: a thematic Safeguarding Adults Review", (), 3),
    ],
)  # fmt: skip
def test_who_is_in_a_title(describe_pages, title, names, number):
    found = describe_pages(f"# {title}\n\nLocal Child Safeguarding Practice Review")
    assert (found.pseudonyms, found.n_subjects) == (names, number)


def test_the_ages_of_several_people_are_in_headings(describe_pages):
    title = "# A thematic Local Child Safeguarding Practice Review: the lives of three teenagers"
    people = ("Hazel, 16", "Hazel drew.", "Ash, 15", "Ash sang.", "Fern (16)", "Fern ran.")
    young = "We say young people for those aged 13 to 17."
    found = describe_pages(title, young, "\n\n".join(people))
    assert (found.n_subjects, found.age_bands) == (3, ("16-17", "11-15"))
    found = describe_pages(title, young, "\n\n".join(people[:4]))  # one of three is told otherwise
    assert found.age_bands == ("11-15",)


def test_the_children_of_a_family_with_a_letter_are_numbered(describe_pages):
    text = (
        "Child K2, then aged six, was found. He had a fracture that was three weeks old."
        " His sister (K1, aged nine) and half-brother (K3, aged two) were at home."
    )
    found = describe_pages("# Serious Case Review: Family K", text)
    assert (found.n_subjects, found.age_bands) == (3, ("5-10", "1-4"))
    found = describe_pages("# Serious Case Review: Family L", text)
    assert found.n_subjects is None


@pytest.mark.parametrize(
    "title",
    [
        "# Domestic Homicide Review: Overview Report into the death of Hazel on 9 March 2021",
        "# Child Practice Review Report: Extended Child Practice Review Hazel",
    ],
)
def test_one_name_behind_all_that_says_what_it_is(describe_pages, title):
    found = describe_pages(title, "Hazel was 17 when it happened.")
    assert (found.pseudonyms, found.n_subjects) == (("Hazel",), 1)
