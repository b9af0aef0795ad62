"""How far two readings of the same statements agree, theme by theme.

`python -m measurement.agreement FIRST SECOND`: two files of JSON lines with `id` and `themes`.
Cohen's kappa: 1 where two readers always agree, 0 where they agree as often as chance would.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console

Reading = Mapping[str, frozenset[str]]  # the themes of each statement, by its id


class Agreement(NamedTuple):
    """How often each reader and both gave a theme, among so many statements."""

    name: str
    first: int
    second: int
    both: int
    statements: int

    @property
    def kappa(self) -> float:
        """Cohen's kappa; 1.0 where neither reader gave the theme."""
        total = self.statements
        apart = self.first + self.second - 2 * self.both
        one, two = self.first / total, self.second / total
        chance = one * two + (1 - one) * (1 - two)
        return 1.0 if chance == 1 else (1 - apart / total - chance) / (1 - chance)

    @property
    def f1(self) -> float:
        """F1 of one reading against the other: the same both ways."""
        return 2 * self.both / max(1, self.first + self.second)


def read(path: Path) -> dict[str, frozenset[str]]:
    """The labels of a file; raises ValueError naming a wrong line, or an id that is there twice."""
    found: dict[str, frozenset[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            name, themes = str(row["id"]), frozenset(row["themes"])
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path.name}:{number}: not a reading: {error}") from error
        if name in found:
            raise ValueError(f"{path.name}:{number}: {name!r} is read twice")
        found[name] = themes
    return found


def agreements(first: Reading, second: Reading) -> list[Agreement]:
    """One for each theme that either reader gave, lowest kappa first, then all pooled.

    The pooled one counts every pair of a statement and a theme that was given at all. Raises
    ValueError where not the same statements were read.
    """
    if first.keys() != second.keys() or not first:
        odd = sorted(first.keys() ^ second.keys())[:3]
        raise ValueError(
            f"the two files are not of the same statements: {', '.join(odd) or 'none'}"
        )
    themes = sorted(frozenset().union(*first.values(), *second.values()))
    rows = [_of(theme, first, second, [theme]) for theme in themes]
    rows.sort(key=lambda row: row.kappa)
    return [*rows, _of("all pooled", first, second, themes)]


def _of(name: str, first: Reading, second: Reading, themes: Collection[str]) -> Agreement:
    pairs = [(theme in first[key], theme in second[key]) for key in first for theme in themes]
    one, two = (sum(side) for side in zip(*pairs, strict=True)) if pairs else (0, 0)
    return Agreement(name, one, two, sum(a and b for a, b in pairs), max(1, len(pairs)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("first", type=Path, help="the reading that stands")
    parser.add_argument("second", type=Path, help="the blind one")
    wanted = parser.parse_args(arguments)
    console = Console(soft_wrap=True, highlight=False)
    console.print("theme | first | second | both | kappa | F1")
    for row in agreements(read(wanted.first), read(wanted.second)):
        counts = f"{row.first} | {row.second} | {row.both}"
        console.print(f"{row.name} | {counts} | {row.kappa:.2f} | {row.f1:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
