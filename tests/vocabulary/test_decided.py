"""Invented sentences, and for each the one rule that must decide it: `decided.yaml`.

They are kept apart from the rules, so that a rule that is deleted with its examples is missed here.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from vocabulary.headings import heading_rules
from vocabulary.rule_checks import examples
from vocabulary.rules import PatternSet, all_questions, asked

FILE = Path(__file__).with_name("decided.yaml")
MARKED = re.compile(r"\[\[(.*)\]\]", re.DOTALL)


@cache
def decided() -> dict[str, dict[str, str]]:
    """Sentences by question and rule."""
    return yaml.safe_load(FILE.read_text())


def deciding(question: PatternSet, written: str) -> tuple[str, ...]:
    """The rules that find what the sentence marks, or anything where it marks nothing.

    Of questions that are asked in order it is the first rule alone.
    """
    marked = MARKED.search(written)
    text = written.replace("[[", "").replace("]]", "")
    found = []
    for name, find in question.each:
        if match := find(text):
            part = match.groupdict().get("who") or match.group()
            found.append(name if not marked or part == marked[1] else f"{name} finds {part!r}")
    return tuple(found[:1] if question.question.in_order else found)


@pytest.mark.parametrize("name", [name for name in decided() if name != "headings"])
def test_one_rule_decides_each_sentence(name: str) -> None:
    question = asked(*name.split("."))
    for rule, written in decided()[name].items():
        assert deciding(question, written) == (f"{name}.{rule}",), written


def test_one_rule_decides_each_heading() -> None:
    for name, words in decided()["headings"].items():
        own = [rule for rule in heading_rules() if rule.id == name]
        assert own, f"{words!r} is for a rule {name} of headings, which is not there"
        others = (rule for rule in heading_rules() if rule.is_first is own[0].is_first)
        assert next(rule.id for rule in others if rule.takes(words)) == name, words


def test_every_rule_decides_a_sentence() -> None:
    named = {f"{question}.{rule}" for question, rules in decided().items() for rule in rules}
    rules = {name for question in all_questions() for name, _ in question.each}
    headings = {f"headings.{rule.id}" for rule in heading_rules()}
    wanting = sorted((rules | headings) - named)
    assert not wanting, f"write an invented sentence into {FILE.name} for each of these rules"


def test_no_sentence_is_an_example_of_its_rule() -> None:
    same = [
        text
        for question in all_questions()
        for rule in question.question.rules
        for text in (one for written in rule.yes for one in examples(written))
        if decided()[question.name][rule.id].strip() == text.strip()
    ]
    assert same == []
