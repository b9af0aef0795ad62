"""People's corrections: files, finding statements again, applying, the review queue."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from rich.console import Console

from models.corrections import (
    Correction,
    CorrectionError,
    confirmed_texts,
    correct_labels,
    correct_statements,
    for_document,
    read_corrections,
)
from models.corrections.queue import Answer, Question, queue, review
from models.records import (
    Extraction,
    Kind,
    Labelled,
    Metadata,
    Origin,
    Statement,
    Theme,
    ThemeLabel,
    statement_id,
)
from terminal.correcting import DocumentTitle, TerminalAsk

DOCUMENT = "a" * 64
FIRST = "Supervision was missed for months and nobody noticed."
SECOND = "The plan drifted. The chronology was never written."
THIRD = "The chair thanked the kitchen staff."
THEMES = ("system.supervision", "engage.drift_planning", "think.records_chronology")


def statement(text: str, kind: Kind = Kind.FINDING) -> Statement:
    name = statement_id(DOCUMENT, text, 0)
    return Statement(name, DOCUMENT, kind, text, 2, 2, (), "test", 0.9)


def extraction(*texts: str) -> Extraction:
    return Extraction(DOCUMENT, Metadata(), (), tuple(statement(text) for text in texts))


def label(text: str, theme: str, score: float = 0.3) -> ThemeLabel:
    name = statement_id(DOCUMENT, text, 0)
    return ThemeLabel(name, theme, score, Origin.MODEL, text[:4], 0, 4)


def correction(quoted: str, action: str, **more: object) -> Correction:
    row = {
        "document_id": DOCUMENT,
        "statement_id": statement_id(DOCUMENT, quoted, 0),
        "quote": quoted,
        "action": action,
        "who": "J. Analyst",
        "why": "read it",
        **more,
    }
    return msgspec.convert(row, Correction)


def test_theme_added_wins_and_theme_removed_goes() -> None:
    doc = extraction(FIRST, SECOND)
    labelled = Labelled(DOCUMENT, (label(FIRST, THEMES[1], 0.8),), (label(FIRST, THEMES[0]),))
    done = correct_labels(
        doc,
        labelled,
        [
            correction(FIRST, "remove_theme", theme=THEMES[1]),
            correction(FIRST, "add_theme", theme=THEMES[0]),
            correction(SECOND, "add_theme", theme=THEMES[2]),
        ],
    )
    assert done.issues == ()
    got = {(x.statement_id, x.theme_id): x for x in done.labelled.labels}
    assert set(got) == {
        (doc.statements[0].statement_id, THEMES[0]),
        (doc.statements[1].statement_id, THEMES[2]),
    }
    assert {x.origin for x in got.values()} == {Origin.HUMAN}
    assert {x.score for x in got.values()} == {1.0}
    assert got[doc.statements[0].statement_id, THEMES[0]].evidence == FIRST[:4]
    assert done.labelled.abstained == ()


def test_statement_is_found_again_by_its_quote_after_re_extraction() -> None:
    longer = f"{FIRST} It should be put right."
    made_before = correction(FIRST, "add_theme", theme=THEMES[0])
    done = correct_labels(extraction(longer, SECOND), Labelled(DOCUMENT), [made_before])
    assert [x.statement_id for x in done.labelled.labels] == [statement_id(DOCUMENT, longer, 0)]


def test_orphan_is_an_issue_without_report_text() -> None:
    doc = extraction(SECOND)
    lost = correction(FIRST, "drop", file="a.yaml:3")
    done = correct_statements(doc, [lost])
    assert done.extraction == doc
    assert [(i.code, i.document_id) for i in done.issues] == [("correction_orphaned", DOCUMENT)]
    assert "a.yaml:3" in done.issues[0].message
    assert "Supervision" not in done.issues[0].message


def test_ambiguous_quote_is_not_guessed() -> None:
    doc = extraction(f"{FIRST} First time.", f"{FIRST} Second time.")
    done = correct_labels(
        doc, Labelled(DOCUMENT), [correction(FIRST, "add_theme", theme=THEMES[0])]
    )
    assert done.labelled.labels == ()
    assert len(done.issues) == 1


def test_kind_boundary_split_merge_and_drop() -> None:
    doc = extraction(FIRST, SECOND, "It was a windy day in that town.")
    kind = correct_statements(doc, [correction(FIRST, "set_kind", kind="learning_point")])
    assert kind.extraction.statements[0].kind is Kind.LEARNING_POINT
    assert kind.extraction.statements[0].statement_id == doc.statements[0].statement_id

    cut = correct_statements(doc, [correction(FIRST, "set_text", text="Supervision was missed")])
    assert cut.extraction.statements[0].text == "Supervision was missed"
    assert cut.extraction.statements[0].page_first == 2
    assert cut.extraction.statements[0].statement_id == doc.statements[0].statement_id

    parts = ["The plan drifted.", "The chronology was never written."]
    split = correct_statements(doc, [correction(SECOND, "split", parts=parts)])
    assert [s.text for s in split.extraction.statements][1:3] == parts
    assert [s.ordinal for s in split.extraction.statements] == [0, 1, 2, 3]
    ids = [s.statement_id for s in split.extraction.statements]
    assert ids[1] == doc.statements[1].statement_id
    assert len(set(ids)) == 4

    merged = correct_statements(doc, [correction(FIRST, "merge", merge_with=[SECOND])])
    assert merged.extraction.statements[0].text == f"{FIRST} {SECOND}"
    assert len(merged.extraction.statements) == 2
    assert merged.extraction.statements[0].statement_id == doc.statements[0].statement_id

    dropped = correct_statements(doc, [correction(SECOND, "drop")])
    assert [s.text for s in dropped.extraction.statements] == [FIRST, doc.statements[2].text]


def test_words_that_are_corrected_twice_and_by_an_id_of_old_are_found() -> None:
    """Once an id followed the corrected words: what was written with such an id still applies."""
    doc = extraction(FIRST, SECOND)
    once, twice = "Supervision was missed for months", "Supervision was missed"
    done = correct_statements(
        doc,
        [correction(FIRST, "set_text", text=once), correction(once, "set_text", text=twice)],
    )
    assert done.issues == ()
    assert done.extraction.statements[0].text == twice
    assert done.extraction.statements[0].statement_id == doc.statements[0].statement_id


def test_split_whose_parts_do_not_fit_is_an_issue() -> None:
    doc = extraction(SECOND)
    done = correct_statements(doc, [correction(SECOND, "split", parts=["The plan", "elsewhere"])])
    assert done.extraction == doc
    assert len(done.issues) == 1


def test_corrections_of_another_document_are_left_alone() -> None:
    other = correction(FIRST, "drop", document_id="b" * 64)
    assert correct_statements(extraction(FIRST), [other]).issues == ()
    assert for_document([other], "b" * 64) == (other,)
    assert for_document([other], DOCUMENT) == ()


GOOD = """\
- document_id: d
  statement_id: s
  quote: Supervision was missed for months.
  action: add_theme
  theme: system.supervision
  who: J. Analyst
  why: It is about supervision.
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("theme: system.supervision", "theme: system.superstition", 5, "unknown theme"),
        ("  theme: system.supervision\n", "", 1, "needs 'theme'"),
        ("action: add_theme", "action: add", 1, "It must be one of"),
        ("who: J. Analyst", "who: ' '", 1, "who and why"),
        ("  why:", "  because:", 1, "because"),
        ("- document_id: d", "document_id: d", 2, "not YAML"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in GOOD
    (tmp_path / "team.yaml").write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(CorrectionError) as caught:
        read_corrections(tmp_path, THEMES)
    assert str(caught.value).startswith(f"team.yaml, line {line}:")
    assert words in str(caught.value)


def test_no_folder_means_no_corrections(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "absent", THEMES) == ()


def test_review_writes_a_file_that_applies(tmp_path: Path) -> None:
    doc = extraction(FIRST, SECOND)
    abstained = (
        label(FIRST, THEMES[0], 0.35),
        label(SECOND, THEMES[1], 0.30),
        label(SECOND, THEMES[0], 0.25),
    )
    labelled = Labelled(DOCUMENT, (), abstained)
    questions = queue([(doc, labelled)])
    assert [x.score for _, x in questions] == [0.35, 0.30, 0.25]
    answers = iter([Answer("a"), Answer("+", THEMES[2]), Answer("r"), Answer("q")])
    seen: list[Question] = []

    def ask(question: Question) -> Answer:
        seen.append(question)
        return next(answers)

    target = tmp_path / "me.yaml"
    count = review(questions, ask, target, who="J.", when="2026-11-23", themes=THEMES)
    assert count == 3
    assert [q.number for q in seen] == [1, 2, 2, 3]
    made = read_corrections(tmp_path, THEMES)
    done = correct_labels(doc, labelled, made)
    assert {(x.statement_id, x.theme_id) for x in done.labelled.labels} == {
        (doc.statements[0].statement_id, THEMES[0]),
        (doc.statements[1].statement_id, THEMES[2]),
    }
    assert [x for _, x in queue([(doc, labelled)], made)] == [abstained[2]]
    assert not list(tmp_path.glob("*.tmp"))


def test_quitting_at_once_writes_nothing(tmp_path: Path) -> None:
    questions = queue([(extraction(FIRST), Labelled(DOCUMENT, (), (label(FIRST, THEMES[0]),)))])
    target = tmp_path / "me.yaml"
    done = review(questions, lambda _: Answer("q"), target, who="J.", when="", themes=THEMES)
    assert done == 0
    assert not target.exists()


def test_terminal_shows_the_statement_and_reads_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["x", "+", "nothing", "+", "superv"])
    monkeypatch.setattr("builtins.input", lambda *_: next(typed))
    console = Console(record=True, width=100)
    themes = tuple(Theme(t, t.split(".")[0], "Group", t, "What it means.") for t in THEMES)
    question = Question(statement(FIRST), label(FIRST, THEMES[0]), 1, 4)
    sources = {DOCUMENT: DocumentTitle("Child M", "https://example.org/m.pdf")}
    assert TerminalAsk(themes, console, sources)(question) == Answer("+", THEMES[0])
    shown = console.export_text()
    assert FIRST in shown
    assert "Child M" in shown
    assert f"https://example.org/m.pdf#page={question.statement.page_first}" in shown
    assert "1 of 4" in shown
    assert f"Words that suggest it: “{FIRST[:4]}”" in shown
    assert "Not exactly one theme fits" in shown


def test_confirmed_themes_can_be_learnt_from() -> None:
    made = [
        correction(FIRST, "add_theme", theme=THEMES[0]),
        correction(FIRST, "add_theme", theme=THEMES[1]),
        correction(FIRST, "remove_theme", theme=THEMES[1]),
        correction(SECOND, "remove_theme", theme=THEMES[1]),
        correction(THIRD, "add_theme", theme=THEMES[1]),
        correction(THIRD, "set_themes", themes=[THEMES[2]]),
    ]
    texts = confirmed_texts(made, THEMES)
    assert [(t.text, t.themes, t.refused) for t in texts] == [
        (FIRST, (THEMES[0],), (THEMES[1],)),
        (SECOND, (), (THEMES[1],)),
        (THIRD, (THEMES[2],), (THEMES[1], THEMES[0])),
    ]
    assert all(t.is_partial and not t.is_measured for t in texts)
