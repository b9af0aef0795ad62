"""Questions in a terminal about all themes of a statement."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from models.corrections.whole_queue import WHOLE_KEYS, WholeAnswer, WholeQuestion
from models.records import Theme
from terminal.correcting import DocumentTitle, hint, only_theme, show_statement
from terminal.standing import Screen


class TerminalAskWhole:
    """Shows a statement with its numbered themes, and asks which of them are right."""

    def __init__(
        self,
        themes: tuple[Theme, ...],
        console: Console | None = None,
        sources: Mapping[str, DocumentTitle] | None = None,
    ) -> None:
        self._themes = {theme.theme_id: theme for theme in themes}
        self._sources = sources or {}
        self._console = console or Screen()

    def __call__(self, question: WholeQuestion) -> WholeAnswer:
        statement, given, doubted = question.open
        title = f"{question.number} of {question.total} · {statement.kind}"
        source = self._sources.get(statement.document_id)
        show_statement(self._console, statement, Text(statement.text), title, source)
        words = {label.theme_id: label.evidence for label in (*given, *doubted)}
        marked = {theme: theme in {x.theme_id for x in given} for theme in words}
        while True:
            self._list(marked, words)
            typed = self._console.input(f"{hint(WHOLE_KEYS)}: ").strip().lower()
            if not typed:
                return WholeAnswer(tuple(theme for theme, is_so in marked.items() if is_so))
            if typed in ("s", "q"):
                return WholeAnswer(None, is_last=typed == "q")
            if typed == "+":
                if theme := only_theme(self._console, self._themes):
                    marked[theme] = True
            elif not _switch(marked, typed):
                self._console.print("Type the numbers of themes, or one of the keys.")

    def _list(self, marked: Mapping[str, bool], words: Mapping[str, str]) -> None:
        for number, (theme, is_so) in enumerate(marked.items(), 1):
            line = f"{number:>3} {'[x]' if is_so else '[ ]'} {self._themes[theme].label}"
            shown = f": “{words[theme]}”" if words.get(theme) else ""
            self._console.print(Text(line + shown))
        if not marked:
            self._console.print("No theme was found.")


def _switch(marked: dict[str, bool], typed: str) -> bool:
    """Turn the themes with the typed numbers on or off. False if something else was typed."""
    numbers = typed.replace(",", " ").split()
    themes = list(marked)
    if not all(n.isdecimal() and 1 <= int(n) <= len(themes) for n in numbers):
        return False
    for n in numbers:
        marked[themes[int(n) - 1]] ^= True
    return True
