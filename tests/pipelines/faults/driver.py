"""`reviews run` in one process and without spaCy, which kills itself at the n-th thing it does.

python driver.py N ARGUMENTS...: N counts calls of what makes a change last; 0 never comes. The
number of calls is printed at the end, so that a test can spread its kills over all of them. A name
in the place of N (swap_in:before, swap_in:after) is a kill at the call of that function.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[3]))  # the project, wherever this is run from

import archive.files
import cli
import warehouse.building
from archive.artefacts import Artefacts
from archive.ledger import Ledger
from extractors import extract, read
from models.records import Labelled
from pipelines import run as main_job
from pipelines.process import DocumentOutcome, Job, Limits, document
from pipelines.process.tools import Tools
from pipelines.process.worker import serve
from warehouse import storage

calls, kill_at = 0, int(sys.argv[1]) if sys.argv[1].isdigit() else 0
named = sys.argv[1]


def counted(work: Callable[..., Any]) -> Callable[..., Any]:
    """Dies before or after the call, as its number is odd or even."""

    @wraps(work)
    def call(*arguments: Any, **options: Any) -> Any:
        global calls  # noqa: PLW0603 - one process, one count
        calls += 1
        mine = calls
        if (mine == kill_at and mine % 2) or named == f"{work.__qualname__}:before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = work(*arguments, **options)
        if mine == kill_at or named == f"{work.__qualname__}:after":
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return call


def work(jobs: Iterable[Job], data: Path, limits: Limits) -> Iterator[DocumentOutcome]:
    for job in jobs:
        yield serve(Artefacts(data), job).outcome


main_job.work = work
document.tools = lambda: Tools(read, extract, lambda found: Labelled(found.document_id))
for place, name in (
    (Path, "replace"),
    (Path, "unlink"),
    (Ledger, "append"),
    (archive.files.os, "fsync"),
    (storage, "swap_in"),
    (storage, "keep"),
    (warehouse.building, "fill"),
    (warehouse.build.__globals__["_Build"], "_timed"),
):
    setattr(place, name, counted(getattr(place, name)))

if __name__ == "__main__":
    sys.argv[1:] = sys.argv[2:]
    try:
        cli.main()
    finally:
        sys.stdout.write(f"calls {calls}\n")
