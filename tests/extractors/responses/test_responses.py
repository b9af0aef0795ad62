"""What responses and action plans say of each recommendation. All texts invented."""

from __future__ import annotations

import msgspec
import pytest

from extractors import extract
from models.records import Box, Line, LineRole, Page, Reading, Response, Status
from vocabulary.responses import (
    acceptance_in,
    column_named,
    progress_in,
    progress_of_status,
    progress_said,
    reply_in,
    response_words,
    verdict_in,
)

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


_ASKED = {"acceptance": acceptance_in, "verdicts": verdict_in, "progress": progress_in,
          "marks": progress_of_status, "replies": reply_in,
          "subjects": lambda words: progress_said(words) and "advice"}  # fmt: skip


@pytest.mark.parametrize(
    ("group", "means", "words"),
    [(g, m, w) for g, of in response_words().examples.items() for m, ws in of.items() for w in ws],
)
def test_words_of_verdicts_and_progress(group: str, means: str, words: str) -> None:
    assert _ASKED[group](words) == means


def test_every_verdict_has_an_example() -> None:
    for group, means in response_words().examples.items():
        assert set(means) == set(getattr(response_words(), group)) > set()


@pytest.mark.parametrize(
    "words",
    ["We accept that more is to be done.", "The Trust accepts referrals by telephone.",
     "Agree the wording with schools.", "The government agrees that it matters.",
     "The Government does not agree with the view of the inquiry.", "We do not accept that.",
     "Keep notes of each visit."],
)  # fmt: skip
def test_agreeing_about_something_else_is_no_acceptance(words: str) -> None:
    assert acceptance_in(words) is None


def test_a_colour_or_a_risk_in_prose_is_no_status() -> None:
    assert progress_in("Parents of children at risk are given the red book.") is None


_VERDICTS = (("Accept.", "accepted"), ("Accept in principle", "partly_accepted"),
             ("Not accepted", "not_accepted"), ("Noted", "noted"))  # fmt: skip


@pytest.mark.parametrize("column", ["Government response", "Position", "Accepted?", "Status"])
@pytest.mark.parametrize("first", ["Recommendation", "No."])
def test_a_verdict_alone_in_a_cell(column: str, first: str) -> None:
    advice = "The Council should write a protocol on moves."
    quoted = (first == "Recommendation",)
    lines = _cells(0, (first, column, "Lead"), bold=True)
    if not any(quoted):
        lines = _cells(0, (first, "Recommendation", column), bold=True)
    for i, (verdict, _) in enumerate(_VERDICTS, 1):
        cells = (
            (f"{i}. {advice}", verdict, "Home Office") if any(quoted) else (str(i), advice, verdict)
        )
        lines += _cells(i, cells)
    found = _answers("Government response to the review of Fern", lines)
    assert [(r.number, r.acceptance) for r in found] == [
        (str(i), means) for i, (_, means) in enumerate(_VERDICTS, 1)
    ]
    assert {r.recommendation for r in found} == {advice}


def test_a_table_that_names_recommendations_by_number_alone() -> None:
    lines = _cells(0, ("Recommendation", "Government response"), bold=True)
    lines += _cells(1, ("Recommendation 1", "Accept."))
    lines += _cells(2, ("R2", "Accept in principle. A draft will follow."))
    lines += _cells(3, ("3b)", "Noted"))
    found = _answers("Government response to the review of Fern", lines)
    assert [(r.number, r.acceptance, r.recommendation) for r in found] == [
        ("1", "accepted", None), ("2", "partly_accepted", None), ("3b", "noted", None),
    ]  # fmt: skip


def test_one_verdict_is_beside_several_recommendations() -> None:
    lines = _cells(0, ("Approach taken", "Recommendation"), bold=True)
    lines += _cells(1, ("Accepting in full", "Recommendation 1"))
    lines += _cells(2, ("", "Recommendation 4a) ii) (in principle by the Welsh Government)"))
    lines += _cells(3, ("Not accepting", "Recommendation 5"))
    found = _answers("Government response to the review of Fern", lines)
    assert [(r.number, r.acceptance) for r in found] == [
        ("1", "accepted"), ("4a) ii", "accepted"), ("5", "not_accepted"),
    ]  # fmt: skip


def _prose(*texts: str) -> list[Line]:
    """Headings are marked by a # before them."""
    lines = []
    for i, text in enumerate(texts):
        bold, size = (True, 14.0) if text.startswith("#") else (False, 11.0)
        lines.append(_line(text.lstrip("#"), 4 + 3 * i, bold=bold, size=size, block=i + 1))
    return lines


@pytest.mark.parametrize(
    ("reply", "means"),
    [("The Government accepts this recommendation. A draft will follow.", "accepted"),
     ("This recommendation is accepted in principle.", "partly_accepted"),
     ("We do not accept this recommendation. It would cost too much.", "not_accepted"),
     ("The Welsh Government notes this recommendation.", "noted"),
     ("The government recognises how much protocols matter.", None)],
)  # fmt: skip
@pytest.mark.parametrize("how", ["one paragraph", "two paragraphs", "below a heading"])
def test_a_reply_without_a_heading_of_its_own(reply: str, means: str | None, how: str) -> None:
    advice = ("The Council should write a protocol on moves, and it should say who is told of a"
              " move, by when and by whom, so that no child is lost to its school.")  # fmt: skip
    texts = {
        "one paragraph": (f"Recommendation 3 {advice} {reply}",),
        "two paragraphs": (f"Recommendation 3 {advice}", reply),
        "below a heading": ("#Recommendation 3", advice, reply),
    }[how]
    found = _answers("Government response to the review of Fern", _prose(*texts))
    assert [(r.number, r.acceptance, r.recommendation, r.action) for r in found] == [
        ("3", means, advice, reply)
    ]


def test_speaking_of_another_recommendation_begins_no_answer() -> None:
    texts = ("#Recommendation 3", "The Council should write a protocol on moves.",
             "The Government accepts this recommendation.",
             "Recommendation 7 includes an annual audit, and so does this protocol.")  # fmt: skip
    found = _answers("Government response to the review of Fern", _prose(*texts))
    assert [r.number for r in found] == ["3"]


def _box(table: int, row: float, *texts: str) -> list[Line]:
    """A table of one column: a heading and what it heads."""
    return [
        msgspec.structs.replace(
            _line(text, row + 2 * i, bold=not i, block=100 + 10 * table + i),
            role=LineRole.TABLE, cell=(table, i, 0),
        )
        for i, text in enumerate(texts)
    ]  # fmt: skip


def test_a_recommendation_in_a_box_and_the_reply_below_it() -> None:
    lines = [
        *_box(0, 4, "Inquiry Recommendation", "8.6. We welcome the plan. It should be tested."),
        _line("A test is planned for the autumn.", 10, block=50),
        *_box(1, 14, "Inquiry Recommendation", "8.7. Schools should be asked."),
        _line("The Government does not agree with this recommendation.", 20, block=60),
    ]
    found = _answers("Government response to the inquiry on Fern", lines)
    assert [(r.number, r.acceptance, r.recommendation) for r in found] == [
        ("8.6", None, "We welcome the plan. It should be tested."),
        ("8.7", "not_accepted", "Schools should be asked."),
    ]
    assert found[0].action == "A test is planned for the autumn."


def test_done_is_done_where_it_begins_the_cell() -> None:
    assert progress_in("Done") == progress_in("All done, May 2024") == "done"
    assert progress_in("More is to be done") is None


@pytest.mark.parametrize(
    ("heading", "column"),
    [("Ref.", "number"), ("Agreed action (from the review)", "recommendation"), ("RAG", "status"),
     ("Target date", "due"), ("Lead agency", "owner"), ("Where we are now", "progress"),
     ("What the agencies will do", "action"), ("Theme", None)],
)  # fmt: skip
def test_headings_of_columns(heading: str, column: str | None) -> None:
    assert column_named(heading) == column


def test_a_box_that_goes_on_over_the_page() -> None:
    first = Page(1, 595, 842, (
        _line("Government response to the inquiry on Fern", 0, bold=True, size=22.0),
        *_box(0, 40, "Inquiry Recommendation", "8.12. Schools should keep a list of (paragraph"),
    ))  # fmt: skip
    second = Page(2, 595, 842, (
        _line("4.41) all moves.", 10, block=1),
        _line("8.13. The list should be sent to each council.", 13, block=2),
        _line("We agree that lists matter. A form is planned.", 16, block=3),
        _line("8.14. is a paragraph that the reply cites.", 19, block=4),
    ))  # fmt: skip
    (found,) = extract(Reading("0" * 64, Status.OK, (first, second), 2)).responses
    assert found.recommendation == (
        "Schools should keep a list of (paragraph 4.41) all moves."
        " 8.13. The list should be sent to each council."
    )
    assert (found.action or "").startswith("We agree that lists matter. A form is planned.")
    assert (found.number, found.acceptance, found.page_last) == ("8.12", "accepted", 2)


def test_a_refusal_is_neither_done_nor_silent() -> None:
    reply = ("The Government does not believe that it is appropriate to set targets for schools."
             " Targets for councils were achieved last year.")  # fmt: skip
    texts = ("#Recommendation 3", "The Council should publish targets.", reply)
    (found,) = _answers("Government response to the review of Fern", _prose(*texts))
    assert (found.acceptance, found.progress) == ("not_accepted", None)


@pytest.mark.parametrize(
    ("words", "progress"),
    [("It cannot be achieved by schools alone.", None), ("Lists are in place elsewhere.", None),
     ("This recommendation has been implemented.", "done"),
     ("The actions are under way. Letters were completed.", "in_progress")],
)  # fmt: skip
def test_progress_in_prose_is_that_of_the_recommendation(words: str, progress: str | None) -> None:
    assert progress_said(words) == progress
