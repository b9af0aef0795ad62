"""A process that loads the stages once and forks warm children from then on.

Loading rules and models takes a second; a fork takes a hundredth of one. So a child that has grown
too large, or whose document ended it, costs next to nothing to replace. While the nursery still
loads the last stage, early children, forked before it, take documents through the others.
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
from archive.threads import ONE_THREAD
from pipelines.process.messages import ALIVE, Early, End, Fork, Wait, encode

WORKER = ("-m", "pipelines.process.worker")

_SHORT = "The machine may be short of memory or processes: run again with --workers 1."


class NurseryGoneError(Exception):
    """The nursery has ended, and nobody can say how its children fare."""


class NurseryLink:
    """The line to a nursery: asks for children, how they ended, and for their end. For threads."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._lock = threading.Lock()

    def fork(self) -> tuple[int, Connection]:
        """A fresh child: its number, and the line to it. Raises NurseryGoneError."""
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._lock:
                self._send(Fork())
                send_handle(self.connection, theirs.fileno(), 0)
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

    def early(self) -> NurseryLink:
        """A second line, to a nursery of early children. Only before this one is ready."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._send(Early())
            send_handle(self.connection, theirs.fileno(), 0)
        return NurseryLink(Connection(ours.detach()))

    def _asked(self, message: Wait | End) -> int | None:
        try:
            with self._lock:
                self._send(message)
                found = self._answer()
        except (EOFError, OSError):
            return None
        return None if found == ALIVE else found

    def _send(self, message: Early | Fork | Wait | End) -> None:
        self.connection.send_bytes(encode(message))

    def _answer(self) -> int:
        return int.from_bytes(self.connection.recv_bytes(), "big", signed=True)


class Nursery:
    """The process itself. `command` is what Python runs; `where` says where results go.

    It may take `seconds` to start.
    """

    def __init__(
        self,
        where: str,
        memory_mb: int,
        seconds: float,
        command: Sequence[str] = WORKER,
        *,
        has_early: bool,
    ) -> None:
        ours, theirs = socket.socketpair()
        self.line = NurseryLink(Connection(ours.detach()))
        self.is_ready, self._seconds, self._command = False, seconds, command
        # Said before it starts, so that it is heard in time.
        self.early = self.line.early() if has_early else None
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, *command, str(theirs.fileno()), where, str(memory_mb)],
                pass_fds=[theirs.fileno()],
                # Its own session: Ctrl-C reaches the parent alone, which then ends the children.
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )  # fmt: skip

    def settle_early(self) -> None:
        """Wait until it has early children, where it is to. Raises UserError where it has not."""
        if self.early:
            self._settle(self.early)

    def settle(self) -> None:
        """Wait until it has loaded everything. Raises UserError where it does not."""
        if not self.is_ready:
            self._settle(self.line)
            self.is_ready = True

    def _settle(self, line: NurseryLink) -> None:
        with suppress(EOFError, OSError):
            if line.connection.poll(self._seconds):
                line.connection.recv_bytes()
                return
        self.close()
        raise UserError(f"Child processes do not start. {self._why()}")

    def _why(self) -> str:
        """What Python says when the program is loaded once more, for whoever has to mend it."""
        try:
            done = subprocess.run(
                [sys.executable, *self._command],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                env=_environment(),
                timeout=self._seconds,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return _SHORT
        if not done.returncode:
            return _SHORT
        said = done.stderr.strip().splitlines()
        why = said[-1] if said else f"exit status {done.returncode}"
        return f"The program cannot be loaded ({why}). Reinstall it, then run again."

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        """End the nursery. Children that have a document in hand finish it unless ended before."""
        self.line.connection.close()
        if self.early:
            self.early.connection.close()
        self._process.kill()
        self._process.wait()


def _environment() -> dict[str, str]:
    """The environment of the program, which comes before whatever else Python is asked to load."""
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        **ONE_THREAD,
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
    }
