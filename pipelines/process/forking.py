"""The inside of a nursery: answers its owner, forks children, tells how they ended."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle
from typing import NoReturn

from pipelines.process.messages import ALIVE, Fork, Wait, decode_order

TERMINATED = 128 + signal.SIGTERM  # how a child ends that was asked to
_LOOK = 0.005  # seconds between two looks at a child


def serve_nursery(descriptor: int, child: Callable[[Connection], None]) -> None:
    """Fork a child for each order until the owner goes away; `child` is what one does."""
    control = Connection(descriptor)
    gc.collect()
    gc.freeze()  # what was loaded stays shared: the collector writes into no page of it
    ended: dict[int, int] = {}
    control.send_bytes(b"ready")
    while True:
        try:
            order = decode_order(control.recv_bytes())
            if isinstance(order, Fork):
                answer = _forked(control, child)
            elif isinstance(order, Wait):
                answer = _status(order.pid, order.seconds, ended)
            else:
                answer = _end(order.pid, order.seconds, ended)
            control.send_bytes(answer.to_bytes(4, "big", signed=True))
        except (EOFError, OSError):
            return


def _forked(control: Connection, child: Callable[[Connection], None]) -> int:
    line = Connection(recv_handle(control))
    pid = os.fork()
    if pid == 0:
        control.close()
        _live(line, child)
    line.close()
    return pid


def _live(line: Connection, child: Callable[[Connection], None]) -> NoReturn:
    """What a child does between fork and end; it never returns into the nursery's own loop."""
    status = 1
    try:
        os.setsid()  # what it starts is ended with it
        # An exit and not a kill: a conversion under way then ends LibreOffice.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
        child(line)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    finally:
        os._exit(status)


def _status(pid: int, seconds: float, ended: dict[int, int]) -> int:
    """How the child ended; ALIVE where it has not, in `seconds`."""
    until = time.monotonic() + seconds
    while pid not in ended:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            ended[pid] = os.waitstatus_to_exitcode(status)
        elif time.monotonic() > until:
            return ALIVE
        else:
            time.sleep(_LOOK)
    return ended[pid]


def _end(pid: int, seconds: float, ended: dict[int, int]) -> int:
    if pid not in ended:
        # Told first: LibreOffice runs in a group of its own, which only the child can end.
        os.kill(pid, signal.SIGTERM)
        _status(pid, seconds, ended)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    _status(pid, float("inf"), ended)
    return ended.pop(pid)
