"""The review queue in a terminal: one statement, one theme, one key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from models.corrections.held_queue import HELD_KEYS, HeldAnswer, HeldQuestion
from models.corrections.queue import KEYS, Answer, Question
from models.records import Theme
from terminal.standing import Screen

_WIDEST = 100  # columns


class DocumentTitle(NamedTuple):
    """What a document is called, and where it can be opened."""

    title: str
    url: str


class TerminalAsk:
    """Shows a question with its evidence marked and waits for a key of KEYS."""

    def __init__(
        self,
        themes: tuple[Theme, ...],
        console: Console | None = None,
        sources: Mapping[str, DocumentTitle] | None = None,
    ) -> None:
        self._themes = {theme.theme_id: theme for theme in themes}
        self._sources = sources or {}
        self._console = console or Screen()

    def __call__(self, question: Question) -> Answer:
        self._show(question)
        while True:
            key = self._console.input(f"{_hint(KEYS)}: ").strip().lower()[:1]
            if key in KEYS and key != "+":
                return Answer(key)
            if key == "+":
                theme = self._console.input("theme id (or part of it): ").strip().lower()
                matches = [t for t in self._themes if theme and theme in t]
                if len(matches) == 1:
                    self._console.print(f"added {matches[0]}")
                    return Answer("+", matches[0])
                self._console.print("Not exactly one theme fits: " + ", ".join(matches[:8]))

    def _show(self, question: Question) -> None:
        statement, label = question.statement, question.label
        theme = self._themes[label.theme_id]
        text = Text(statement.text)
        text.stylize("bold reverse", label.evidence_start, label.evidence_end)
        title = (
            f"{question.number} of {question.total} · {statement.kind} · p. {statement.page_first}"
        )
        source = self._sources.get(statement.document_id)
        if source:
            self._console.print(Text(source.title, style="bold"))
        self._console.print(Panel(text, title=title, width=_width(self._console)))
        if source and source.url:
            link = f"{source.url}#page={statement.page_first}"
            self._console.print(Text(link, style="dim"), soft_wrap=True)
        self._console.print(f"Is this about [bold]{theme.label}[/bold]? (score {label.score:.2f})")
        self._console.print(f"[dim]{theme.definition}[/dim]")


class TerminalAskHeld:
    """Shows a held text with what was found marked, and waits for a key of HELD_KEYS."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Screen()

    def __call__(self, question: HeldQuestion) -> HeldAnswer:
        held = question.held
        text = Text(held.quote)
        for hit in held.hits:
            text.stylize("bold reverse", hit.start, hit.end)
        where = f"{held.field.replace('_', ' ')} · {question.document_id[:12]}"
        page = f" · p. {held.page}" if held.page else ""
        self._console.print(
            Panel(
                text,
                title=f"{question.number} of {question.total} · {where}{page}",
                width=_width(self._console),
            )
        )
        kinds = dict.fromkeys(hit.kind.value.replace("_", " ") for hit in held.hits)
        self._console.print(f"Held for: {', '.join(kinds)}")
        while True:
            key = self._console.input(f"{_hint(HELD_KEYS)}: ").strip().lower()[:1]
            if key == "m":
                # "[name]" is no markup.
                told = Text(f"Instead, unless you type other words: {question.proposal}")
                self._console.print(told)
                typed = self._console.input("words: ").strip()
                return HeldAnswer(key, typed or question.proposal)
            if key in HELD_KEYS:
                return HeldAnswer(key)


def _hint(keys: dict[str, str]) -> str:
    return "  ".join(f"{key} {what}" for key, what in keys.items())


def _width(console: Console) -> int:
    """Columns of a frame: output that is piped is given lines of any length."""
    return min(console.width, _WIDEST)
