"""What responses and action plans say of each recommendation. All texts invented."""

from __future__ import annotations

import pytest

from extractors import extract
from models.records import Box, Line, LineRole, Page, Reading, Response, Status
from vocabulary.responses import acceptance_in, column_named, progress_in, response_words

_HEAD = ("No.", "Recommendation", "What we will do", "Lead", "By when", "Progress", "RAG")
_ROWS = (
    ("1", "The Council should write a protocol on moves.", "Agree a draft with partners.",
     "Head of Service", "June 2023", "Draft written.", "Green"),
    ("2", "The Trust should ask every parent about fathers.", "Amend the form.",
     "Named Midwife", "May 2023", "The supplier has changed.", "Red"),
    ("3", "The Board should test its letters.", "Add it to the audit plan.",
     "Business Manager", "2024", "", "Grey"),
)  # fmt: skip


def _line(text: str, row: float, *, bold: bool = False, size: float = 11.0, block: int = 0) -> Line:
    top = 60 + 16 * row
    return Line(text, Box(60, top, 60 + 5 * len(text), top + size), size, bold=bold, block=block)


def _cells(row: int, texts: tuple[str, ...], *, bold: bool = False) -> list[Line]:
    return [
        Line(text, Box(40 + 75 * i, 120 + 20 * row, 110 + 75 * i, 132 + 20 * row), 10.0, bold=bold,
             role=LineRole.TABLE, block=10 * row + i, cell=(0, row, i))
        for i, text in enumerate(texts) if text
    ]  # fmt: skip


def _answers(title: str, lines: list[Line]) -> tuple[Response, ...]:
    cover = [_line(title, 0, bold=True, size=22.0)]
    page = Page(1, 595, 842, (*cover, *lines))
    return extract(Reading("0" * 64, Status.OK, (page,), 1)).responses


def _plan(key: str = "") -> list[Line]:
    lines = _cells(0, _HEAD, bold=True)
    for i, row in enumerate(_ROWS, 1):
        lines += _cells(i, row)
    return lines + ([_line(key, 30, block=99)] if key else [])


def test_each_row_of_a_plan_is_an_answer() -> None:
    found = _answers("Response to the review of Fern: action plan", _plan())
    assert [(r.number, r.progress, r.status) for r in found] == [
        ("1", "done", "Green"), ("2", "delayed", "Red"), ("3", "not_started", "Grey"),
    ]  # fmt: skip
    first = found[0]
    assert first.recommendation == "The Council should write a protocol on moves."
    assert (first.action, first.owner) == ("Agree a draft with partners.", "Head of Service")
    assert (first.due, first.update, first.page_first) == ("June 2023", "Draft written.", 1)


def test_agreeing_a_draft_is_no_acceptance() -> None:
    found = _answers("Response to the review of Fern: action plan", _plan())
    assert {r.acceptance for r in found} == {None}


def test_the_key_of_a_plan_says_what_its_colours_mean() -> None:
    found = _answers("Response to the review: plan", _plan("Key: Green: on track. Red: overdue."))
    assert [r.progress for r in found] == ["in_progress", "delayed", "not_started"]


def test_the_quoted_recommendations_of_a_response_are_no_statements() -> None:
    page = Page(1, 595, 842, (_line("Response to the review of Fern", 0, bold=True, size=22.0),
                              *_plan()))  # fmt: skip
    assert extract(Reading("0" * 64, Status.OK, (page,), 1)).statements == ()


def test_a_response_in_prose() -> None:
    texts = (
        ("Recommendation 1", True), ("The Council should write a protocol on moves.", False),
        ("Government response to recommendation 1", True),
        ("The government accepts this recommendation. A draft will follow.", False),
        ("Recommendation 2", True), ("The Trust should ask every parent about fathers.", False),
        ("Response", True), ("The Trust does not accept this recommendation.", False),
    )  # fmt: skip
    lines = [_line(t, 4 + 3 * i, bold=bold, size=14.0 if bold else 11.0, block=i + 1)
             for i, (t, bold) in enumerate(texts)]  # fmt: skip
    found = _answers("Government response to the review of Fern", lines)
    assert [(r.number, r.acceptance) for r in found] == [("1", "accepted"), ("2", "not_accepted")]
    assert found[0].recommendation == "The Council should write a protocol on moves."


@pytest.mark.parametrize("meaning", response_words().examples["acceptance"].items())
def test_words_of_acceptance(meaning: tuple[str, str]) -> None:
    assert acceptance_in(meaning[1]) == meaning[0]


def test_done_is_done_where_it_begins_the_cell() -> None:
    assert progress_in("Done") == progress_in("All done, May 2024") == "done"
    assert progress_in("More is to be done") is None


@pytest.mark.parametrize("meaning", response_words().examples["progress"].items())
def test_words_of_progress(meaning: tuple[str, str]) -> None:
    assert progress_in(meaning[1]) == meaning[0]


@pytest.mark.parametrize(
    ("heading", "column"),
    [("Ref.", "number"), ("Agreed action (from the review)", "recommendation"), ("RAG", "status"),
     ("Target date", "due"), ("Lead agency", "owner"), ("Where we are now", "progress"),
     ("What the agencies will do", "action"), ("Theme", None)],
)  # fmt: skip
def test_headings_of_columns(heading: str, column: str | None) -> None:
    assert column_named(heading) == column
