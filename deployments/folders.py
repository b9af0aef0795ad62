"""Whose data folder a deployment works on: one never takes another's."""

from __future__ import annotations

from prefect.client.orchestration import get_client
from prefect.exceptions import ObjectNotFound

from archive.errors import UserError


def refuse_other_folder(deployment: str, data: str, instead: str) -> None:
    """Raise UserError where a deployment (FLOW/NAME) of another data folder is on the server.

    `instead` says what to do about it.
    """
    with get_client(sync_client=True) as client:
        try:
            found = client.read_deployment_by_name(deployment)
        except ObjectNotFound:
            return
    before = (found.parameters or {}).get("data")
    if before and before != data:
        raise UserError(
            f"The deployment {deployment} works on {before}. {instead}, or delete the other:"
            f" prefect deployment delete {deployment}"
        )
