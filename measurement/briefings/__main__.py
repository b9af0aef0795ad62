"""`python -m measurement.briefings LABELS DATA ...`: learn the weights of a choice, measure them.

DATA is a data folder with the labelled reviews; more pairs of labels and data may follow. Prints
the figures of briefings that were held out, and the weights learnt from all, for
`briefings/selection/weights.yaml`.
"""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

from rich.console import Console

from archive.places import Places
from briefings.selection.desk import BriefingDesk
from measurement.briefings.labels import read_cases
from measurement.briefings.learn import held_out, learn
from measurement.briefings.lessons import FewerLabels, lessons
from measurement.briefings.score import mean, measure

_PAIR = 3  # the command itself, labels and data


def main() -> int:
    """Learn from the labels as they are and with fewer themes; print what comes of it.

    2 where the arguments are not pairs of labels and data.
    """
    say = Console(width=120).print
    if len(sys.argv) < _PAIR or len(sys.argv) % 2 == 0:
        say("Give a folder of labels and a data folder with its reviews, or several such pairs.")
        return 2
    given = [
        (read_cases(Path(labels)), Places(Path(data)).warehouse)
        for labels, data in zip(sys.argv[1::2], sys.argv[2::2], strict=True)
    ]
    whole = [lessons(BriefingDesk(path), cases) for cases, path in given]
    fewer = [lessons(FewerLabels(path), cases) for cases, path in given]
    every = [*chain(*whole, *fewer)]
    others = held_out(every, [case.name for cases, _ in given for case in cases])
    for (cases, path), *taught in zip(given, whole, fewer, strict=True):
        for name, those in zip(("as labelled", "with fewer labels"), taught, strict=True):
            offers = {lesson.name: lesson.offer(others[lesson.name]) for lesson in those}
            found = measure(path, cases, lambda _, case, __, offers=offers: offers[case.name])  # type: ignore[misc]
            for one in (*found, mean(found)):
                say(f"{name}, {one.name}: {one.ndcg:.3f} {one.recall:.3f} {one.quotes:.3f}")
    weights = learn(every)
    for which, values in (("reviews", weights.reviews), ("quotes", weights.quotes)):
        say(f"{which}:")
        for part, value in values.items():
            say(f"  {part}: {value:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
