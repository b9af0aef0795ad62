"""A sentence that says which statements follow, in a chapter of another kind. All invented."""

from __future__ import annotations

import pytest

from models.records import Kind

CHAPTER = """
# Safeguarding Adults Review: Hazel

The review looked at the care of Hazel in Larkhill.

# Conclusion

The agencies did not share what each of them knew about her falls.

"""
ADVICE = (
    "• The Board should ask each agency how it records who cares for an adult.\n"
    "• Larkhill Council should review how falls are reported by providers of care.\n"
)
PRAISE = (
    "• The district nurse rang the ward herself and stayed until a bed was found.\n"
    "• The housing officer came back with an interpreter on the same afternoon.\n"
)
LEARNING = (
    "• A fall is a reason to look at the whole of a plan for care.\n"
    "• Relatives notice a change before the services do.\n"
)
FAULTS = (
    "• No agency asked who else lived in the home of Hazel.\n"
    "• Letters about her falls were not read by anybody in the clinic.\n"
)
ASKED = (
    "• How does the Board know that people who say yes are understood?\n"
    "• Who looks at falls that no provider has reported?\n"
)


@pytest.mark.parametrize(
    ("lead", "items", "kind"),
    [
        ("The Panel makes the following recommendations:", ADVICE, Kind.RECOMMENDATION),
        (
            "The two recommendations which the Panel regards as urgent are:",
            ADVICE,
            Kind.RECOMMENDATION,
        ),
        ("The review identified the following learning:", LEARNING, Kind.LEARNING_POINT),
        ("The following good practice was seen:", PRAISE, Kind.GOOD_PRACTICE),
        ("The Board is asked to consider the following questions:", ASKED, Kind.QUESTION),
    ],
)
def test_a_lead_in_decides_what_its_list_holds(statements_of, lead, items, kind):
    found = statements_of(f"{CHAPTER}{lead}\n\n{items}")
    assert [s.kind for s in found if s.rule.startswith("lead-in")] == [kind] * 2


def test_findings_may_be_named_in_the_sentence_before_the_last(statements_of) -> None:
    lead = "The review makes two findings, set out in chapter 6. In brief they are as follows."
    chapter = CHAPTER.replace("# Conclusion", "# Brief summary of the case and findings")
    found = statements_of(f"{chapter}{lead}\n\n{FAULTS}")
    assert [s.kind for s in found if s.rule.startswith("lead-in")] == [Kind.FINDING] * 2


def test_a_finding_that_ends_in_a_colon_keeps_its_points(statements_of):
    told = "The panel found that lessons were not passed on to:\n\n• the ward\n• the care home\n"
    found = statements_of(f"{CHAPTER}{told}")
    assert Kind.LEARNING_POINT not in {s.kind for s in found}


def test_questions_below_a_numbered_paragraph_that_ends_in_a_full_stop(statements_of) -> None:
    report = (
        "# Serious Case Review: Hazel\n\n# 7. Conclusion\n\n"
        "7.3 I shall not prescribe its response. I leave it with the following questions.\n\n"
        "• Is there any service that is able to assess a parent with a learning disability?\n\n"
        "• How will the Committee be told when staff are uneasy?\n"
    )
    assert [str(s.kind) for s in statements_of(report)] == ["question", "question"]


def test_lettered_questions_below_a_numbered_paragraph_are_each_one(statements_of) -> None:
    report = (
        "# Learning Review: Hazel\n\n# 9. Recommendations\n\n"
        "9.1 The Board should train all staff of Larkhill.\n\n# Questions for the Committee\n\n"
        "9.2 In talks at the second event those who took part asked for two questions to be\n"
        "  put to the Committee directly.\n\n"
        "  (a) What would have to happen for a boy of Larkhill to be met as a victim?\n\n"
        "  (b) Who owns the arrangements that were set up by Larkhill in the first year?\n"
    )
    asked = [s.text.split()[0] for s in statements_of(report) if s.kind is Kind.QUESTION]
    assert asked == ["What", "Who"]
