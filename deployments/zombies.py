"""Ends runs that nothing else ends: a process that was killed cannot say so itself.

Each of our runs sends a heartbeat. If the heartbeat stops before the run has ended, an automation
on the server marks the run as crashed, and the schedule continues.

If the server was away for some minutes too, as in a power cut, the automation no longer knows which
runs it was waiting for. It also knows nothing about a run that died before its first heartbeat.
Such runs would be "Running" for ever, and every later run of their deployment would be cancelled.
So every run looks for them when it starts. `reviews serve` looks again every few minutes, because a
run that has only just died has not been silent for long enough.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextvars import copy_context
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from prefect.automations import Automation
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.filters import (
    EventFilter,
    EventNameFilter,
    EventResourceFilter,
)
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

from deployments.folders import TAG
from deployments.nights import give_back_nights
from pipelines.reporting import Ending

log = logging.getLogger(__name__)
NAME = "End runs of safeguarding-reviews that have died"
SILENCE = timedelta(seconds=90)  # three heartbeats, because a busy machine may send one late
_START = timedelta(minutes=15)  # a run that is about to start does not send heartbeats yet
_DIED = "Died"
_BEAT = "prefect.flow-run.heartbeat"
_ENDS = {f"prefect.flow-run.{end}" for end in ("Completed", "Failed", "Cancelled", "Crashed")}
# States are events under their own names.
_NAMED_ENDS = {
    f"prefect.flow-run.{name}" for name in (*Ending, "BelowFloor", "AudienceFaulty", _DIED)
}
_MESSAGE = (
    "There has been no heartbeat for 90 seconds: the run has died, or this server was away."
    " The next run carries on."
)


def automation() -> Automation:
    """The automation: a run that falls silent is marked as crashed. Others' runs are left alone."""
    return Automation(
        name=NAME,
        description="A run of safeguarding-reviews has died: it no longer sends a heartbeat.",
        trigger=EventTrigger(
            after={_BEAT},
            expect={_BEAT, *_ENDS, *_NAMED_ENDS},
            match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
            match_related=ResourceSpecification(
                {"prefect.resource.role": "tag", "prefect.resource.id": f"prefect.tag.{TAG}"}
            ),
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=SILENCE,
        ),
        actions=[
            ChangeFlowRunState(
                name=_DIED,
                force=False,
                state=StateType.CRASHED,
                message=_MESSAGE,
            )
        ],
    )


def keep_automation() -> None:
    """Make sure that the server has exactly one automation of this kind, in this version's form.

    An automation in the right form is left alone. With a new one the server would forget the runs
    that the old one waits for, such as a run that was killed together with `reviews serve`.
    """
    wanted = automation()
    with get_client(sync_client=True) as client:
        kept = client.read_automations_by_name(NAME)
        for other in kept[1:]:
            client.delete_automation(other.id)
    if not kept:
        wanted.create()
    elif _told(kept[0]) != _told(wanted):
        wanted.id = kept[0].id
        wanted.update()


def _told(automation: AutomationCore) -> dict[str, Any]:
    """What an automation says, without the names that the server gives its parts."""
    told = automation.model_dump(
        mode="json", include={"description", "enabled", "trigger", "actions"}
    )
    told["trigger"]["expect"].sort()
    return told


def silent_runs() -> dict[UUID, datetime | None]:
    """Our runs that the server shows as running but that have not sent a heartbeat lately.

    By id, with the last heartbeat.
    """
    living = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
    ours = FlowRunFilter(
        tags=FlowRunFilterTags(all_=[TAG]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=living)),
    )
    now, silent = datetime.now(UTC), {}
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(flow_run_filter=ours):
            last = _last_beat(client, run)
            heard = last or (run.state.timestamp if run.state else now)
            if now - heard > (_START if run.state_type is StateType.PENDING else SILENCE):
                silent[run.id] = last
    return silent


def end_dead_runs(sleep: Callable[[float], None] = time.sleep) -> int:
    """Mark silent runs as crashed if they send no heartbeat in this time either; returns how many.

    Waiting makes it independent of their machine's clock, and of a server that has just come back.
    """
    found = silent_runs()
    if not found:
        return 0
    sleep(SILENCE.total_seconds())
    dead = found.items() & silent_runs().items()
    with get_client(sync_client=True) as client:
        for run_id, _ in dead:
            client.set_flow_run_state(
                run_id, State(type=StateType.CRASHED, name=_DIED, message=_MESSAGE)
            )
            log.warning("The run %s has died; the server still showed it as running.", run_id)
    return len(dead)


def _last_beat(client: SyncPrefectClient, run: FlowRun) -> datetime | None:
    beats = EventFilter(
        event=EventNameFilter(name=[_BEAT]),
        resource=EventResourceFilter(id=[f"prefect.flow-run.{run.id}"]),
    )
    found = client.read_events(filter=beats, limit=1).events
    return found[0].occurred if found else None


def keep_watch() -> None:
    """Set up the automation, end dead runs that it does not know, and restore missed nights."""
    keep_automation()
    give_back_nights()
    end_dead_runs()


def watch_on(every: float = 300.0) -> threading.Event:
    """Look for dead runs every so many seconds beside whatever this process does, until the event
    is set that this returns.
    """
    over = threading.Event()

    def look() -> None:
        while not over.wait(every):
            try:
                end_dead_runs()
            except Exception as error:  # noqa: BLE001 - the server's fault; it may be back next time
                log.warning("Could not look for dead runs (%s).", type(error).__name__)

    threading.Thread(target=copy_context().run, args=(look,), daemon=True).start()
    return over


if __name__ == "__main__":  # `reviews serve` and `prefect deploy` do it by themselves
    keep_watch()
