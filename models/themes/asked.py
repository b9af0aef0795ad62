"""The themes of a person's own question: read as a statement is read, by the same classifier."""

from __future__ import annotations

from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from models.records import Extraction, Kind, Metadata, Statement, ThemeLabel

if TYPE_CHECKING:
    from models.themes import Classifier

_QUESTIONS = 64  # that a long-lived process keeps the answers to
_one_at_a_time = Lock()  # pages of the reading room ask from several threads


@lru_cache(maxsize=_QUESTIONS)
def themes_asked(question: str) -> tuple[ThemeLabel, ...]:
    """The themes that a question names, each with the words that name it, the surest first."""
    if not question.strip():
        return ()
    as_said = Statement("", "", Kind.QUESTION, question, 1, 1, (), "", 1.0)
    with _one_at_a_time:
        found = _classifier().label(Extraction("", Metadata(), statements=(as_said,)))
    return tuple(sorted(found.labels, key=lambda label: (-label.score, label.theme_id)))


@cache
def _classifier() -> Classifier:
    from models.themes import Classifier  # noqa: PLC0415 - spaCy only where a question is asked

    return Classifier.load()
