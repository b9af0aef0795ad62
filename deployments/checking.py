"""The check of Prefect in `reviews doctor`, if it is used: whether a dead run is noticed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    DeploymentFilterTags,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.types import DateTime

from deployments.folders import TAG
from deployments.serving import answers, api_url
from deployments.zombies import NAME, silent_runs
from pipelines.doctor import CheckResult
from pipelines.doctor.result import bad, look, ok
from vocabulary.counting import in_number

LATE = timedelta(minutes=10)  # a worker asks every few seconds; a server may be slow to answer
_MEND = "python -m deployments.zombies; `reviews serve` and `prefect deploy` do it too."


def of_prefect(data: Path) -> CheckResult:
    """One check: the server answers, has this folder's deployments, and ends dead runs."""
    url = api_url() or ""
    if not answers(url):
        return look(
            "prefect", f"No Prefect API answers at {url}.", "Start it: prefect server start"
        )
    ours = DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG]))
    with get_client(sync_client=True) as client:
        deployments = client.read_deployments(deployment_filter=ours)
        kept = client.read_automations_by_name(NAME)
    here = [one for one in deployments if (one.parameters or {}).get("data") == str(data.resolve())]
    if not here:
        says = f"None of the {len(deployments)} deployments on {url} is for this data folder."
        return look("prefect", says, "Create them: `reviews serve`, or `prefect deploy --all`.")
    if not any("ingest" in one.tags for one in here):
        says = f"No deployment on {url} collects for this data folder."
        return look("prefect", says, "Create one: `reviews serve`, or `prefect deploy --all`.")
    if late := _late_runs([one.id for one in here]):
        says = in_number(
            "{n} [run is|runs are] late: neither a worker nor `reviews serve` has taken [it|them].",
            late,
        )
        return bad("prefect", says, "Start `reviews serve`, or prefect worker start --pool reviews")
    if not any(one.enabled for one in kept):
        return look("prefect", "No automation ends runs that have died.", _MEND)
    if dead := silent_runs():
        says = in_number(
            "{n} [run is|runs are] shown as running but [sends|send] no heartbeat. Until [it is|"
            "they are] ended, later runs of the same deployment are cancelled.",
            len(dead),
        )
        return look("prefect", says, _MEND)
    return ok("prefect", f"{len(here)} deployments; an automation ends runs that have died.")


def _late_runs(deployments: Sequence[UUID]) -> int:
    """How many runs of these deployments should have begun but have not."""
    due = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime(
            before_=cast("DateTime", datetime.now(UTC) - LATE)
        ),
    )
    ours = DeploymentFilter(id=DeploymentFilterId(any_=list(deployments)))
    with get_client(sync_client=True) as client:
        return len(client.read_flow_runs(flow_run_filter=due, deployment_filter=ours))
