"""Child processes over the machine's cores, with limits on time and memory.

A document that kills or hangs its child ends as `unreadable`; every other document keeps its
result. What is finished is kept at once, so that an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from multiprocessing.connection import wait
from pathlib import Path

from archive.artefacts import Artefacts
from archive.errors import UserError
from archive.store import open_store
from pipelines.process.children import Child, Children
from pipelines.process.document import Outcome, Trouble, postponed, record_failure
from pipelines.process.limits import Limits
from pipelines.process.messages import Begun, Job, decode_reply
from pipelines.process.nursery import WORKER

log = logging.getLogger(__name__)


def work(
    jobs: Iterable[Job], data: Path, limits: Limits, command: Sequence[str] = WORKER
) -> Generator[Outcome, None, None]:
    """Process `jobs` in children and give each outcome as it comes, in no order.

    `command` is what Python runs as a nursery; tests give one whose children misbehave.
    """
    with Children(open_store(data).address, limits, command) as source:
        yield from work_by(source, jobs, Artefacts(data), limits.n_workers)


def work_by(
    source: Children, jobs: Iterable[Job], artefacts: Artefacts, n_children: int
) -> Generator[Outcome, None, None]:
    """The same with children of a nursery that stays open."""
    waiting = deque(jobs)
    children: list[Child] = []
    try:
        while waiting or any(child.job for child in children):
            for child in children:
                if child.job is None and waiting:
                    child.give(waiting.popleft())
            while waiting and len(children) < n_children:
                children.append(source.new())
                children[-1].give(waiting.popleft())
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


def _hear(child: Child, artefacts: Artefacts) -> Outcome | None:
    """Take a child's message; a closed connection means that its document ended it."""
    try:
        message = decode_reply(child.connection.recv_bytes())
    except (EOFError, OSError):
        if child.was_killed():
            return _put_off(child)
        return _give_up(child, artefacts, "ended the process that read it")
    if isinstance(message, Begun):
        child.begun(message)
        return None
    child.job, child.deadline = None, float("inf")
    if message.trace:
        log.error("%s: %s", message.outcome.document_id[:12], " < ".join(message.trace))
    if message.is_last:
        child.end()
    return message.outcome


def _put_off(child: Child) -> Outcome | None:
    """Somebody else ended the child (a person, or the system short of memory): none is to blame."""
    job, child.job = child.job, None
    child.end()
    return postponed(job.document_id, Trouble.MACHINE) if job else None


def _give_up(child: Child, artefacts: Artefacts, what: str) -> Outcome | None:
    """End a child and count its document as unreadable.

    Raises UserError where the child never got as far as a document: then none is to blame.
    """
    if child.is_fetching:
        return _put_off(child)
    job, child.job = child.job, None
    child.end()
    if job is None:
        return None
    if not child.has_begun:
        raise UserError("Child processes do not start: they end before their first document.")
    message = f"The document {what}; it was set aside and the others went on."
    return record_failure(artefacts, job.document_id, message)
