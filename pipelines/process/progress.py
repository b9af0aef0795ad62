"""How far a run has got: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pipelines.process.outcomes import DocumentOutcome
from vocabulary.counting import plural

if TYPE_CHECKING:  # children, which import this package too, show no bar
    from rich import progress
    from rich.console import Console

log = logging.getLogger(__name__)
_EVERY = 15.0  # seconds between plain lines


class Progress:
    """Documents done of all, pages, pages a second and the time left.

    `sizes` are bytes by document id: the time left goes by them, since large files come first.
    """

    def __init__(self, sizes: Mapping[str, int], console: Console) -> None:
        self.sizes, self.total, self.done, self.pages = sizes, len(sizes), 0, 0
        self._bytes, self._all_bytes = 0, max(1, sum(sizes.values()))
        self._start = self._said = time.monotonic()
        self._bar: progress.Progress | None = None
        if console.is_terminal and sizes:
            self._bar = _bar(console)
            self._task = self._bar.add_task(
                "Reading", total=self._all_bytes, done=0, of=self.total, pages=0, rate=""
            )

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

    def advance(self, outcome: DocumentOutcome) -> None:
        """One more document is done."""
        self.done += 1
        self.pages += outcome.n_pages
        self._bytes += self.sizes.get(outcome.document_id, 0)
        elapsed = time.monotonic() - self._start
        rate = f"{self.pages / elapsed:.0f} pages/s" if elapsed > 0.5 else ""
        if self._bar:
            self._bar.update(
                self._task, completed=self._bytes, done=self.done, pages=self.pages, rate=rate
            )
        elif time.monotonic() - self._said > _EVERY or self.done == self.total:
            self._said = time.monotonic()
            left = elapsed * (self._all_bytes / max(1, self._bytes) - 1)
            log.info(
                "%d of %s, %s, %s, about %.0f s left",
                self.done, plural(self.total, "document"), plural(self.pages, "page"), rate or "-",
                left,
            )  # fmt: skip


def _bar(console: Console) -> progress.Progress:
    from rich import progress  # noqa: PLC0415

    return progress.Progress(
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.TextColumn("{task.fields[done]} of {task.fields[of]} documents ·"),
        progress.TextColumn("{task.fields[pages]} pages · {task.fields[rate]} ·"),
        progress.TimeRemainingColumn(),
        progress.TextColumn("left"),
        console=console,
    )
