"""One Prefect server for all tests that need one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# importlib mode leaves helpers out of the path
sys.path.insert(0, str(Path(__file__).parent))

from prefect_server import ROOT, Server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """Its address, and the environment of whoever uses it."""
    with Server(tmp_path_factory.mktemp("prefect")) as (api, environment):
        contact = {"REVIEWS_CONTACT": "reviews@example.org", "PYTHONPATH": str(ROOT)}
        yield api, environment | contact
