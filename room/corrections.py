"""Corrections that people have made: in force in this build, or waiting for the next run."""

from __future__ import annotations

import threading
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

from models.corrections import CorrectionError, read_corrections
from models.corrections.schema import Correction
from models.corrections.writing import append_correction
from room import wording

_lock = threading.Lock()
_FILE = "room.yaml"


class Corrected:
    """The corrections of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamp: tuple[tuple[str, int], ...] | None = None
        self._all: tuple[Correction, ...] = ()
        self.problem = ""  # why a file cannot be read

    def all(self, themes: Collection[str]) -> tuple[Correction, ...]:
        """The corrections. If a file is wrong, the earlier ones, and `problem` says why."""
        with _lock:
            files = sorted(self._folder.glob("*.yaml"))
            stamp = tuple((path.name, path.stat().st_mtime_ns) for path in files)
            if stamp != self._stamp:
                try:
                    self._all, self.problem = read_corrections(self._folder, themes), ""
                except CorrectionError as problem:
                    self.problem = str(problem)
                self._stamp = stamp
            return self._all

    def add(self, correction: Correction) -> None:
        """Write one into today's file, which the next run applies. Raises CorrectionError."""
        with _lock:
            append_correction(self._folder / f"{correction.when}-{_FILE}", correction)

    def of(self, row: dict[str, Any], labels: dict[str, str]) -> list[str]:
        """What people corrected in a statement, in sentences."""
        return [
            _sentence(one, labels, is_in_force=_is_in_force(one, row))
            for one in self.all(labels)
            if one.document_id == row["document_id"]
            and (one.statement_id == row["statement_id"] or one.text == row["text"])
        ]

    def dropped(
        self, document_id: str, known: Collection[str], labels: dict[str, str]
    ) -> list[str]:
        """Statements of a document that people dropped and that are no longer there."""
        return [
            _sentence(one, labels, is_in_force=True)
            for one in self.all(labels)
            if one.document_id == document_id
            and one.action == "drop"
            and one.statement_id not in known
        ]


def today() -> str:
    """The local date of the user."""
    return date.today().isoformat()  # noqa: DTZ011 - not UTC's


def _is_in_force(correction: Correction, row: dict[str, Any]) -> bool:
    """Whether this build already has what the correction asks for."""
    given = {theme["theme_id"]: theme["origin"] for theme in row["themes"]}
    if correction.action == "add_theme":
        return given.get(correction.theme) == "human"
    if correction.action == "remove_theme":
        return correction.theme not in given
    if correction.action == "set_themes":
        return set(given) == set(correction.themes)
    if correction.action == "set_kind":
        return bool(row["kind"] == correction.kind)
    return correction.action == "set_text" and row["text"] == correction.text


def _sentence(correction: Correction, labels: dict[str, str], *, is_in_force: bool) -> str:
    theme = labels.get(correction.theme or "", correction.theme)
    what = {
        "add_theme": f"the theme “{theme}” was added",
        "remove_theme": f"the theme “{theme}” was removed",
        "set_themes": "all of its themes were set",
        "set_kind": f"the kind was set to {wording.kind(str(correction.kind)).lower()}",
        "set_text": "the words of the statement were narrowed",
        "drop": "it was marked as not a statement",
        "split": "it was split",
        "merge": "it was joined with the statement after it",
    }[correction.action]
    when = f" on {wording.day(_date(correction.when))}" if correction.when else ""
    state = "In force." if is_in_force else "The next run applies it."
    return f"{correction.who}{when}: {what}. Why: {correction.why.rstrip('.')}. {state}"


def _date(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
