"""The review queue in a terminal: one statement, one theme, one key."""

from __future__ import annotations

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from models.corrections.queue import KEYS, Answer, Question
from models.records import Theme


class TerminalAsk:
    """Shows a question with its evidence marked and waits for a key of KEYS."""

    def __init__(self, themes: tuple[Theme, ...], console: Console | None = None) -> None:
        self._themes = {theme.theme_id: theme for theme in themes}
        self._console = console or Console()

    def __call__(self, question: Question) -> Answer:
        self._show(question)
        while True:
            key = self._console.input(f"{_hint()}: ").strip().lower()[:1]
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
        self._console.print(Panel(text, title=title))
        self._console.print(f"Is this about [bold]{theme.label}[/bold]? (score {label.score:.2f})")
        self._console.print(f"[dim]{theme.definition}[/dim]")


def _hint() -> str:
    return "  ".join(f"{key} {what}" for key, what in KEYS.items())
