"""What becomes of the model's shares: a stand-in for it says how sure it is."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.judging.model import Weighed, shipped
from extractors.judging.surroundings import KINDS
from extractors.statements.draft import Draft
from extractors.statements.weighed import drafts_of, weighed_drafts
from extractors.structure import build_sections, paragraphs
from models.records import Box, Kind, Line, Page, Reading, Status

JUDGED = "The words that agencies chose for the home told nobody that the children were hungry."


class Sure:
    """A model that is as sure of one kind as it is told to be, for every paragraph.

    `other` are further kinds and their shares.
    """

    def __init__(self, kind: Kind, share: float, other: dict[Kind, float] | None = None) -> None:
        self.kind, self.share, self.other = kind, share, other or {}

    def weigh(self, found, sections, answers, report_type):
        shares = np.zeros((len(found), len(KINDS)), dtype=np.float32)
        shares[:, 0] = 1 - self.share - sum(self.other.values())
        for kind, share in {self.kind: self.share, **self.other}.items():
            shares[:, KINDS.index(kind)] = share
        return Weighed(shares, [["bias"]] * len(found), shipped())


def drafts_under(heading: str, text: str, model: Sure) -> list[Draft]:
    lines = (
        Line(heading, Box(60, 100, 200, 118), 16, bold=True),
        Line(text, Box(60, 130, 520, 142), 11),
    )
    found = paragraphs(Reading("0" * 64, Status.OK, (Page(1, 595, 842, lines),), 1))
    sections = build_sections(found, "lcspr")
    drafts = weighed_drafts(found, sections, [], frozenset(), model, "lcspr")  # type: ignore[arg-type]
    return [draft for draft in drafts if not draft.is_unsure]


@pytest.mark.parametrize("heading", ["Equality and diversity", "Language", "Invisible men"])
def test_a_judgement_is_heard_under_any_heading_that_promises_no_other_kind(heading):
    assert drafts_under(heading, JUDGED, Sure(Kind.FINDING, 0.7))
    assert not drafts_under(heading, JUDGED, Sure(Kind.FINDING, 0.5))


def test_learning_that_is_one_question_is_a_question():
    asked = "For the Board: what is the least that a child here should be able to expect?"
    (draft,) = drafts_under("What is left", asked, Sure(Kind.LEARNING_POINT, 0.9))
    assert draft.kind is Kind.QUESTION


def test_praise_in_so_many_words_within_analysis_needs_less_to_be_heard():
    said = (
        "The warden would not take the first refusal for an answer and came back with a neighbour."
    )
    (draft,) = drafts_under("Analysis of practice", said, Sure(Kind.FINDING, 0.5))
    assert draft.kind is Kind.GOOD_PRACTICE
    assert not drafts_under("Analysis of practice", JUDGED, Sure(Kind.FINDING, 0.5))
    assert not drafts_under("The home", said, Sure(Kind.FINDING, 0.25))


@pytest.mark.parametrize("heading", ["Practice example: a joint visit", "Case study"])
def test_what_a_heading_shows_as_an_example_of_practice_is_a_statement(heading):
    shown = "In May a social worker and a nurse wrote a shared note. It was not done again."
    model = Sure(Kind.GOOD_PRACTICE, 0.05, {Kind.FINDING: 0.03})
    (draft,) = drafts_under(heading, shown, model)
    assert draft.kind is Kind.GOOD_PRACTICE
    criticised = drafts_under(heading, shown, Sure(Kind.FINDING, 0.6))
    assert {draft.kind for draft in criticised} == {Kind.FINDING}
    assert not drafts_under("A joint visit", shown, model)


def test_praise_that_turns_with_however_is_a_finding_without_a_word_of_omission():
    told = "The decision was properly made. There was however a delay of nine days."
    (draft,) = drafts_under("Analysis of practice", told, Sure(Kind.GOOD_PRACTICE, 0.9))
    assert draft.kind is Kind.FINDING


@pytest.mark.parametrize(
    ("heading", "rules", "model", "kind"),
    [
        # Praise below findings needs .7; criticism below praise no more than .4.
        ("Key findings", Kind.FINDING, Sure(Kind.GOOD_PRACTICE, 0.75), Kind.GOOD_PRACTICE),
        ("Key findings", Kind.FINDING, Sure(Kind.GOOD_PRACTICE, 0.65), Kind.FINDING),
        ("Good practice", Kind.GOOD_PRACTICE, Sure(Kind.FINDING, 0.6), Kind.FINDING),
        ("Good practice", Kind.GOOD_PRACTICE, Sure(Kind.FINDING, 0.37), Kind.GOOD_PRACTICE),
    ],
)
def test_what_a_heading_says_is_turned_where_the_model_is_sure(heading, rules, model, kind):
    told = "The warden rang the family each week and kept a note of what they had told her."
    lines = (
        Line(heading, Box(60, 100, 200, 118), 16, bold=True),
        Line(told, Box(60, 130, 520, 142), 11),
    )
    found = paragraphs(Reading("0" * 64, Status.OK, (Page(1, 595, 842, lines),), 1))
    sections = build_sections(found, "lcspr")
    drafts = drafts_of(found, sections, frozenset(), judges_in_prose=True)
    assert [draft.kind for draft in drafts] == [rules]
    kept = weighed_drafts(found, sections, drafts, frozenset(), model, "lcspr")  # type: ignore[arg-type]
    assert [draft.kind for draft in kept if not draft.is_unsure] == [kind]


def test_words_of_omission_in_praise_are_believed_where_criticism_is_far_less_likely():
    told = (
        "The nurse did not close the case in May. She drove to the farm, spoke to him through the "
        "window, and left a number that he rang nine days later."
    )
    for praise, criticism, kind in (
        (0.65, 0.1, Kind.GOOD_PRACTICE),
        (0.65, 0.25, Kind.FINDING),
        (0.76, 0.22, Kind.GOOD_PRACTICE),
    ):
        model = Sure(Kind.GOOD_PRACTICE, praise, {Kind.FINDING: criticism})
        (draft,) = drafts_under("Analysis of practice", told, model)
        assert draft.kind is kind


def test_what_a_numbered_label_names_is_a_statement_whatever_the_model_says():
    told = "A registrar asked for the decision to send him home to be made again, and it was."
    lines = (
        Line("Effective practice", Box(60, 100, 200, 118), 16, bold=True),
        Line("Good practice 3", Box(60, 130, 200, 142), 11, bold=True),
        Line(told, Box(60, 150, 520, 162), 11),
    )
    found = paragraphs(Reading("0" * 64, Status.OK, (Page(1, 595, 842, lines),), 1))
    sections = build_sections(found, "lcspr")
    drafts = drafts_of(found, sections, frozenset(), judges_in_prose=True)
    unsure = Sure(Kind.FINDING, 0.05)
    kept = weighed_drafts(found, sections, drafts, frozenset(), unsure, "lcspr")  # type: ignore[arg-type]
    assert [(draft.kind, draft.number) for draft in kept] == [(Kind.GOOD_PRACTICE, "3")]
