"""Ends runs that nothing else ends: a process that was killed cannot say so itself.

Every run of ours sends a heartbeat. Where it falls silent without having ended, an automation of
the server marks it as crashed, and the schedule continues.

The automation forgets whom it waited for where the server, too, was away for some minutes: a power
cut. It also knows nothing of a run that died before its first heartbeat. Either would be "Running"
for good, and every later run of its deployment cancelled. So whatever starts looks for such runs,
and `reviews serve` looks again every few minutes: what has only just died when it starts is not
silent for long enough yet.
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
SILENCE = timedelta(seconds=90)  # three heartbeats: a busy machine may be late with one
_START = timedelta(minutes=15)  # a run that is about to start sends no heartbeat yet
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
    """Silence after a heartbeat makes a run a crashed one. Runs of others are left alone."""
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
    """Have exactly one automation of this kind on the server, as this version wants it.

    One that is so already is left alone: with a new one the server would forget for whom the old
    one waits, such as a run that was killed together with the `reviews serve` before this one.
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
    """Runs of ours that the server takes for living and that have not been heard of lately.

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
    """Mark silent runs as crashed that send no heartbeat in this time either; returns how many.

    So the clock of their machine does not matter, nor a server that has only just come back.
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
    """The automation on the server, the runs ended that it does not know of, no night left out."""
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
            except Exception as error:  # noqa: BLE001 - of the server: it may be back next time
                log.warning("Could not look for dead runs (%s).", type(error).__name__)

    threading.Thread(target=copy_context().run, args=(look,), daemon=True).start()
    return over


if __name__ == "__main__":  # `reviews serve` and `prefect deploy` do it by themselves
    keep_watch()
