"""How the command is called from where the person is, so that a printed next step works."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

_NAMED = re.compile(r"(?<=`)reviews(?= )")


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


def as_typed(text: str) -> str:
    """The text with each `reviews ...` that it names as it works where the person is."""
    return _NAMED.sub(lambda _: reviews_command(), text) if _NAMED.search(text) else text


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
        return Text.assemble(before[0], reviews_command(), _as_typed(after[1]))
    return shown
