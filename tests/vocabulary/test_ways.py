"""Each rule that a statement may carry says why it makes one."""

import re
from pathlib import Path

import pytest

from vocabulary.ways import named, ways, why_of

STATEMENTS = Path(__file__).parents[2] / "extractors" / "statements"


def test_the_ways_are_those_of_the_code() -> None:
    code = "".join(path.read_text() for path in STATEMENTS.glob("*.py"))
    written = set(
        re.findall(
            r'f?"((?:label|heading|bold|section|prose|judgement|comment|table|model):[^"]*|lead-in)"',
            code,
        )
    )
    styles = {"label:{label.style}": ["label:word", "label:short"]}
    told = {rule for way in written for rule in styles.get(way, [way.partition(":{")[0]])}

    assert told == set(ways())


def test_the_words_that_decided_say_why_too() -> None:
    rule = named("prose:recommend", "calls.recommends.it_is_recommended")

    why = why_of(rule)

    assert why is not None
    assert why.startswith("In running text the authors say that they recommend. The passive")


@pytest.mark.parametrize("rule", ["section:finding:bullet", "model:finding", "judgement:analysis"])
def test_a_kind_and_a_form_may_follow_a_label(rule: str) -> None:
    assert why_of(rule) == ways()[rule.partition(":")[0]]


@pytest.mark.parametrize("rule", ["forgotten", "forgotten/calls.gone.gone", "x/gone.gone.gone"])
def test_a_rule_of_an_older_run_is_not_explained(rule: str) -> None:
    assert why_of(rule) is None
