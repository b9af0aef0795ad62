"""A nursery that starts before the documents are known is used by the run, or ended."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from archive.places import Places
from models.records import Status
from pipelines.process import Job, Limits, nursery_ahead
from pipelines.process.nursery import Nursery
from pipelines.process.pool import work

WORKER = (str(Path(__file__).with_name("misbehaving_worker.py")),)
LIMITS = Limits(workers=2)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Nursery]:
    """The nurseries that start, in order."""
    found: list[Nursery] = []
    original = Nursery.__init__

    def noted(self: Nursery, *args: object, **named: object) -> None:
        original(self, *args, **named)  # type: ignore[arg-type]
        found.append(self)

    monkeypatch.setattr(Nursery, "__init__", noted)
    return found


def job(folder: Path) -> Job:
    file = folder / "good.txt"
    file.write_text("good one")
    return Job(hashlib.sha256(b"good one").hexdigest(), str(file))


def test_the_run_takes_the_nursery_that_started_ahead(
    tmp_path: Path, started: list[Nursery], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = Path("data")  # as people give it
    with nursery_ahead(data, LIMITS, WORKER):
        (early,) = started
        (outcome,) = work([job(tmp_path)], data, LIMITS, WORKER)
    assert outcome.status == Status.OK
    assert started == [early]
    assert not early.is_alive()


def test_one_that_nobody_takes_is_ended(tmp_path: Path, started: list[Nursery]) -> None:
    with pytest.raises(KeyError), nursery_ahead(tmp_path, LIMITS, WORKER):
        raise KeyError
    (early,) = started
    assert not early.is_alive()


def test_a_run_with_other_limits_starts_its_own(tmp_path: Path, started: list[Nursery]) -> None:
    with nursery_ahead(tmp_path, LIMITS, WORKER):
        (outcome,) = work([job(tmp_path)], tmp_path, Limits(workers=1), WORKER)
    assert outcome.status == Status.OK
    assert len(started) == 2
    assert not any(one.is_alive() for one in started)


def test_none_starts_where_documents_are_known_or_others_read_them(
    tmp_path: Path, started: list[Nursery]
) -> None:
    with nursery_ahead(tmp_path, Limits(scheduler="tcp://127.0.0.1:1"), WORKER):
        pass
    for name in (Places(tmp_path).ledger, Places(tmp_path).store):
        name.write_text("s3://bucket/folder\n")
        with nursery_ahead(tmp_path, LIMITS, WORKER):
            pass
        name.unlink()
    assert started == []


def test_a_nursery_that_cannot_start_is_reported_where_a_child_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> Nursery:
        raise BlockingIOError

    with monkeypatch.context() as patch:
        patch.setattr("pipelines.process.ahead.Nursery", refused)
        with nursery_ahead(tmp_path, LIMITS, WORKER):
            (outcome,) = work([job(tmp_path)], tmp_path, LIMITS, WORKER)
    assert outcome.status == Status.OK
