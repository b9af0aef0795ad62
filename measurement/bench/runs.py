"""The pipeline from bytes to statements, a run, and the same run again, on one core and on all."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any

import pdfplumber

from archive.stages import ROOT
from extractors import extract, read
from measurement.bench.figures import Figure
from measurement.bench.measuring import CommandCost, measured
from pipelines.process.limits import cores

_ENDS_WELL = frozenset({0, 2})
_ONE_FILE = (
    "import sys; from extractors import extract, read; from pathlib import Path;"
    "extract(read(Path(sys.argv[1]), '0' * 64))"
)


def statements_figures(files: Sequence[Path], most_pages: int = 150) -> Iterator[Figure]:
    """Pages a second from bytes to statements, against pdfplumber's words of the same files.

    Rules are loaded before the clock starts: once a process, however many documents it reads.
    """
    extract(read(files[0], files[0].name))
    ours = plumbers = 0.0
    pages = 0
    for file in files:
        if pages >= most_pages:
            break
        data = file.read_bytes()
        start = process_time()
        reading = read(data, file.name)
        extract(reading)
        ours += process_time() - start
        plumbers += _plumbers(data)
        pages += reading.n_pages
    yield Figure("from bytes to statements, one core", pages / ours, "pages/s")
    yield Figure("  against pdfplumber's words alone", plumbers / ours, "times", at_least=12)


def _plumbers(data: bytes) -> float:
    start = process_time()
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_words(extra_attrs=["fontname", "size"])
            page.close()
    return process_time() - start


def memory_figures(files: Sequence[Path]) -> Iterator[Figure]:
    """The most memory that the largest file takes from bytes to statements, in a fresh process."""
    largest = max(files, key=lambda file: file.stat().st_size)
    peak = measured(["-c", _ONE_FILE, str(largest)]).peak_mb
    yield Figure("memory for the largest file", peak, "MB", at_most=400)


def run_figures(source: Path | None, *, alone: bool) -> Iterator[Figure]:
    """A run over `source` (None: the sample) in a fresh data folder, and the same again.

    With `alone` also a run with one child, to see what a second one gains.
    """
    with tempfile.TemporaryDirectory(prefix="reviews-bench-") as scratch:
        first, report = _run(Path(scratch) / "data", source, 0)
        again, _ = _run(Path(scratch) / "data", source, 0)
        yield Figure("a whole run, all cores", report["status"]["pages"] / first.seconds, "pages/s")
        yield Figure("  of it the warehouse build", report["seconds"]["build"], "s")
        # Over eight documents, starting Python and spaCy is most of either run: no aim there.
        aim = 3.0 if source else None
        share = 100 * again.processor / first.processor
        yield Figure("second run, of the first's processor time", share, "%", at_most=aim)
        if alone and cores() > 1:
            single, told = _run(Path(scratch) / "alone", source, 1)
            gain = _reading(single, told) / _reading(first, report)
            yield Figure(f"{cores()} children against one", gain, "times", at_least=1.7)
        peak = max(first.peak_mb, again.peak_mb)
        yield Figure("largest process of a run", peak, "MB", at_most=500)


def _reading(run: CommandCost, report: dict[str, Any]) -> float:
    """The seconds that children share: the build is the parent's alone."""
    return float(run.seconds - report["seconds"]["build"])


def _run(data: Path, source: Path | None, workers: int) -> tuple[CommandCost, dict[str, Any]]:
    arguments = [str(ROOT / "cli.py"), "run", "--json"]
    arguments += ["--data", str(data), "--workers", str(workers)]
    arguments += ["--from", str(source)] if source else []
    taken = measured(arguments, _ENDS_WELL)
    report: dict[str, Any] = json.loads(taken.output)
    return taken, report
