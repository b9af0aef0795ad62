"""A warehouse of the bundled sample, built once."""

from __future__ import annotations

import shutil

import pytest

from archive.places import Places
from briefings.selection.desk import BriefingDesk
from warehouse.access import connect


@pytest.fixture(scope="session")
def data(sample_data, tmp_path_factory):
    """The sample's data folder, to be written to: briefings that were held are recorded in it.

    Its warehouse stays open, as with `keep_open`: a command asks it thirty times.
    """
    own = shutil.copytree(sample_data, tmp_path_factory.mktemp("data") / "sample")
    with connect(Places(own).warehouse):
        yield own


@pytest.fixture(scope="session")
def path(data):
    return Places(data).warehouse


@pytest.fixture(scope="module")
def desk(path):
    return BriefingDesk(path)


@pytest.fixture(scope="module")
def aspen(desk):
    return desk.review_id("Aspen")
