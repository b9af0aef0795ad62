"""What a front page says as a whole, and what it must not be taken to say. All texts invented."""

from __future__ import annotations

from extractors.metadata import describe
from models.records import Metadata, Reading, Status


def test_the_cover_of_a_review(describe_pages, cover):
    found = describe_pages(cover)
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


def test_the_words_before_a_recommendation_are_no_part_of_a_name(describe_pages, cover):
    text = "Recommendation Two\nThat Elm Vale NHS Foundation Trust reviews its letters."
    found = describe_pages(cover, text)
    assert [agency.value for agency in found.agencies] == ["Elm Vale NHS Foundation Trust"]


def test_laws_agencies_and_licence(describe_pages, cover):
    found = describe_pages(
        cover,
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


def test_welsh_text(describe_pages):
    found = describe_pages(
        "# Adolygiad", "Mae yr adolygiad wedi ei gyhoeddi gan bwrdd diogelu plant"
    )
    # The prose that fills the last page is English: the Welsh words must be the more numerous.
    assert found.language == "en"
    many = "\n".join(["Mae yr adolygiad wedi ei gyhoeddi gan y bwrdd diogelu plant ac oedd"] * 20)
    assert describe_pages("# Adolygiad", many).language == "cy"


def test_text_in_another_script_is_not_called_english(describe_pages):
    greek = "\n".join(["Η ανεξάρτητη επιτροπή ζήτησε από κάθε σχολείο να πει τι είδε"] * 20)
    assert describe_pages("# Ανασκόπηση", greek).language == "und"
    assert describe_pages("# Review", greek[:60] + "\n" + "The board met. " * 40).language == "en"


def test_an_empty_reading_says_nothing(reading_of):
    assert describe(Reading("0" * 64, Status.NO_TEXT)) == Metadata()


def test_every_quote_is_on_its_page(describe_pages, reading_of, cover):
    pages = (cover, "The review covers the period from September 2021 to March 2023.")
    texts = [" ".join(line.text for line in page.lines) for page in reading_of(*pages).pages]
    found = describe_pages(*pages)
    stated = [found.title, found.publisher, found.published_on, found.period_from, found.chair]
    for value in (*stated, *found.authors):
        assert value.quote in texts[value.page - 1], value.rule


def test_a_briefing_names_its_subject(describe_pages):
    found = describe_pages(
        "# 7-minute briefing: Fern", "Fern, aged 3, was critically ill with burns."
    )
    assert found.document_type.value == "briefing"
    assert found.outcome.value == "serious_harm"
    assert found.age_bands == ("1-4",)
