"""Whose data folder a deployment works on: one never takes another's."""

from __future__ import annotations

from prefect.client.orchestration import get_client
from prefect.exceptions import ObjectNotFound
from prefect.runtime import deployment, flow_run

from archive.errors import UserError

TAG = "safeguarding-reviews"  # what `reviews serve` and prefect.yaml give their deployments


def refuse_bare_deployment() -> None:
    """Raise UserError in a run of a deployment that neither `reviews serve` nor prefect.yaml made.

    `prefect deploy flows.py:ingest` replaces whatever has the name that it is given, and asks
    nobody; its runs are not watched either. All that is left is to say so at the first of them.
    """
    if deployment.id and TAG not in (flow_run.tags or ()):
        raise UserError(
            f"Nothing was run: the deployment {flow_run.flow_name}/{deployment.name} was made past"
            " prefect.yaml, and may have replaced that of another data folder. Delete it (prefect"
            f" deployment delete {flow_run.flow_name}/{deployment.name}), then call `reviews"
            " serve` or `prefect deploy --all` again for each data folder."
        )


def refuse_other_folder(wanted: str, data: str, instead: str) -> None:
    """Raise UserError where `wanted` (FLOW/NAME) is a deployment of another data folder.

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
            f"The deployment {wanted} works on {before}. {instead}, or delete the other:"
            f" prefect deployment delete {wanted}"
        )
