"""Puts the deployments of a plan on Prefect's server and runs them here until interrupted."""

from __future__ import annotations

import logging
import os
import signal
import time
import urllib.request
from collections.abc import Mapping
from typing import Any, cast

from prefect import Flow, serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.settings import get_current_settings
from prefect.types.entrypoint import EntrypointType

from archive.errors import UserError
from deployments.folders import refuse_other_folder
from deployments.plan import Plan, Planned, check, planned
from deployments.showing import TIMEZONE
from deployments.zombies import keep_watch, watch_on
from pipelines.reporting.notify import RECEIVERS

log = logging.getLogger(__name__)
PATIENCE = (
    120.0  # seconds: a server that starts together with this machine is ready within a minute
)
# A second run of the same deployment would add nothing to the first, so it is not queued.
ONE_AT_A_TIME = ConcurrencyLimitConfig(
    limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
)

# What runs receive besides their parameters. prefect.yaml has the same for runs by workers.
OF_A_RUN = {
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",  # zombies.py
    # 17 minutes, so that a server that was restarted meanwhile still learns how a run ended.
    "PREFECT_CLIENT_MAX_RETRIES": "9",
}


def serve_plan(plan: Plan, flows: Mapping[str, Flow[..., Any]], patience: float = PATIENCE) -> None:
    """Check, then serve until interrupted.

    Raises UserError if a setting is wrong, if no API answers, or if a deployment of the same name
    works on another data folder.
    """
    check(plan)
    # Runs inherit the environment of this process. As parameters, secrets would show on the server.
    os.environ[RECEIVERS] = " ".join(plan.notify)
    os.environ[TIMEZONE] = plan.timezone
    wait_for_api(patience)
    wanted = list(planned(plan))
    for one in wanted:
        refuse_other_folder(
            f"{one.flow}/{one.name}",
            one.parameters["data"],
            "Give this data folder deployments of its own with --name",
        )
    keep_watch()
    watch_on()
    # Set only now and only for its runs: this process has already read its own settings.
    os.environ.update({name: os.environ.get(name, value) for name, value in OF_A_RUN.items()})
    # Prefect kills its runs on Ctrl-C; on SIGTERM it asks them to stop, and they leave a record.
    signal.signal(signal.SIGINT, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    # A schedule that pauses when this process restarts would have to be resumed by hand.
    serve(*(as_deployment(plan, one, flows[one.flow]) for one in wanted), pause_on_shutdown=False)


def as_deployment(plan: Plan, one: Planned, flow: Flow[..., Any]) -> RunnerDeployment:
    """One deployment in Prefect's terms."""
    schedule = Cron(one.cron, timezone=plan.timezone) if one.cron else None
    deployment = flow.to_deployment(
        name=one.name,
        schedule=schedule,
        parameters=one.parameters,
        tags=one.tags,
        description=(flow.description or "").strip(),
        concurrency_limit=ONE_AT_A_TIME,
        # By its module: `serve` may be started from any folder.
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    # (In an async caller `to_deployment` would give a coroutine; here it never does.)
    return cast("RunnerDeployment", deployment)


def wait_for_api(patience: float) -> None:
    """Wait until Prefect's API answers. Raises UserError, with what to do, if none does."""
    url = api_url()
    end, is_told = time.monotonic() + (patience if url else 0), False
    while not (url and answers(url)):
        if time.monotonic() < end and not is_told:
            log.warning("No Prefect API answers at %s yet: waiting up to %.0f s.", url, patience)
            is_told = True
        if time.monotonic() >= end:
            where = f"No Prefect API answers at {url}" if url else "PREFECT_API_URL is not set"
            raise UserError(
                f"{where}. Start one in another terminal with"
                " `prefect server start`, then set"
                " PREFECT_API_URL=http://127.0.0.1:4200/api and call `reviews serve` again."
            )
        time.sleep(2)


def api_url() -> str | None:
    """The address of Prefect's server, from the settings."""
    return get_current_settings().api.url


def answers(url: str) -> bool:
    """Whether a Prefect API answers."""
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=10) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (OSError, ValueError):
        return False
