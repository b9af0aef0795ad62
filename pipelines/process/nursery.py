"""A process that loads the stages once and forks warm children from then on.

Loading rules and models takes a second; a fork takes a hundredth of one. So a child that has grown
too large, or whose document ended it, costs next to nothing to replace.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.reduction import send_handle

from archive.errors import UserError
from archive.stages import ROOT
from pipelines.process.messages import ALIVE, End, Fork, Wait, encode

# One core a child: numpy's own threads would fight over the cores that the children share.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_ENVIRONMENT = {"PYTHONPATH": str(ROOT)} | dict.fromkeys(_THREADS, "1")
WORKER = ("-m", "pipelines.process.worker")


class NurseryGoneError(Exception):
    """The nursery has ended, and nobody can say how its children fare."""


class Nursery:
    """Starts children, tells how they ended, ends them. Safe for many threads.

    `command` is what Python runs; `where` tells the children where results go.
    """

    def __init__(
        self, where: str, memory_mb: int, seconds: float, command: Sequence[str] = WORKER
    ) -> None:
        self._lock = threading.Lock()
        ours, theirs = socket.socketpair()
        self._control = Connection(ours.detach())
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, *command, str(theirs.fileno()), where, str(memory_mb)],
                pass_fds=[theirs.fileno()],
                # Its own session: Ctrl-C reaches the parent alone, which then ends the children.
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=os.environ | _ENVIRONMENT,
            )  # fmt: skip
        try:
            self._is_ready(seconds)
        except BaseException:
            self.close()
            raise

    def _is_ready(self, seconds: float) -> None:
        with suppress(EOFError, OSError):
            if self._control.poll(seconds):
                self._control.recv_bytes()
                return
        raise UserError(
            "Child processes do not start. See why: python -m pipelines.process.worker 0 data 0"
        )

    def fork(self) -> tuple[int, Connection]:
        """A fresh child: its number, and the line to it. Raises NurseryGoneError."""
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._lock:
                self._send(Fork())
                send_handle(self._control, theirs.fileno(), self._process.pid)
                pid = self._answer()
        except (EOFError, OSError) as error:
            ours.close()
            raise NurseryGoneError from error
        return pid, Connection(ours.detach())

    def status(self, pid: int, seconds: float) -> int | None:
        """How a child ended (-9: killed by signal 9); None where it goes on or nobody knows."""
        return self._asked(Wait(pid, seconds))

    def end(self, pid: int, seconds: float) -> None:
        """End a child and what it has started, by force where it does not go in `seconds`."""
        if self._asked(End(pid, seconds)) is None:  # nobody else can any more
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        """End the nursery. Children that have a document in hand finish it unless ended before."""
        self._control.close()
        self._process.kill()
        self._process.wait()

    def _asked(self, message: Wait | End) -> int | None:
        try:
            with self._lock:
                self._send(message)
                found = self._answer()
        except (EOFError, OSError):
            return None
        return None if found == ALIVE else found

    def _send(self, message: Fork | Wait | End) -> None:
        self._control.send_bytes(encode(message))

    def _answer(self) -> int:
        return int.from_bytes(self._control.recv_bytes(), "big", signed=True)
