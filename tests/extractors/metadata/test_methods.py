"""By which method a review was made. All texts invented."""

from __future__ import annotations

import pytest

from vocabulary.methods import methods

_REVIEW = "# Local Child Safeguarding Practice Review: Fern"


@pytest.mark.parametrize(
    ("title", "text", "method"),
    [
        (_REVIEW, "A hybrid of the Significant Incident Learning Process and appreciative inquiry.",
         "Hybrid; Significant Incident Learning Process (SILP); Appreciative inquiry"),
        (_REVIEW, "It followed a systems-based approach.", "Systems approach"),
        (_REVIEW, "The panel agreed five key lines of enquiry. Two learning events were held.",
         "Key lines of enquiry; learning events"),
        (_REVIEW, "Agencies prepared reflective reports in place of individual management reviews.",
         "Agency reports"),
        (_REVIEW, "The chronology on the child’s file was never completed.", None),
        (_REVIEW, "Staff used two recording systems. A Learning Together to Live group met.", None),
        ("# Learning Review: Fern", "Each service wrote a short reflective account.",
         "Learning Review; reflective accounts"),
        ("# Extended Child Practice Review: Child T", "A learning event was held.",
         "Extended Child Practice Review; learning events"),
        ("# A thematic Safeguarding Adults Review: four deaths", "Agencies wrote a chronology.",
         "Thematic review"),
    ],
)  # fmt: skip
def test_methods_are_recognised_by_name_or_by_what_was_done(describe_pages, title, text, method):
    found = describe_pages(title, text)
    assert (found.method.value if found.method else None) == method


@pytest.mark.parametrize(
    "entry", [*methods().models, *methods().parts], ids=lambda entry: entry.name
)
def test_each_method_finds_its_example(entry):
    assert entry.words.search(entry.example)


@pytest.mark.parametrize(
    ("words", "method"),
    [
        ("The SCIE Learning Together model was used.", "SCIE Learning Together"),
        (
            "The Significant Incident Learning Process was followed.",
            "Significant Incident Learning Process (SILP)",
        ),
        ("A hybrid methodology was chosen.", "Hybrid"),
    ],
)
def test_methods(describe_pages, words, method, cover):
    assert describe_pages(cover, words).method.value == method
