"""Who processes documents: children of this machine, or those of many."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Protocol

from archive.errors import UserError
from pipelines.process import pool
from pipelines.process.limits import Limits
from pipelines.process.messages import Job
from pipelines.process.outcomes import DocumentOutcome


class Executor(Protocol):
    """Takes documents through the stages, each in a child process with limits.

    Outcomes come in no order, one for each job, as soon as there is one. A document that ends or
    hangs its child is an outcome too; results are kept in the store of `data` before that.
    """

    def __call__(
        self, jobs: Iterable[Job], data: Path, limits: Limits
    ) -> Generator[DocumentOutcome, None, None]: ...


def executor(limits: Limits) -> Executor:
    """The one that the limits ask for."""
    if not limits.scheduler:
        return pool.work
    try:
        from pipelines.process import cluster  # noqa: PLC0415 - an extra brings Dask
    except ImportError as error:
        raise UserError(
            "Dask is not installed here: pip install safeguarding-reviews[dask], or run without"
            " --scheduler."
        ) from error
    return cluster.work


def work(jobs: Iterable[Job], data: Path, limits: Limits) -> Generator[DocumentOutcome, None, None]:
    """Process `jobs` by whoever the limits ask for."""
    yield from executor(limits)(jobs, data, limits)
