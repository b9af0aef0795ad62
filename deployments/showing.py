"""What the server shows of a run: its name, artifacts, and states that mean something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from pipelines.reporting import Ending, Summary, as_markdown
from vocabulary.counting import plural

_BAD = {Ending.LOSS_HELD, Ending.NOTHING_COLLECTED, Ending.FAILED}


def run_name() -> str:
    """ "ingest daily 2026-11-29 05:00": what, of what, and for when."""
    given: dict[str, Any] = flow_run.parameters or {}
    what: Sequence[str] = given.get("sources") or ()
    words = " ".join(what) if len(what) <= 3 else plural(len(what), "source")
    when = flow_run.scheduled_start_time
    moment = f"{when:%Y-%m-%d %H:%M}" if when else ""
    return " ".join(part for part in (flow_run.flow_name, words, moment) if part)


def show(summary: Summary) -> None:
    """Keep the report of a run and the table of its sources as artifacts."""
    create_markdown_artifact(
        key="run-report", markdown=as_markdown(summary), description=summary.headline
    )
    create_table_artifact(
        key="sources",
        table=[
            {
                "source": line.source_id,
                "found": line.found,
                "new": line.new,
                "changed": line.changed,
                "gone": line.gone,
                "blocked": line.blocked,
                "errors": line.errors,
                "last good run": line.last_good_run or "",
                "message": line.message or "",
            }
            for line in summary.sources
        ],
        description=f"Sources of run {summary.run_id}",
    )


def state_of(summary: Summary) -> State[int]:
    """How a run ended: what needs a person has failed, or says so in its name."""
    status, name = summary.exit_status, summary.ending.value
    if summary.ending in _BAD:
        return Failed(message=f"{summary.headline}. {summary.stands}", name=name)
    return Completed(message=summary.headline, name=name, data=status)
