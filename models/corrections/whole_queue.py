"""The queue of whole statements: for each one, a person gives the full list of its themes.

A question about one theme is answered for that theme alone. A statement that is answered whole has
an answer for every theme. It helps with the other statements of its document, and it can be used
to measure how well they are labelled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from models.corrections.schema import Correction
from models.corrections.writing import write_corrections
from models.records import Extraction, Labelled, Statement, ThemeLabel

WHOLE_KEYS = {"enter": "right as marked", "1 4": "switch these", "+": "add a theme",
              "s": "skip", "q": "quit"}  # fmt: skip


class Open(NamedTuple):
    """A statement with the themes that it is given and those that the classifier doubts."""

    statement: Statement
    given: tuple[ThemeLabel, ...]
    doubted: tuple[ThemeLabel, ...]


class WholeQuestion(NamedTuple):
    """One statement to be answered whole; `number` of `total`."""

    open: Open
    number: int
    total: int


class WholeAnswer(NamedTuple):
    """The themes that the statement has; None: it is skipped, or with `is_last` all is over."""

    themes: tuple[str, ...] | None
    is_last: bool = False


Ask = Callable[[WholeQuestion], WholeAnswer]


def whole_queue(
    documents: Iterable[tuple[Extraction, Labelled]],
    done: Iterable[Correction] = (),
    wanted: str = "",
) -> list[Open]:
    """Statements that nobody has answered whole, document after document, in reading order.

    First come documents that somebody has begun, then those with the most doubted labels. `wanted`
    is the beginning of a document's id. What is printed again is left out.
    """
    answered = {(c.document_id, c.statement_id) for c in done if c.action == "set_themes"}
    begun = {document for document, _ in answered}
    found: list[tuple[bool, int, str, list[Open]]] = []
    for extraction, labelled in documents:
        name = extraction.document_id
        if not name.startswith(wanted):
            continue
        left = [
            Open(s, _of(s, labelled.labels), _of(s, labelled.abstained))
            for s in extraction.statements
            if not s.is_repeat and (name, s.statement_id) not in answered
        ]
        found.append((name not in begun, -len(labelled.abstained), name, left))
    return [one for *_, left in sorted(found, key=lambda item: item[:3]) for one in left]


def _of(statement: Statement, labels: Iterable[ThemeLabel]) -> tuple[ThemeLabel, ...]:
    mine = (label for label in labels if label.statement_id == statement.statement_id)
    return tuple(sorted(mine, key=lambda label: -label.score))


def review_whole(questions: Sequence[Open], ask: Ask, target: Path, *, who: str, when: str) -> int:
    """Ask about each statement until the person quits; returns how many were answered.

    After each answer `target` is rewritten, so that nothing is lost when the terminal closes.
    """
    written: list[Correction] = []
    for number, one in enumerate(questions, 1):
        answer = ask(WholeQuestion(one, number, len(questions)))
        if answer.is_last:
            break
        if answer.themes is not None:
            written.append(_correction(one.statement, answer.themes, who, when))
            write_corrections(target, written)
    return len(written)


def _correction(statement: Statement, themes: tuple[str, ...], who: str, when: str) -> Correction:
    return Correction(
        document_id=statement.document_id,
        statement_id=statement.statement_id,
        quote=statement.text,
        action="set_themes",
        who=who,
        why="answered whole in the review queue",
        when=when,
        themes=themes,
    )
