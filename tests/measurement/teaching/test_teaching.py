"""What the model is taught: labels of paragraphs, and lessons of our own writing."""

from __future__ import annotations

import pytest

from extractors.structure import build_sections, paragraphs
from measurement.evaluation.gold import GoldStatement
from measurement.teaching.alignment import labels_of
from measurement.teaching.lessons import WRITTEN, doubted
from measurement.teaching.written import read_written

REVIEW = """! Serious Case Review: Child Fern
# What happened
N On 3 May a nurse called at the house and had no answer to her knock.
# What we found
F Nobody asked who else lived in the house, and so nobody knew.
Q “That the Board should train all staff of Larkhill in the protocol.”
# Recommendations
R* The Board should name one lead for each family.
"""


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "fern.txt"
    path.write_text(REVIEW, encoding="utf-8")
    return read_written(path)


def test_labels_are_what_was_written(written):
    gold, reading = written
    found = paragraphs(reading)
    labels = labels_of(found, build_sections(found, "scr"), gold.statements)
    assert labels == [
        "none", "none", "none", "none", "finding", "quoted", "none", "recommendation",
    ]  # fmt: skip


def test_a_line_of_no_kind_is_named(tmp_path):
    path = tmp_path / "bad.txt"
    path.write_text("! A title\nX what is this\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.txt, line 2"):
        read_written(path)


def test_what_holds_a_statement_teaches_nothing(written):
    _, reading = written
    found = paragraphs(reading)
    row = GoldStatement("d", "finding", "nobody asked who else lived in the house", 1)
    labels = labels_of(found, build_sections(found, "scr"), [row])
    assert labels[4] is None


def test_doubted_rules_lose_whole_statements(written):
    _, reading = written
    found = paragraphs(reading)
    answers = {4: ("finding", "rule", True), 5: ("finding", "rule", False)}
    assert doubted(answers, found, 1.0, 0.0, 0.0, "a") == {}
    assert doubted(answers, found, 0.0, 0.0, 0.0, "a") == answers


def test_every_written_lesson_can_be_read():
    assert all(read_written(path)[0].statements for path in sorted(WRITTEN.glob("*.txt")))
