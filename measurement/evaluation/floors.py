"""Floors under the figures of an evaluation: `... floors YAML NAME JSON`."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vocabulary.loading import load

_DIGITS = 3  # of floors, and of the figures that are printed


def below(floors: Mapping[str, float], summary: dict[str, Any]) -> list[str]:
    """One line for each figure that is missing or below its floor.

    A floor's name is the path to the figure in the summary, with dots: `soft_all.f1`. Figures count
    as they are printed, to three digits.
    """
    lines: list[str] = []
    for name, floor in floors.items():
        value: Any = summary
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if not isinstance(value, int | float):
            lines.append(f"{name}: not measured, the floor is {floor}")
        elif round(value, _DIGITS) < floor:
            lines.append(f"{name}: {value:.3f} is below the floor of {floor}")
    return lines


def floors_in(path: Path) -> dict[str, dict[str, float]]:
    """The floors of a file by the name of the set that they are of. Raises VocabularyError."""
    return load(path.name, dict[str, dict[str, float]], path.parent, is_own=False)


def main() -> int:
    """Compare a written evaluation with the floors; 1 where one is broken."""
    floors = floors_in(Path(sys.argv[1]))[sys.argv[2]]
    summary = json.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))["summary"]
    broken = below(floors, summary)
    sys.stdout.write("\n".join(broken) + "\n" if broken else f"{len(floors)} floors hold.\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
