"""A command as a whole process: seconds, processor time and peak memory, its children included."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple

from pipelines.stages import ROOT


class Measured(NamedTuple):
    """What a command took. `peak_mb` is that of the largest single process."""

    seconds: float
    processor: float
    peak_mb: float
    output: bytes


def measured(arguments: Sequence[str], good: frozenset[int] = frozenset({0})) -> Measured:
    """Run Python with these arguments. Raises RuntimeError where it does not end well."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = perf_counter()
        process = subprocess.Popen(
            [sys.executable, *arguments],
            stdout=output,
            stderr=errors,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode not in good:
            told = errors.read()[-500:].decode(errors="replace")
            raise RuntimeError(f"The command ended with {process.returncode}: {told}")
        peak = used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        return Measured(seconds, used.ru_utime + used.ru_stime, peak, output.read())
