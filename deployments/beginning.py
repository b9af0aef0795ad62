"""What every run of a deployment does first."""

from __future__ import annotations

import logging

from prefect.runtime import deployment

from deployments.folders import refuse_bare_deployment
from deployments.zombies import end_dead_runs

log = logging.getLogger(__name__)


def begin() -> None:
    """Refuse a deployment that was made without prefect.yaml. End dead runs of the others."""
    refuse_bare_deployment()
    if not deployment.id:
        return
    try:
        end_dead_runs()
    except Exception as error:  # noqa: BLE001 - the server's fault; this run can do its own work
        log.warning("Could not look for dead runs (%s).", type(error).__name__)
