"""The quick ways to ask a question answer as the slow ones do."""

from __future__ import annotations

from vocabulary.rule_checks import examples
from vocabulary.rules import all_questions, asked


def test_holding_and_leaving_out_agree_with_finding() -> None:
    held = left_out = 0
    for question in all_questions():
        rules = question.question.rules
        written = [text for rule in rules for text in (*rule.yes, *rule.no)]
        for text in (one for each in written for one in examples(each)):
            plain = text.replace("[[", "").replace("]]", "")
            assert question.holds(plain) is (question.find(plain) is not None), question.name
            held += question.holds(plain)
            if not question.question.in_order:  # its rules may share the names of groups
                rest = question.without(plain, "~")
                assert rest == question.plain.sub("~", plain), question.name
                left_out += rest != plain
    assert held > 1000
    assert left_out > 1000


def test_words_of_a_document_are_taken_as_they_are_written() -> None:
    died = asked("subjects", "died_at")
    for name, other in (("Fern", "Moss"), ("A.J", "AxJ"), ("Ash|Birch", "Ash")):
        assert died.about(name=[name]).search(f"{name} died at the age of 9")
        assert not died.about(name=[name]).search(f"{other} died at the age of 9")
