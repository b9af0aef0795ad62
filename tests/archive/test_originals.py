"""The store keeps bytes under their hash, once, whole or not at all."""

import hashlib
import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from archive.errors import UserError
from archive.originals import DATA_VERSION, DataVersionError, Originals, open_data

FICTION = b"%PDF-1.7 a fictional review\n%%EOF\n"
ITS_ID = hashlib.sha256(FICTION).hexdigest()


@pytest.fixture
def store(tmp_path):
    return Originals(tmp_path / "data")


def leftovers(store):
    return [path.name for path in store.root.rglob(".*")]


def test_bytes_and_files_land_at_the_place_that_their_hash_names(store, tmp_path):
    file = tmp_path / "review.PDF"
    file.write_bytes(FICTION)
    assert store.put(FICTION) == store.put(file) == ITS_ID
    path = store.path(ITS_ID)
    assert path == tmp_path / "data" / "originals" / ITS_ID[:2] / ITS_ID[2:4] / ITS_ID
    assert path.read_bytes() == FICTION
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert list(store.ids()) == [ITS_ID]
    assert leftovers(store) == []


def test_the_second_put_leaves_the_first_file_alone(store):
    store.put(FICTION)
    before = store.path(ITS_ID).stat()
    store.put(FICTION)
    assert store.path(ITS_ID).stat().st_ino == before.st_ino


def test_a_stream_that_breaks_leaves_nothing(store):
    def broken_stream():
        with store.incoming() as incoming:
            incoming.write(FICTION[:10])
            raise ConnectionError

    with pytest.raises(ConnectionError):
        broken_stream()
    assert leftovers(store) == []
    assert list(store.ids()) == []


def test_a_file_that_is_not_kept_is_never_visible(store):
    with store.incoming() as incoming:
        incoming.write(FICTION)
        assert list(store.ids()) == []
        assert not store.has(ITS_ID)
        assert incoming.bytes == len(FICTION)
    assert not store.has(ITS_ID)


def test_what_a_killed_run_left_is_swept(store):
    old, young = store.root / ".incoming-abc", store.root / ".incoming-def"
    old.write_bytes(b"half")
    young.write_bytes(b"of a run that goes on")
    two_days_ago = time.time() - 2 * 86400
    os.utime(old, (two_days_ago, two_days_ago))
    assert store.sweep() == 1
    assert leftovers(store) == [young.name]


def test_many_threads_may_put_the_same_bytes(store):
    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(store.put, [FICTION] * 40))
    assert ids == {ITS_ID}
    assert leftovers(store) == []


def test_purge_deletes_for_good(store):
    store.put(FICTION)
    assert store.purge(ITS_ID) is True
    assert store.purge(ITS_ID) is False
    assert not store.has(ITS_ID)
    with pytest.raises(FileNotFoundError):
        store.size(ITS_ID)


@pytest.mark.parametrize("bad", ["", "abc", "../../etc/passwd", ITS_ID.upper(), ITS_ID + "\n"])
def test_only_document_ids_name_places(store, bad):
    with pytest.raises(ValueError, match="not a document id"):
        store.path(bad)


def test_a_directory_of_a_newer_version_is_refused(tmp_path):
    open_data(tmp_path)
    assert (tmp_path / "VERSION").read_text() == f"{DATA_VERSION}\n"
    open_data(tmp_path)
    (tmp_path / "VERSION").write_text(f"{DATA_VERSION + 1}\n")
    with pytest.raises(DataVersionError, match="Update the program"):
        Originals(tmp_path)


@pytest.mark.parametrize("data", ["a file", "a file/below it"])
def test_a_place_where_no_folder_can_be_is_reported(tmp_path, data):
    (tmp_path / "a file").write_text("not a folder")
    with pytest.raises(UserError, match="Choose another with --data"):
        open_data(tmp_path / data)


def test_a_marker_that_is_no_number_is_refused(tmp_path):
    (tmp_path / "VERSION").write_text("shopping list")
    with pytest.raises(DataVersionError, match="Is this the data directory"):
        Originals(tmp_path)
