"""`python -m measurement.forms [HOW MANY]`: which printed forms lose statements (`make forms`).

Statements of the annotated tests are set in random forms and printed by Chromium. Each that is not
read whole, or is given another kind, counts against its form. The model has learnt from many of the
texts, so this compares forms and says nothing about new reviews.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from rich.console import Console

import extractors
from measurement.forms.document import document
from measurement.forms.pool import narrative, statements_by_kind
from measurement.layouts.printing import chromium, printed
from models.records import Kind

_USUAL, _SHOWN = 40, 15


def main(arguments: Sequence[str]) -> int:
    """Print the forms that lose most, and the share of all statements that are found."""
    say = Console().print
    browser = chromium()
    if browser is None:
        return 1
    pool, told = statements_by_kind(), narrative()
    of, lost, turned = Counter[str](), Counter[str](), Counter[str]()
    for n in range(int(arguments[0]) if arguments else _USUAL):
        made = document(pool, told, Random(n))  # noqa: S311 - the same forms each time
        found = stated_in(printed(made.html, browser))
        for statement in made.statements:
            kinds = found.get(letters(statement.text), set())
            for name in ("all", statement.form):
                of[name] += 1
                lost[name] += not kinds
                turned[name] += bool(kinds) and statement.kind not in kinds
    for name in sorted(of, key=lambda name: -(lost[name] + turned[name]) / of[name])[:_SHOWN]:
        say(f"{name:48} {of[name]:4} lost {lost[name]:3} other kind {turned[name]:3}")
    say(f"{'all':48} {of['all']:4} lost {lost['all']:3} other kind {turned['all']:3}")
    return 0


def stated_in(file: Path) -> dict[str, set[Kind]]:
    """The kinds of each statement of a file, by its letters."""
    found: dict[str, set[Kind]] = {}
    for statement in extractors.extract(extractors.read(file, "0" * 64)).statements:
        found.setdefault(letters(statement.text), set()).add(statement.kind)
    return found


def letters(text: str) -> str:
    """A text without spaces and signs, which layouts change."""
    return re.sub(r"\W+", "", text).lower()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
