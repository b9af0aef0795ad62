"""The inside of a nursery: answers its owner, forks children, reports how they ended."""

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

from pipelines.process.messages import ALIVE, Early, End, Wait, decode_order

TERMINATED = 128 + signal.SIGTERM  # how a child ends that was asked to
_LOOK = 0.005  # seconds between two looks at a child
Life = Callable[[Connection], None]  # what a child does


def fork_early(control: Connection, life: Life) -> None:
    """Where the owner has asked for it: a nursery beside this one, of children as they are now."""
    if not control.poll(0) or not isinstance(decode_order(control.recv_bytes()), Early):
        return
    line = Connection(recv_handle(control))
    if os.fork() == 0:
        control.close()
        try:
            serve_nursery(line, life)
        finally:
            os._exit(0)
    line.close()


def serve_nursery(control: Connection, life: Life) -> None:
    """Fork a child for each order until the owner goes away."""
    gc.freeze()  # what was loaded stays shared: the collector writes into no page of it
    gc.enable()
    # A shut-down reaches all processes at once. The owner ends the children, and needs us for that;
    # where it goes, its line closes.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    ended: dict[int, int] = {}
    with suppress(EOFError, OSError):
        control.send_bytes(b"ready")
        while True:
            order = decode_order(control.recv_bytes())
            if isinstance(order, Wait):
                answer = _status(order.pid, order.seconds, ended)
            elif isinstance(order, End):
                answer = _end(order.pid, order.seconds, ended)
            else:
                answer = _forked(control, life)
            control.send_bytes(answer.to_bytes(4, "big", signed=True))


def _forked(control: Connection, life: Life) -> int:
    line = Connection(recv_handle(control))
    pid = os.fork()
    if pid == 0:
        control.close()
        _live(line, life)
    line.close()
    return pid


def _live(line: Connection, life: Life) -> NoReturn:
    """What a child does between fork and end; it never returns into the nursery's own loop."""
    status = 1
    try:
        os.setsid()  # what it starts is ended with it
        # An exit and not a kill: a conversion under way then ends LibreOffice.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
        life(line)
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
        # Reported first: LibreOffice runs in a group of its own, which only the child can end.
        os.kill(pid, signal.SIGTERM)
        _status(pid, seconds, ended)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    _status(pid, float("inf"), ended)
    return ended.pop(pid)
