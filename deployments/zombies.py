"""Ends runs that nothing else ends: a process that was killed cannot say so itself.

Every run of ours sends a heartbeat. Where it falls silent without having ended, an automation of
the server marks it as crashed, and the schedule continues.
"""

from __future__ import annotations

from datetime import timedelta

from prefect.automations import Automation
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

from deployments.folders import TAG
from pipelines.reporting import Ending

NAME = "End runs of safeguarding-reviews that have died"
SILENCE = timedelta(seconds=90)  # three heartbeats: a busy machine may be late with one
_BEAT = "prefect.flow-run.heartbeat"
_ENDS = {f"prefect.flow-run.{end}" for end in ("Completed", "Failed", "Cancelled", "Crashed")}
# States are events under their own names.
_NAMED_ENDS = {f"prefect.flow-run.{name}" for name in (*Ending, "BelowFloor", "AudienceFaulty")}


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
                name="Died",
                force=False,
                state=StateType.CRASHED,
                message="The run died without a record. The next one carries on.",
            )
        ],
    )


def keep_automation() -> None:
    """Have exactly one automation of this kind on the server, as this version wants it."""
    wanted = automation()
    with get_client(sync_client=True) as client:
        kept = client.read_automations_by_name(NAME)
        for other in kept[1:]:
            client.delete_automation(other.id)
    if kept:
        wanted.id = kept[0].id
        wanted.update()
    else:
        wanted.create()


if __name__ == "__main__":  # `reviews serve` and `prefect deploy` do it by themselves
    keep_automation()
