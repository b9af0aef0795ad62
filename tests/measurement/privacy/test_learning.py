"""What the screen's model is taught, and that it finds what it has not been taught."""

from __future__ import annotations

from pathlib import Path

import pytest

from measurement.privacy.learning import (
    left_out,
    lessons_of_file_names,
    lessons_of_set,
    lessons_of_statements,
)
from measurement.privacy.sets import Sentence, file_names, read_set, sets, statements


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    path = tmp_path / "invented.txt"
    path.write_text(
        "# A set.\n\nNobody asked [name|Ann Tuvor] about {Elm Ward}.\n"
        "@title A review\nWrite to [email|ann[at]tuvor.org].\n",
        encoding="utf-8",
    )
    return path


def test_a_set_is_read_with_what_is_planted(invented: Path) -> None:
    first, second, third = read_set(invented)
    assert first == Sentence("text", "Nobody asked Ann Tuvor about Elm Ward.", [(13, 22)], ["name"])
    assert second == Sentence("title", "A review", [], [])
    assert third.text == "Write to ann[at]tuvor.org."


def test_words_of_a_set_are_planted_or_not(invented: Path) -> None:
    taught = {one.told.word.text: one.is_planted for one in lessons_of_set("x", read_set(invented))}
    assert taught == {"Ann": True, "Tuvor": True, "Elm": False, "Ward": False}


def test_a_first_name_teaches_nothing_where_labels_leave_it_open() -> None:
    called = [Sentence("text", "Nobody asked Declan about Tuvor.", [], [])]
    assert [one.told.word.text for one in lessons_of_set("voices", called)] == ["Tuvor"]
    assert len(list(lessons_of_set("travellers", called))) == 2


def test_chosen_names_of_statements_teach_nothing() -> None:
    told = lessons_of_statements(["In May Declan and Mr Tuvor went to Elmstead with her."])
    assert [one.told.word.text for one in told] == ["Elmstead"]


def test_file_names_hold_nothing() -> None:
    told = list(lessons_of_file_names(["SAR-Tuvor-2019.pdf"]))
    assert [(one.told.word.text, one.is_planted) for one in told] == [
        ("SAR", False),
        ("Tuvor", False),
    ]


def test_statements_and_file_names_are_there() -> None:
    assert sum(map(len, statements().values())) > 7000
    assert len(file_names()) > 100


def test_a_set_is_found_by_a_model_that_has_learnt_from_others() -> None:
    """Without any rule: names, homes and schools of two writers by what other writers wrote."""
    told = {
        name: some for name, some in sets().items() if name in {"lodgers", "visitors", "clerks"}
    }
    lessons = {name: list(lessons_of_set(name, some)) for name, some in told.items()}
    shares = {share.name: share for share in left_out(told, lessons, 0.4)}
    for name in ("lodgers", "visitors"):
        share = shares[name]
        assert share.found / share.planted > 0.6
        assert share.held_rightly / share.held > 0.7
