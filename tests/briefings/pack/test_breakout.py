"""Questions of a session: for practitioners first, those of boards apart, else the team's own."""

from __future__ import annotations

import io

import msgspec
import pytest
from docx import Document

from briefings.breakout import OF_A_BOARD, turn
from briefings.pack.facilitator import facilitator
from briefings.pack.gather import gather
from briefings.pack.handout import handout
from briefings.pack.page import html, markdown
from briefings.pack.plan import BREAKOUT, plan
from briefings.pack.sheet import sheet
from briefings.shortlist import KeptQuote


@pytest.fixture(scope="module")
def of_boards(ask):
    rows = ask("select statement_id, text, heading from questions order by ordinal")
    return tuple(KeptQuote(i) for i, text, heading in rows if turn(text, heading) == OF_A_BOARD)


@pytest.fixture(scope="module")
def boards_alone(shortlist, of_boards, warehouse, team):
    given = msgspec.structs.replace(shortlist, questions=of_boards[:3])
    return gather(given, warehouse, team)


def words_of(content):
    return "\n".join(p.text for p in Document(io.BytesIO(content)).paragraphs)


def breakout(pack):
    return next(slide for slide in plan(pack) if slide.layout == BREAKOUT)


def test_questions_for_practice_come_before_others_and_boards_have_theirs(
    shortlist, of_boards, warehouse, team, ask
):
    mine = tuple(reversed(shortlist.questions))
    given = msgspec.structs.replace(shortlist, questions=(*of_boards[:1], *mine))
    pack = gather(given, warehouse, team)
    assert [q.facts.statement_id for q in pack.questions] == [kept.id for kept in mine]
    assert [q.facts.statement_id for q in pack.of_boards] == [of_boards[0].id]
    assert pack.boards == (*pack.recommendations, *pack.of_boards)
    assert len(pack.recommendations) == 2
    assert not pack.prompts
    shown = breakout(pack).fields["questions"]
    assert shown
    assert set(shown) <= {q.quote.shown for q in pack.questions}


def test_if_only_boards_are_asked_the_teams_prompts_are_offered(boards_alone, team):
    assert not boards_alone.questions
    assert len(boards_alone.of_boards) == 3
    slide = breakout(boards_alone)
    assert slide.fields["questions"] == (team.prompts_opening, *team.prompts)
    assert not slide.quoted
    made = plan(boards_alone)
    for words in (
        html(boards_alone).decode(),
        markdown(boards_alone).decode(),
        words_of(facilitator(boards_alone, made)),
    ):
        assert team.prompts[0] in words
        assert all(q.quote.text in words for q in boards_alone.of_boards)
        assert words.index(team.prompts[0]) < words.index(boards_alone.of_boards[0].quote.text)
    assert team.prompts[0] in words_of(handout(boards_alone, sheet(boards_alone)))


def test_no_question_is_turned_into_another(boards_alone, ask):
    texts = {text for (text,) in ask("select text from questions")}
    assert {q.quote.text for q in boards_alone.of_boards} <= texts


def test_a_team_without_prompts_only_has_its_own_box(boards_alone):
    silent = msgspec.structs.replace(boards_alone.team, prompts=())
    slide = breakout(msgspec.structs.replace(boards_alone, team=silent))
    assert not slide.fields["questions"]
    assert not slide.fields["citation"]
