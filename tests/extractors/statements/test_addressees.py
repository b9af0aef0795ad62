"""Who is to act, as printed, and the types of agency; fictional sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from extractors import extract
from extractors.statements.addressees import addressee_of, agencies_of
from extractors.statements.owners import (
    OWN_BOARD,
    abbreviations_in,
    addressee_in,
    board_of_report,
    owner_in,
    services_in,
    trust_of_report,
)
from extractors.statements.timescales import timescale_in
from models.records import Box, Line, LineRole, Page, Reading, Statement, Status
from vocabulary.agencies import agency_types


def test_who_is_not_to_act_is_no_addressee() -> None:
    assert addressee_of("No agency should close the case of a person who self-neglects.") is None
    assert addressee_of("Neither agency should close a case alone.") is None


@pytest.mark.parametrize(
    "name",
    [
        "the Vale of Corrie Community Safety Partnership",
        "the Isle of Fenn Council",
        "City of Elder Council",
        "East Riding of Elder Safeguarding Adults Board",
        "Public Health Wales",
        "the Prison and Probation Service",
        "Elder Women's Aid",
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "{0} should review the pathway.",
        "{0} to review the pathway.",
        "{0} to be assured that the pathway is in use.",
        "{0}: Review the pathway and audit its use.",
        "For {0}: review the pathway and audit its use.",
        "As a matter of urgency {0} should review the pathway.",
        "There should be a review of the pathway led by {0}.",
        "Assurance should be sought by {0} that the pathway is in use.",
    ],
)
def test_a_name_is_found_whole_in_each_form(form: str, name: str) -> None:
    sentence = form.format(name)
    found = addressee_of(sentence[0].upper() + sentence[1:])
    assert found is not None
    assert found.lower() == name.lower()


@pytest.mark.parametrize(
    "who", ["named GPs", "care home providers", "the Director of Public Health"]
)
def test_a_name_in_small_letters_is_found_after_an_opening(who: str) -> None:
    assert addressee_of(f"Following this review, {who} should agree a pathway.") == who
    assert addressee_of(f"That {who} should seek assurance.") == who
    assert addressee_of(f"The pathway should be revised by {who} before May.") == who


@pytest.mark.parametrize(
    "thing",
    [
        "Executive functioning",
        "Staff wellbeing",
        "Partnership working",
        "Family group conferencing",
        "Manager sign-off",
        "Ambulance call-outs",
    ],
)
def test_a_thing_is_no_addressee(thing: str) -> None:
    assert addressee_of(f"{thing} should be considered at every contact.") is None


def test_who_is_asked_in_the_second_clause_or_by_a_suggestion() -> None:
    both = "Home care providers should train staff, and commissioners should check this."
    assert addressee_of(both) == "Home care providers; commissioners"
    suggested = "It is suggested that the Elder Infirmary removes the age limit."
    assert addressee_of(suggested) == "the Elder Infirmary"


def test_whom_a_thing_helps_is_no_addressee() -> None:
    assert addressee_of("Chronologies help practitioners to see patterns over time.") is None
    assert addressee_of("Supervision supports professionals to reflect.") is None
    assert addressee_of("Early help services to see patterns.") == "Early help services"


def test_whom_somebody_addresses_is_not_asked() -> None:
    told = (
        "Home care providers that suspend a package should tell the hospital and the Council in "
        "writing that they have done so and what must happen for it to restart."
    )
    assert addressee_of(told) == "Home care providers that suspend a package"


def test_a_body_named_together_with_another_is_asked_as_well() -> None:
    both = (
        "The Ministry of Homes, Communities and Places, together with the Department of Health "
        "and Social Care, should bring forward a duty to tell."
    )
    assert addressee_of(both) == (
        "The Ministry of Homes, Communities and Places; the Department of Health and Social Care"
    )


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
        ("All agencies that visit the home should share their records.",
         "All agencies that visit the home"),
        ("That Kestrel Outreach amends its form so that children are named.", "Kestrel Outreach"),
        ("That the Health Board review its offer to fathers.", "the Health Board"),
        ("For Children’s Social Care to audit ten cases each quarter.", "Children’s Social Care"),
        ("(To: Westmoor Police) Record every child in the household.", "Westmoor Police"),
        ("However, the Government must publish a timetable.", "the Government"),
        ("We suggest that the Health Board and the council write one plan for both.",
         "the Health Board; the council"),
        ("It is recommended that the Elm NHS Trust, with its counterpart, replaces the form.",
         "the Elm NHS Trust"),
        ("The Regulator of Social Housing is invited to consider its consumer standards.",
         "The Regulator of Social Housing"),
        ("In the next revision of its guidance the Home Office should name a lead.",
         "the Home Office"),
        ("The Board and the council to agree a protocol which says when services must meet.",
         "The Board; the council"),
        ("That CAMHS disables the automatic letters at once.", "CAMHS"),
        ("NHS Elm and Ash Integrated Care Board should fund a nurse.",
         "NHS Elm and Ash Integrated Care Board"),
        ("NHS Elm and the Integrated Care Board should fund a nurse.",
         "NHS Elm; the Integrated Care Board"),
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
        ("The Directors of Adult and of Children’s Services should sign a joint protocol.",
         "The Directors of Adult and of Children’s Services"),
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
        # The last word of a name tells whether it acts.
        ("GP records should show who lives in the household.", None),
        ("The council’s threshold document should be explained to referrers.", None),
        ("GP practices aligned to care homes should review each resident.",
         "GP practices aligned to care homes"),
        ("Local authorities placing children at a distance should tell the host.",
         "Local authorities placing children at a distance"),
        ("Primary, community and acute health providers should adopt one form.",
         "Primary, community and acute health providers"),
        ("Commissioners of mental health and of substance use services to end the practice.",
         "Commissioners of mental health and of substance use services"),
        ("That Care Plans include the views of the child.", None),
        # What is to be done to them asks somebody else.
        ("Partner agencies should be consulted before the policy is signed off.", None),
        ("A single minister should answer for the plan.", None),
        ("Addiction staff in the Trust to attend every conference.",
         "Addiction staff in the Trust"),
        # Asides and openings.
        ("The Trust, which has revised its policy, should audit compliance.", "The Trust"),
        ("NHS England, through its regional team, and the Department should publish a plan.",
         "NHS England; the Department"),
        ("If no reply has come, the head teacher should escalate the matter.", "the head teacher"),
        ("The pathway should be led by the ICB, with input from the hospice.", "the ICB"),
        ("Arrangements for cover to be confirmed by each agency’s Designated Lead.",
         "each agency’s Designated Lead"),
        ("Lessons should be drawn from the review published by Ash Council.", None),
        ("A national data set, led by the Office for Statistics, with yearly figures.",
         "the Office for Statistics"),
        # Forms of asking.
        ("The Panel recommends to the Home Office that the form be changed.", "the Home Office"),
        ("We would like the Committee to test this rule.", "the Committee"),
        ("It is also the view of the Panel that the surgery ought to add a prompt.", "the surgery"),
        ("Responsibility for the meeting rests with the lead commissioner.",
         "the lead commissioner"),
        ("The Committee chooses one toolkit and pays for it.", "The Committee"),
        ("Probation: to repeat the check on each change of address.", "Probation"),
        ("It is for the Director of Housing to decide whether the audit goes on.",
         "the Director of Housing"),
        ("From now on, the council’s legal teams will meet before notice is served.",
         "the council’s legal teams"),
        ("Any hospital that takes a patient has to read the alert first.",
         "Any hospital that takes a patient"),
        # Several.
        ("Police Scotland, health and social work should review the procedure.",
         "Police Scotland; health; social work"),
        ("Ofsted, the Care Quality Commission and HMICFRS should look at this together.",
         "Ofsted; the Care Quality Commission; HMICFRS"),
        ("The Nursing Service, jointly with providers of care, should keep a register.",
         "The Nursing Service; providers of care"),
        ("Ash Police should review its policy and the Crown Prosecution Service should advise.",
         "Ash Police; the Crown Prosecution Service"),
        ("Ash Homes should train its repairs teams, and theirs alone.",
         "Ash Homes"),
        ("Rhaid i wasanaethau addysg sicrhau lle.", "gwasanaethau addysg"),
        ("Gofynnir i Lywodraeth Cymru ystyried hyn.", "Llywodraeth Cymru"),
        ("Cyngor Môn a Chyngor Gwynedd i fynnu asesiad.", "Cyngor Môn; Cyngor Gwynedd"),
        ("Bod y Bwrdd a’r Uned Gomisiynu yn adnewyddu’r cynllun.", "y Bwrdd; yr Uned Gomisiynu"),
        ("That officers conducting a DASH ask every child.",
         "officers conducting a DASH"),
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
        ("Glan Arth University Health Board", ("health_board",)),
        ("Health visitors of NHS Lanarkshire", ("health_visiting", "health_board")),
        ("NHS Strathmere and NHS Fife", ("health_board",)),
        ("GAUHB; LHBs", ("health_board",)),
        ("Westlough Health and Social Care Trust; the Western Trust", ("health_board",)),
        ("NHS England; NHS Aldmarsh and Vale Integrated Care Board", ("health_commissioner",)),
        ("NHS Sussex", ("health_commissioner",)),
        ("Health and Social Care Board", ("health_commissioner",)),
        ("Three Rivers NHS Foundation Trust", ("hospital_trust",)),
        ("Aldmarsh University NHS Trust", ("hospital_trust",)),
        ("Public Health Wales NHS Trust", ("public_health",)),
        ("NHS Digital", ("health_other",)),
        ("HV team leaders", ("health_visiting",)),
        ("The Children’s Commissioner for Wales", ("inspectorate",)),
        ("the Police and Crime Commissioner", ("police",)),
        ("The ICB and domestic abuse commissioners",
         ("health_commissioner", "domestic_abuse_service")),
        ("children’s commissioners", ("health_commissioner",)),
        ("Police and Aldmarsh ICB", ("police", "health_commissioner")),
        ("WSAB", ("safeguarding_adults_board",)),
        ("The Home Office; the College of Policing", ("central_government", "police")),
        ("the fire service and environmental health", ("fire_rescue", "local_authority")),
        ("GP practices aligned to care homes", ("general_practice",)),
        ("Children’s Homes and Marsh Homes", ("care_provider", "housing")),
        ("the board of the Mental Health Trust", ("mental_health_service",)),
        ("Health commissioners; local authority commissioners",
         ("health_commissioner", "local_authority")),
        ("the governments of Scotland and Wales", ("central_government",)),
        ("NHS Elm and Ash Integrated Care Board", ("health_commissioner",)),
        ("Police; youth justice partners", ("police", "youth_justice")),
        ("Police and partners", ("police", "all_partners")),
        ("Nobody in particular", ()),
        (None, ()),
    ],
)  # fmt: skip
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
def test_headings_say_whose_a_recommendation_is(
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


def test_the_trust_of_a_report_is_the_one_that_it_mentions(statements_of: StatementsOf) -> None:
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
    assert trust_of_report(["Westlough Health and Social Care Trust"]) == "health_board"
    assert trust_of_report(["Vale Mental Health NHS Trust", "the trust"]) == "mental_health_service"


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


def test_an_item_with_a_list_of_its_own_does_not_end_the_list_above(
    statements_of: StatementsOf,
) -> None:
    found = statements_of(
        """
# Safeguarding Adults Review: Mr Ash

# Recommendations

The Aldmarsh Board is asked to:

Recommendation 1: Review the way in which carers are asked about self-neglect, so as to include:

• a threshold for action that every partner has agreed to keep and that is tested each year;

Recommendation 2: Invite the registered providers of social housing to adopt one protocol.

Recommendation 3: The Fellmoor Trust should change its letters in order that:

• no person who has not replied to a letter is discharged without a call from the team;

Recommendation 4: A direct path is made for those who are seen by the police at home.
"""
    )
    asked = {s.number: s.addressee for s in found}
    board = "The Aldmarsh Board"
    assert (asked["2"], asked["3"], asked["4"]) == (board, "The Fellmoor Trust", board)


HEAD = ("Ref", "Recommendation", "Lead")
PRIMARY = ("P1", "Review the grading of calls from parents of children at risk.", "Supt, Contact")
SECOND = ("P2", "Record a reason for each grading that is left as it was.", "Supt, Contact")


def _page(number: int, rows: Sequence[tuple[str, ...]], heading: str | None) -> Page:
    lines = [
        Line(
            text, Box(40 + 150 * i, 120 + 20 * n, 180 + 150 * i, 132 + 20 * n), 10.0,
            role=LineRole.TABLE, block=10 * n + i, cell=(0, n, i), bold=n == 0,
        )
        for n, row in enumerate(rows)
        for i, text in enumerate(row)
    ]  # fmt: skip
    title = "Local Child Safeguarding Practice Review: Fern"
    above = [Line(title, Box(60, 20, 400, 42), 22.0)] if number == 1 else []
    if heading:
        above.append(Line(heading, Box(60, 70, 200, 88), 18.0, bold=True, block=1))
    return Page(number, 595, 842, (*above, *lines))


def test_a_body_across_the_table_owns_the_rows_below_it() -> None:
    school = ("V1", "Amend the behaviour policy so that a weapon leads to a referral.", "SENCo")
    rows = (HEAD, ("Aldmarsh Police",), PRIMARY, ("Fellmoor Academy Trust",), school)
    page = _page(1, rows, "Recommendations")
    found = extract(Reading("0" * 64, Status.OK, (page,), 1)).statements
    assert [(s.number, s.agencies) for s in found] == [("P1", ("police",)), ("V1", ("education",))]
    assert [s.addressee for s in found] == [None, None]  # no sentence asks them


@pytest.mark.parametrize(
    ("heading", "head", "owner"),
    [
        (None, HEAD, ("police",)),  # the same head again: the table goes on
        (None, ("No", "Action", "Timescale"), ()),  # another table
        ("Further recommendations", HEAD, ()),  # another section
    ],
)
def test_a_body_owns_the_rows_on_the_next_page_too(
    heading: str | None, head: tuple[str, ...], owner: tuple[str, ...]
) -> None:
    pages = (
        _page(1, (HEAD, ("Aldmarsh Police",), PRIMARY), "Recommendations"),
        _page(2, (head, SECOND), heading),
    )
    found = extract(Reading("0" * 64, Status.OK, pages, 2)).statements
    assert [(s.number, s.agencies) for s in found] == [("P1", ("police",)), ("P2", owner)]


@pytest.mark.parametrize(
    ("addressee", "agencies"),
    [("GP practices aligned to care homes", ("general_practice",)),
     ("GP practices that serve care homes; the Police", ("general_practice", "police")),
     ("GP practices and care homes", ("general_practice", "care_provider"))],
)  # fmt: skip
def test_whom_a_body_serves_is_not_asked(addressee: str, agencies: tuple[str, ...]) -> None:
    assert agencies_of(addressee) == agencies


@pytest.mark.parametrize(
    ("heading", "owner"),
    [("To the Council, the Community Trust and the Police",
      "the Council, the Community Trust and the Police"),
     ("What the Partnership is asked to do", "the Partnership"),
     ("To hear every child", None), ("What the Board did", None)],
)  # fmt: skip
def test_a_heading_that_says_who_is_asked(heading: str, owner: str | None) -> None:
    assert addressee_in(heading) == owner


@pytest.mark.parametrize(
    ("told", "asked", "agencies"),
    [
        ("from Turnstone (drug and alcohol treatment) and others", "Turnstone",
         ("substance_use_service",)),
        ("Kestrel Living, the support provider, came.", "Kestrel Living", ("care_provider",)),
        ("from Elm Vale NHS Foundation Trust (mental health services)",
         "Elm Vale NHS Foundation Trust", ("mental_health_service",)),
        # Of a hospital one part may be told, and of several parts none is the kind.
        ("from Elm Hospitals NHS Trust (mental health)", "Elm Hospitals NHS Trust",
         ("hospital_trust",)),
        ("from Elm Vale NHS Trust (mental health, maternity)", "Elm Vale NHS Trust",
         ("hospital_trust",)),
        ("from Ash Police (mental health lead)", "Ash Police", ("police",)),
        ("from Turnstone (drug and alcohol treatment)", "the Council, Turnstone and the Police",
         ("local_authority", "substance_use_service", "police")),
    ],
)  # fmt: skip
def test_what_a_report_mentions_a_name_is_its_kind(
    statements_of: StatementsOf, told: str, asked: str, agencies: tuple[str, ...]
) -> None:
    (found,) = statements_of(
        f"# 1. Method\n\nThere were reports {told}.\n\n# 2. Recommendations\n\n"
        f"Recommendation 1: That {asked} amends each letter that it sends to a parent."
    )
    assert found.agencies == agencies
    assert found.is_multi_agency is (len(agencies) > 1)


@pytest.mark.parametrize(
    ("headings", "agencies"),
    [
        (("School", "Exploitation", "Places and peers"), [(), (), ()]),  # topics of the advice
        (("School", "Police", "Places and peers"), [("education",), ("police",), ()]),
        (("School", "Exploitation"), [("education",), ()]),  # too few to tell
    ],
)
def test_a_topic_among_topics_owns_nothing(
    statements_of: StatementsOf, headings: tuple[str, ...], agencies: list[tuple[str, ...]]
) -> None:
    groups = "\n\n".join(
        f"# {heading}\n\n{n}. Keep one shared map of {heading.lower()}, updated every month."
        for n, heading in enumerate(headings, 1)
    )
    found = statements_of(f"# Recommendations\n\nThey are made in groups.\n\n{groups}")
    assert [s.agencies for s in found] == agencies


@pytest.mark.parametrize(
    "text",
    [
        "The Police to be reminded of the pathway.",
        "Safer sleep advice must reach everyone who puts a baby to bed.",
    ],
)
def test_who_hears_of_something_or_has_a_verb_is_not_asked(text: str) -> None:
    assert addressee_of(text) is None


def test_an_item_that_goes_on_with_that_asks_whom_it_names() -> None:
    assert (
        addressee_of("that the host council establish and keep a register;") == "the host council"
    )


def test_an_aside_that_says_as_what_they_act_is_left_out() -> None:
    assert (
        addressee_of("Public Health, as commissioner, to include a duty to ask.") == "Public Health"
    )


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Havering Council should review its list.", "Havering Council"),
        ("Reading Borough Council to review its list.", "Reading Borough Council"),
        ("Making Council staff aware should be the aim.", None),
        ("Before any service closes to a young adult, it speaks to their adviser.", None),
        ("The primary care trust, and any body which succeeds it, should ring.",
         "The primary care trust"),
    ],
)  # fmt: skip
def test_a_place_in_ing_is_a_name_and_a_time_is_nobody(text: str, who: str | None) -> None:
    assert addressee_of(text) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Fern Police and Moor and Dale Mental Health NHS Trust should agree.",
         "Fern Police; Moor and Dale Mental Health NHS Trust"),
        ("The Council and Hammersmith and Fulham Safeguarding Board should agree.",
         "The Council; Hammersmith and Fulham Safeguarding Board"),
    ],
)  # fmt: skip
def test_two_places_in_the_name_of_one_body(text: str, who: str) -> None:
    assert addressee_of(text) == who
