"""One run with its messages, as an operator's schedule makes it each night."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from pipelines.reporting import Summary
from pipelines.reporting.watch import watched
from pipelines.request import RunRequest
from pipelines.run import ingest


def night(data: Path, folder: Path, *receivers: str) -> Summary:
    """What the run came to; every message must have reached its receiver."""
    request = RunRequest(data, path=folder)
    report, untold = watched(data, receivers, lambda: ingest(request, Console(quiet=True)))
    assert not untold
    assert report.summary is not None
    return report.summary
