"""A warehouse of the bundled sample, built once."""

from __future__ import annotations

import shutil

import pytest

from archive.places import Places


@pytest.fixture(scope="session")
def data(sample_data, tmp_path_factory):
    """The sample's data folder, to be written to: briefings that were held are recorded in it."""
    return shutil.copytree(sample_data, tmp_path_factory.mktemp("data") / "sample")


@pytest.fixture(scope="session")
def path(data):
    return Places(data).warehouse
