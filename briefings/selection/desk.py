"""Queries to one warehouse, and the ids that a person's words name in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import warehouse
from briefings.selection.errors import BriefingError

_FOLDER = Path(__file__).parent / "sql"
_SHOWN = 6  # names that a message lists
_SMALL = frozenset({"a", "an", "and", "by", "for", "in", "of", "on", "or", "the", "to", "with"})
_ENDING = re.compile(r"(?<=child)ren$|(?<=[^s])s$")

Row = dict[str, Any]


class BriefingDesk:
    """Runs queries and turns names into ids. An unknown name raises an error with similar ones."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def ask(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """The rows of a query, as dictionaries."""
        found = warehouse.query(self._path, sql, dict(parameters or {}) or None)
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]

    def ask_file(self, name: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """The same with one of the statements in `sql/`."""
        return self.ask(_statement(name), parameters)

    def built_at(self) -> str:
        """When the warehouse was built (UTC)."""
        rows = self.ask("select finished_at from runs where is_current")
        return str(rows[0]["finished_at"])[:10] if rows else ""

    def review_id(self, words: str) -> str:
        """The one review that an id, its beginning or words of its title name."""
        rows = self.ask(
            "select review_id, title from reviews where starts_with(review_id, $words)"
            " or contains(lower(title), lower($words)) order by published_on desc nulls last",
            {"words": words},
        )
        if not rows:
            raise BriefingError(
                f'No review matches {words!r}. `reviews sql "FROM reviews"` lists them.'
            )
        if len(rows) > 1:
            several = "; ".join(f"{row['review_id']} {row['title']}" for row in rows[:_SHOWN])
            raise BriefingError(
                f"{words!r} matches several reviews: {several}. Give its id, or more of its title."
            )
        return str(rows[0]["review_id"])

    def theme_id(self, words: str) -> str:
        """The one theme that an id or words of a label name."""
        return self._one(words, "theme", "select theme_id as id, label from themes")

    def check_themes(self, ids: Iterable[str]) -> None:
        """Raises BriefingError for an id under `themes` that is not a theme's."""
        known = self.labels()
        if wrong := [words for words in ids if words not in known]:
            rows = [{"id": name, "label": label} for name, label in known.items()]
            raise BriefingError(
                f"themes: there is no theme {wrong[0]!r}. Use an id;"
                f" similar: {_listed(_near(wrong[0].lower(), rows))}."
            )

    def type_code(self, words: str) -> str:
        """The type of report that a code or a label names."""
        return self._one(
            words, "type of report", "select code as id, label from report_types where is_review"
        )

    def labels(self) -> dict[str, str]:
        """Every theme's label."""
        return {str(r["theme_id"]): str(r["label"]) for r in self.ask("from themes")}

    def _one(self, words: str, what: str, sql: str) -> str:
        rows, wanted = self.ask(sql), words.strip().lower()
        exact = [r for r in rows if wanted in {r["id"].lower(), r["label"].lower()}]
        within = [r for r in rows if wanted and wanted in r["label"].lower()]
        found = exact or within or _with_words(wanted, rows)
        if len(found) == 1:
            return str(found[0]["id"])
        if found:
            raise BriefingError(
                f"{words!r} matches more than one {what}: {_listed(found)}. Give the id."
            )
        raise BriefingError(
            f"There is no {what} {words!r}. Similar: {_listed(_near(wanted, rows))}."
        )


def _listed(rows: Sequence[Row]) -> str:
    return "; ".join(f"{row['id']} ({row['label']})" for row in rows[:_SHOWN])


def _with_words(wanted: str, rows: Sequence[Row]) -> list[Row]:
    """The names that contain all these words in any order; labels come before ids."""
    words = _words(wanted)
    by_label = [row for row in rows if words and words <= _words(row["label"])]
    return by_label or [
        row for row in rows if words and words <= _words(f"{row['label']} {row['id']}")
    ]


def _words(text: str) -> set[str]:
    """Words with a meaning, in one form for singular and plural, "child's" and "children"."""
    found = re.findall(r"[a-z0-9]+", re.sub(r"['’]s?\b", "", text.lower()))
    return {_ENDING.sub("", re.sub(r"ies$", "y", word)) for word in found if word not in _SMALL}


def _near(wanted: str, rows: Sequence[Row]) -> list[Row]:
    """The names that share most runs of three letters with what was typed."""

    def likeness(row: Row) -> float:
        name = f"{row['id']} {row['label']}".lower()
        return float(len(_threes(wanted) & _threes(name)) / (1 + len(_threes(name)) ** 0.5))

    return sorted(rows, key=lambda row: (-likeness(row), row["id"]))


def _threes(text: str) -> set[str]:
    return {text[i : i + 3] for i in range(len(text) - 2)}


@cache
def _statement(name: str) -> str:
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8").strip().rstrip(";")
