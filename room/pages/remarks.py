"""The comment beside a statement's id in the session's file."""

from __future__ import annotations

from typing import Any

from briefings.wording import document_in_words
from room.wording import kind

_WORDS = 9


def remark(row: dict[str, Any]) -> str:
    """Kind, number, page and the first words: only enough text to recognise the statement."""
    number = f" {row['number']}" if row["number"] else ""
    words = " ".join(str(row["text"]).split()[:_WORDS])
    beside = f"{document_in_words(row['beside'])}, " if row["beside"] else ""
    return f"{kind(row['kind'])}{number}, {beside}p. {row['page_first']}  “{words} …”"
