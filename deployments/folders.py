"""The data folder that a deployment works on. No deployment may replace that of another folder."""

from __future__ import annotations

from prefect.client.orchestration import get_client
from prefect.exceptions import ObjectNotFound
from prefect.runtime import deployment, flow_run

from archive.errors import UserError

TAG = "safeguarding-reviews"  # the tag that `reviews serve` and prefect.yaml give their deployments


def refuse_bare_deployment() -> None:
    """Raise UserError in a run of a deployment that neither `reviews serve` nor prefect.yaml made.

    `prefect deploy flows.py:ingest` replaces any deployment of the same name without asking, and
    its runs are not watched. It can only be refused when its first run begins.
    """
    if deployment.id and TAG not in (flow_run.tags or ()):
        raise UserError(
            f"Nothing was run: the deployment {flow_run.flow_name}/{deployment.name} was made"
            " without prefect.yaml, and may have replaced that of another data folder. Delete it"
            f" (prefect deployment delete {flow_run.flow_name}/{deployment.name}), then call"
            " `reviews serve` or `prefect deploy --all` again for each data folder."
        )


def refuse_other_folder(wanted: str, data: str, instead: str) -> None:
    """Raise UserError if `wanted` (FLOW/NAME) is a deployment for another data folder.

    `instead` says what to do about it.
    """
    with get_client(sync_client=True) as client:
        try:
            found = client.read_deployment_by_name(wanted)
        except ObjectNotFound:
            return
    before = (found.parameters or {}).get("data")
    if before and before != data:
        raise UserError(
            f"The deployment {wanted} works on {before}. {instead}, or delete that deployment:"
            f" prefect deployment delete {wanted}"
        )
