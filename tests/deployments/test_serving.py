"""What `reviews serve` puts on a server of our own, and how its runs begin and end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect_server import deployments_of, post, stop, until, wait_for_end

import warehouse
from archive.errors import UserError
from archive.lock import lock_holder
from archive.places import Places
from archive.runs import Runs
from deployments import serving
from deployments.checking import of_prefect
from deployments.deploying import before
from deployments.plan import Plan, check, planned
from deployments.serving import serve_plan, wait_for_api
from deployments.zombies import NAME, keep_automation
from pipelines.doctor import Health

pytestmark = pytest.mark.prefect
BY_HAND = ("recheck", "rebuild", "evaluate", "briefing")
SERVED = {"ingest/scheduled", *(f"{flow}/on-demand" for flow in BY_HAND)}


def test_serve_without_an_api_says_how_to_start_one(tmp_path):
    plan = Plan(data=tmp_path / "data", contact="reviews@example.org")
    for url in (None, "http://127.0.0.1:9/api"):
        with (
            temporary_settings({PREFECT_API_URL: url}),
            pytest.raises(UserError, match="prefect server start"),
        ):
            serve_plan(plan, {}, patience=0)


def test_serve_says_at_once_that_it_waits_for_an_api(monkeypatch, caplog):
    monkeypatch.setattr(serving.time, "sleep", lambda _: caplog.messages or pytest.fail("silent"))
    answered = iter((False, False, True))
    monkeypatch.setattr(serving, "answers", lambda _: next(answered))
    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api"}):
        wait_for_api(60)
    told = "No Prefect API answers at http://127.0.0.1:9/api yet: waiting up to 60 s."
    assert caplog.messages == [told]


def test_faults_that_would_stop_a_run_are_reported_beforehand(tmp_path):
    plan = Plan(
        data=tmp_path / "data",
        contact="nobody",
        sources=("camden_scpp",),
        cron="every day",
        timezone="Europe/Camden",
        audiences=str(tmp_path / "none"),
        notify=("ftp://example.org",),
    )
    with pytest.raises(UserError) as told:
        check(plan)
    for part in (
        "REVIEWS_CONTACT",
        "camden_scp",
        '"every day"',
        "Europe/Camden",
        "none",
        "--notify",
    ):
        assert part in str(told.value)
    good = Plan(data=tmp_path / "data", contact="reviews@example.org")
    check(good)
    groups = {one.name: one.parameters["sources"] for one in planned(good) if one.cron}
    assert groups == {"daily": ["daily"], "weekly": ["weekly"], "monthly": ["monthly"]}


def test_what_is_served_runs_once_and_shows_what_it_did(tmp_path, server):
    data, other = tmp_path / "data", tmp_path / "other"
    api, environment = server
    command = [sys.executable, "-m", "cli", "serve", "sample", "--data", str(data)]
    command += ["--notify", "https://hooks.example.org/a-secret"]
    # From any folder, with no schedule of this minute.
    serving = subprocess.Popen(command, cwd=tmp_path, env=environment, start_new_session=True)
    try:
        until(lambda: deployments_of(api).keys() >= SERVED, 120)
        deployments = deployments_of(api)
        address = f"{api}/deployments/{deployments['ingest/scheduled']}/create_flow_run"
        ours = {post(address, {})["id"] for _ in range(2)}
        ends = wait_for_end(api, ours)
        others = post(f"{api}/flow_runs/filter", {"limit": 50})
        shown = post(f"{api}/artifacts/filter", {})
        made = post(f"{api}/deployments/filter", {})
        automations = [row["name"] for row in post(f"{api}/automations/filter", {})]
        with temporary_settings({PREFECT_API_URL: api}):
            with pytest.raises(UserError, match="other names"):
                before("ingest", "scheduled", str(other))
            (kept,) = post(f"{api}/automations/filter", {})
            with get_client(sync_client=True) as client:
                client.delete_automation(kept["id"])
            lacking = of_prefect(data)
            before("ingest", "scheduled", str(data))
            whole, none = of_prefect(data), of_prefect(other)
            keep_automation()
        again = [row["name"] for row in post(f"{api}/automations/filter", {})]
    finally:
        stop(serving)
    here = [row["name"] for row in made if row["parameters"].get("data") == str(data)]
    assert sorted(here) == sorted(name.partition("/")[2] for name in SERVED)
    # The second does not do the same again: it is cancelled, or it finds nothing new where the
    # first had ended before Prefect looked for runs once more.
    # Nobody can be notified at the address that was given, which each run that ends well warns of.
    published, second = sorted(
        ends, key=lambda run: (run["state_name"] == "Cancelled", run["start_time"] or "")
    )
    assert published["state_name"] == "PublishedWithWarnings"
    assert second["state_name"] in {"Cancelled", "PublishedWithWarnings"}
    assert published["name"].startswith("ingest sample 2")
    # The scheduler has put the coming nights down (Prefect 3.8 could not with SQLAlchemy 2.1).
    assert any(run["state_type"] == "SCHEDULED" for run in others)
    assert len(warehouse.query(Places(data).warehouse, "from documents").rows) == 9
    # The server is shared: other runs have reports of their own.
    artifacts = {row["key"]: row for row in shown if row["flow_run_id"] == published["id"]}
    assert "8 reviews" in artifacts["run-report"]["data"]
    assert json.loads(artifacts["sources"]["data"])[0]["source"] == "sample"
    assert automations == again == [NAME]
    assert [one.health for one in (lacking, whole, none)] == [Health.LOOK, Health.OK, Health.LOOK]
    assert "deployments.zombies" in lacking.do
    assert "a-secret" not in json.dumps([others, artifacts])


def test_ctrl_c_in_serve_ends_its_run_with_a_record(tmp_path, server):
    data, api = tmp_path / "data", server[0]
    command = [sys.executable, "-m", "cli", "serve", "sample", "--data", str(data)]
    serving = subprocess.Popen(
        [*command, "--name", "stopped"], cwd=tmp_path, env=server[1], start_new_session=True
    )
    try:
        until(lambda: "ingest/stopped-scheduled" in deployments_of(api), 120)
        name = deployments_of(api)["ingest/stopped-scheduled"]
        made = post(f"{api}/deployments/{name}/create_flow_run", {})
        until(lambda: Runs(data).under_way(), 120, every=0.05)
        os.killpg(serving.pid, signal.SIGINT)  # what a terminal does
        status = serving.wait(timeout=60)
        (found,) = post(f"{api}/flow_runs/filter", {"flow_runs": {"id": {"any_": [made["id"]]}}})
        # The run may end a moment after what served it; what follows would kill it.
        until(lambda: Runs(data).load(), 60)
    finally:
        stop(serving)
    assert status == 0
    assert found["state_type"] in {"CANCELLED", "CRASHED"}
    assert found["state_name"] != "Died"
    (record,) = Runs(data).load()
    assert (record.is_dead, Runs(data).under_way(), lock_holder(data)) == (False, None, None)
    assert [issue.code for issue in record.issues] == ["run_stopped"]
