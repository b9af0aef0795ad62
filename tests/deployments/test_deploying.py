"""`prefect deploy`: says what `reviews serve` does, and takes no deployment of another folder."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.workers.process import ProcessWorker
from prefect_server import ROOT, deployments_of, post, stop, wait_for_end

from deployments import checking
from deployments.checking import of_prefect
from deployments.deploying import before
from deployments.plan import Plan, planned
from deployments.serving import OF_A_RUN
from deployments.zombies import SILENCE
from pipelines.doctor import Health
from vocabulary.yaml_text import value_of

pytestmark = pytest.mark.prefect


def test_the_file_for_prefect_deploy_says_what_serve_does(tmp_path):
    content = value_of((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
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


def make_pool(api: str, name: str) -> None:
    """As `prefect work-pool create --type process` does, which takes seconds to start."""
    template = ProcessWorker.get_default_base_job_template()
    post(f"{api}/work_pools/", {"name": name, "type": "process", "base_job_template": template})


def test_another_folder_with_the_same_names_is_refused_by_prefect_deploy_itself(
    tmp_path, server, monkeypatch
):
    prefect = [sys.executable, "-m", "prefect"]
    make_pool(server[0], "reviews")

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
    found = post(f"{server[0]}/deployments/filter", {"deployments": {"name": {"any_": ["weekly"]}}})
    assert [row["parameters"]["data"] for row in found] == [str(tmp_path / "one")]
    # Nobody takes its runs: no worker has been started.
    address = f"{server[0]}/deployments/{deployments_of(server[0])['ingest/weekly']}"
    made = post(f"{address}/create_flow_run", {})
    with temporary_settings({PREFECT_API_URL: server[0]}):
        assert of_prefect(tmp_path / "one").health is Health.OK
        monkeypatch.setattr(checking, "LATE", timedelta(0))
        late = of_prefect(tmp_path / "one")
    cancelled = {"state": {"type": "CANCELLED"}, "force": True}
    post(f"{server[0]}/flow_runs/{made['id']}/set_state", cancelled)
    assert (late.health, late.says.partition(":")[0]) == (Health.BAD, "1 run is late")


def test_a_run_of_a_deployment_made_without_prefect_yaml_is_refused(tmp_path, server):
    """`prefect deploy flows.py:ingest` cannot be kept from replacing another; its runs can."""
    environment = server[1] | {"REVIEWS_HOME": str(ROOT)}  # where a worker finds the flows
    prefect = [sys.executable, "-m", "prefect", "--no-prompt"]
    make_pool(server[0], "bare")
    done = subprocess.run(
        [*prefect, "deploy", "flows.py:ingest", "-n", "bare", "--pool", "bare"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    address = f"{server[0]}/deployments/{deployments_of(server[0])['ingest/bare']}/create_flow_run"
    made = post(address, {"parameters": {"data": str(tmp_path / "data")}})
    log = (tmp_path / "log").open("w+")
    command = [*prefect, "worker", "start", "--pool", "bare"]
    worker = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
    )
    try:
        (found,) = wait_for_end(server[0], {made["id"]})
    finally:
        stop(worker)
    assert (found["state_type"], found["state_name"]) == ("FAILED", "NotPublished")
    assert "prefect deployment delete ingest/bare" in found["state"]["message"]
    assert not (tmp_path / "data").exists()
    assert "Traceback" not in (tmp_path / "log").read_text(encoding="utf-8")
