"""Stopping a run cleanly when Ctrl-C, a shutdown or a scheduler asks it to stop.

Without this, SIGTERM would end the process at once, and nothing would say that it had.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType

from models.records import Issue, Severity

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class SignalledError(BaseException):
    """A signal asks this process to stop. Like KeyboardInterrupt, it is not an Exception."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.signal = number

    @property
    def exit_status(self) -> int:
        """The exit status that a shell expects: 130 for Ctrl-C, 143 for SIGTERM."""
        return 128 + self.signal


class Stopping:
    """The signal that asked a run to stop, if there was one."""

    def __init__(self) -> None:
        self._number = 0
        self._waiting: Callable[[], None] | None = None  # raises what a signal asked for
        self.is_beginning = False  # its marker is being written: a signal waits until that is done
        self.is_ending = False  # its record is being written: nothing interrupts that

    def note(self, number: int, act: Callable[[], None]) -> None:
        """A signal has come: act on it now, or once the run has begun. `act` raises."""
        self._number = self._number or number
        if not self.is_beginning:
            act()
        self._waiting = self._waiting or act

    def begun(self) -> None:
        """The run has its marker. Raises what a signal asked for while that was written."""
        self.is_beginning = False
        if self._waiting:
            self._waiting()

    def told(self, error: BaseException) -> BaseException:
        """The signal that caused an error: DuckDB turns one into a RuntimeError."""
        if isinstance(error, Exception) and self._number:
            return SignalledError(self._number)
        return error

    def issue(self, error: BaseException, stage: str) -> Issue | None:
        """For the record of the run; None where no signal has come."""
        if isinstance(error, Exception) and not self._number:
            return None
        number = self._number_of(error)
        by = _named(number) if number else "its caller"
        message = f"The run was stopped by {by} at stage {stage}."
        return Issue(Severity.ERROR, "run", "run_stopped", message)

    def exit_status(self, error: BaseException) -> int | None:
        """How the process ends; None where no signal has come."""
        number = self._number_of(error)
        return 128 + number if number else None

    def _number_of(self, error: BaseException) -> int:
        if isinstance(error, KeyboardInterrupt):
            return signal.SIGINT
        # Prefect's own exception, which its handler raises, names the signal in the same way.
        return self._number or int(getattr(error, "signal", 0))


@contextmanager
def stopping() -> Iterator[Stopping]:
    """Inside it, a signal to stop raises SignalledError; ignored signals (nohup) stay ignored.

    While `is_beginning` is set, a signal waits for `begun`.
    """
    found = Stopping()
    if threading.current_thread() is not threading.main_thread():
        # Python lets only the main thread handle signals.
        yield found
        return
    before = {int(number): signal.getsignal(number) for number in SIGNALS}

    def take(number: int, frame: FrameType | None) -> None:
        if not found.is_ending:
            found.note(number, partial(stop, number, frame))

    def stop(number: int, frame: FrameType | None) -> None:
        earlier = before[number]
        if callable(earlier) and earlier is not signal.default_int_handler:
            earlier(number, frame)  # a scheduler's own handler raises what it expects
        raise SignalledError(number)

    taken = [number for number, earlier in before.items() if earlier not in (signal.SIG_IGN, None)]
    try:
        for number in taken:
            signal.signal(number, take)
        yield found
    finally:
        for number in taken:
            signal.signal(number, before[number])


def _named(number: int) -> str:
    return "Ctrl-C" if number == signal.SIGINT else signal.Signals(number).name
