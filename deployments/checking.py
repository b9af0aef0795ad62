"""What `reviews doctor` says of Prefect, where it is used: whether a run that dies is noticed."""

from __future__ import annotations

from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterTags,
)

from deployments.folders import TAG
from deployments.serving import answers, api_url
from deployments.zombies import NAME, silent_runs
from pipelines.doctor import CheckResult
from pipelines.doctor.result import look, ok
from vocabulary.counting import in_number

_MEND = "python -m deployments.zombies; `reviews serve` and `prefect deploy` do it too."


def of_prefect(data: Path) -> CheckResult:
    """One check: the server answers, has this folder's deployments, and ends dead runs."""
    url = api_url() or ""
    if not answers(url):
        return look("prefect", f"No API answers at {url}.", "Start it: prefect server start")
    ours = DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG]))
    with get_client(sync_client=True) as client:
        deployments = client.read_deployments(deployment_filter=ours)
        kept = client.read_automations_by_name(NAME)
    here = [one for one in deployments if (one.parameters or {}).get("data") == str(data.resolve())]
    if not here:
        says = f"None of the {len(deployments)} deployments on {url} is for this data folder."
        return look("prefect", says, "Give it some: `reviews serve`, or `prefect deploy --all`.")
    if not any("ingest" in one.tags for one in here):
        says = f"No deployment on {url} collects for this data folder."
        return look("prefect", says, "Give it one: `reviews serve`, or `prefect deploy --all`.")
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
