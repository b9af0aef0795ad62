"""A warehouse of the bundled sample, built once."""

from __future__ import annotations

import pytest
from rich.console import Console

from archive.places import Places
from pipelines.request import RunRequest
from pipelines.run import ingest


@pytest.fixture(scope="session")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    ingest(RunRequest(folder), Console(quiet=True))
    return folder


@pytest.fixture(scope="session")
def path(data):
    return Places(data).warehouse
