"""The review queue in a terminal: one statement, one theme, one key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from models.corrections.held_queue import HELD_KEYS, HeldAnswer, HeldQuestion
from models.corrections.queue import KEYS, Answer, Question
from models.records import Statement, Theme
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
            key = self._console.input(f"{hint(KEYS)}: ").strip().lower()[:1]
            if key in KEYS and key != "+":
                return Answer(key)
            if key == "+" and (theme := only_theme(self._console, self._themes)):
                return Answer("+", theme)

    def _show(self, question: Question) -> None:
        statement, label = question.statement, question.label
        theme = self._themes[label.theme_id]
        text = Text(statement.text)
        text.stylize("bold reverse", label.evidence_start, label.evidence_end)
        title = f"{question.number} of {question.total} · {statement.kind}"
        source = self._sources.get(statement.document_id)
        show_statement(self._console, statement, text, title, source)
        if label.evidence:
            self._console.print(Text(f"Words that suggest it: “{label.evidence}”"))
        self._console.print(f"Is this about [bold]{theme.label}[/bold]? (score {label.score:.2f})")
        self._console.print(f"[dim]{theme.definition}[/dim]")


def show_statement(
    console: Console, statement: Statement, text: Text, title: str, source: DocumentTitle | None
) -> None:
    """A statement in a frame, below its document's title and above the link to its page."""
    if source:
        console.print(Text(source.title, style="bold"))
    page = f"{title} · p. {statement.page_first}"
    console.print(Panel(text, title=page, width=_width(console)))
    if source and source.url:
        link = f"{source.url}#page={statement.page_first}"
        console.print(Text(link, style="dim"), soft_wrap=True)


def only_theme(console: Console, themes: Mapping[str, Theme]) -> str | None:
    """Ask for a theme by its id, its name or a part of one. None unless exactly one fits."""
    typed = console.input("theme (part of its name or id): ").strip().lower()
    found = [t for t, theme in themes.items() if typed in t or typed in theme.label.lower()]
    if typed and len(found) == 1:
        console.print(f"added {themes[found[0]].label}")
        return found[0]
    console.print("Not exactly one theme fits: " + ", ".join(found[:8] if typed else ()))
    return None


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
            key = self._console.input(f"{hint(HELD_KEYS)}: ").strip().lower()[:1]
            if key == "m":
                # A Text, so that "[name]" is not read as markup.
                told = Text(f"Shown instead, unless you type other words: {question.proposal}")
                self._console.print(told)
                typed = self._console.input("words: ").strip()
                return HeldAnswer(key, typed or question.proposal)
            if key in HELD_KEYS:
                return HeldAnswer(key)


def hint(keys: Mapping[str, str]) -> str:
    """The keys with what each does, in a line."""
    return "  ".join(f"{key} {what}" for key, what in keys.items())


def _width(console: Console) -> int:
    """The width of a frame in columns, limited because piped output has no width of its own."""
    return min(console.width, _WIDEST)
