"""A folder and object storage keep the same promises."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.artefacts import Artefacts, CorruptArtefactError
from archive.errors import UserError
from archive.folder import Archive
from archive.originals import Originals
from archive.stages import CLASSIFY
from archive.store import Store, choose_store, local_copy, open_store, together
from archive.trouble import is_of_the_machine
from models.records import Labelled

ID = "a" * 64
MEMORY = "memory://invented/reviews"  # object storage that fsspec keeps in this process


@pytest.fixture(params=["folder", "objects"])
def data(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A data folder, with originals in itself or elsewhere."""
    if request.param == "objects":
        fsspec = pytest.importorskip("fsspec", reason="the extra s3 is not installed")
        choose_store(tmp_path, MEMORY)
        yield tmp_path
        fsspec.filesystem("memory").store.clear()
    else:
        yield tmp_path


@pytest.fixture
def store(data: Path) -> Store:
    return open_store(data)


def test_what_is_added_first_stays(store: Store) -> None:
    assert store.add("artefacts/ab/one", b"first")
    assert not store.add("artefacts/ab/one", b"second")
    assert store.read("artefacts/ab/one") == b"first"
    store.write("artefacts/ab/one", b"third")
    assert store.head("artefacts/ab/one", 3) == b"thi"
    assert store.size("artefacts/ab/one") == 5


def test_of_many_writers_one_is_first(store: Store) -> None:
    """Whoever is told that it was first finds its own bytes, or those of another just as early."""
    begin, told = threading.Barrier(8), []

    def write(content: bytes) -> None:
        begin.wait()
        store.add("artefacts/ab/one", content)
        told.append(store.read("artefacts/ab/one"))

    threads = [threading.Thread(target=write, args=(b"%d" % n * 1000,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 8
    assert {len(content) for content in told} == {1000}
    assert {len(set(content)) for content in told} == {1}


def test_what_is_not_held_is_reported(store: Store) -> None:
    asked: tuple[Callable[[], object], ...] = (
        lambda: store.read("artefacts/none"),
        lambda: store.size("artefacts/none"),
        lambda: store.head("artefacts/none", 5),
    )
    for ask in asked:
        with pytest.raises(FileNotFoundError):
            ask()
    assert not store.delete("artefacts/none")
    assert store.entries("artefacts") == []
    assert store.held(["artefacts/none"], "artefacts") == set()


def test_entries_are_those_below_a_prefix_and_no_others(store: Store) -> None:
    for key in ("artefacts/ab/one", "artefacts/ab/two", "artefacts/abc", "originals/ab/one"):
        store.add(key, b"invented")
    found = store.entries("artefacts/ab")
    assert [(e.key, e.bytes) for e in found] == [("artefacts/ab/one", 8), ("artefacts/ab/two", 8)]
    assert 0 < found[0].changed < float("inf")
    wanted = ["artefacts/ab/one", "artefacts/ab/three"]
    assert store.held(wanted, "artefacts") == {"artefacts/ab/one"}
    assert store.delete("artefacts/ab/one")
    assert [entry.key for entry in store.entries("artefacts/ab")] == ["artefacts/ab/two"]


def test_an_original_is_taken_in_read_elsewhere_put_aside_and_purged(data: Path) -> None:
    originals = Originals(data)
    name = originals.put(b"an invented review")
    assert originals.put(b"an invented review") == name
    assert list(originals.ids()) == [name]
    assert originals.held([name, ID]) == {name}
    assert originals.is_sound(name)
    with local_copy(originals.location(name)) as path:
        assert path.read_bytes() == b"an invented review"
    assert not list(originals.root.rglob(".incoming-*"))
    originals.set_aside(name)
    assert (originals.has(name), originals.is_damaged(name)) == (False, True)
    assert originals.put(b"an invented review") == name
    assert (originals.has(name), originals.is_damaged(name)) == (True, False)
    assert originals.purge(name)
    assert list(originals.ids()) == []


def test_artefacts_are_in_the_store_and_go_with_their_document(data: Path) -> None:
    artefacts = Artefacts(data)
    key = artefacts.key(CLASSIFY, ID, "in")
    artefacts.save(key, Labelled(ID))
    assert Artefacts(artefacts.store.address).load(key, Labelled) == Labelled(ID)
    assert artefacts.check() == (1, [])
    assert artefacts.purge(ID) == 1
    assert artefacts.load(key, Labelled) is None


def test_answers_come_in_the_order_of_the_questions(store: Store) -> None:
    assert list(together(store, lambda n: n * n, range(500))) == [n * n for n in range(500)]


def test_a_folder_that_holds_originals_is_not_given_another_store(tmp_path: Path) -> None:
    assert Archive(tmp_path).ledger
    with pytest.raises(UserError, match="copy originals/ and artefacts/ to s3://invented/x"):
        choose_store(tmp_path, "s3://invented/x")


@pytest.mark.parametrize(
    ("address", "says"), [("/mnt/x", "is not an address"), ("nowhere://x", "Nothing here can open")]
)
def test_an_address_that_cannot_be_used_is_reported(
    tmp_path: Path, address: str, says: str
) -> None:
    pytest.importorskip("fsspec", reason="the extra s3 is not installed")
    with pytest.raises(UserError, match=says):
        choose_store(tmp_path, address)
    assert open_store(tmp_path).address == str(tmp_path)  # nothing was written down


def test_storage_that_fails_is_no_fault_of_a_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsspec = pytest.importorskip("fsspec", reason="the extra s3 is not installed")
    store = open_store(MEMORY)

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("words of a library")

    monkeypatch.setattr(type(fsspec.filesystem("memory")), "cat_file", fail)
    with pytest.raises(OSError, match="unexpected answer") as told:
        store.read("artefacts/one")
    assert is_of_the_machine(told.value)
    assert "words of a library" not in str(told.value)


def test_a_copy_of_a_result_saves_the_journey_and_goes_with_it(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec", reason="the extra s3 is not installed")
    choose_store(tmp_path, MEMORY)
    artefacts, elsewhere = Artefacts(tmp_path), Artefacts(MEMORY)
    key = artefacts.key(CLASSIFY, ID, "in")
    elsewhere.save(key, Labelled(ID))
    assert artefacts.load(key, Labelled) == Labelled(ID)
    kept = dict(fsspec.filesystem("memory").store)
    fsspec.filesystem("memory").store.clear()
    assert artefacts.load(key, Labelled) == Labelled(ID)  # from the copy
    fsspec.filesystem("memory").store.update(kept)
    (tmp_path / key).write_bytes(b"flipped")
    with pytest.raises(CorruptArtefactError):
        artefacts.load(key, Labelled)
    assert artefacts.load(key, Labelled) == Labelled(ID)  # from its source
    assert artefacts.purge(ID) == 1
    assert not (tmp_path / key).exists()
    fsspec.filesystem("memory").store.clear()


def test_a_shared_folder_named_as_an_address_is_made_when_it_is_first_written_to(
    tmp_path: Path,
) -> None:
    pytest.importorskip("fsspec")
    from archive.store.objects import ObjectStore  # noqa: PLC0415

    store = ObjectStore(f"file://{tmp_path}/shared/deep")
    store.add("originals/ab/cd/x", b"words")
    assert (tmp_path / "shared" / "deep" / "originals" / "ab" / "cd" / "x").read_bytes() == b"words"
