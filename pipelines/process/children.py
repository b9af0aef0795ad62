"""Children of one nursery, each with the document that it has in hand."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from archive.errors import UserError
from pipelines.process.ahead import taken
from pipelines.process.forking import TERMINATED
from pipelines.process.limits import Limits
from pipelines.process.messages import Begun, Job, encode
from pipelines.process.nursery import WORKER, Nursery, NurseryGoneError

_GRACE = 2.0  # seconds that a child has to end what it started
# A document may crash its child (a fault of a library), but it sends it none of these.
_KILLED = {-signal.SIGKILL, -signal.SIGTERM, -signal.SIGHUP, -signal.SIGINT, TERMINATED}
_NURSERIES = 5  # how many may be lost in one run: then something on this machine ends them all


class Child:
    """One child process and the document that it has in hand.

    An early one knows all stages but the last, and is needed only until the nursery is ready.
    """

    def __init__(self, nursery: Nursery, limits: Limits, *, is_early: bool) -> None:
        line = nursery.early if is_early else nursery.line
        assert line is not None  # noqa: S101 - for the type checker
        self.limits, self.is_early, self._nursery, self._line = limits, is_early, nursery, line
        self.pid, self.connection = line.fork()
        self.job: Job | None = None
        self.deadline = float("inf")
        self.has_begun = self.is_fetching = False

    def give(self, job: Job) -> None:
        """Hand over a document."""
        self.job = job
        self.deadline = time.monotonic() + self.limits.seconds
        with suppress(OSError):  # it has just gone: its line is then heard to be closed
            self.connection.send_bytes(encode(job))

    def begun(self, message: Begun) -> None:
        """The child has opened a document of so many pages, which sets its time limit."""
        self.has_begun, self.is_fetching = True, message.is_fetching
        allowed = self.limits.seconds + self.limits.seconds_per_page * message.n_pages
        self.deadline = time.monotonic() + min(allowed, self.limits.most_seconds)

    def was_killed(self) -> bool:
        """Whether a signal from outside ended the child; it has gone already or is going.

        Where its nursery was killed with it nobody knows more: that is no document's fault either.
        """
        return self._line.status(self.pid, _GRACE) in _KILLED or not self._nursery.is_alive()

    def end(self) -> None:
        """End the child and whatever it has started."""
        self.connection.close()
        self._line.end(self.pid, _GRACE)


class Children:
    """Where children come from: a nursery, another one where that was killed. Safe for threads."""

    def __init__(
        self, where: str, limits: Limits, command: Sequence[str] = WORKER, *, has_early: bool
    ) -> None:
        self._where, self._limits, self._command = where, limits, command
        self._has_early = has_early
        self._lock = threading.Lock()
        self._nursery: Nursery | None = None
        self._lost = 0

    def loading(self) -> Connection | None:
        """What shows that the nursery is ready; None where it is, or nobody waits for it."""
        nursery = self._nursery
        return nursery.line.connection if nursery and not nursery.is_ready else None

    def settle(self) -> None:
        """The nursery has said that it is ready. Raises UserError where it has ended instead."""
        if self._nursery:
            self._nursery.settle()

    def new(self) -> Child:
        """A child that waits for its first document: an early one while the nursery loads.

        Raises UserError where none can be had.
        """
        with self._lock:
            while self._lost < _NURSERIES:
                try:
                    nursery = self._open()
                    if not nursery.early:
                        nursery.settle()
                    return Child(nursery, self._limits, is_early=not nursery.is_ready)
                except NurseryGoneError:
                    self.close()
                    self._lost += 1
        raise UserError(
            "The process that starts child processes is killed again and again. See the system's"
            " log: the machine may be short of memory. Run again with fewer --workers."
        )

    def _open(self) -> Nursery:
        if self._nursery is None:
            self._nursery = taken(self._where, self._limits, self._command) or Nursery(
                self._where,
                self._limits.memory_mb,
                self._limits.seconds,
                self._command,
                has_early=self._has_early,
            )
            self._nursery.settle_early()
        return self._nursery

    def close(self) -> None:
        """End the nursery; whoever asked for a child has ended it before."""
        if self._nursery is not None:
            self._nursery.close()
            self._nursery = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
