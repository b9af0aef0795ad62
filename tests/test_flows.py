"""The flow: the same warehouse as `reviews run`, and a scheduled run on a server of our own."""

from __future__ import annotations

import asyncio
import inspect
import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
import yaml
from prefect import flow_engine
from prefect.client.orchestration import get_client
from prefect.concurrency._leases import maintain_concurrency_lease
from prefect.settings import PREFECT_API_URL, temporary_settings
from rich.console import Console

import warehouse
from archive.errors import UserError
from archive.lock import lock_holder
from archive.places import Places
from archive.runs import Runs
from deployments import showing, zombies
from deployments.checking import of_prefect
from deployments.deploying import before
from deployments.folders import TAG
from deployments.leases import outlive_leases
from deployments.nights import give_back_nights
from deployments.plan import Plan, check, planned
from deployments.serving import OF_A_RUN, serve_plan
from deployments.zombies import NAME, SILENCE, keep_automation
from pipelines.doctor import Health
from pipelines.request import RunRequest
from pipelines.run import ingest

pytestmark = pytest.mark.prefect
ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "pipelines" / "sample" / "pdf"
# What differs from run to run by its nature: names and times of runs.
OF_THE_RUN = {"run_id", "first_seen", "last_seen", "seen_at"}


@pytest.fixture
def documents(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("lcspr-aspen-2025.pdf", "briefing-aspen-2025.pdf"):
        shutil.copy(SAMPLE / name, folder / name)
    return folder


def rows(path: Path, view: str) -> list[tuple]:
    found = warehouse.query(path, f"from {view}")
    kept = [i for i, name in enumerate(found.columns) if name not in OF_THE_RUN]
    return sorted(repr(tuple(row[i] for i in kept)) for row in found.rows)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of one server for all tests, and the environment of whoever uses it."""
    with _Server(tmp_path_factory.mktemp("prefect")) as (api, environment):
        contact = {"REVIEWS_CONTACT": "reviews@example.org", "PYTHONPATH": str(ROOT)}
        yield api, environment | contact


def test_flow_and_command_give_the_same_warehouse(documents, tmp_path, server):
    by_command = tmp_path / "command"
    ingest(RunRequest(by_command, path=documents), Console(quiet=True))
    by_flow = tmp_path / "flow"
    script = f"import flows; flows.ingest(data={str(by_flow)!r}, path={str(documents)!r})"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=server[1],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for view in ("reviews", "documents", "statements", "statement_themes", "review_themes"):
        told = rows(Places(by_command).warehouse, view)
        assert told
        assert rows(Places(by_flow).warehouse, view) == told


def test_serve_without_an_api_says_how_to_start_one(tmp_path):
    plan = Plan(data=tmp_path / "data", contact="reviews@example.org")
    for url in (None, "http://127.0.0.1:9/api"):
        with (
            temporary_settings({PREFECT_API_URL: url}),
            pytest.raises(UserError, match="prefect server start"),
        ):
            serve_plan(plan, {}, patience=0)


def test_what_is_served_runs_once_and_shows_what_it_did(tmp_path, server):
    data, other = tmp_path / "data", tmp_path / "other"
    api, environment = server
    command = [sys.executable, "-m", "cli", "serve", "sample", "--data", str(data)]
    command += ["--notify", "https://hooks.example.org/a-secret"]
    # From any folder, with no schedule of this minute.
    serving = subprocess.Popen(command, cwd=tmp_path, env=environment, start_new_session=True)
    try:
        _until(lambda: len(_deployments(api)) == 5, 120)
        deployments = _deployments(api)
        address = f"{api}/deployments/{deployments['ingest/scheduled']}/create_flow_run"
        ours = {_post(address, {})["id"] for _ in range(2)}
        ends = _wait_for_end(api, ours)
        others = _post(f"{api}/flow_runs/filter", {"limit": 50})
        shown = _post(f"{api}/artifacts/filter", {})
        automations = [row["name"] for row in _post(f"{api}/automations/filter", {})]
        with temporary_settings({PREFECT_API_URL: api}):
            with pytest.raises(UserError, match="other names"):
                before("ingest", "scheduled", str(other))
            (kept,) = _post(f"{api}/automations/filter", {})
            with get_client(sync_client=True) as client:
                client.delete_automation(kept["id"])
            lacking = of_prefect(data)
            before("ingest", "scheduled", str(data))
            whole, none = of_prefect(data), of_prefect(other)
            keep_automation()
        again = [row["name"] for row in _post(f"{api}/automations/filter", {})]
    finally:
        _stop(serving)
    assert set(deployments) == {
        "ingest/scheduled",
        "recheck/on-demand",
        "rebuild/on-demand",
        "evaluate/on-demand",
        "briefing/on-demand",
    }
    # The second does not do the same again: it is cancelled, or it finds nothing new where the
    # first had ended before Prefect looked for runs once more.
    second, first = sorted(run["state_name"] for run in ends)
    assert (second in {"Cancelled", "NothingNew"}, first) == (True, "Published")
    (published,) = (run for run in ends if run["state_name"] == "Published")
    assert published["name"].startswith("ingest sample 2")
    # The scheduler has put the coming nights down (Prefect 3.8 could not with SQLAlchemy 2.1).
    assert any(run["state_type"] == "SCHEDULED" for run in others)
    assert len(rows(Places(data).warehouse, "documents")) == 9
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
        _until(lambda: "ingest/stopped-scheduled" in _deployments(api), 120)
        name = _deployments(api)["ingest/stopped-scheduled"]
        made = _post(f"{api}/deployments/{name}/create_flow_run", {})
        _until(lambda: Runs(data).under_way(), 120, every=0.05)
        os.killpg(serving.pid, signal.SIGINT)  # what a terminal does
        status = serving.wait(timeout=60)
        (found,) = _post(f"{api}/flow_runs/filter", {"flow_runs": {"id": {"any_": [made["id"]]}}})
    finally:
        _stop(serving)
    assert status == 0
    assert found["state_type"] in {"CANCELLED", "CRASHED"}
    assert found["state_name"] != "Died"
    _until(lambda: Runs(data).load(), 60)  # the run may end a moment after what served it
    (record,) = Runs(data).load()
    assert (record.is_dead, Runs(data).under_way(), lock_holder(data)) == (False, None, None)
    assert [issue.code for issue in record.issues] == ["run_stopped"]


def test_a_run_that_died_while_the_server_was_down_is_ended(server, monkeypatch):
    """After a power cut the automation knows no longer whom it waited for."""
    monkeypatch.setattr(zombies, "SILENCE", timedelta())
    monkeypatch.setattr(zombies, "_START", timedelta())
    api = server[0]
    flow = _post(f"{api}/flows/", {"name": "ingest"})["id"]

    def begun(state: str, *tags: str) -> str:
        asked = {"flow_id": flow, "tags": tags, "state": {"type": state}}
        return _post(f"{api}/flow_runs/", asked)["id"]

    def beat(_: float) -> None:
        event = {
            "occurred": datetime.now(UTC).isoformat(),
            "event": "prefect.flow-run.heartbeat",
            "resource": {"prefect.resource.id": f"prefect.flow-run.{living}"},
            "id": str(uuid4()),
        }
        _post(f"{api}/events", [event])
        _until(lambda: zombies.silent_runs()[UUID(living)], 30, every=0.1)

    dead, unborn = begun("RUNNING", TAG), begun("PENDING", TAG)
    living, stranger = begun("RUNNING", TAG), begun("RUNNING")
    with temporary_settings({PREFECT_API_URL: api}):
        assert {UUID(one) for one in (dead, unborn, living)} == set(zombies.silent_runs())
        assert zombies.end_dead_runs(beat) == 2
    told = {one: _post_state(api, one) for one in (dead, unborn, living, stranger)}
    for one in (living, stranger):  # else others of these tests wait for them
        ended = {"state": {"type": "COMPLETED"}, "force": True}
        _post(f"{api}/flow_runs/{one}/set_state", ended)
    assert told == {dead: "Died", unborn: "Died", living: "Running", stranger: "Running"}


def test_nights_that_a_clock_ahead_has_used_up_are_given_back(server):
    api = server[0]
    flow = _post(f"{api}/flows/", {"name": "ingest"})["id"]

    def run(hours: float, *tags: str) -> str:
        when = (datetime.now(UTC) + timedelta(hours=hours)).isoformat()
        state = {"type": "SCHEDULED", "state_details": {"scheduled_time": when}}
        return _post(f"{api}/flow_runs/", {"flow_id": flow, "tags": tags, "state": state})["id"]

    used, stranger, past, waiting = run(48, TAG), run(48), run(-48, TAG), run(72, TAG)
    for one in (used, stranger, past):
        ended = {"state": {"type": "CANCELLED"}, "force": True}
        _post(f"{api}/flow_runs/{one}/set_state", ended)
    with temporary_settings({PREFECT_API_URL: api}):
        assert give_back_nights() == 1
        assert give_back_nights() == 0
    asked = {"flow_runs": {"id": {"any_": [used, stranger, past, waiting]}}}
    left = {row["id"] for row in _post(f"{api}/flow_runs/filter", asked)}
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


def _post_state(api: str, run_id: str) -> str:
    (found,) = _post(f"{api}/flow_runs/filter", {"flow_runs": {"id": {"any_": [run_id]}}})
    return found["state_name"]


class _Server:
    """A Prefect server on a free loopback port, with a home of its own."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._home = home

    def __enter__(self):
        api = f"http://127.0.0.1:{self._port}/api"
        environment = {
            **os.environ,
            "PREFECT_HOME": str(self._home),
            "PREFECT_API_URL": api,
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        }
        command = [sys.executable, "-m", "prefect", "server", "start"]
        command += ["--host", "127.0.0.1", "--port", str(self._port), "--no-ui"]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _until(lambda: _get(f"{api}/health") is not None, 180)
        return api, environment

    def __exit__(self, *_):
        _stop(self._process)


def _wait_for_end(api: str, ids: set[str]) -> list[dict]:
    """These runs, as soon as all of them have ended."""
    found: list[dict] = []

    def ended() -> bool:
        asked = {"flow_runs": {"id": {"any_": sorted(ids)}}}
        found[:] = _post(f"{api}/flow_runs/filter", asked)
        return {run["state_type"] for run in found} <= {
            "COMPLETED",
            "FAILED",
            "CRASHED",
            "CANCELLED",
        }

    _until(ended, 240)
    return found


def _deployments(api: str) -> dict[str, str]:
    flows = {row["id"]: row["name"] for row in _post(f"{api}/flows/filter", {})}
    found = _post(f"{api}/deployments/filter", {})
    return {f"{flows[row['flow_id']]}/{row['name']}": row["id"] for row in found}


def _post(url: str, body: dict | list):
    request = urllib.request.Request(
        url, data=json.dumps(body).encode(), headers={"Content-Type": "application/json"}
    )
    for left in range(60, -1, -1):
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read() or "null")
        except urllib.error.HTTPError as problem:
            # The server says so while another client writes to its database.
            if problem.code != HTTPStatus.SERVICE_UNAVAILABLE or not left:
                raise
            time.sleep(1)
    raise AssertionError("unreachable")


def _until(is_so, seconds: float, every: float = 1) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if is_so():
                return
        except OSError:
            pass
        time.sleep(every)
    raise AssertionError(f"nothing after {seconds:.0f} s")


def _get(url: str) -> bytes | None:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.read()
    except OSError:
        return None


def _stop(process: subprocess.Popen) -> None:
    """End a process and its children; none may stay behind."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
            process.wait(timeout=15)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


def test_what_a_night_would_stumble_over_is_told_before(tmp_path):
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


def test_another_folder_with_the_same_names_is_refused_by_prefect_deploy_itself(tmp_path, server):
    prefect = [sys.executable, "-m", "prefect"]
    pool = [*prefect, "work-pool", "create", "reviews", "--type", "process"]
    subprocess.run(pool, env=server[1], check=True, capture_output=True, timeout=120)

    def deploy(data: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*prefect, "deploy", "-n", "ingest/weekly"],
            cwd=ROOT,
            env=server[1] | {"REVIEWS_HOME": str(ROOT), "REVIEWS_DATA": data},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    assert deploy(str(tmp_path / "one")).returncode == 0
    for data, says in ((str(tmp_path / "two"), "other names"), ("", "Set REVIEWS_DATA")):
        refused = deploy(data)
        assert (refused.returncode, says in refused.stderr) == (1, True)
    found = _post(
        f"{server[0]}/deployments/filter", {"deployments": {"name": {"any_": ["weekly"]}}}
    )
    assert [row["parameters"]["data"] for row in found] == [str(tmp_path / "one")]


def test_the_file_for_prefect_deploy_says_what_serve_does(tmp_path):
    content = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
    plan = Plan(data=tmp_path, contact="reviews@example.org")
    served = {(one.flow, one.name): one for one in planned(plan)}
    for row in content["deployments"]:
        module, _, flow = row["entrypoint"].partition(":")
        one = served.pop((flow, row["name"]))
        assert module == "flows.py"
        assert set(row["parameters"]) <= set(one.parameters)
        assert row["tags"] == one.tags
        (step,) = row["build"]
        asked = {"flow": flow, "name": row["name"], "data": row["parameters"]["data"]}
        assert step == {f"{before.__module__}.{before.__name__}": asked}
        assert row["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}
        # A worker's runs send a heartbeat as often: else the automation ends healthy ones.
        assert row["work_pool"]["job_variables"] == {"env": OF_A_RUN}
        crons = [schedule["cron"] for schedule in row.get("schedules", ())]
        assert crons == ([one.cron] if one.cron else [])
        if one.cron:
            assert row["parameters"]["sources"] == one.parameters["sources"]
    assert not served
    beats = SILENCE.total_seconds() / int(OF_A_RUN["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"])
    assert beats >= 3


def test_a_run_of_a_deployment_made_past_prefect_yaml_is_refused(tmp_path, server):
    """`prefect deploy flows.py:ingest` cannot be kept from replacing another; its runs can."""
    environment = server[1] | {"REVIEWS_HOME": str(ROOT)}  # where a worker finds the flows
    prefect = [sys.executable, "-m", "prefect", "--no-prompt"]
    commands = (
        [*prefect, "work-pool", "create", "bare", "--type", "process"],
        [*prefect, "deploy", "flows.py:ingest", "-n", "bare", "--pool", "bare"],
        [*prefect, "deployment", "run", "ingest/bare", "--param", f"data={tmp_path / 'data'}"],
    )
    for command in commands:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    asked = {"deployments": {"name": {"any_": ["bare"]}}}
    (made,) = _post(f"{server[0]}/flow_runs/filter", asked)
    log = (tmp_path / "log").open("w+")
    command = [*prefect, "worker", "start", "--pool", "bare"]
    worker = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
    )
    try:
        (found,) = _wait_for_end(server[0], {made["id"]})
    finally:
        _stop(worker)
    assert (found["state_type"], found["state_name"]) == ("FAILED", "NotPublished")
    assert "prefect deployment delete ingest/bare" in found["state"]["message"]
    assert not (tmp_path / "data").exists()
    assert "Traceback" not in (tmp_path / "log").read_text(encoding="utf-8")


def test_a_server_that_has_gone_leaves_the_end_of_a_run_as_it_was(monkeypatch, caplog):
    def gone(*_, **__):
        raise ConnectionError

    monkeypatch.setattr(showing, "create_markdown_artifact", gone)
    monkeypatch.setattr(showing, "as_markdown", lambda _: "")
    showing.show(SimpleNamespace(headline=""))
    assert "under reports" in caplog.text
