"""Documents on many machines: a Dask scheduler hands them out, each worker reads one in a child.

A worker keeps results in the store that all machines share, and sends back the outcome alone. A
worker that goes takes its documents with it; the scheduler gives them to others. Both may then have
written the same results: they are the same bytes under the same keys.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Generator, Iterable
from concurrent.futures import CancelledError
from itertools import islice
from pathlib import Path

from distributed import Client, Future, KilledWorker, wait

from archive.artefacts import Artefacts
from archive.errors import UserError
from archive.places import Places
from archive.stages import read_settings, stage_versions
from archive.store import open_store
from pipelines.process.children import Children
from pipelines.process.limits import Limits
from pipelines.process.messages import Job
from pipelines.process.outcomes import DocumentOutcome, Trouble, postponed
from pipelines.process.pool import work_by

log = logging.getLogger(__name__)
_ANSWER = 30.0  # seconds for a scheduler to answer
_WORKERS = 120.0  # seconds without any worker: the scheduler may be starting others
_AHEAD = 3  # documents handed out for each thread: none waits, and few are lost with a worker
Rules = tuple[tuple[tuple[str, str], ...], str]


def work(jobs: Iterable[Job], data: Path, limits: Limits) -> Generator[DocumentOutcome, None, None]:
    """Process `jobs` on the machines of `limits.scheduler`; each outcome as it comes, in no order.

    Raises UserError where the scheduler or all its workers are out of reach, or a worker has
    other rules or does not see the data.
    """
    waiting = iter(jobs)
    first = next(waiting, None)
    if first is None:
        return
    where = open_store(data).address
    with _client(limits.scheduler) as client:

        def hand_out(number: int) -> dict[Future, Job]:
            return {
                client.submit(read_one, job, where, limits, rules(), pure=False): job
                for job in islice(waiting, number)
            }

        given = {client.submit(read_one, first, where, limits, rules(), pure=False): first}
        while given:
            threads = sum(client.nthreads().values())
            given |= hand_out(max(0, _AHEAD * threads - len(given)))
            for future in _ended(client, given):
                yield _outcome(future, given.pop(future))


def read_one(job: Job, where: str, limits: Limits, expected: Rules) -> DocumentOutcome:
    """On a worker: one document in a child with limits."""
    if rules() != expected:
        raise UserError(
            "A worker has another version of this program, of its libraries or of its programs for"
            " OCR and Word files: results would not be found again. Install the same everywhere."
        )
    if "://" not in where and not Places(Path(where)).version.exists():
        raise UserError(
            f"A worker cannot see {where}. Mount the data folder there under the same name, or"
            " keep originals in object storage: docs/scaling.md."
        )
    (outcome,) = work_by(_children(where, limits), [job], Artefacts(where), 1)
    return outcome


def rules() -> Rules:
    """What two machines must have in common for their results to be the same."""
    return tuple(sorted(stage_versions().items())), read_settings()


_lock = threading.Lock()
_sources: dict[tuple[str, Limits], Children] = {}


def _children(where: str, limits: Limits) -> Children:
    """The nursery of this worker, for as long as the worker lives; its threads share it."""
    with _lock:
        if (where, limits) not in _sources:
            _sources[where, limits] = Children(where, limits, has_early=False)
        return _sources[where, limits]


_ADDRESS = re.compile(r"\w+://[^\s/:]+:\d+/?")


def _client(address: str) -> Client:
    if not _ADDRESS.fullmatch(address):
        raise UserError(f"{address!r} is not the address of a scheduler. Write tcp://HOST:8786.")
    try:
        client = Client(address, timeout=_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UserError(
            f"No Dask scheduler answers at {address}. Start it (dask scheduler), or run without"
            " --scheduler."
        ) from error
    try:
        client.wait_for_workers(1, timeout=_WORKERS)
    except TimeoutError as error:
        client.close()
        raise UserError(
            f"The scheduler at {address} has no worker. Start some: dask worker {address}"
        ) from error
    return client


def _ended(client: Client, given: Iterable[Future]) -> list[Future]:
    """Those that have ended, at least one. Raises UserError where nobody works on them any more."""
    while True:
        try:
            with client.as_current():
                done = wait(list(given), timeout=_WORKERS, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            if not client.nthreads():
                raise UserError(
                    "All Dask workers have gone. What is done is kept: start workers, run again."
                ) from None
        else:
            return list(done)


def _outcome(future: Future, job: Job) -> DocumentOutcome:
    try:
        outcome: DocumentOutcome = future.result()
    except (KilledWorker, CancelledError):
        # A document cannot end a worker, only its own child: the machine did.
        log.warning("%s: its workers were lost", job.document_id[:12])
        return postponed(job.document_id, Trouble.MACHINE)
    return outcome
