"""From one review among many to a pack: how long `select` and `render` take."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from rich.console import Console

from archive.places import Places
from briefings.pack import render
from briefings.selection.desk import BriefingDesk
from briefings.selection.propose import propose
from briefings.selection.request import Request
from measurement.bench.figures import show_rows
from measurement.bench.reading_room import made_up

_QUESTION = "how training, records and thresholds were agreed between agencies"
T = TypeVar("T")


def run(console: Console) -> None:
    """Print both over 10,000 made-up reviews."""
    show_rows("Briefings", measure(), console)


def measure(n_reviews: int = 10_000, statements: int = 30) -> Iterator[tuple[str, str]]:
    """Rows of a table."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "large"
        made_up(data, n_reviews, statements)
        path = Places(data).warehouse
        row = BriefingDesk(path).ask("select review_id from reviews where has_statements limit 1")[
            0
        ]
        request = Request(focus=str(row["review_id"]), question=_QUESTION)
        of = f"of {n_reviews:,} reviews (aim 10 s)"
        chosen, seconds = _timed(lambda: propose(path, request).shortlist)
        yield f"select {of}", seconds
        yield f"render {of}", _timed(lambda: render(chosen, "bench", path, Path(folder)))[1]


def _timed(work: Callable[[], T]) -> tuple[T, str]:
    started, used = time.monotonic(), time.process_time()
    found = work()
    wall, cpu = time.monotonic() - started, time.process_time() - used
    return found, f"{wall:.1f} s, {cpu:.1f} s of processor"
