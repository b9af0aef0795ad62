"""Which questions of reviews practitioners can answer about their own work."""

from __future__ import annotations

from vocabulary.rules import asked

_BOARD = asked("questions", "to_a_board")
_LEADERS = asked("questions", "to_those_who_lead")
_OWN = asked("questions", "own_work")
_WHAT_IT_TAKES = asked("questions", "what_it_takes")
_FOR_PRACTICE = asked("questions", "heading_for_practice")
_FOR_A_BOARD = asked("questions", "heading_for_a_board")

OF_A_BOARD = 3


def turn(question: str, heading: str | None) -> int:
    """The rank of a question in a session for practitioners, or `OF_A_BOARD` if it is not for them.

    Questions about their own work come first (0), then what would help them in it, whoever was
    asked (1), then questions that name nobody to answer them (2).
    """
    if _BOARD.find(question):
        return OF_A_BOARD
    if _FOR_PRACTICE.find(heading or "") or _OWN.find(question):
        return 0
    if _LEADERS.find(question):
        return OF_A_BOARD
    if _WHAT_IT_TAKES.find(question):
        return 1
    return OF_A_BOARD if _FOR_A_BOARD.find(heading or "") else 2
