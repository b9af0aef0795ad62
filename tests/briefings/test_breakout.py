"""Which questions are for practitioners. All are invented."""

from __future__ import annotations

import pytest

from briefings.breakout import OF_A_BOARD, turn


@pytest.mark.parametrize(
    ("question", "heading", "comes"),
    [
        ("How will the Board assure itself that visits are made?", "Questions", OF_A_BOARD),
        ("How will the Board know?", "Questions for your team", OF_A_BOARD),
        ("Who would know that she had moved?", "Questions for the Committee", OF_A_BOARD),
        ("How many carers were seen alone?", None, OF_A_BOARD),
        ("What might chief officers do to make it easier for staff to ask?", None, OF_A_BOARD),
        ("Whom did we meet last week?", "7. Questions for your team", 0),
        ("How many carers have we seen alone?", "Questions for practitioners", 0),
        ("When did you last ask who else lives there?", "Questions for partnerships", 0),
        ("Who is missing from your list?", None, 0),
        ("What helps practitioners to ask about money?", "Questions for the Board", 1),
        ("Who would ring whom?", "What we found", 2),
    ],
)
def test_what_can_be_answered_about_own_work_comes_first(question, heading, comes):
    assert turn(question, heading) == comes
