"""Child processes over the machine's cores, with limits on time and memory.

A document that kills or hangs its child ends as `unreadable`; every other document keeps its
result. What is finished is kept at once, so that an interrupted run continues where it stopped.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from math import inf
from multiprocessing.connection import wait
from pathlib import Path

from archive.artefacts import Artefacts
from archive.errors import UserError
from archive.store import open_store
from pipelines.process.children import Child, Children
from pipelines.process.document import record_failure
from pipelines.process.limits import Limits
from pipelines.process.messages import Begun, Job, decode_reply
from pipelines.process.nursery import WORKER
from pipelines.process.outcomes import DocumentOutcome, Trouble, postponed

log = logging.getLogger(__name__)
_LONGEST = 60.0  # seconds to wait at a time


def work(
    jobs: Iterable[Job], data: Path, limits: Limits, command: Sequence[str] = WORKER
) -> Generator[DocumentOutcome, None, None]:
    """Process `jobs` in children and give each outcome as it comes, in no order.

    `command` is what Python runs as a nursery; tests give one whose children misbehave.
    """
    n_children = limits.n_workers
    where = open_store(data).address
    with Children(where, limits, command, has_early=n_children > 1) as source:
        yield from work_by(source, jobs, Artefacts(data), n_children)


def work_by(
    source: Children, jobs: Iterable[Job], artefacts: Artefacts, n_children: int
) -> Generator[DocumentOutcome, None, None]:
    """The same with children of a nursery that stays open."""
    waiting = deque(jobs)
    halves: dict[str, DocumentOutcome] = {}  # what early children did, by document
    half = deque[Job]()  # those of them that nobody has taken up yet
    children: list[Child] = []
    try:
        while waiting or half or any(child.job for child in children):
            _occupy(source, children, n_children, waiting, half)
            loading = [line for line in [source.loading()] if line]
            busy = [child.connection for child in children if child.job]
            timeout = min((child.deadline for child in children), default=inf) - time.monotonic()
            ready = set(wait([*busy, *loading], max(min(timeout, _LONGEST), 0)))
            if ready.intersection(loading) or (loading and not busy and not ready):
                source.settle()
            for child in list(children):
                outcome, job = None, child.job
                if child.connection in ready:
                    outcome = _hear(child, artefacts)
                elif child.deadline < time.monotonic():
                    outcome = _give_up(child, artefacts, "took longer than the limit")
                if child.is_early and not child.job and not source.loading():
                    child.end()
                if child.connection.closed:
                    children.remove(child)
                if outcome and outcome.is_half and job:
                    halves[outcome.document_id] = outcome
                    half.append(job)
                elif outcome:
                    first = halves.pop(outcome.document_id, None)
                    yield outcome.after(first) if first else outcome
    finally:
        for child in children:
            child.end()


def _occupy(
    source: Children,
    children: list[Child],
    n_children: int,
    waiting: deque[Job],
    half: deque[Job],
) -> None:
    """Give each idle child a document, and have more children while there are documents left."""
    for child in children:
        if child.job is None:
            queue = half if half and not child.is_early else waiting
            if queue:
                child.give(queue.popleft())
    while waiting or (half and not source.loading()):
        # A nursery that still loads takes a core itself.
        if len(children) >= n_children - bool(source.loading()):
            return
        child = source.new()
        children.append(child)
        queue = half if half and not child.is_early else waiting
        child.give(queue.popleft())


def _hear(child: Child, artefacts: Artefacts) -> DocumentOutcome | None:
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


def _put_off(child: Child) -> DocumentOutcome | None:
    """Somebody else ended the child (a person, or the system short of memory): none is to blame."""
    job, child.job = child.job, None
    child.end()
    return postponed(job.document_id, Trouble.MACHINE) if job else None


def _give_up(child: Child, artefacts: Artefacts, what: str) -> DocumentOutcome | None:
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
