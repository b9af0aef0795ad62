"""Statements that a person answers whole: applied, written, asked, and told of as answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.console import Console

from models.corrections import (
    Correction,
    CorrectionError,
    answers,
    correct_labels,
    read_corrections,
)
from models.corrections.queue import queue
from models.corrections.whole_queue import (
    Open,
    WholeAnswer,
    WholeQuestion,
    review_whole,
    whole_queue,
)
from models.corrections.writing import write_corrections
from models.records import (
    Extraction,
    Kind,
    Labelled,
    Metadata,
    Origin,
    Statement,
    Theme,
    ThemeLabel,
)
from terminal.answering import TerminalAskWhole
from terminal.correcting import DocumentTitle

A, B, C = "system.supervision", "engage.drift_planning", "think.records_chronology"
FIRST = "Supervision was missed for months and nobody noticed."
SECOND = "The plan drifted. The chronology was never written."


def document(name: str, *texts: str) -> Extraction:
    statements = tuple(
        Statement(f"{name[0]}{i}", name, Kind.FINDING, text, 4, 4, (), "test", 0.9)
        for i, text in enumerate(texts)
    )
    return Extraction(name, Metadata(), (), statements)


DOCUMENT = document("d" * 64, FIRST, SECOND)


def label(statement: str, theme: str, score: float) -> ThemeLabel:
    return ThemeLabel(statement, theme, score, Origin.MODEL, "Supervision", 0, 11)


def whole(statement: Statement, *themes: str) -> Correction:
    return Correction(
        statement.document_id, statement.statement_id, statement.text, "set_themes", "J.", "read",
        themes=themes,
    )  # fmt: skip


def test_an_answer_leaves_a_statement_its_themes_and_no_others() -> None:
    labels = (label("d0", A, 0.8), label("d0", B, 0.7), label("d1", B, 0.6))
    labelled = Labelled(DOCUMENT.document_id, labels, (label("d0", C, 0.3),))
    done = correct_labels(DOCUMENT, labelled, [whole(DOCUMENT.statements[0], A, C)])
    got = {(x.statement_id, x.theme_id): x for x in done.labelled.labels}
    assert set(got) == {("d0", A), ("d0", C), ("d1", B)}
    assert got["d0", A].origin == got["d0", C].origin == Origin.HUMAN
    assert got["d0", C].evidence == "Supervision"
    assert got["d1", B] == labels[2]
    assert done.labelled.abstained == ()


def test_an_answer_of_no_theme_takes_all_away() -> None:
    labelled = Labelled(DOCUMENT.document_id, (label("d0", A, 0.8),), (label("d0", B, 0.3),))
    done = correct_labels(DOCUMENT, labelled, [whole(DOCUMENT.statements[0])]).labelled
    assert (done.labels, done.abstained) == ((), ())


def test_answers_cover_every_theme_or_of_one() -> None:
    first, second = DOCUMENT.statements
    one = replace(whole(second), action="remove_theme", theme=B)
    said = answers([whole(first, C), one], DOCUMENT.statements, (A, B, C))
    assert said == {"d0": {A: False, B: False, C: True}, "d1": {B: False}}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    made = [whole(DOCUMENT.statements[0], A, C), whole(DOCUMENT.statements[1])]
    write_corrections(tmp_path / "a.yaml", made)
    read = read_corrections(tmp_path, (A, B, C))
    assert [(c.action, c.themes) for c in read] == [("set_themes", (A, C)), ("set_themes", ())]
    with pytest.raises(CorrectionError, match=f"unknown theme '{C}'"):
        read_corrections(tmp_path, (A, B))


def test_documents_begun_come_first_then_those_most_in_doubt() -> None:
    calm, doubted, begun = (document(n * 64, FIRST, SECOND) for n in "abc")
    doubts = (label("b0", A, 0.3), label("b1", A, 0.2))
    again = replace(
        calm, statements=(calm.statements[0], replace(calm.statements[1], is_repeat=True))
    )
    found = whole_queue(
        [
            (again, Labelled(calm.document_id)),
            (doubted, Labelled(doubted.document_id, (), doubts)),
            (begun, Labelled(begun.document_id)),
        ],
        [whole(begun.statements[0])],
    )
    assert [one.statement.statement_id for one in found] == ["c1", "b0", "b1", "a0"]
    assert found[1].doubted == doubts[:1]
    only = whole_queue([(calm, Labelled(calm.document_id))], wanted="b")
    assert only == []


def test_what_is_answered_whole_is_asked_no_more() -> None:
    labelled = Labelled(DOCUMENT.document_id, (), (label("d0", A, 0.3), label("d1", A, 0.2)))
    left = queue([(DOCUMENT, labelled)], [whole(DOCUMENT.statements[0])])
    assert [statement.statement_id for statement, _ in left] == ["d1"]


def test_each_answer_is_on_disk_before_the_next_question(tmp_path: Path) -> None:
    target = tmp_path / "me.yaml"
    sizes: list[int] = []

    def ask(question: WholeQuestion) -> WholeAnswer:
        sizes.append(len(read_corrections(tmp_path, (A, B, C))))
        return [WholeAnswer((A,)), WholeAnswer(None), WholeAnswer((B,)), WholeAnswer(None, True)][
            question.number - 1
        ]

    put = [
        Open(s, (), ()) for s in (*DOCUMENT.statements, *document("e" * 64, "x", "y").statements)
    ]
    assert review_whole(put, ask, target, who="J.", when="2026-12-01") == 2
    assert sizes == [0, 1, 1, 2]
    assert [c.themes for c in read_corrections(tmp_path, (A, B, C))] == [(A,), (B,)]


def asked(monkeypatch: pytest.MonkeyPatch, *typed: str) -> tuple[WholeAnswer, str]:
    lines = iter(typed)
    monkeypatch.setattr("builtins.input", lambda *_: next(lines))
    console = Console(record=True, width=80)
    themes = tuple(
        Theme(t, t.split(".")[0], "Group", t.split(".")[1].replace("_", " "), "What it means.")
        for t in (A, B, C)
    )
    open_ = Open(DOCUMENT.statements[0], (label("d0", A, 0.8),), (label("d0", B, 0.3),))
    sources = {DOCUMENT.document_id: DocumentTitle("Child M", "https://example.org/m.pdf")}
    answer = TerminalAskWhole(themes, console, sources)(WholeQuestion(open_, 2, 9))
    return answer, console.export_text()


def test_the_screen_shows_title_page_and_the_words_of_each_theme(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer, shown = asked(monkeypatch, "")
    assert answer == WholeAnswer((A,))
    for words in (
        "Child M",
        "2 of 9",
        "https://example.org/m.pdf#page=4",
        FIRST,
        "1 [x] supervision: “Supervision”",
        "2 [ ] drift planning: “Supervision”",
    ):
        assert words in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_themes_are_switched_by_number_and_added_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    answer, shown = asked(monkeypatch, "9", "1 2", "+", "chronology", "")
    assert answer == WholeAnswer((B, C))
    assert "Type the numbers" in shown
    assert asked(monkeypatch, "s")[0] == WholeAnswer(None)
    assert asked(monkeypatch, "q")[0] == WholeAnswer(None, is_last=True)
