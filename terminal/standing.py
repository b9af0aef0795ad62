"""How the command is called from where the person is, so that a printed next step works."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

# A command in backquotes: its name, of one word or two, where it has one.
_NAMED = re.compile(r"(?<=`)reviews(?= )(?: (?P<first>[a-z]+)(?: (?P<second>[a-z]+))?)?")
# The data folder that was typed, as the shell takes it, and which commands can be given one.
_Given = tuple[str, Mapping[str, bool]]
_given: list[_Given | None] = []  # of the command that runs, if any


def reviews_command(folder: Path | None = None) -> str:
    """`reviews` where the shell finds this environment's, else the path to it.

    The path is relative where the command is below `folder` (default: the current one).
    """
    ours = Path(sys.executable).with_name("reviews")
    on_path = shutil.which("reviews")
    if (on_path and Path(on_path).resolve() == ours.resolve()) or not ours.exists():
        return "reviews"
    here = folder or Path.cwd()
    return shlex.quote(str(ours.relative_to(here) if ours.is_relative_to(here) else ours))


@contextmanager
def remembering() -> Iterator[None]:
    """Until the end of this, messages name the data folder that the person has typed."""
    _given.append(None)
    try:
        yield
    finally:
        _given.pop()


def remember(data: Path, takers: Mapping[str, bool]) -> None:
    """Keep the data folder that the person has typed; `takers`: whether a command has `--data`."""
    if _given:
        _given[-1] = (shlex.quote(str(data)), takers)


def as_typed(text: str) -> str:
    """The text with each `reviews ...` that it names as it works where the person is."""
    return _NAMED.sub(_command_here, text)


def _command_here(named: re.Match[str]) -> str:
    """The command by its path, with the data folder that was typed where it would need it."""
    first, second = named["first"], named["second"]
    words = [reviews_command(), *filter(None, (first, second))]
    options, _, _ = named.string[named.end() :].partition("`")
    if first and _given and _given[-1] and "--data" not in options:
        data, takers = _given[-1]
        both = f"{first} {second}"
        if takers.get(both, takers.get(first)):
            place = len(words) if both in takers else 2
            words[place:place] = ["--data", data]
    return " ".join(words)


class Screen(Console):
    """A console whose messages name commands as they work where the person is.

    Messages are written where nobody knows that place: they say `reviews`.
    """

    def print(self, *objects: Any, **settings: Any) -> None:
        """As any console does. Tables stay as they are: they may show what reports say."""
        super().print(*map(_as_typed, objects), **settings)


def _as_typed(shown: Any) -> Any:
    if isinstance(shown, str):
        return as_typed(shown)
    if isinstance(shown, Text) and (named := _NAMED.search(shown.plain)):
        before, after = shown.divide([named.start()]), shown.divide([named.end()])
        return Text.assemble(before[0], (_command_here(named), shown.style), _as_typed(after[1]))
    return shown
