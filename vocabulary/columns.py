"""What a column holds, by its heading: the questions of `rules/columns.yaml`."""

from __future__ import annotations

from functools import cache, lru_cache

from vocabulary.rules import Finder, asked, rule_file


@cache
def _columns() -> tuple[tuple[str, Finder], ...]:
    return tuple((name, asked("columns", name).find) for name in rule_file("columns").questions)


@lru_cache(maxsize=2_000)  # the short lines of a page are looked up several times
def kind_of_column(head: str) -> str | None:
    """What a column with this heading holds: number, owner, recommendation and so on, or None."""
    plain = " ".join(head.split()).strip(" :*")
    return next((name for name, find in _columns() if find(plain)), None)
