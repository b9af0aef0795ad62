"""Child processes over the machine's cores, with limits on time and memory.

A document that kills or hangs its child ends as `unreadable`; every other document keeps its
result. What is finished is kept at once, so that an interrupted run continues where it stopped.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path

import msgspec

from archive.artefacts import Artefacts
from archive.errors import UserError
from archive.stages import ROOT
from pipelines.process.document import Outcome, Trouble, postponed, record_failure
from pipelines.process.messages import Begun, Job, decode_reply, encode

log = logging.getLogger(__name__)
# One core a child: numpy's own threads would fight over the cores that the children share.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_GRACE = 2.0  # seconds that a child has to end what it started
# A document may crash its child (a fault of a library), but it sends it none of these.
_KILLED = {-signal.SIGKILL, -signal.SIGTERM, -signal.SIGHUP, -signal.SIGINT, 128 + signal.SIGTERM}
WORKER = ("-m", "pipelines.process.worker")
_ENVIRONMENT = {"PYTHONPATH": str(ROOT)} | dict.fromkeys(_THREADS, "1")


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Limits(msgspec.Struct, frozen=True):
    """How many children, and what one document may take.

    A page that needs OCR takes 2 to 5 seconds, so a document's time grows with its pages, up to
    `most_seconds`: what a file says of its pages may be a lie. `memory_mb` bounds the address
    space of a child (0: no bound).
    """

    workers: int = 0  # 0: one for each core
    memory_mb: int = 4000
    seconds: float = 60.0
    seconds_per_page: float = 8.0
    most_seconds: float = 3600.0

    @property
    def n_workers(self) -> int:
        return self.workers or cores()


class _Child:
    """One child process and the document that it has in hand."""

    def __init__(self, command: Sequence[str], data: Path, limits: Limits) -> None:
        ours, theirs = socket.socketpair()
        self.limits = limits
        self.connection = Connection(ours.detach())
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, *command, str(theirs.fileno()), str(data), str(limits.memory_mb)],
                pass_fds=[theirs.fileno()],
                # Its own session: Ctrl-C reaches the parent alone, which then ends the children.
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=os.environ | _ENVIRONMENT,
            )  # fmt: skip
        self.job: Job | None = None
        self.deadline = float("inf")
        self.has_begun = False

    def give(self, job: Job) -> None:
        self.job = job
        # Starting Python and loading the stages comes before the first document.
        self.deadline = time.monotonic() + self.limits.seconds
        self.connection.send_bytes(encode(job))

    def begun(self, n_pages: int) -> None:
        self.has_begun = True
        allowed = self.limits.seconds + self.limits.seconds_per_page * n_pages
        self.deadline = time.monotonic() + min(allowed, self.limits.most_seconds)

    def was_killed(self) -> bool:
        """Whether a signal from outside ended the child; it has gone already or is going."""
        with suppress(subprocess.TimeoutExpired):
            return self.process.wait(_GRACE) in _KILLED
        return False

    def end(self) -> None:
        """End the child and whatever it has started."""
        self.connection.close()
        # Told first: LibreOffice runs in a group of its own, which only the child can end.
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(_GRACE)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def work(
    jobs: Iterable[Job], data: Path, limits: Limits, command: Sequence[str] = WORKER
) -> Generator[Outcome, None, None]:
    """Process `jobs` in children and give each outcome as it comes, in no order.

    `command` is what Python runs as a child; tests give one that misbehaves.
    """
    waiting = deque(jobs)
    children: list[_Child] = []
    artefacts = Artefacts(data)
    try:
        while waiting or any(child.job for child in children):
            while waiting and len(children) < limits.n_workers:
                children.append(_Child(command, data, limits))
            for child in children:
                if child.job is None and waiting:
                    child.give(waiting.popleft())
            timeout = min(child.deadline for child in children) - time.monotonic()
            ready = set(wait([c.connection for c in children if c.job], max(timeout, 0)))
            for child in list(children):
                if child.connection in ready:
                    outcome = _hear(child, artefacts)
                elif child.deadline < time.monotonic():
                    outcome = _give_up(child, artefacts, "took longer than it may")
                else:
                    continue
                if child.connection.closed:
                    children.remove(child)
                if outcome:
                    yield outcome
    finally:
        for child in children:
            child.end()


def _hear(child: _Child, artefacts: Artefacts) -> Outcome | None:
    """Take a child's message; a closed connection means that its document ended it."""
    try:
        message = decode_reply(child.connection.recv_bytes())
    except (EOFError, OSError):
        if child.was_killed():
            return _put_off(child)
        return _give_up(child, artefacts, "ended the process that read it")
    if isinstance(message, Begun):
        child.begun(message.n_pages)
        return None
    child.job, child.deadline = None, float("inf")
    if message.trace:
        log.error("%s: %s", message.outcome.document_id[:12], " < ".join(message.trace))
    if message.is_last:
        child.end()
    return message.outcome


def _put_off(child: _Child) -> Outcome | None:
    """Somebody else ended the child (a person, or the system short of memory): none is to blame."""
    job, child.job = child.job, None
    child.end()
    return postponed(job.document_id, Trouble.MACHINE) if job else None


def _give_up(child: _Child, artefacts: Artefacts, what: str) -> Outcome | None:
    """End a child and count its document as unreadable.

    Raises UserError where the child never got as far as a document: then none is to blame.
    """
    job, child.job = child.job, None
    child.end()
    if job is None:
        return None
    if not child.has_begun:
        raise UserError(
            "Child processes do not start. See why: python -m pipelines.process.worker 0 data 0"
        )
    message = f"The document {what}; it was set aside and the others went on."
    return record_failure(artefacts, job.document_id, message)
