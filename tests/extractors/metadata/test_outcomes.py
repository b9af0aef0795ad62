"""What befell the subject, and not somebody else. All texts invented."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Hazel died in hospital of her injuries.", "death"),
        ("The mother took her own life in August.", None),
        ("There was neglect. The mother took her own life in August.", "serious_harm"),
        ("Hazel took her own life in August.", "death"),
        (
            "There was neglect. A grandmother, who had raised the alarm, died in May.",
            "serious_harm",
        ),
        ("He was badly burned. A tenant in a block nearby had died in a fire.", "serious_harm"),
        ("He was shot in the leg. Two weeks later a boy of his age was killed.", "serious_harm"),
        ("There were injuries. An older brother of Hazel, who was ill, had died.", "serious_harm"),
        ("Patients were assaulted. No patient died.", "serious_harm"),
        (
            (
                "A Significant Case Review into the death of Child D, published in 2017, agreed. "
                "There was neglect."
            ),
            "serious_harm",
        ),
        ("Hazel (4) was killed by her father. Bruises, burns, injuries, fractures.", "death"),
        ("Hazel was found hanged.", "death"),
        ("There was neglect. Their grandmother, to whom they were close, died.", "serious_harm"),
        ("Hazel’s life could not be saved. Her twin was unharmed and is thriving.", "death"),
        ("Hazel’s brother survived. She was found to have hanged herself.", "death"),
        ("Grandparents on both sides had died before she was seen with injuries.", "serious_harm"),
        ("Hazel was taken to hospital with serious injuries.", "serious_harm"),
        ("Hazel was found to be severely neglected. Her grandfather died in May.", "serious_harm"),
        ("Hazel was found dead. Agencies knew of neglect, bruising and injuries.", "death"),
        ("A review is required when a child dies and abuse is known or suspected.", None),
        ("Hazel was stabbed. Hazel survived, and is left with a weak foot.", "serious_harm"),
        (
            "Grandmother 61 Died March 2022. Nobody wrote of her death. Neglect was known.",
            "serious_harm",
        ),
        ("Hazel was found unconscious. Ms D died in April.", "serious_harm"),
        (
            "There was neglect. Pat had died in April. When she died the visits ended.",
            "serious_harm",
        ),
        ("There was neglect. Nan Pat lived below until she died in May.", "serious_harm"),
        ("Hazel was bruised, injured and neglected. Hazel died in May.", "death"),
        ("Three babies died or were seriously hurt. Bruises, injuries and burns.", "death"),
        ("Hazel’s sister survived. The boy, once bruised, died in May.", "death"),
        (
            (
                "There was neglect. A review that a neighbouring board made after two "
                "children died says the same."
            ),
            "serious_harm",
        ),
        (
            "She was injured and survived. A review published in May concerned a man who died.",
            "serious_harm",
        ),
        (
            "He was found with injuries. Another young person in the area had died by then.",
            "serious_harm",
        ),
        ("There was neglect and bruising. A baby died in May.", "serious_harm"),
        ("He was fatally stabbed by another boy. There were injuries.", "death"),
        ("Two sisters were neglected. No child died.", "serious_harm"),
        (
            (
                "Hazel’s injuries healed and she is thriving. Some worked with a family in which a "
                "child had died."
            ),
            "serious_harm",
        ),
        ("She took an overdose and could have died. She was resuscitated.", "serious_harm"),
        ("Her legs were amputated. Her eldest son died in May.", "serious_harm"),
        ("Hazel and Ash were killed by their mother. There was bruising.", "death"),
        ("A baby girl died. There had been bruising and burns.", "death"),
    ],
)
def test_the_outcome_is_the_subjects(describe_pages, text, value, cover):
    found = describe_pages(cover, text)
    assert (found.outcome.value if found.outcome else None) == value


def test_a_parent_can_be_the_subject_of_a_review_of_a_family(describe_pages):
    title = "# Single Unified Safeguarding Review: Family M"
    found = describe_pages(title, "A mother of two young children took her own life in August.")
    assert found.outcome.value == "death"
