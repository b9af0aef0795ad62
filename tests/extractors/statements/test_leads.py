"""Who leads on a recommendation, printed in brackets after it; all texts are invented."""

from __future__ import annotations

import pytest

ADVICE = "The board should ask each agency how it records who cares for a baby."
HEAD = """
# Safeguarding Adults Review: Adult Heron

# Recommendations

"""


@pytest.mark.parametrize(
    ("printed", "addressee"),
    [
        (f"{ADVICE} (Lead: Mental Health Trust)", "Mental Health Trust"),
        (f"{ADVICE} [Lead agency: Housing Services].", "Housing Services"),
        (f"{ADVICE} (Owner: Safeguarding Adults Board)", "Safeguarding Adults Board"),
    ],
)
def test_a_lead_in_brackets_is_whose_it_is_and_no_words_of_it(
    statements_of, printed: str, addressee: str
) -> None:
    (found,) = statements_of(f"{HEAD}1. {printed}\n")
    assert (found.text, found.addressee) == (ADVICE, addressee)


def test_other_brackets_stay_in_the_text(statements_of) -> None:
    printed = f"{ADVICE} (This includes fathers.)"
    (found,) = statements_of(f"{HEAD}1. {printed}\n")
    assert found.text == printed
