"""Scheduled runs that Prefect takes as done, because a clock was ahead.

The server creates each scheduled run once. If a clock was ahead, runs began too early. After the
clock has been corrected, there would be no runs on their proper nights.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import cast

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import TERMINAL_STATES
from prefect.types import DateTime

from deployments.folders import TAG

log = logging.getLogger(__name__)
_EARLY = timedelta(hours=1)  # no run begins before its time; two clocks may differ a little


def give_back_nights() -> int:
    """Delete the server's records of runs that ended before their time; returns how many.

    The server then creates them again. What they did is in the reports of the data folder.
    """
    early = FlowRunFilter(
        tags=FlowRunFilterTags(all_=[TAG]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=sorted(TERMINAL_STATES))),
        expected_start_time=FlowRunFilterExpectedStartTime(
            after_=cast("DateTime", datetime.now(UTC) + _EARLY)
        ),
    )
    with get_client(sync_client=True) as client:
        found = client.read_flow_runs(flow_run_filter=early)
        for run in found:
            client.delete_flow_run(run.id)
    if found:
        log.warning("A clock was ahead: %d nights are scheduled again.", len(found))
    return len(found)
