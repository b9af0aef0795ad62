"""A command as a whole process: seconds, processor time and peak memory, its children included."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from archive.stages import ROOT

# A small process between: on Linux the peak of a child begins with the size of who started it.
_LAUNCHER = """
import json, os, sys
child = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, *sys.argv[2:]])
_, status, used = os.wait4(child, 0)
with open(sys.argv[1], "w") as file:
    json.dump([used.ru_utime + used.ru_stime, used.ru_maxrss], file)
sys.exit(os.waitstatus_to_exitcode(status))
"""
_A_MEGABYTE = 2**20 if sys.platform == "darwin" else 2**10  # in units of ru_maxrss


class CommandCost(NamedTuple):
    """What a command took. `peak_mb` is that of the largest single process."""

    seconds: float
    processor: float
    peak_mb: float
    output: bytes


def measured(arguments: Sequence[str], good: frozenset[int] = frozenset({0})) -> CommandCost:
    """Run Python with these arguments. Raises RuntimeError where it does not end well."""
    with tempfile.TemporaryDirectory(prefix="reviews-bench-") as folder:
        figures = Path(folder) / "figures.json"
        start = perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", _LAUNCHER, str(figures), *arguments],
            capture_output=True,
            check=False,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        seconds = perf_counter() - start
        if done.returncode not in good:
            told = done.stderr[-500:].decode(errors="replace")
            raise RuntimeError(f"The command ended with {done.returncode}: {told}")
        processor, peak = json.loads(figures.read_text())
    return CommandCost(seconds, processor, peak / _A_MEGABYTE, done.stdout)
