"""Who is to act, as printed, and the types of agency; fictional sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors import extract
from extractors.statements.addressees import addressee_of, agencies_of
from extractors.statements.owners import (
    OWN_BOARD,
    abbreviations_in,
    addressee_in,
    board_of_report,
    body_in,
    owner_in,
    services_in,
    trust_of_report,
)
from extractors.statements.timescales import timescale_in
from models.records import Box, Line, LineRole, Page, Reading, Statement, Status
from vocabulary.agencies import agency_types


def test_an_officers_post_is_no_body() -> None:
    assert body_in("Designated Nurse") is None
    assert body_in("Director of Adult Services") is None
    assert body_in("Adult Social Care") == "Adult Social Care"


def test_a_service_is_known_by_what_the_text_says_of_it() -> None:
    told = [
        "Lantern Recovery is commissioned to visit.",
        "Lantern Recovery wrote.",
        "In May Lantern Recovery closed the case.",
        *("Mary Ash wrote.", "Mary Ash rang.", "Mary Ash came."),
    ]
    assert services_in(told) == {"Lantern Recovery"}
    assert services_in(told[1:]) == frozenset()
    asked = "Lantern Recovery should visit those who do not come."
    assert addressee_of(asked, services_in(told)) == "Lantern Recovery"
    assert addressee_of(asked) is None


StatementsOf = Callable[..., tuple[Statement, ...]]


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
        ("In the next revision of its guidance the Home Office should name a lead.",
         "the Home Office"),
        ("The Board and the council to agree a protocol which says when services must meet.",
         "The Board; the council"),
        ("That CAMHS disables the automatic letters at once.", "CAMHS"),
        ("That the Trust and Ash Council, as commissioners, require a named lead.",
         "the Trust; Ash Council"),
        ("The practice should link the records of one household.", "The practice"),
        ("[Added by the Panel] That notices are kept over the holidays.", None),
        ("Within six months, the Partnership should test its protocol.", "the Partnership"),
        ("For all exercises, the councils of Ash, Beck and Combe should each publish a report.",
         "the councils of Ash, Beck and Combe"),
        ("Provision is thin. We recommend that the Department consult local leaders.",
         "the Department"),
        ("We urge the Trust, as a matter of urgency, to review its letters.", "the Trust"),
        ("Further work is needed by the police and the council to map provision.",
         "the police; the council"),
        ("Health visitors, whether or not they know the family, should ask about pets.",
         "Health visitors"),
        ("Safeguarding partners should test, through audit, whether fathers are seen.",
         "Safeguarding partners"),
        ("It is recommended that the Committee approves the protocol.", "the Committee"),
        ("The Board and the council jointly adopt one threshold paper.", "The Board; the council"),
        ("Aldmarsh Council and Fellmoor NHS Foundation Trust should join their protocols.",
         "Aldmarsh Council; Fellmoor NHS Foundation Trust"),
        ("Castlegate and District NHS Foundation Trust should review its letters.",
         "Castlegate and District NHS Foundation Trust"),
        ("The Health and Social Care Partnership and Police Scotland agree a rota.",
         "The Health and Social Care Partnership; Police Scotland"),
        ("That the LSCB, together with the Drug Action Team, reissue the protocol.",
         "the LSCB; the Drug Action Team"),
        ("Northern Police, with partner forces, to introduce a review.", "Northern Police"),
        ("Schools should name a lead. The Board should test what they do.", "Schools; The Board"),
        ("By June 2025 the Partnership will replace the protocol.", "the Partnership"),
        ("Carers matter, and the Partnership should set an expectation.", "the Partnership"),
        ("Health visitors: repeat the assessment with the mother alone.", "Health visitors"),
        ("That the Chief Constable be invited to review the guidance.", "the Chief Constable"),
        ("The Board asks the Welsh Government to consider advocacy.", "the Welsh Government"),
        ("Dylai’r Bwrdd gyhoeddi canllawiau rhanbarthol.", "y Bwrdd"),
        ("Cyngor Glan Arth i sicrhau bod cymorth ar gael.", "Cyngor Glan Arth"),
        ("All clinical staff to complete safeguarding training by December.", None),
        ("Designated teachers will be briefed about the procedure.", None),
        ("Case recording by all agencies includes a description of the day.", None),
        ("The sub-group lacks action plans that are informed by data.", None),
        ("Records are thin. The local authority accepts that more work is needed.", None),
        ("The Council, the two NHS trusts and the outreach provider to adopt one direction.",
         "The Council; the two NHS trusts; the outreach provider"),
        ("The Ministry of Housing, Communities and Local Government should revise the code.",
         "The Ministry of Housing, Communities and Local Government"),
        ("Brief all health visiting staff on the protocol and record its use in notes.", None),
        ("Individual officers appear to have used their own forms.", None),
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
        ("The Beacon Academy Trust", ("education",)),
        ("The Department of Health and Social Care", ("central_government",)),
        ("The Department for Education", ("central_government",)),
        ("The Children’s Trust", ("childrens_social_care",)),
        ("Vale Ambulance Service NHS Trust", ("ambulance",)),
        ("community health visitors", ("health_visiting",)),
        ("Glan Arth University Health Board", ("health_commissioner",)),
        ("WSAB", ("safeguarding_adults_board",)),
        ("Nobody in particular", ()),
        (None, ()),
    ],
)
def test_types_of_agency_come_in_the_order_of_the_words(
    who: str | None, types: tuple[str, ...]
) -> None:
    assert agencies_of(who) == types


@pytest.mark.parametrize(
    ("code", "example"), [(kind.code, e) for kind in agency_types() for e in kind.examples]
)
def test_each_type_of_agency_has_examples(code: str, example: str) -> None:
    assert agencies_of(example) == (code,)


def test_a_short_name_that_the_text_introduces_can_act() -> None:
    short = abbreviations_in(
        ["The Wexmere Multi-Agency Child Exploitation Panel (WMEP) meets monthly (see Annex A)."]
    )
    assert short == {"WMEP"}
    assert addressee_of("WMEP should close no case without a visit.", short) == "WMEP"
    assert addressee_of("WMEP should close no case without a visit.") is None
    assert addressee_of("The Board should close no case without a visit.", short) == "The Board"


@pytest.mark.parametrize(
    ("heading", "owner", "addressee"),
    [
        ("Children’s Social Care", "Children’s Social Care", None),
        ("Considerations for the Partnership", "the Partnership", "the Partnership"),
        ("Recommendations for Children’s Social Care", "Children’s Social Care",
         "Children’s Social Care"),
        ("Primary Care Trust", "Primary Care Trust", None),
        ("The Drug and Alcohol Service", "The Drug and Alcohol Service", None),
        ("Multi-agency recommendations", None, None),
        ("Information sharing between agencies", None, None),
        ("Hospital discharge planning", None, None),
        ("The Safeguarding Board for Aldmarsh", "The Safeguarding Board for Aldmarsh", None),
        ("Acute hospital trust (from its own inquiry)",
         "Acute hospital trust (from its own inquiry)", None),
        (None, None, None),
    ],
)  # fmt: skip
def test_headings_tell_whose_a_recommendation_is(
    heading: str | None, owner: str | None, addressee: str | None
) -> None:
    assert (owner_in(heading), addressee_in(heading)) == (owner, addressee)


@pytest.mark.parametrize(
    ("text", "timescale"),
    [
        ("Within six months, the Partnership should test its protocol.", "Within six months"),
        ("The Board should report on progress by March 2025.", "by March 2025"),
        ("All agencies must audit, within six months, a sample of records.", "within six months"),
        ("Referrers should be told the outcome within two working days.", None),
        ("The Trust should ensure that letters are answered within three weeks.", None),
        (
            "The Council should reply within 56 days of publication.",
            "within 56 days of publication",
        ),
        ("The Council should offer a service for fathers.", None),
    ],
)
def test_a_standard_inside_the_advice_is_no_timescale(text: str, timescale: str | None) -> None:
    assert timescale_in(text) == timescale


@pytest.mark.parametrize(
    ("column", "body"),
    [("Fellmoor Police", "Fellmoor Police"), ("Business Unit", "Business Unit"),
     ("DCI, Exploitation", None), ("Supt, Contact", None), ("", None), (None, None)],
)  # fmt: skip
def test_an_officer_in_the_column_of_owners_is_no_addressee(
    column: str | None, body: str | None
) -> None:
    assert body_in(column) == body


@pytest.mark.parametrize(
    ("publisher", "report_type", "board"),
    [
        ("Aldmarsh Safeguarding Adults Board", "sar", "safeguarding_adults_board"),
        ("Aldmarsh Safeguarding Adults Partnership", "scr", "safeguarding_adults_board"),
        ("Aldmarsh Safeguarding Children Board", "scr", "safeguarding_children_partnership"),
        ("Aldmarsh Community Safety Partnership", "dhr", "community_safety_partnership"),
        ("Aldmarsh Child Protection Committee", "learning_review", "child_protection_committee"),
        (None, "sar", "safeguarding_adults_board"),
        (None, None, "safeguarding_children_partnership"),
    ],
)
def test_the_board_of_a_report_is_its_publisher(
    publisher: str | None, report_type: str | None, board: str
) -> None:
    assert agencies_of("the Partnership") == (OWN_BOARD,)
    assert board_of_report(publisher, report_type) == board


def test_the_trust_of_a_report_is_the_one_that_it_tells_of(statements_of: StatementsOf) -> None:
    asked = """
The Trust should:

• review the way in which it decides upon searches and report to its governors what it has found;

• publish a short guide to the use of searches for the parents of its pupils and for its staff.
"""
    for told, meant in (
        ("", "hospital_trust"),
        ("Beacon Academy Trust runs the school to which the boy went.", "education"),
    ):
        found = statements_of(f"{told}\n\n# Recommendations\n{asked}")
        assert [s.agencies for s in found] == [(meant,)] * 2
    assert trust_of_report(["The academy trust", "The NHS Trust", "the hospital trust"]) == (
        "hospital_trust"
    )


def test_the_sentence_above_a_list_addresses_its_items(statements_of: StatementsOf) -> None:
    found = statements_of(
        """
# Recommendations

The Aldmarsh Council is asked to:

• review the way in which it offers a carer’s assessment to people who live with a relative;

• publish a short guide to recognising when caring has become unsafe for those who are cared for.

The Fellmoor Trust should:

• audit the use of independent advocates for people with dementia and report on what it finds.

Agencies and practitioners told us that these would help:

• joint visits by adult drug workers and health visitors to every family with a child under two.
"""
    )
    told = {s.text.split()[0]: s.addressee for s in found}
    assert told["review"] == told["publish"] == "The Aldmarsh Council"
    assert told["audit"] == "The Fellmoor Trust"
    assert told["joint"] is None


def test_a_body_across_the_table_owns_the_rows_below_it() -> None:
    rows = (
        ("Ref", "Recommendation", "Lead"),
        ("Aldmarsh Police",),
        ("P1", "Review the grading of calls from parents of children at risk.", "Supt, Contact"),
        ("Fellmoor Academy Trust",),
        ("V1", "Amend the behaviour policy so that a weapon leads to a referral.", "SENCo"),
    )
    lines = [
        Line(
            text, Box(40 + 150 * i, 120 + 20 * n, 180 + 150 * i, 132 + 20 * n), 10.0,
            role=LineRole.TABLE, block=10 * n + i, cell=(0, n, i), bold=n == 0,
        )
        for n, row in enumerate(rows)
        for i, text in enumerate(row)
    ]  # fmt: skip
    title = Line("Local Child Safeguarding Practice Review: Fern", Box(60, 20, 400, 42), 22.0)
    head = Line("Recommendations", Box(60, 70, 200, 88), 18.0, bold=True, block=1)
    page = Page(1, 595, 842, (title, head, *lines))
    found = extract(Reading("0" * 64, Status.OK, (page,), 1)).statements
    assert [(s.number, s.agencies) for s in found] == [("P1", ("police",)), ("V1", ("education",))]
