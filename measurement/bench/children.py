"""Two children against one, in turn: `python -m measurement.bench.children [FOLDER] [ROUNDS]`.

By the clock, so only on a machine that does nothing else: it says how busy the machine was.
"""

from __future__ import annotations

import hashlib
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from rich.console import Console

from archive.stages import ROOT
from pipelines.process import Job, Limits, work

_FILES = 40
_ROUNDS = 5
_FOLDERS = ("tests/reviews", "tests/reviews2", "tests/reviews3")


def main(folder: Path | None, rounds: int) -> None:
    """Print the times of each round and the middle of all."""
    folders = [folder] if folder else [ROOT / name for name in _FOLDERS]
    files = [file for some in folders for file in sorted(some.rglob("*.pdf"))][:_FILES]
    if not files:
        sys.exit(f"There are no PDFs in {folder}.")
    jobs = [Job(hashlib.sha256(file.read_bytes()).hexdigest(), str(file)) for file in files]
    jobs.sort(key=lambda job: -job.bytes)  # as a run does
    console = Console()
    console.print(f"{len(jobs)} files; load of the machine before: {os.getloadavg()[0]:.1f}")
    seconds(jobs, 2)  # once for the files and programs to be in memory
    found = []
    for number in range(1, rounds + 1):
        (one, cpu_one), (two, cpu_two) = seconds(jobs, 1), seconds(jobs, 2)
        found.append(one / two)
        console.print(
            f"round {number}: one {one:.2f} s ({cpu_one:.2f} of processor), two {two:.2f} s"
            f" ({cpu_two:.2f} of processor): {one / two:.2f} times"
        )
    console.print(f"middle of {rounds}: {median(found):.2f} times (aim 1.75)")


def seconds(jobs: list[Job], n_children: int) -> tuple[float, float]:
    """From nothing to the last outcome, start of the nursery included; and of the processor."""
    with tempfile.TemporaryDirectory() as folder:
        began, used = time.monotonic(), _used()
        done = list(work(jobs, Path(folder), Limits(workers=n_children)))
        took = time.monotonic() - began
    if len(done) != len(jobs):
        raise RuntimeError(f"{len(done)} of {len(jobs)} documents came back.")
    return took, _used() - used


def _used() -> float:
    """Seconds of the processor of this process and of those that it has waited for."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(some.ru_utime + some.ru_stime for some in both)


if __name__ == "__main__":
    given = sys.argv[1:]
    main(Path(given[0]) if given else None, int(given[1]) if len(given) > 1 else _ROUNDS)
