"""One clock and one connection per host, and rest for a host that fails or refuses."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from models.records import Outcome
from pipelines.collect.settings import Settings
from vocabulary.errors import ReviewsError


class HostRestingError(ReviewsError, RuntimeError):
    """The host is left alone for now: the message says why, `outcome` what it means for a file."""

    def __init__(self, reason: str, outcome: Outcome) -> None:
        super().__init__(reason)
        self.outcome = outcome


class StoppedError(BaseException):
    """The run is being stopped; like KeyboardInterrupt nobody on the way should catch it."""


@dataclass
class _Clock:
    """When a host may be asked next; one for the whole process, whoever asks."""

    turn: threading.Lock = field(default_factory=threading.Lock)  # held while a request runs
    not_before: float = 0.0


_CLOCKS: dict[str, _Clock] = {}
_CLOCKS_LOCK = threading.Lock()


@dataclass
class _Host:
    """How a host has behaved towards one client."""

    failures: int = 0
    challenges: int = 0
    rests_until: float = 0.0
    reason: str = ""
    outcome: Outcome = Outcome.HOST_RESTING


class Hosts:
    """The hosts that one client has met. Times are of the monotonic clock."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._stopping = threading.Event()

    @contextmanager
    def turn(self, host: str, gap: float) -> Iterator[None]:
        """Wait for this host's turn, then hold it: nobody else asks it until the block ends.

        The gap counts from the end of one request to the start of the next. Raises
        HostRestingError at once where the host rests.
        """
        clock = _clock_of(host)
        with clock.turn:
            self.check(host)
            self.pause(0)
            while (wait := clock.not_before - time.monotonic()) > 0:
                self.pause(wait)
            try:
                yield
            finally:
                pause = max(gap, self._settings.gap_seconds)
                clock.not_before = max(clock.not_before, time.monotonic() + pause)

    def pause(self, seconds: float) -> None:
        """Sleep, unless the run is being stopped: then raise StoppedError at once."""
        if self._stopping.wait(seconds):
            raise StoppedError

    def stop(self) -> None:
        """Let every thread that waits, or is about to ask, end now."""
        self._stopping.set()

    def check(self, host: str) -> None:
        """Raise HostRestingError where the host rests now."""
        state = self._of(host)
        if state.rests_until > time.monotonic():
            raise HostRestingError(state.reason, state.outcome)

    def hold_off(self, host: str, seconds: float) -> None:
        """No request to the host for so long: it has asked for it."""
        clock = _clock_of(host)
        clock.not_before = max(clock.not_before, time.monotonic() + seconds)

    def rest(
        self, host: str, seconds: float, reason: str, outcome: Outcome = Outcome.HOST_RESTING
    ) -> None:
        """Leave the host alone for so long; requests fail at once meanwhile, with this outcome."""
        state = self._of(host)
        state.rests_until = max(state.rests_until, time.monotonic() + seconds)
        state.reason, state.outcome = reason, outcome

    def succeeded(self, host: str) -> None:
        """The host has answered as it should."""
        state = self._of(host)
        state.failures = state.challenges = 0

    def failed(self, host: str) -> None:
        """Count a failure of the server or the network; too many in a row bring rest.

        After the rest one request is let through; if it fails, the rest begins again.
        """
        state = self._of(host)
        state.failures += 1
        if state.failures >= self._settings.failures_before_rest:
            count = state.failures
            self.rest(host, self._settings.rest_seconds, f"{count} failures in a row")

    def challenged(self, host: str) -> None:
        """Count a challenge page. One may belong to one address, two in a row are the host's word:
        it is then left alone for days, since we do not pose as a browser.
        """
        state = self._of(host)
        state.challenges += 1
        if state.challenges > 1:
            self.leave_to_a_person(host)

    def leave_to_a_person(self, host: str) -> None:
        """No requests to a host that asks for proof of being a person."""
        days = self._settings.blocked_days
        reason = f"not asked: the host showed challenge pages within the last {days:g} days"
        self.rest(host, days * 86400, reason, Outcome.BLOCKED_BY_WAF)

    def _of(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())


def _clock_of(host: str) -> _Clock:
    with _CLOCKS_LOCK:
        return _CLOCKS.setdefault(host, _Clock())
