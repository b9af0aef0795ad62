"""Who is to act, as printed, and the types of agency; fictional sentences."""

from __future__ import annotations

import pytest

from extractors.statements.addressees import addressee_of, agencies_of


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Board should seek assurance that supervision is effective.", "The Board"),
        ("All agencies that visit the home should share their records.", "All agencies"),
        ("That Kestrel Outreach amends its form so that children are named.", "Kestrel Outreach"),
        ("That the Health Board review its offer to fathers.", "the Health Board"),
        ("For Children’s Social Care to audit ten cases each quarter.", "Children’s Social Care"),
        ("(To: Westmoor Police) Record every child in the household.", "Westmoor Police"),
        ("However, the Government must publish a timetable.", "the Government"),
        ("Within six months, the Partnership should test its protocol.", "the Partnership"),
        ("For all exercises, the councils of Ash, Beck and Combe should each publish a report.",
         "the councils of Ash, Beck and Combe"),
        ("Provision is thin. We recommend that the Department consult local leaders.",
         "the Department"),
        ("We urge the Trust, as a matter of urgency, to review its letters.", "the Trust"),
        ("Further work is needed by the police and the council to map provision.",
         "the police and the council"),
        ("Health visitors, whether or not they know the family, should ask about pets.",
         "Health visitors"),
        ("Commission a service for fathers.", None),
        ("Supervision records should be kept.", None),
        ("For example, to ensure that children are seen.", None),
        ("Children should be seen alone.", None),
    ],
)  # fmt: skip
def test_the_addressee_is_taken_as_printed(text: str, who: str | None) -> None:
    assert addressee_of(text) == who


@pytest.mark.parametrize(
    ("who", "types"),
    [
        ("Westmoor Constabulary and the Council", ("police", "local_authority")),
        ("the Safeguarding Adults Board", ("safeguarding_adults_board",)),
        ("Health visiting and midwifery", ("health_visiting", "maternity")),
        ("Nobody in particular", ()),
        (None, ()),
    ],
)
def test_types_of_agency_come_in_the_order_of_the_words(
    who: str | None, types: tuple[str, ...]
) -> None:
    assert agencies_of(who) == types
