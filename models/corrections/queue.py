"""The review queue: labels that the classifier would not publish, put to a person one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from models.corrections.schema import Correction
from models.corrections.writing import write_corrections
from models.records import Extraction, Labelled, Statement, ThemeLabel

KEYS = {"a": "yes, it is", "r": "no", "+": "add another theme", "s": "skip", "q": "quit"}


class Question(NamedTuple):
    """One statement and one theme that the classifier was unsure of; `number` of `total`."""

    statement: Statement
    label: ThemeLabel
    number: int
    total: int


class Answer(NamedTuple):
    """A key of KEYS, and for "+" the theme to add."""

    key: str
    theme: str = ""


Ask = Callable[[Question], Answer]


def queue(
    documents: Iterable[tuple[Extraction, Labelled]], done: Iterable[Correction] = ()
) -> list[tuple[Statement, ThemeLabel]]:
    """Open questions, the most certain first; what `done` has decided is left out."""
    done = tuple(done)
    decided = {(c.document_id, c.statement_id, c.theme) for c in done}
    whole = {(c.document_id, c.statement_id) for c in done if c.action == "set_themes"}
    found: list[tuple[Statement, ThemeLabel]] = []
    for extraction, labelled in documents:
        statements = {s.statement_id: s for s in extraction.statements}
        for label in labelled.abstained:
            key = (extraction.document_id, label.statement_id, label.theme_id)
            is_open = key not in decided and key[:2] not in whole
            if label.statement_id in statements and is_open:
                found.append((statements[label.statement_id], label))
    return sorted(found, key=lambda item: (-item[1].score, item[1].statement_id))


def review(
    questions: Sequence[tuple[Statement, ThemeLabel]],
    ask: Ask,
    target: Path,
    *,
    who: str,
    when: str,
    themes: Iterable[str],
) -> int:
    """Ask about each question until the person quits; returns how many corrections were written.

    After each answer `target` is rewritten (aside, then swapped in), so that nothing is lost
    when the terminal closes. Adding a theme keeps the question open. `when` is an ISO date.
    """
    known = set(themes)
    written: list[Correction] = []
    for number, (statement, label) in enumerate(questions, 1):
        question = Question(statement, label, number, len(questions))
        while True:
            answer = ask(question)
            if answer.key == "q":
                return len(written)
            if answer.key == "+" and answer.theme in known:
                written.append(_correction(statement, "add_theme", answer.theme, who, when))
                write_corrections(target, written)
            elif answer.key in "ar" and answer.key:
                action = "add_theme" if answer.key == "a" else "remove_theme"
                written.append(_correction(statement, action, label.theme_id, who, when))
                write_corrections(target, written)
                break
            elif answer.key == "s":
                break
    return len(written)


def _correction(statement: Statement, action: str, theme: str, who: str, when: str) -> Correction:
    return Correction(
        document_id=statement.document_id,
        statement_id=statement.statement_id,
        quote=statement.text,
        action="add_theme" if action == "add_theme" else "remove_theme",
        who=who,
        why="decided in the review queue",
        when=when,
        theme=theme,
    )
