"""What tests of the main job share."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

# importlib mode leaves helpers out of the path
sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent / "faults"))

from archive.artefacts import Artefacts
from pipelines import run as line
from pipelines.process import Job, Limits, Outcome
from pipelines.process.worker import serve


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children load spaCy each; test_pool.py tests them."""

    def work(jobs: Iterable[Job], data: Path, limits: Limits) -> Iterator[Outcome]:
        return (serve(Artefacts(data), job).outcome for job in jobs)

    monkeypatch.setattr(line, "work", work)
