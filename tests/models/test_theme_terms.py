"""The terms of the field, as practitioners name them: which theme the cues find in them."""

from __future__ import annotations

import pytest

from models.themes.language import build_pipeline
from models.themes.loading import load_taxonomy
from models.themes.rules import fires

NAMED = {
    "Six s47s were opened in a year.": "think.thresholds",
    "The duty in s.42 was owed to him.": "think.thresholds",
    "The MARF came on a Friday.": "think.thresholds",
    "RESWS was asked to visit.": "think.thresholds",
    "She did not pass the three-point test.": "think.thresholds",
    "The wheel of SHANARRI was left empty.": "think.risk_assessment",
    "GIRFEC was not used.": "multi.coordination",
    "The Reporter was sent the papers late.": "rights.legal_literacy",
    "A CSO was made in June.": "rights.legal_literacy",
    "The SSWBA was read narrowly.": "rights.legal_literacy",
    "The Social Services and Well-being (Wales) Act was read narrowly.": "rights.legal_literacy",
    "They waited for LPS.": "rights.mental_capacity",
    "AWI did not come up.": "rights.mental_capacity",
    "He came off CPA.": "person.mental_health",
    "The iVPD was made that night.": "multi.information_sharing",
    "Officers searched Niche afterwards.": "think.records_chronology",
    "SystmOne had two files for her.": "think.records_chronology",
    "The surgery was not part of IRIS.": "harm.domestic_abuse",
    "A Joint Protocol interview was held.": "multi.meetings_forums",
    "The WSP were not followed.": "system.policy_procedure",
}
NOT_NAMED = {
    "The village is in a niche of the hills.": "think.records_chronology",
    "Iris lived with her brother.": "harm.domestic_abuse",
    "A newspaper reporter rang the school.": "rights.legal_literacy",
    "The contact went to ASC.": "person.neurodiversity",
    "He rang the out-of-hours number.": "think.thresholds",
    "The head injury came from a fall.": "harm.physical_abuse",
    "They made a safety plan.": "engage.drift_planning",
    "The signs were of a relapse of psychosis.": "family.substance_use",
    "The housing association wrote twice.": "family.poverty_housing",
}


@pytest.fixture(scope="module")
def nlp():
    return build_pipeline(rules_only=True)


def found(nlp, text: str) -> set[str]:
    hits = nlp(text)._.theme_hits
    entries = load_taxonomy().entries
    themes = {hit.theme for hit in hits}
    return {entries[t].id for t in themes if fires([hit for hit in hits if hit.theme == t])}


@pytest.mark.parametrize(("text", "theme"), NAMED.items())
def test_a_term_of_the_field_names_its_theme(nlp, text: str, theme: str) -> None:
    assert theme in found(nlp, text)


@pytest.mark.parametrize(("text", "theme"), NOT_NAMED.items())
def test_another_sense_of_the_word_does_not(nlp, text: str, theme: str) -> None:
    assert theme not in found(nlp, text)
