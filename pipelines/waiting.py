"""Waits for a data folder that another run holds: that passes by itself."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from archive.lock import BusyError

if TYPE_CHECKING:
    from tenacity import RetryCallState

log = logging.getLogger(__name__)
_PAUSE = 20.0  # seconds between two looks
Ended = TypeVar("Ended")


def when_free(
    run: Callable[[], Ended],
    minutes: float,
    sleep: Callable[[float], None] = time.sleep,
) -> Ended:
    """Do a run as soon as no other one holds its data folder.

    Raises BusyError where that takes longer than so many minutes.
    """
    if not minutes:
        return run()
    from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

    attempts = Retrying(
        retry=retry_if_exception_type(BusyError),
        stop=stop_after_delay(minutes * 60),
        wait=wait_fixed(_PAUSE),
        before_sleep=_say,
        sleep=sleep,
        reraise=True,
    )
    return attempts(run)


def _say(state: RetryCallState) -> None:
    if state.attempt_number == 1:
        log.info("Another run is using the data folder. This one waits for it to end.")
