"""`python -m measurement.briefings LABELS DATA`: learn the weights of a choice, and measure them.

DATA is a data folder with the labelled reviews. Prints the figures of briefings that were held out,
and the weights learnt from all, for `briefings/selection/weights.yaml`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

from archive.places import Places
from briefings.selection.desk import Desk
from measurement.briefings.labels import read_cases
from measurement.briefings.learn import held_out, learn
from measurement.briefings.lessons import FewerLabels, lessons
from measurement.briefings.score import mean, measure


def main() -> int:
    """Learn from the labels as they are and with fewer themes; print what comes of it."""
    say = Console(width=120).print
    cases, path = read_cases(Path(sys.argv[1])), Places(Path(sys.argv[2])).warehouse
    whole, fewer = lessons(Desk(path), cases), lessons(FewerLabels(path), cases)
    others = held_out([*whole, *fewer], [case.name for case in cases])
    for name, taught in (("as labelled", whole), ("with fewer labels", fewer)):
        offers = {lesson.name: lesson.offer(others[lesson.name]) for lesson in taught}
        found = measure(path, cases, lambda _, case, __, offers=offers: offers[case.name])  # type: ignore[misc]
        for one in (*found, mean(found)):
            say(f"{name}, {one.name}: {one.ndcg:.3f} {one.recall:.3f} {one.quotes:.3f}")
    weights = learn([*whole, *fewer])
    for which, values in (("reviews", weights.reviews), ("quotes", weights.quotes)):
        say(f"{which}:")
        for part, value in values.items():
            say(f"  {part}: {value:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
