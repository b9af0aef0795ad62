"""What the server shows about a run: its name, artifacts, and states with a meaning."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext
from prefect.exceptions import FailedRun
from prefect.logging.handlers import APILogHandler
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from pipelines.reporting import Ending, Summary, as_markdown
from pipelines.sources import ALL
from vocabulary.counting import plural, sentence
from vocabulary.errors import ReviewsError

TIMEZONE = (
    "REVIEWS_TIMEZONE"  # zone of the schedule, because Prefect gives the time of a run in UTC
)
log = logging.getLogger(__name__)
_BAD = {Ending.LOSS_HELD, Ending.NOTHING_COLLECTED, Ending.FAILED, Ending.STOPPED}


class _Told(logging.Filter):
    """Leaves out Prefect's own tracebacks of errors that already have a message for people.

    They only show where in Prefect the error was raised. What went wrong is in the message of the
    state, of the run and of its task.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return not isinstance(error, FailedRun | ReviewsError)


_TOLD = _Told()


class _OfARun(logging.Filter):
    """Only lets through messages of a run, because the server keeps lines by run."""

    def filter(self, _: logging.LogRecord) -> bool:
        return FlowRunContext.get() is not None


def set_up_logs() -> None:
    """Send the pipeline's log messages to the server's log of a run, and each failure once.

    Otherwise only the screen would show that it waits for another run, or what is read again and
    why. The log of a failed run ends with its message, not with one of Prefect's tracebacks.
    """
    for name in ("prefect.flow_runs", "prefect.task_runs"):
        logging.getLogger(name).addFilter(_TOLD)
    handler = APILogHandler()
    handler.addFilter(_OfARun())
    ours = logging.getLogger("pipelines")
    ours.setLevel(logging.INFO)
    ours.addHandler(handler)


def run_name() -> str:
    """ "ingest daily 2026-06-29 05:00 BST": the flow, its sources, and the scheduled local time."""
    given: dict[str, Any] = flow_run.parameters or {}
    what: Sequence[str] = given.get("sources") or ()
    if not what and "sources" in given:  # flows.py has the same default
        what = [Path(given["path"]).name] if given.get("path") else [ALL]
    words = " ".join(what) if len(what) <= 3 else plural(len(what), "source")
    when = flow_run.scheduled_start_time
    zone = ZoneInfo(os.environ.get(TIMEZONE) or "Europe/London")
    moment = f"{when.astimezone(zone):%Y-%m-%d %H:%M %Z}" if when else ""
    return " ".join(part for part in (flow_run.flow_name, words, moment) if part)


def show(summary: Summary) -> None:
    """Keep the report of a run and the table of its sources as artifacts.

    If the server is no longer there, the run has still ended, and everything is in DATA/reports.
    """
    try:
        _keep(summary)
    except Exception as error:  # noqa: BLE001 - any error of Prefect, its client or the network
        why = f"Prefect's server took no artifacts ({type(error).__name__})"
        log.warning("%s. The report of the run is in the data folder, under reports.", why)


def _keep(summary: Summary) -> None:
    create_markdown_artifact(
        key="run-report", markdown=as_markdown(summary), description=summary.headline
    )
    if not summary.sources:
        return  # an empty table would hide the table of the last run that collected
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
    """The state in which a run ended. If a person must act, it is failed or its name says so."""
    status, name = summary.exit_status, summary.ending.value
    if summary.ending in _BAD:
        return Failed(message=f"{sentence(summary.in_a_line)} {summary.stands}", name=name)
    return Completed(message=summary.in_a_line, name=name, data=status)
