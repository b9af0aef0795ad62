"""Which period a review looked at, in the words that reviews use. All texts invented."""

from __future__ import annotations

import pytest

from vocabulary.periods import period_words


def _period(found):
    return tuple(s.value if s else None for s in (found.period_from, found.period_to))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (("1.2 What was known between December 2017, when Ash was born, and November 2019, when "
         "Fern died, has been looked at."), ("2017-12", "2019-11")),
        ("Window for the review: November 2013 (first contact) until 29 July 2014 (admission).",
         ("2013-11", "2014-07")),
        (("It was decided to concentrate upon Fern’s life, starting in August 2021 and finishing "
         "in October 2022."), ("2021-08", "2022-10")),
        (("The SAR was asked to begin with a move (April 2019) and to end with a death "
         "(February 2021)."), ("2019-04", "2021-02")),
        ("Agencies reported on their contact for June 2018 to October 2020.",
         ("2018-06", "2020-10")),
        ("Time frame for the review Two years before the deaths, i.e. May 2023 to June 2025.",
         ("2023-05", "2025-06")),
        (("Review period: from the first appointment in September 2020 to the day of the X-rays, "
         "9 April 2021."), ("2020-09", "2021-04")),
        (("Agencies supplied a chronology which began in April 2012 and ended in "
         "February 2015."), ("2012-04", "2015-02")),
        (("We asked each agency to tell us of its work with them from November 2018, when Ash "
         "died, up to June 2020."), ("2018-11", "2020-06")),
        ("Records between a birth (August 2010) and a death (May 2015) were read.",
         ("2010-08", "2015-05")),
        ("The years examined were 2006 to 2011.", ("2006", "2011")),
        ("The case was considered at four meetings between May 2019 and June 2020.",
         (None, None)),
        ("4.1 The pregnancy: September 2022 to March 2023. It looked at the time like an omission.",
         (None, None)),
        ("The review considered the period January 2020 to September 2023.",
         ("2020-01", "2023-09")),
        ("The team looked at the child’s life, from his birth in 2018 until his death in 2023.",
         ("2018", "2023")),
        ("We looked at August 2021 (when the family moved here) up to February 2023.",
         ("2021-08", "2023-02")),
        ("Key lines of enquiry cover April 2028 to December 2030.", ("2028-04", "2030-12")),
        ("Start of the review period 1 June 2025 End of the review period 31 August 2027",
         ("2025-06", "2027-08")),
        (("Agencies gave chronologies for the period commencing 3 June 2023 and concluding on "
         "19 October 2024."), ("2023-06", "2024-10")),
        ("The timeline was 17 June 2020 to 17 June 2021.", ("2020-06", "2021-06")),
        (("The review’s timeline began in January 2020 and ended with an arrest in "
         "January 2022."), ("2020-01", "2022-01")),
        (("The period under review is from the birth of Fern in May 2020 to the day of the "
         "injuries (3 March 2021)."), ("2020-05", "2021-03")),
        ("The effectiveness of planning between September 2018 and February 2022.",
         ("2018-09", "2022-02")),
        ("The period under review extended from January 2019 to 9 December of the same year.",
         ("2019-01", "2019-12")),
        ("The review period runs from January 2021, when Cedar began school, to October 2023.",
         ("2021-01", "2023-10")),
        ("Time period reviewed 1 March 2018 to 9 March 2020. It is long.", ("2018-03", "2020-03")),
        ("A timeline was made for the period from 1 January 2021 to 14 March 2023.",
         ("2021-01", "2023-03")),
        (("The period looked at runs from 3 May 2020, after Mr Larch’s move to Westmere, to "
         "9 June 2022."), ("2020-05", "2022-06")),
        ("Period covered. 1 October 2020 to 2 February 2022.", ("2020-10", "2022-02")),
        (("The review looked at the period between 1 May 2020, when Fern came into care, and "
         "3 June 2021."), ("2020-05", "2021-06")),
        ("The time we looked at runs from Fern’s birth in 2018 to May 2022.", ("2018", "2022-05")),
        ("The Team looked most closely at the time from May 2019 to June 2021.",
         ("2019-05", "2021-06")),
        ("To establish what contact agencies had with Fern between 1 May 2019 and 2 June 2021;",
         ("2019-05", "2021-06")),
        (("The focus was the time between Fern’s move in June 2020 and the fatal incident on "
         "9 August 2021."), ("2020-06", "2021-08")),
        ("The scope: from a birth in 2009 to the making of interim care orders in March 2021.",
         ("2009", "2021-03")),
        ("Review period. The twelve months before the death, from August 2020 to August 2021.",
         ("2020-08", "2021-08")),
        ("Dates covered by the review: 03 May 2020 to 05 June 2021", ("2020-05", "2021-06")),
        ("The scope was from May 2018, when Fern moved, to the end of June 2020.",
         ("2018-05", "2020-06")),
        ("The scope was January 2018 to the closure of the home in March 2019.",
         ("2018-01", "2019-03")),
        ("It covers the years 2015 to 2019.", ("2015", "2019")),
        ("Period of review: 12 months, ending on 4 May 2021.", (None, None)),
        ("The review was written between June 2021 and March 2022.", (None, None)),
        ("Cyfnod yr adolygiad: 1 Mai 2020 i 3 Medi 2021.", ("2020-05", "2021-09")),
        ("Fern had an aunt. Between May 2020 and December 2021 nurses called.", (None, None)),
        ("3.2 Chronology of contact, May 2020 to June 2021", (None, None)),
        ("The overview of earlier reviews for the period 2003 to 2008 named neglect.",
         (None, None)),
        ("The panel considered reports that agencies wrote in 2021.", (None, None)),
        ("In the period under review there was one period, in 2016 to 2017, of care.",
         (None, None)),
    ],
)  # fmt: skip
def test_periods_of_review(describe_pages, text, period):
    assert _period(describe_pages("# Serious Case Review: Child Fern", text)) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (("Fern died on 6 June 2020. Agencies were asked to consider the time from 1 April 2017, "
         "when the pregnancy became known, to the date of death."), ("2017-04", "2020-06")),
        (("The scope ran from 1 May 2021, when a provider left, to the date of her death. She was "
         "found dead in July 2022. An inquest was opened in August 2022."), ("2021-05", "2022-07")),
        (("The period looked at begins with Fern’s move to Weir House in June 2020 and ends with "
         "her death. Fern died in the spring of 2023."), ("2020-06", "2023")),
        (("In May 2021 Fern was taken by her aunt to Westmere Infirmary. The period considered is "
         "from when her mother booked, in June 2020, to the date of the injuries."),
         ("2020-06", "2021-05")),
        (("The review covers the time from the mother’s booking in May 2020 to Fern’s admission to "
         "hospital in June 2021."), ("2020-05", "2021-06")),
        ("Her aunt died in May 2021. The period under review is from 4 May 2020 to the homicide.",
         ("2020-05", None)),
        (("Agencies were asked to review contact from 1 May 2019 (a year on) to the date "
         "of the killing. The death was notified on 4 June 2021."), ("2019-05", None)),
        (("Mae’r adolygiad yn ymdrin â’r cyfnod o 1 Mai 2020 hyd at ddyddiad y farwolaeth. Bu farw "
         "Fern ym mis Medi 2021."), ("2020-05", "2021-09")),
    ],
)  # fmt: skip
def test_a_period_that_ends_with_an_event_ends_where_that_is_dated(describe_pages, text, period):
    assert _period(describe_pages("# Serious Case Review: Child Fern", text)) == period


def test_the_day_of_a_death_is_on_the_cover(describe_pages):
    found = describe_pages(
        "# Domestic Homicide Review\n# Overview report into the death of “Fern”\nMarch 2021\n\n"
        "Report completed: 9 May 2023",
        "The period under review is from 4 May 2019 to the date of the homicide.",
    )
    assert _period(found) == ("2019-05", "2021-03")


@pytest.mark.parametrize("cue", period_words().cues, ids=lambda cue: str(cue.sure))
def test_each_cue_finds_its_examples(cue):
    assert all(cue.words.search(example) for example in cue.examples)


@pytest.mark.parametrize("event", period_words().events, ids=lambda event: event.kind)
def test_each_event_finds_its_examples(event):
    assert all(event.words.search(example) for example in event.examples)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Child Fern died on 14 March 2021 in hospital.", "2021-03"),
        # Of two, the one with which the period ends; what came before the period is not it.
        (("The review covers 1 May 2019 to 9 June 2021. An uncle died in July 2020. Fern died in "
          "June 2021."), "2021-06"),
        ("It looked at the time from 1 June 2019 to 9 June 2021, when Fern died.", "2021-06"),
        ("Fern died some time after the period from 1 June 2019 to 9 June 2021.", None),
        ("Fern’s grandfather died in 2018. The review covers 1 May 2019 to 9 June 2021.", None),
        ("Child Fern died in 2021.", None),  # no month is printed
        ("Child Fern died. The mother was sentenced for the murder in May 2022.", None),
        ("Child Fern died in September 2023.", None),  # the report is of that month
        ("Child Fern died in October 2024.", None),
    ],
)  # fmt: skip
def test_the_month_of_the_incident_without_its_day(describe_pages, text, month):
    told = "# Serious Case Review: The death of Child Fern", "Published September 2023", text
    found = describe_pages(*told).incident_on
    assert (found.value if found else None) == month
    assert not (found and found.quote)


def test_a_review_of_several_deaths_has_no_month(describe_pages):
    told = "# Thematic Safeguarding Adults Review: five deaths", "The first died in March 2021."
    assert describe_pages(*told).incident_on is None


def test_the_period_reviewed(describe_pages, cover):
    found = describe_pages(cover, "The review covers the period from September 2021 to March 2023.")
    assert (found.period_from.value, found.period_to.value) == ("2021-09", "2023-03")
    assert found.period_from.page == 2


def test_the_sentence_after_one_that_names_the_period_in_passing_does_not_state_it(
    describe_pages, cover
):
    told = "The review covered the period from 1 September 2021, when she booked, to 14 March 2024."
    later = "Ash started school during the period under review. Fern was born in March 2022."
    found = describe_pages(cover, told, later)
    assert (found.period_from.value, found.period_to.value) == ("2021-09", "2024-03")
    heading = "3.2 The period under review. From March 2022 agencies gave their records."
    assert describe_pages(cover, heading).period_from.value == "2022-03"


def test_the_period_of_a_thematic_review_is_that_of_its_incidents(describe_pages, cover):
    text = "It looks at 43 incidents which were notified between April 2021 and March 2023."
    national = describe_pages("# National thematic review of burns in infancy", text)
    assert (national.period_from.value, national.period_to.value) == ("2021-04", "2023-03")
    # In a review of one case the same words tell of something else.
    assert describe_pages(cover, text).period_from is None


def test_a_period_without_a_stated_end(describe_pages, cover):
    text = "The review was to cover the period from April 2019, when she moved, until her death."
    found = describe_pages(cover, text)
    assert found.period_from.value == "2019-04"
    assert found.period_to is None
