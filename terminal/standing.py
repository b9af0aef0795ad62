"""Print commands as they must be typed in the current folder, so that a next step works."""

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

# A command in backquotes, with its name of one word or two, if it has one.
_NAMED = re.compile(r"(?<=`)reviews(?= )(?: (?P<first>[a-z]+)(?: (?P<second>[a-z]+))?)?")
# The data folder that was typed, quoted for the shell, and which commands take one.
_Given = tuple[str, Mapping[str, bool]]
_given: list[_Given | None] = []  # of the command that runs, if any


def reviews_command(folder: Path | None = None) -> str:
    """`reviews` if the shell finds this environment's command, otherwise the path to it.

    The path is relative if the command is below `folder` (default: the current one).
    """
    ours = Path(sys.executable).with_name("reviews")
    on_path = shutil.which("reviews")
    if (on_path and Path(on_path).resolve() == ours.resolve()) or not ours.exists():
        return "reviews"
    here = folder or Path.cwd()
    return shlex.quote(str(ours.relative_to(here) if ours.is_relative_to(here) else ours))


@contextmanager
def remembering() -> Iterator[None]:
    """Within this context, messages name the data folder that the person typed."""
    _given.append(None)
    try:
        yield
    finally:
        _given.pop()


def remember(data: Path, takers: Mapping[str, bool]) -> None:
    """Remember the typed data folder. `takers` says for each command whether it has `--data`."""
    if _given:
        _given[-1] = (shlex.quote(str(data)), takers)


def as_typed(text: str) -> str:
    """The text with each `reviews ...` in it as it must be typed in the current folder."""
    return _NAMED.sub(_command_here, text)


def _command_here(named: re.Match[str]) -> str:
    """The command with its path, and with the typed data folder if the command takes one."""
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
    """A console that prints commands as they must be typed in the current folder.

    The code that writes messages does not know that folder, so it just says `reviews`.
    """

    def print(self, *objects: Any, **settings: Any) -> None:
        """Print as any console does. Tables are left as they are: they may quote reports."""
        super().print(*map(_as_typed, objects), **settings)


def _as_typed(shown: Any) -> Any:
    if isinstance(shown, str):
        return as_typed(shown)
    if isinstance(shown, Text) and (named := _NAMED.search(shown.plain)):
        before, after = shown.divide([named.start()]), shown.divide([named.end()])
        return Text.assemble(before[0], (_command_here(named), shown.style), _as_typed(after[1]))
    return shown
