"""`python -m measurement.privacy`: teach the screen's model again, from the repository alone.

With `--left-out` nothing is kept: each set is found by a model that has learnt from all others.
"""

from __future__ import annotations

import sys

from rich.console import Console

from measurement.privacy.learning import (
    left_out,
    lessons_of_file_names,
    lessons_of_set,
    lessons_of_statements,
    teach,
)
from measurement.privacy.sets import file_names, sets, statements
from models.privacy.learnt.model import FILE

_LIKELY = 0.5


def main(arguments: list[str]) -> int:
    """Teach the model and keep it where the program looks for it, or measure it."""
    say = Console().print
    told = sets()
    lessons = {name: list(lessons_of_set(name, some)) for name, some in told.items()}
    for folder, texts in statements().items():
        lessons[f"statements of {folder}"] = list(lessons_of_statements(texts))
    lessons["file names"] = list(lessons_of_file_names(file_names()))
    say(f"{len(told)} sets, {sum(map(len, lessons.values()))} words")
    if "--left-out" in arguments:
        for share in left_out(told, lessons, _LIKELY):
            say(
                f"{share.name}: {share.found} of {share.planted} found, "
                f"{share.held_rightly} of {share.held} held texts rightly"
            )
        return 0
    model = teach([lesson for some in lessons.values() for lesson in some])
    model.save(FILE)
    say(f"{FILE.name}: {FILE.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
