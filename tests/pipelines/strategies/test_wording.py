"""What the words at a link say."""

from __future__ import annotations

import pytest

from pipelines.strategies.neighbours import named_places, other_publisher
from pipelines.strategies.wording import (
    case_words,
    furniture_in,
    is_generic,
    role_in,
    size_hint,
    without_size,
)


@pytest.mark.parametrize(
    ("text", "bare", "size"),
    [
        ("Rowan report (PDF, 0.6 MB)", "Rowan report", 600_000),
        ("Rowan report (DOCX, 55.09KB)", "Rowan report", 55_090),
        ("Rowan report PDF 309 KB", "Rowan report", 309_000),
        ("Rowan report [1.2MB] (opens in a new window)", "Rowan report", 1_200_000),
        ("Rowan report (PDF)", "Rowan report", None),
        ("Child MB1 report", "Child MB1 report", None),
    ],
)
def test_sizes_are_taken_off_the_title_and_kept(text: str, bare: str, size: int | None) -> None:
    assert without_size(text) == bare
    assert size_hint(text) == size


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Overview report", "report"),
        ("Executive Summary", "executive_summary"),
        ("Exec. summary March 2016", "executive_summary"),
        ("7 Minute Briefing", "briefing"),
        ("Seven-minute briefing", "briefing"),
        ("7-point briefing", "briefing"),
        ("Practitioner guide", "briefing"),
        ("Learning brief", "briefing"),
        ("Action plan", "action_plan"),
        ("Partnership response to the report", "response"),
        ("Statement of the independent chair", "response"),
        ("Home Office letter", "response"),
        ("Easy read report", "easy_read"),
        ("Executive summary (Welsh)", "translation"),
        ("Adroddiad Cymraeg", "translation"),
        ("Rowan", None),
    ],
)
def test_roles(text: str, role: str | None) -> None:
    assert role_in(text) == role


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SAR referral form", "referral form"),
        ("LCSPR report template", "template"),
        ("Terms of Reference", "terms of reference"),
        ("Annual report 2022", "annual report"),
        ("SCR decision flowchart", "flow chart"),
        ("Minutes of the board", "minutes or agenda"),
        ("Autumn newsletter", "newsletter"),
        ("Learning review protocol", "protocol"),
        ("Child A SCR overview report: learning on policy", None),
        ("Rowan LCSPR report", None),
        ("7 minute briefing", None),
    ],
)
def test_furniture(text: str, kind: str | None) -> None:
    assert furniture_in(text) == kind


@pytest.mark.parametrize(
    "text", ["Download", "click here", "PDF", "View (PDF, 2MB)", "", "Read more"]
)
def test_generic_texts(text: str) -> None:
    assert is_generic(text)


@pytest.mark.parametrize("text", ["Rowan", "Download Rowan", "Here for Elm"])
def test_texts_that_say_something(text: str) -> None:
    assert not is_generic(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rowan LCSPR overview report - January 2023 (PDF, 1MB)", ("rowan",)),
        ("7 minute briefing", ()),
        ("Serious case reviews published in 2019", ()),
        ("Child Q SCR executive summary", ("child", "q")),
        ("XYSB 03-2022 7 Minute Briefing", ("xysb", "03", "2022")),
    ],
)
def test_case_words_single_out_a_review(text: str, words: tuple[str, ...]) -> None:
    assert case_words(text) == words


def test_a_place_counts_as_publisher_only_beside_words_of_publishing() -> None:
    assert named_places("Camden LCSPR Elm") == ("Camden",)
    assert named_places("learning from East Lothian and others") == ("East Lothian",)
    assert named_places("Devon") == ()
    assert named_places("Lincoln, who was 15") == ()


def test_pseudonyms_and_common_words_are_not_places() -> None:
    assert named_places("Child Camden LCSPR") == ()
    assert named_places("Angus SCR") == ()
    assert named_places("Angus Council") == ("Angus",)
    assert named_places("Reading for children's practitioners") == ()
    assert named_places("Reading Safeguarding Partnership") == ("Reading",)


def test_a_page_for_local_and_national_reviews_is_the_publishers_own() -> None:
    assert other_publisher("Elm", ("Local and national reviews",), ["Camden"]) is None
    assert other_publisher("Elm", ("Reviews by other local authorities",), ["Camden"]) is not None


def test_neighbours_are_distinguished_from_the_publishers_own() -> None:
    assert (
        other_publisher("Kent SAR Elm", (), ["Camden"]) == "names another area as publisher: Kent"
    )
    assert other_publisher("Camden and Kent joint SAR Elm", (), ["Camden"]) is None
    assert other_publisher("Elm", ("Reviews from other areas",), ["Camden"]) is not None
    assert other_publisher("Kent SAR Elm", (), []) is None
