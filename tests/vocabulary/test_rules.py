"""Rules as records: each finds its examples, and nothing of one can be deleted unseen."""

import ast
import re
from pathlib import Path

import pytest

from vocabulary import rules
from vocabulary.loading import VocabularyError
from vocabulary.rule_checks import examples, faults, shortened, unnoticed
from vocabulary.rules import PatternSet, all_questions, asked, rule_file, uncaptured

ROOT = Path(rules.__file__).parents[1]


def test_each_rule_finds_its_examples_and_leaves_the_others() -> None:
    assert list(faults()) == []


def test_no_part_of_a_rule_can_be_deleted_unnoticed() -> None:
    assert list(unnoticed()) == []


def written(pattern: ast.expr) -> str:
    """What a pattern says in the code itself, without the values put into it."""
    if isinstance(pattern, ast.JoinedStr):
        return " ".join(written(part) for part in pattern.values)
    return pattern.value if isinstance(pattern, ast.Constant) else ""


def words_in_patterns(source: str) -> list[str]:
    """Words of five letters and more in the patterns that a module gives to `re`."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    patterns = " ".join(
        written(call.args[0])
        for call in calls
        if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "re"
    )
    return re.findall(r"(?<!\\)[A-Za-z]{5,}", re.sub(r"\?P<\w+>", "", patterns))


@pytest.mark.parametrize(
    "room",
    [
        "extractors/judging",
        "extractors/metadata",
        "extractors/responses",
        "extractors/statements",
        "extractors/structure",
        "models/privacy",
    ],
)
def test_no_word_of_a_report_is_a_pattern_in_code(room: str) -> None:
    found = {
        path.name: words
        for path in sorted((ROOT / room).glob("*.py"))
        if (words := words_in_patterns(path.read_text()))
    }
    assert found == {}


def test_a_word_in_a_pattern_is_seen() -> None:
    assert words_in_patterns('import re\nre.search(r"\\bdeath of|\\d{4}", "")') == ["death"]


def test_ids_are_each_used_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [name for question in all_questions() for name, _ in question.each]
    assert len(names) == len(set(names)) > 80
    rule = "      - {id: late, why: Invented., says: late, yes: [late]}\n"
    (tmp_path / "bad.yaml").write_text(
        f"questions:\n  any:\n    asks: Is it?\n    rules:\n{rule}{rule}"
    )
    monkeypatch.setattr(rules, "FOLDER", tmp_path)
    rule_file.cache_clear()
    try:
        told = r"rules/bad\.yaml, line 5: 2 rules of `any` have the id late: give each its own"
        with pytest.raises(VocabularyError, match=told):
            rule_file("bad")
    finally:
        rule_file.cache_clear()


def test_an_example_with_slots_means_several() -> None:
    assert list(examples("It {was|is} {late|early|lost}.")) == [
        "It was late.",
        "It is early.",
        "It was lost.",
    ]


def test_parts_of_a_pattern_are_taken_out_one_by_one() -> None:
    assert dict(shortened(r"a (b|c) (?!d)[(|]\|")) == {
        "b": r"a (c) (?!d)[(|]\|",
        "c": r"a (b) (?!d)[(|]\|",
        "(?!d)": r"a (b|c) [(|]\|",
    }


def test_plain_groups_capture_nothing() -> None:
    assert uncaptured(r"(a|[(]\()(?P<b>c)") == r"(?:a|[(]\()(?P<b>c)"


def test_a_rule_is_named_by_its_file_and_question() -> None:
    text = "It is recommended that each clinic keeps a list."
    assert asked("calls", "recommends").rule_of(text) == "calls.recommends.it_is_recommended"


@pytest.mark.parametrize(
    ("says", "message"),
    [
        ("(a", r"rules/bad\.yaml, line 5: rule broken: .*unterminated"),
        ("{nowhere}", r"rules/bad\.yaml, line 5: rule broken: there is no list 'nowhere'"),
    ],
)
def test_a_mistake_is_reported_with_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, message: str
) -> None:
    (tmp_path / "lists.yaml").write_text("lists: {}\n")
    (tmp_path / "bad.yaml").write_text(
        f"questions:\n  any:\n    asks: Is it?\n    rules:\n      - id: broken\n"
        f"        why: Invented.\n        says: '{says}'\n        yes: [a]\n"
    )
    monkeypatch.setattr(rules, "FOLDER", tmp_path)
    rule_file.cache_clear()
    rules.all_lists.cache_clear()
    try:
        with pytest.raises(VocabularyError, match=message):
            PatternSet("bad", "any").find("a")
    finally:
        rule_file.cache_clear()
        rules.all_lists.cache_clear()


def test_no_alternative_is_too_long_to_follow() -> None:
    """Sets of words belong in `lists`, under a name; two ways to say a thing are two entries."""
    longest = max(
        (len(pattern), f"{question.name}.{rule.id}")
        for question in all_questions()
        for rule in question.question.rules
        if rule.says
        for pattern in rule.alternatives
    )
    assert longest[0] <= 210, longest
