"""How far a run has come: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import logging
import time
from types import TracebackType
from typing import Self

from rich import progress
from rich.console import Console

from pipelines.process.document import Outcome

log = logging.getLogger(__name__)
_EVERY = 15.0  # seconds between plain lines


class Progress:
    """Documents done of all, pages, pages a second and the time left."""

    def __init__(self, total: int, console: Console) -> None:
        self.total, self.done, self.pages = total, 0, 0
        self._start = self._said = time.monotonic()
        self._bar: progress.Progress | None = None
        if console.is_terminal and total:
            self._bar = _bar(console)
            self._task = self._bar.add_task("Reading", total=total, pages=0, rate="")

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def advance(self, outcome: Outcome) -> None:
        """One more document is done."""
        self.done += 1
        self.pages += outcome.n_pages
        elapsed = time.monotonic() - self._start
        rate = f"{self.pages / elapsed:.0f} pages/s" if elapsed > 0.5 else ""
        if self._bar:
            self._bar.update(self._task, advance=1, pages=self.pages, rate=rate)
        elif time.monotonic() - self._said > _EVERY or self.done == self.total:
            self._said = time.monotonic()
            left = elapsed / self.done * (self.total - self.done)
            log.info(
                "%d of %d documents, %d pages, %s, about %.0f s left",
                self.done, self.total, self.pages, rate or "-", left,
            )  # fmt: skip


def _bar(console: Console) -> progress.Progress:
    return progress.Progress(
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("documents · {task.fields[pages]} pages · {task.fields[rate]} ·"),
        progress.TimeRemainingColumn(),
        progress.TextColumn("left"),
        console=console,
    )
