"""Prefect: the flow `ingest`, its schedule, and nothing else (the only file that imports prefect).

`python flows.py` runs the main job on the bundled sample, with no server started by hand and no
connection beyond this machine. `reviews serve` puts it on a schedule. What the flow does is what
`reviews run` does, piece by piece, so that both give the same warehouse.
"""

from __future__ import annotations

import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import cast

# Prefect reads these when it is imported. Telemetry stays off; a loaded machine may take more than
# the default 20 seconds to start Prefect's own short-lived server (seen: 21 on a fresh home).
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")
os.environ.setdefault("PREFECT_RESULTS_PERSIST_BY_DEFAULT", "false")

from prefect import flow, get_run_logger, serve, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.settings import get_current_settings
from prefect.states import Completed, Failed

from archive.errors import UserError
from archive.folder import Archive
from models.records import Issue
from pipelines.gathering import collect
from pipelines.process import Limits, Outcome
from pipelines.request import RunRequest, Started, under_way
from pipelines.run import RunReport, finish, process

BATCH = 200  # documents a task: a task costs about 24 ms of Prefect's own time, a page less
NAME = "ingest"

# Our own cache knows what a changed rule touches; Prefect's does not see below a task.


@task(cache_policy=NO_CACHE)
def collect_documents(request: RunRequest, started: Started) -> tuple[Issue, ...]:
    """Store what the sources offer."""
    return collect(Archive(request.data), request, started)


@task(cache_policy=NO_CACHE)
def process_documents(request: RunRequest, batch: list[str]) -> list[Outcome]:
    """Read, extract and classify one batch; child processes of our own do the work."""
    return process(Archive(request.data), batch, request.limits)


@task(cache_policy=NO_CACHE)
def build_warehouse(
    request: RunRequest, started: Started, issues: tuple[Issue, ...], outcomes: list[Outcome]
) -> RunReport:
    """Build aside, check and publish."""
    return finish(Archive(request.data), request, started, issues, outcomes)


@flow(name=NAME, validate_parameters=False)
def ingest(
    data: str = "data",
    sources: tuple[str, ...] = (),
    path: str | None = None,
    workers: int = 0,
) -> State[int]:
    """Collect, process in batches, build. Fails where nothing could be published.

    Ends as `Completed` with the name `PublishedWithWarnings` where a person should look.
    """
    log = get_run_logger()
    request = RunRequest(
        Path(data), tuple(sources), Path(path) if path else None, Limits(workers), command="flow"
    )
    archive = Archive(request.data)
    with under_way(archive, request) as started:
        issues = collect_documents(request, started)
        outcomes: list[Outcome] = []
        for batch in _batches(archive.documents()):
            outcomes += process_documents(request, batch)
            log.info("%d documents processed", len(outcomes))
        report = build_warehouse(request, started, issues, outcomes)
    return _state(report)


def _batches(document_ids: list[str]) -> Iterator[list[str]]:
    rest = iter(document_ids)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _state(report: RunReport) -> State[int]:
    """Exit statuses as Prefect's states: 0 completed, 1 failed, 2 completed with warnings."""
    if report.exit_status == 1:
        return Failed(message="Nothing was published: see `reviews status`.")
    if report.exit_status == 2:
        words = f"Published with {len(report.new_warnings)} new warnings: see `reviews status`."
        return Completed(message=words, name="PublishedWithWarnings", data=2)
    message = (
        "Nothing has changed: what is published stands." if report.kept_build else "Published."
    )
    return Completed(message=message, data=0)


def schedule(cron: str, timezone: str, data: Path, sources: tuple[str, ...] = ()) -> None:
    """Serve `ingest` on a cron schedule until interrupted.

    Raises UserError where no Prefect API answers, with the two commands that start one.
    """
    _need_api()
    deployment = ingest.to_deployment(
        name="scheduled",
        schedule=Cron(cron, timezone=timezone),
        parameters={"data": str(data.resolve()), "sources": list(sources)},
        # One run at a time: the data folder is locked, and a second run would only wait for it.
        concurrency_limit=1,
    )
    # A schedule that pauses itself when this process restarts would need nursing.
    # (In an async caller `to_deployment` would be a coroutine; here it never is.)
    serve(cast("RunnerDeployment", deployment), pause_on_shutdown=False)


def _api_url() -> str | None:
    return get_current_settings().api.url


def _need_api() -> None:
    url = _api_url()
    if url:
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=10) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except (OSError, urllib.error.URLError, ValueError):
            pass
    where = f"at {url}" if url else "(PREFECT_API_URL is not set)"
    raise UserError(
        f"No Prefect API answers {where}. Start one in another terminal with"
        " `prefect server start`, then set"
        " PREFECT_API_URL=http://127.0.0.1:4200/api and call `reviews serve` again."
    )


if __name__ == "__main__":
    ingest()
