"""A server that was away, and a clock that was ahead: no run is shown as running for good."""

from __future__ import annotations

import asyncio
import inspect
import logging
import threading
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from prefect import flow_engine
from prefect.concurrency._leases import maintain_concurrency_lease
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect_server import post, state_of, until

from deployments import zombies
from deployments.folders import TAG
from deployments.leases import outlive_leases
from deployments.nights import give_back_nights

pytestmark = pytest.mark.prefect


def test_a_run_that_died_while_the_server_was_down_is_ended(server, monkeypatch):
    """After a power cut the automation knows no longer whom it waited for."""
    monkeypatch.setattr(zombies, "SILENCE", timedelta())
    monkeypatch.setattr(zombies, "_START", timedelta())
    api = server[0]
    flow = post(f"{api}/flows/", {"name": "ingest"})["id"]

    def begun(state: str, *tags: str) -> str:
        asked = {"flow_id": flow, "tags": tags, "state": {"type": state}}
        return post(f"{api}/flow_runs/", asked)["id"]

    def beat(_: float) -> None:
        event = {
            "occurred": datetime.now(UTC).isoformat(),
            "event": "prefect.flow-run.heartbeat",
            "resource": {"prefect.resource.id": f"prefect.flow-run.{living}"},
            "id": str(uuid4()),
        }
        post(f"{api}/events", [event])
        until(lambda: zombies.silent_runs()[UUID(living)], 30, every=0.1)

    dead, unborn = begun("RUNNING", TAG), begun("PENDING", TAG)
    living, stranger = begun("RUNNING", TAG), begun("RUNNING")
    with temporary_settings({PREFECT_API_URL: api}):
        assert {UUID(one) for one in (dead, unborn, living)} == set(zombies.silent_runs())
        assert zombies.end_dead_runs(beat) == 2
    told = {one: state_of(api, one) for one in (dead, unborn, living, stranger)}
    for one in (living, stranger):  # else others of these tests wait for them
        ended = {"state": {"type": "COMPLETED"}, "force": True}
        post(f"{api}/flow_runs/{one}/set_state", ended)
    assert told == {dead: "Died", unborn: "Died", living: "Running", stranger: "Running"}


def test_an_automation_that_is_as_it_should_be_is_left_alone(server, monkeypatch):
    """It waits for a run that has just been killed; a new one would not know of that run.

    So a `reviews serve` that begins anew at once must not put another in its place.
    """
    api = server[0]

    def kept() -> tuple[str, str]:
        (row,) = post(f"{api}/automations/filter", {})
        return row["id"], row["trigger"]["id"]

    with temporary_settings({PREFECT_API_URL: api}):
        zombies.keep_automation()
        before = kept()
        zombies.keep_automation()
        assert kept() == before
        monkeypatch.setattr(zombies, "SILENCE", timedelta(seconds=91))
        zombies.keep_automation()
        changed = kept()
        monkeypatch.undo()
        zombies.keep_automation()
    assert (changed[0], changed[1] != before[1]) == (before[0], True)


def test_serve_looks_for_dead_runs_again_and_again(monkeypatch):
    """One that has only just died when it starts is not silent for long enough yet."""
    looked = threading.Semaphore(0)

    def look() -> int:
        looked.release()
        raise ConnectionError  # a server that is away is asked again

    monkeypatch.setattr(zombies, "end_dead_runs", look)
    over = zombies.watch_on(every=0.01)
    assert all(looked.acquire(timeout=30) for _ in range(3))
    over.set()


def test_nights_that_a_clock_ahead_has_used_up_are_given_back(server):
    api = server[0]
    flow = post(f"{api}/flows/", {"name": "ingest"})["id"]

    def run(hours: float, *tags: str) -> str:
        when = (datetime.now(UTC) + timedelta(hours=hours)).isoformat()
        state = {"type": "SCHEDULED", "state_details": {"scheduled_time": when}}
        return post(f"{api}/flow_runs/", {"flow_id": flow, "tags": tags, "state": state})["id"]

    used, stranger, past, waiting = run(48, TAG), run(48), run(-48, TAG), run(72, TAG)
    for one in (used, stranger, past):
        ended = {"state": {"type": "CANCELLED"}, "force": True}
        post(f"{api}/flow_runs/{one}/set_state", ended)
    with temporary_settings({PREFECT_API_URL: api}):
        assert give_back_nights() == 1
        assert give_back_nights() == 0
    asked = {"flow_runs": {"id": {"any_": [used, stranger, past, waiting]}}}
    left = {row["id"] for row in post(f"{api}/flow_runs/filter", asked)}
    assert left == {stranger, past, waiting}


def test_a_run_outlives_a_server_that_has_forgotten_its_lease(server, monkeypatch):
    """A server that starts again has no leases; Prefect would end the run at the next renewal."""
    # As soon as this is gone from Prefect, deployments/leases.py may go as well.
    assert "raise_on_lease_renewal_failure=True" in inspect.getsource(flow_engine)
    # flows.py, which other tests import, has put its own in Prefect's place already.
    monkeypatch.setattr(flow_engine, "maintain_concurrency_lease", maintain_concurrency_lease)

    def outlive() -> None:
        lease = flow_engine.maintain_concurrency_lease(
            uuid4(), 300, raise_on_lease_renewal_failure=True
        )
        with lease:
            for _ in range(600):
                time.sleep(0.1)
                if said.records:
                    break
            time.sleep(0.5)  # what ends a run does so at once

    with temporary_settings({PREFECT_API_URL: server[0]}), _Heard("prefect.concurrency") as said:
        with pytest.raises(asyncio.CancelledError):
            outlive()
        said.records.clear()
        outlive_leases()
        outlive()
    assert said.records


class _Heard(logging.Handler):
    """What a logger has said of failures."""

    def __init__(self, name: str) -> None:
        super().__init__(logging.WARNING)
        self._logger, self.records = logging.getLogger(name), []

    def emit(self, record: logging.LogRecord) -> None:
        self.records += [record] if "after 3 attempts" in record.getMessage() else []

    def __enter__(self):
        self._logger.addHandler(self)
        return self

    def __exit__(self, *_):
        self._logger.removeHandler(self)
