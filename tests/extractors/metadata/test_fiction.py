"""A document that says of itself that it is invented is fiction; one that changes names is not."""

import msgspec
import pytest

from extractors.metadata import describe


@pytest.mark.parametrize(
    "line",
    [
        "This is an invented document for testing. Nobody in it is real.",
        "Invented document for testing. No real person, place or event. | 9",
        "FICTIONAL: written for testing software",
        "This report is fictional and was written for another purpose.",
        "Elmham Partnership | Invented, for testing | 4",
        "> Learning Review AB/2024 – Fictional – Page 7",
        "> Elmham Board – fictional Page 2 of 7",
        "Dogfen ddychmygol at ddibenion profi.",
        "This is an invented\ndocument. Every person in it is made up.",
    ],
)
def test_a_document_that_says_that_it_is_invented_is_fiction(describe_pages, line):
    found = describe_pages(f"# Serious Case Review: Child A\n\n{line}")
    assert found.fiction.value == "true"
    assert found.fiction.page == 1
    assert found.fiction.quote.lower() in line.replace("\n", " ").lower()


@pytest.mark.parametrize(
    "line",
    [
        "All names in this report are invented to protect the family.",
        "Fern is an invented name. The names of places are made up too.",
        "The names used in\nthis report are fictional.",
        "The name of the child in this report is fictional.",
        "The name that is used in\nthis report is fictional.",
        "Pseudonyms: invented by the family",
        "Fictional names are used throughout. Report author: Jane Doe",
        "This report is fictional in nothing but the names.",
        "> Elmham Board – invented names – page 4",
        "The mother gave an invented report of the fall.",
    ],
)
def test_a_real_review_that_changes_names_is_no_fiction(describe_pages, line):
    assert describe_pages(f"# Serious Case Review: Child A\n\n{line}").fiction is None


@pytest.mark.parametrize(
    "line",
    [
        "This is an invented document for testing. All people and places are made up.",
        "This report is fictional.",
        "This is an invented\ndocument for testing software.",
    ],
)
@pytest.mark.parametrize("follow", [0, 3])
def test_small_print_on_the_second_or_the_last_page_says_it_too(reading_of, line, follow):
    text = "The work of the agencies is told here in the plain size of the text."
    pages = ["# Serious Case Review: Child A", *[text] * follow, f"{text}\n\n{line}"]
    reading = reading_of(*pages)
    found = describe(msgspec.structs.replace(reading, pages=reading.pages[:-1])).fiction
    assert found.page == len(pages)
    assert found.quote.lower() in line.replace("\n", " ").lower()


def test_what_the_text_mentions_is_not_said_of_the_document(describe_pages):
    text = "This is an invented report, she said of the letter. It was for testing software."
    assert describe_pages("# Serious Case Review: Child A", text).fiction is None
