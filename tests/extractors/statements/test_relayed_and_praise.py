"""Relayed recommendations, praise and criticism, what stands under a heading. All invented."""

from __future__ import annotations

import pytest

from extractors.statements import grammar
from models.records import Kind

TITLE = "# Serious Case Review: Child Fern\n\nNo such child lived; this is a test.\n\n"
CALLS = (
    "R1. The Board should train all staff of Larkhill in the protocol for bruises.\n\n"
    "R2. The Trust should send every letter to the parent who lives with the child.\n\n"
)


def recommended(found):
    return [s.text.split()[1] for s in found if s.kind is Kind.RECOMMENDATION]


@pytest.mark.parametrize(
    ("heading", "n"),
    [
        ("6. Recommendations", 2),
        ("6. Previous reviews", 0),
        ("6. Learning from earlier reviews", 0),
        ("6. What earlier reviews have said", 0),
        ("6. Recommendations made in the SARs", 0),
    ],
)
def test_recommendations_of_other_reviews_are_not_this_reviews(statements_of, heading, n):
    assert len(recommended(statements_of(f"{TITLE}# {heading}\n\n{CALLS}"))) == n


def test_a_label_that_fills_a_gap_in_the_series_is_this_reviews_own(statements_of):
    def advice(label, who):
        return f"{label}: {who} should train all staff in the protocol for bruises.\n\n"

    chapters = (
        f"# 4. Work with the family\n\n{advice('Recommendation One', 'The Board')}"
        f"# 5. Earlier reviews\n\n{advice('Recommendation Two', 'The Council')}"
    )
    third = f"# 6. Supervision\n\n{advice('Recommendation Three', 'The Trust')}"
    of_two = ["Board", "Council", "Trust"]
    assert recommended(statements_of(f"{TITLE}{chapters}{third}")) == of_two
    again = f"# 6. Supervision\n\n{advice('Recommendation Two', 'The Trust')}"
    assert recommended(statements_of(f"{TITLE}{chapters}{again}")) == ["Board", "Trust"]
    assert recommended(statements_of(f"{TITLE}{chapters}")) == ["Board"]


def test_a_list_below_a_lead_in_that_names_another_review_is_relayed(statements_of):
    lead = "The rapid review of 2019 made recommendations, among them the following:\n\n"
    listed = (
        "• The Board should train all staff of Larkhill in the protocol.\n\n"
        "• The Trust should send every letter twice to both parents.\n\n"
    )
    own = "# 7. Recommendations\n\n1. The Council should name one lead for each family it helps.\n"
    found = statements_of(f"{TITLE}# 6. Background to the learning\n\n{lead}{listed}{own}")
    assert recommended(found) == ["Council"]


def test_a_list_that_the_lead_in_disowns_is_relayed(statements_of):
    listed = (
        "• The practice should train all staff of Larkhill in the protocol.\n\n"
        "• Crews to send every letter twice to both parents.\n\n"
    )
    heading = f"{TITLE}# Appendix A: Single-agency recommendations\n\n"
    told = "Agencies set what is below in their own reports."
    assert len(recommended(statements_of(f"{heading}{told}\n\n{listed}"))) == 2
    disowned = f"{told} They are not those of the review."
    assert not recommended(statements_of(f"{heading}{disowned}\n\n{listed}"))


def test_sentences_below_a_lead_in_that_disowns_them_are_relayed(statements_of):
    heading = f"{TITLE}# Appendix A: Single-agency recommendations\n\n"
    listed = "The housing service Officers should ask the support team before they write.\n\n"
    told = "What is below was set by agencies and is"
    assert len(recommended(statements_of(f"{heading}{told} printed whole.\n\n{listed}"))) == 1
    disowned = f"{told} not among the recommendations: it is not endorsed by the panel."
    assert not recommended(statements_of(f"{heading}{disowned}\n\n{listed}"))


def test_what_a_family_asked_a_review_to_recommend_is_relayed(statements_of):
    asked = (
        "Her mother asked the review to recommend that somebody should sit down with relatives.\n"
    )
    assert recommended(statements_of(f"{TITLE}# The family\n\n{asked}")) == []


@pytest.mark.parametrize(
    "text",
    [
        "8.1 A sharper performance focus upon neglect across the whole of the partnership.",
        "8.1 Ensuring that each practitioner has supervision in every month of the year.",
        "8.1 On the basis of what was heard, that the Board considers a shared front door.",
        "8.1 Agencies conduct an audit of their own chronologies and highlight the gaps.",
    ],
)
def test_under_a_bare_heading_any_form_of_recommendation_is_one(statements_of, text):
    other = "\n\n8.2 The Trust should send every letter to the parent at home.\n"
    found = statements_of(f"{TITLE}# 8. Recommendations\n\n{text}{other}")
    assert len([s for s in found if s.kind is Kind.RECOMMENDATION]) == 2


def test_progress_under_recommendations_is_none(statements_of):
    told = "8.1 The Board should publish its plan for all the families.\n\n"
    told += "8.2 All of these recommendations have been accepted by the Board.\n"
    found = statements_of(f"{TITLE}# 8. Recommendations\n\n{told}")
    assert [s.number for s in found] == ["8.1"]


@pytest.mark.parametrize(
    "text",
    [
        "This was good practice by a nurse who rang twice.",
        "The Panel wishes to commend the officer who went back.",
        "The school’s records were of a very high standard.",
    ],
)
def test_praise_is_praise(text):
    assert grammar.praises(text)
    assert not grammar.criticises(text)


@pytest.mark.parametrize(
    "text",
    [
        "It is expected practice to ring, and nobody rang. The plan was never read.",
        "The plan was not robust and looked no further than the next week.",
        "Professional challenge was limited, and her concerns did not lead to a change.",
    ],
)
def test_criticism_is_no_praise(text):
    assert not grammar.praises(text)


@pytest.mark.parametrize(
    ("text", "is_praise"),
    [
        ("The call handler did not accept that the matter had been dealt with.", True),
        ("The panel did not accept that the matter had been dealt with.", False),
        ("The housing officer was not satisfied that she should have to leave her home.", True),
        ("The reviewers were not satisfied that the visit had been made.", False),
        ("The social worker did not accept the referral.", False),
        ("Her steps were prompt and thorough.", True),
        ("Her steps were prompt and thorough as far as they went. Nobody was told.", False),
        ("The use of the order was proportionate and innovative, but came late.", False),
        (
            "The warden rang, to his credit. It did not happen on other occasions.",
            True,
        ),
        ("Nobody wrote back, although her letter was an example of courteous challenge.", True),
    ],
)
def test_negative_words_of_one_who_did_not_let_go_are_praise(text, is_praise):
    assert grammar.praises(text) is is_praise


def test_words_of_omission_bar_a_doubtful_praise():
    assert grammar.criticises("The plan was not robust and was never read.")


def test_praise_that_is_taken_back_is_no_praise() -> None:
    good = "The doctor deserves credit for having written twice."
    assert not grammar.turns(f"{good} She kept a careful note.")
    assert grammar.turns(f"{good} He did not, however, tell the school of it.")
    assert grammar.turns(f"{good} It is regrettable that nobody read the letter.")
    assert grammar.turns(f"{good} However, the record does not weigh it against her own fear.")
    assert grammar.turns(f"{good} Even so, her account was not followed up by anybody.")
    assert grammar.turns("Three workers wrote it down, to their credit, and not one of them rang.")


def test_a_question_alone_is_put_to_somebody() -> None:
    assert grammar.is_put("For the Board: who reads the letters that nobody answers?")
    assert not grammar.is_put("Who reads the letters? Staff should ask.")
    assert not grammar.is_put("Nobody knew. Who reads the letters?")


def test_a_lead_in_to_a_list_of_findings_is_none_however_long(statements_of):
    lead = (
        "In discussion with practitioners the following were identified as features of the local "
        "system which made it harder to work together:\n\n"
    )
    items = (
        "• uncertainty as to who should lead where adults and children are both known;\n\n"
        "• no shared record between the two teams that visited the household each week.\n"
    )
    found = statements_of(f"{TITLE}# 6. Findings\n\n{lead}{items}")
    assert [s.text.split()[0] for s in found if s.kind == "finding"] == ["uncertainty", "no"]


def test_what_an_earlier_review_is_said_to_have_recommended_is_relayed(statements_of):
    lead = (
        "A practice review that the Board published in 2019 had similar features. "
        "It recommended, among other matters, that:\n\n"
    )
    listed = "• the Trust should revise its policy so that no patient is lost to it; and\n\n"
    assert recommended(statements_of(f"{TITLE}# 6. Learning\n\n{lead}{listed}")) == []


@pytest.mark.parametrize(
    ("last", "n"),
    [
        ("It included the following:", 0),
        ("Its second conclusion was this:", 0),
        ("The Board should therefore do two things:", 1),
    ],
)
def test_what_is_quoted_below_a_lead_in_that_names_another_review_is_relayed(
    statements_of, last, n
):
    lead = f"The review of Child T, published by the Board in 2018, looked at asthma. {last}\n\n"
    listed = "  • The Trust should agree one pathway for each child who is not brought.\n\n"
    assert len(recommended(statements_of(f"{TITLE}# 6. Recommendations\n\n{lead}{listed}"))) == n


def test_what_follows_a_relayed_list_is_this_reviews_own(statements_of):
    lead = (
        "4.1 In 2019 the Board published a review about a man called Aldous. It made nine\n"
        "recommendations and two of them are set out.\n\n"
    )
    listed = (
        "  • The Board should train all staff of Larkhill in the protocol for burns.\n\n"
        "  • The Trust should send every letter twice to the tenant and to the carer.\n\n"
    )
    after = (
        "4.2 The first was never carried out, and nobody on the Board had asked why it was not;\n"
        "the failure to look is the same failure that the earlier review had described.\n"
    )
    found = statements_of(f"{TITLE}# 4. Analysis: what was already known\n\n{lead}{listed}{after}")
    assert recommended(found) == []
    assert [s.number for s in found if s.kind is Kind.FINDING] == ["4.2"]


def test_a_recommendation_may_name_what_was_recommended_before(statements_of):
    own = (
        "1. The Board should adopt in May the protocol that was recommended in 2019.\n\n"
        "2. The Trusts are asked to do two things: to ring, and to write down who answered.\n"
    )
    found = statements_of(f"{TITLE}# 7. Recommendations\n\n{own}")
    assert [s.number for s in found] == ["1", "2"]


def test_questions_below_a_heading_that_promises_them_are_no_headings(statements_of):
    asked = (
        "# Ask your team\n\nWhere in your records would you put a burn on a sheet?\n\n"
        "When did we last call such a meeting ourselves?\n"
    )
    found = statements_of(f"{TITLE}# 4. Findings\n\n{asked}")
    assert [s.kind for s in found] == [Kind.QUESTION, Kind.QUESTION]


def test_a_duty_in_an_earlier_sentence_does_not_make_a_quotation_ones_own():
    told = (
        "The guidance says that young people should be asked. Neither trust does so. "
        "The Commissioner has recommended that “readiness is the test”."
    )
    assert grammar.is_quoted(told)
    assert not grammar.is_quoted(
        "The Board should adopt the protocol that was recommended in 2019."
    )


def test_a_chapter_of_praise_ends_with_the_next_chapter(statements_of):
    """Its heading says nothing of itself and is set like the one above, but is no topic of it."""
    praise = (
        "The midwife asked the father to stay in the room and asked him how he was sleeping.\n\n"
        "The doctor of Larkhill saw him on the day that he rang and telephoned again that week.\n\n"
        "The ward gathered nine relatives within three days and found a bed for his mother.\n\n"
    )
    fault = (
        "Nobody referred the family to the council, and nobody asked who was with the baby at "
        "night. The plan was not looked at again when the worker fell ill.\n\n"
    )
    found = statements_of(
        f"{TITLE}# What worked well\n\n{praise}# Looking more closely\n\n* Twenty days\n\n{fault}"
    )
    told = {s.text.split()[0]: s.kind for s in found}
    assert told.get("Nobody") is not Kind.GOOD_PRACTICE
    assert [s.kind for s in found if s.text.startswith("The ")] == [Kind.GOOD_PRACTICE] * 3


VISITS = (
    "1.4 The care coordinator rang every week all winter and brought the medicine by hand.\n\n"
    "1.5 The liaison officer wrote to both families in two days and stayed their one contact.\n\n"
)
VACANT = (
    "1.6 There was no psychologist in post for nine months, and each of the team held 24 cases.\n"
)


def second_words_of_praise(found):
    return [s.text.split()[1] for s in found if s.kind is Kind.GOOD_PRACTICE]


@pytest.mark.parametrize("heading", ["Contributory factors", "The team in those months"])
def test_what_is_below_the_next_heading_is_no_praise(statements_of, heading):
    page = f"{TITLE}# 1. Summary\n\n* Notable practice\n\n{VISITS}* {heading}\n\n{VACANT}"
    assert second_words_of_praise(statements_of(page)) == ["care", "liaison"]


def test_topics_after_an_introduction_to_praise_belong_to_it(statements_of):
    intro = (
        "The reviewers found many examples of this, and some of them are given here by agency.\n\n"
    )
    page = f"{TITLE}# Good practice\n\n{intro}# Housing\n\n{VISITS}"
    assert second_words_of_praise(statements_of(page)) == ["care", "liaison"]


def test_a_commentary_is_beside_a_recommendation_only(statements_of):
    comment = (
        "Commentary: no agency asked who lived with him, and the referral was closed "
        "without a visit, which left him at risk.\n\n"
    )
    page = f"{TITLE}# 4. Findings\n\n{comment}# 5. Recommendations\n\n{CALLS}{comment}"
    found = statements_of(page)
    assert [s.section_path[-1] for s in found if "Commentary" in s.text] == ["4. Findings"]


@pytest.mark.parametrize(
    ("text", "praised"),
    [
        ("The nurse showed her the chart. This was good supervision.", True),
        ("It was good care but late.", False),
        ("The inquiry was pursued with energy.", True),
        ("Good communication was seen on the part of the home care agency.", True),
        ("The reports themselves were well written.", True),
        ("The reports were well written but came late.", False),
        ("The chair was right to propose a review.", True),
        ("It is good practice that they met. They had not yet met when he died.", True),
        ("It is good practice that they met. They had not met before he died.", False),
    ],
)
def test_praise_of_work_by_its_name(text, praised):
    assert grammar.praises(text) is praised


@pytest.mark.parametrize(
    "nothing",
    ["The panel did not identify any.", "No such issues were identified."],
)
def test_that_nothing_was_found_is_no_finding(statements_of, nothing):
    page = f"{TITLE}# 4. Analysis\n\n4.1 Were there any issues of capacity?\n\n4.2 {nothing}\n"
    assert statements_of(page) == ()


def test_what_a_law_or_a_word_means_is_no_finding(statements_of):
    said = (
        "A homicide is preventable if professionals had the knowledge and the means.\n\n"
        "Paragraph 14.7 of the Code of Practice addresses the position where beds are short.\n\n"
        "The team knew of the threats for a year, and no plan was made for his neighbour.\n"
    )
    found = statements_of(f"{TITLE}# 8. Findings\n\n{said}")
    assert [s.text.split()[1] for s in found] == ["team"]


def test_an_introduction_to_praise_is_none(statements_of):
    intro = "We identified several examples of practice which went beyond what is expected.\n\n"
    found = statements_of(f"{TITLE}# Notable practice\n\n{intro}{VISITS}")
    assert [s.text.split()[1] for s in found] == ["care", "liaison"]


@pytest.mark.parametrize(
    "lead",
    [
        "The Trust’s own report made four recommendations. Two of them bear on this review:",
        "The Trust’s own inquiry, completed in May, recommended that:",
        "The two Trusts’ own analysis led to three actions. These matter to our review:",
    ],
)
def test_what_an_agency_asked_of_itself_is_relayed(statements_of, lead):
    page = (
        "# Safeguarding Adults Review: Mr Quill\n\nNo such adult lived; this is a test.\n\n"
        "# 5. Analysis\n\nThe Trust did not see that nobody else came to the house.\n\n"
        f"{lead}\n"
        "• All patients who move between teams should have a joint visit within two weeks.\n"
        "• The clinic should telephone the next of kin after a second missed test.\n"
    )
    assert all(s.kind is not Kind.RECOMMENDATION for s in statements_of(page))
