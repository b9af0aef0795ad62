"""`python -m measurement.teaching`: teach the model again, from the repository and ../shared."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

from extractors.judging.model import FILE
from measurement.teaching.fitting import teach
from measurement.teaching.lessons import KNOWN, NEW, Lesson, lessons

ROOT = Path(__file__).parents[2]
FOLDERS = (
    (ROOT / "tests" / "reviews", NEW),
    (ROOT / "pipelines" / "sample" / "gold", NEW),
    (ROOT.parent / "shared" / "fiction", KNOWN),
    (ROOT.parent / "shared" / "fiction2", NEW),
    (ROOT / "tests" / "reviews2", NEW),
    (ROOT / "tests" / "reviews3", NEW),
    (ROOT / "tests" / "reviews4", NEW),
    (ROOT / "tests" / "reviews5", NEW),
    (ROOT / "tests" / "reviews7", NEW),
    (ROOT / "tests" / "reviews8", NEW),
    (ROOT / "tests" / "reviews9", NEW),
    (ROOT / "tests" / "reviews10", NEW),
)
FORGOTTEN = ((0.3, "a"), (0.8, "b"))  # shares of the headings that a lesson does not know


def main() -> int:
    """Teach the model and keep it where the program looks for it."""
    say = Console().print
    missing = [folder for folder, _ in FOLDERS if not folder.is_dir()]
    if missing:
        say("Not there:", *missing)
        return 1
    taught = lessons(FOLDERS)
    say(f"{len(taught)} documents, {sum(len(lesson.labels) for lesson in taught)} paragraphs")
    model = teach(with_forgetting(taught))
    model.save(FILE)
    say(f"{FILE.relative_to(ROOT)}: {FILE.stat().st_size // 1000} kB, {len(model.names)} features")
    return 0


def with_forgetting(taught: list[Lesson]) -> list[Lesson]:
    """Each lesson once as it is, and again with headings that are not known."""
    return taught + [
        lesson.forgetting(share, salt) for lesson in taught for share, salt in FORGOTTEN
    ]


if __name__ == "__main__":
    sys.exit(main())
