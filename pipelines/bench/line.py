"""The whole line: from bytes to statements, a run, the same run again, on one core and on all."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extractors import extract, read
from pipelines.bench.figures import Figure
from pipelines.process.pool import cores
from pipelines.stages import ROOT


def statements_figures(files: Sequence[Path]) -> Iterator[Figure]:
    """Pages a second from bytes to statements, in one process."""
    pages = 0
    start = time.perf_counter()
    for file in files:
        reading = read(file.read_bytes(), file.name)
        pages += reading.n_pages
        extract(reading)
    spent = time.perf_counter() - start
    yield Figure("from bytes to statements, one process", pages / spent, "pages/s")


def run_figures(source: Path | None, *, alone: bool) -> Iterator[Figure]:
    """A run over `source` (None: the sample) in a fresh data folder, and the same again.

    With `alone` also a run with one child, to see what a second one gains.
    """
    with tempfile.TemporaryDirectory(prefix="reviews-bench-") as scratch:
        first, report = _run(Path(scratch) / "data", source, 0)
        again, second = _run(Path(scratch) / "data", source, 0)
        pages = report["status"]["pages"]
        yield Figure("a whole run, all cores", pages / first, "pages/s")
        yield Figure("  of it the warehouse build", report["seconds"]["build"], "s")
        # Over eight documents, starting Python and spaCy is most of either run: no aim there.
        aim = 3.0 if source else None
        yield Figure("second run against the first", 100 * again / first, "%", at_most=aim)
        rest = again - second["seconds"]["build"]
        yield Figure("  of it all but the build", 100 * rest / first, "%")
        if alone and cores() > 1:
            single, _ = _run(Path(scratch) / "alone", source, 1)
            yield Figure(f"{cores()} children against one", single / first, "times", at_least=1.7)
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    megabytes = used / (2**20 if sys.platform == "darwin" else 2**10)
    yield Figure("largest process", megabytes, "MB", at_most=500)


def _run(data: Path, source: Path | None, workers: int) -> tuple[float, dict[str, Any]]:
    command = [sys.executable, str(ROOT / "cli.py"), "run", "--json"]
    command += ["--data", str(data), "--workers", str(workers)]
    command += ["--from", str(source)] if source else []
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    spent = time.perf_counter() - start
    if done.returncode not in {0, 2}:
        raise RuntimeError(f"The run ended with {done.returncode}: {done.stderr.decode()[-500:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return spent, report
