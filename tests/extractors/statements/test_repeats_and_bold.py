"""Statements printed twice, and conclusions that are set in bold. All invented."""

from __future__ import annotations

import pytest

from models.records import Kind

PROSE = "The panel heard from every service that had known the invented family in those years."
SHORT = (
    "1. Schools should meet before any exclusion.\n\n"
    "2. The hospital should fund youth workers at night.\n\n"
    "3. The police should refer children who were exploited early.\n"
)
FULL = (
    "1. Schools and the council should agree that no child known to social care is excluded\n"
    "until a safeguarding meeting has been held.\n\n"
    "2. The hospital trust should commission youth workers, who are based in the emergency\n"
    "department until midnight.\n\n"
    "3. That the police make a referral within two days of the arrest of a child where there\n"
    "are signs that the child is exploited.\n"
)


def _report(first: str, second: str) -> tuple[str, str]:
    title = f"# Serious Case Review: Child Fern\n\n{PROSE}\n\n"
    return (
        f"{title}# Summary of recommendations\n\n{first}\n# What happened\n\n{PROSE}\n",
        f"# Recommendations\n\n{second}",
    )


def test_a_short_list_and_the_full_one_with_its_numbers_are_one(statements_of):
    found = statements_of(*_report(SHORT, FULL))
    asked = [s for s in found if s.kind is Kind.RECOMMENDATION]
    assert [(s.number, s.page_first, s.is_repeat) for s in asked] == [
        ("1", 1, True), ("2", 1, True), ("3", 1, True),
        ("1", 2, False), ("2", 2, False), ("3", 2, False),
    ]  # fmt: skip
    assert [s.repeats_statement_id for s in asked[:3]] == [s.statement_id for s in asked[3:]]


def test_two_lists_of_different_advice_stay_two(statements_of):
    other = (
        "1. Housing officers should look at the damp in the home when they visit.\n\n"
        "2. The probation service should check the address of each man on release.\n\n"
        "3. Midwives should ask every mother who will help her after the birth.\n"
    )
    found = statements_of(*_report(other, FULL))
    assert not any(s.is_repeat for s in found)


NUMBERED = "\n\n".join(
    f"4.{n}. The committee heard in the year {1990 + n} from those who had made the plan of the\n"
    "  town, and they told it what had been spent and what had been left of it at the end."
    for n in range(1, 9)
)


def _committee(*conclusions: str) -> str:
    title = "# House of Lords Science Committee: report on invented towns\n\n"
    return title + NUMBERED + "\n\n" + "\n\n".join(conclusions)


BOLD = [
    f"* 4.{n}. We conclude that the plan of the town was made without those who live there, {n}.\n"
    for n in range(20, 26)
]


def test_bold_sentences_within_a_plain_paragraph_are_its_conclusion(statements_of):
    mixed = (
        "4.30. The towns spent what they had been given. We recommend that ministers publish\n"
        "*   each year what every town has spent on its plan and what came of it in the end.\n"
    )
    found = statements_of(_committee(*BOLD, mixed))
    last = found[-1]
    assert last.rule == "bold:sentences"
    assert last.kind is Kind.RECOMMENDATION
    assert last.text.startswith("We recommend that ministers publish each year")
    assert last.number == "4.30"


def test_bold_that_begins_with_the_page_goes_on_its_paragraph(statements_of):
    first = (
        "4.30. The towns spent what they had been given in the year. We recommend that all the\n"
        "  towns of the county and the ministers who are answerable for them tell in a yearly\n"
    )
    second = "*   Statement what every town has spent on its plan and what came of it in the end.\n"
    found = statements_of(_committee(*BOLD, first), second)
    asked = [s for s in found if s.kind is Kind.RECOMMENDATION]
    assert [(s.page_first, s.page_last) for s in asked] == [(1, 2)]
    assert asked[0].text.endswith("in the end.")


def test_a_bold_sentence_that_its_items_finish_is_no_heading(statements_of):
    found = statements_of(
        _committee(
            *BOLD,
            "* 4.31. A sound test of the plan of a town requires that:\n"
            "* • it is made before the plan begins, by those who did not write it;\n"
            "* • it is printed in full.\n",
        )
    )
    assert found[-1].text.startswith("A sound test")
    assert found[-1].text.endswith("printed in full.")


ARGUED = (
    "# Recommendations\n\n## Remembering\n\n{PROSE} For this reason, I recommend that the bodies\n"
    "responsible for cemeteries should publish the steps that they have taken to tend the graves.\n"
    "\n{PROSE}\n\n(a) Schools should keep a list of pupils who moved.\n\n(b) The bodies responsible"
    " for cemeteries should publish the steps that\n  they have taken to tend the graves.\n\n"
).replace("{PROSE}", PROSE)


def test_what_is_argued_for_and_then_listed_is_counted_once(statements_of):
    found = statements_of(f"# Public Inquiry: Fern\n\n{PROSE}\n", ARGUED)
    asked = [s for s in found if s.kind is Kind.RECOMMENDATION]
    assert [(s.number, s.is_repeat) for s in asked] == [
        (None, True),
        ("(a)", False),
        ("(b)", False),
    ]
    assert asked[0].repeats_statement_id == asked[2].statement_id
    assert asked[0].rule.startswith("prose:recommend")


def test_other_advice_in_prose_before_a_list_is_counted(statements_of):
    other = ARGUED.replace(
        "tend the graves.\n\n" + PROSE, "mend the organ of the town.\n\n" + PROSE
    )
    other = other.replace(
        "bodies\nresponsible for cemeteries should publish", "mayor\n  should tell"
    )
    assert other != ARGUED
    found = statements_of(f"# Public Inquiry: Fern\n\n{PROSE}\n", other)
    assert [s.is_repeat for s in found if s.kind is Kind.RECOMMENDATION] == [False] * 3


_THINGS = ("graves", "organs", "bridges", "ferries", "lamps", "wells", "mills", "barns", "clocks",
           "fences", "orchards", "towers", "gates")  # fmt: skip
_ITEMS = "".join(
    f"{n}. Whoever keeps {thing} should paint {thing[:-1]} doors, and count {thing[:-1]} keys.\n\n"
    for n, thing in enumerate(_THINGS, 1)
)


@pytest.mark.parametrize("is_printed_twice", [True, False])
def test_a_list_that_is_printed_twice_is_the_whole_of_the_advice(statements_of, is_printed_twice):
    argument = (
        "I recommend that a committee decides which clocks to mend, and how a clock is wound.\n\n"
    )
    pages = [f"# Public Inquiry: Fern\n\n{PROSE} {argument}\n# Recommendations\n\n{_ITEMS}"]
    if is_printed_twice:
        pages.append(f"# Recommendations in full\n\n{_ITEMS}")
    asked = [s for s in statements_of(*pages) if s.kind is Kind.RECOMMENDATION]
    counted = [s for s in asked if not s.is_repeat]
    assert len(counted) == len(_THINGS) + (not is_printed_twice)
