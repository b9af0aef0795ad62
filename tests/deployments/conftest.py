"""One Prefect server for all tests that need one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

# importlib mode leaves helpers out of the path
sys.path.insert(0, str(Path(__file__).parent))

from prefect_server import ROOT, Server

_running = ExitStack()


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """End the server with the last of these tests: idle, it goes on taking processor time.

    A fixture of the session would keep it until the worker ends.
    """
    if nextitem is None or nextitem.path.parent != item.path.parent:
        _running.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """Its address, and the environment of whoever uses it."""
    with _running:
        api, environment = _running.enter_context(Server(tmp_path_factory.mktemp("prefect")))
        contact = {"REVIEWS_CONTACT": "reviews@example.org", "PYTHONPATH": str(ROOT)}
        yield api, environment | contact
