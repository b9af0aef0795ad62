"""The flows of Prefect. `ingest` does what `reviews run` does, and gives the same warehouse.

`python flows.py` runs the main job on the bundled sample, with no server started by hand and no
connection beyond this machine. `reviews serve` puts the flows on a schedule (deployments/).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from vocabulary.errors import ReviewsError

# Prefect reads these when it is imported. Telemetry stays off; a loaded machine may take more than
# the default 20 seconds to start Prefect's own temporary server (21 seen in a new home folder).
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")
os.environ.setdefault("PREFECT_RESULTS_PERSIST_BY_DEFAULT", "false")

from prefect import Flow, flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed
from rich.console import Console

from archive.errors import told_of
from archive.folder import Archive
from deployments.beginning import begin
from deployments.leases import outlive_leases
from deployments.measuring import measure
from deployments.plan import Plan
from deployments.preparing import prepare
from deployments.serving import serve_plan
from deployments.showing import run_name, set_up_logs, show, state_of
from models.records import Issue
from pipelines.contact import check_contact
from pipelines.environment import OWN_SOURCES
from pipelines.gathering import collect
from pipelines.local import SAMPLE
from pipelines.process import DocumentOutcome, Limits
from pipelines.reporting.notify import RECEIVERS
from pipelines.reporting.watch import watched
from pipelines.request import RunRequest, Started, at_stage, open_archive, under_way
from pipelines.run import RunReport, finish, processing
from pipelines.run import rebuild as publish_anew
from pipelines.sources import ALL
from pipelines.waiting import when_free
from vocabulary.counting import plural

BATCH = 200  # documents per task: Prefect spends about 24 ms on each task, more than a page takes
PATIENCE = 120  # minutes to wait for the run of another schedule: as long as the longest run

set_up_logs()
outlive_leases()

# Our own cache knows what a changed rule affects. Prefect's cache only knows whole tasks.


@task(cache_policy=NO_CACHE)
def collect_documents(request: RunRequest, started: Started) -> tuple[Issue, ...]:
    """Store what the sources offer."""
    return collect(Archive(request.data), request, started)


@task(cache_policy=NO_CACHE)
def process_documents(outcomes: Iterator[DocumentOutcome]) -> list[DocumentOutcome]:
    """Take the next batch from the pool of child processes, which all batches share."""
    return list(islice(outcomes, BATCH))


@task(cache_policy=NO_CACHE)
def build_warehouse(
    request: RunRequest,
    started: Started,
    issues: tuple[Issue, ...],
    outcomes: list[DocumentOutcome],
) -> RunReport:
    """Build a new warehouse, check it and publish it."""
    return finish(Archive(request.data), request, started, issues, outcomes)


@flow(flow_run_name=run_name, validate_parameters=False)
def ingest(
    data: str = "data",
    sources: Sequence[str] = (),
    path: str | None = None,
    workers: int = 0,
    contact: str = "",
    sources_dir: str | None = None,
) -> State[Any]:
    """Collect, process in batches and publish. Without sources, takes all that have a schedule.

    The name of the state says how the run ended: Published, NothingNew, PublishedWithWarnings,
    or, as failures, LossHeld, NothingCollected, NotPublished.
    """
    wanted = tuple(sources) or (() if path else (ALL,))
    folder = Path(path) if path else None
    request = RunRequest(
        Path(data),
        wanted,
        folder,
        _limits(workers),
        command="flow",
        contact=_contact(contact),
        store=os.environ.get("REVIEWS_STORE", ""),
    )
    return _concluded(request, sources_dir, _ingest)


@flow(flow_run_name=run_name, validate_parameters=False)
def recheck(
    data: str = "data",
    sources: Sequence[str] = (),
    contact: str = "",
    sources_dir: str | None = None,
) -> State[Any]:
    """Ask publishers again for every known file, however recently it was checked."""
    wanted = tuple(sources) or (ALL,)
    request = RunRequest(
        Path(data),
        wanted,
        limits=_limits(),
        command="recheck",
        contact=_contact(contact),
        is_recheck=True,
    )
    return _concluded(request, sources_dir, _ingest)


@flow(flow_run_name=run_name, validate_parameters=False)
def rebuild(data: str = "data") -> State[Any]:
    """Publish again from what the data folder holds, without asking a publisher."""
    request = RunRequest(Path(data), limits=_limits(), command="rebuild")
    return _concluded(request, None, _rebuild)


@flow(flow_run_name=run_name, validate_parameters=False)
def evaluate(
    data: str = "data", gold: Sequence[str] = (), floors: str | None = None, section: str = ""
) -> State[Any]:
    """Measure against annotations: by default, those of the sample."""
    try:
        begin()
        broken = measure(Path(data), [Path(folder) for folder in gold], floors, section)
    except ReviewsError as error:
        return Failed(message=str(error))
    if broken:
        return Failed(message="; ".join(broken), name="BelowFloor")
    return Completed(message="Measured.")


@flow(flow_run_name=run_name, validate_parameters=False)
def briefing(data: str = "data", audiences: str | None = None) -> State[Any]:
    """Prepare a briefing for each audience file, in DATA/briefings."""
    try:
        begin()
        made, faults = prepare(Path(data), Path(audiences) if audiences else None)
    except ReviewsError as error:
        return Failed(message=str(error))
    if faults:
        return Failed(message=" ".join(faults), name="AudienceFaulty")
    return Completed(message=f"{plural(len(made), 'briefing')} prepared.")


def serve_all(plan: Plan) -> None:
    """Serve every flow as the plan says, until interrupted."""
    flows: tuple[Flow[..., Any], ...] = (ingest, recheck, rebuild, evaluate, briefing)
    serve_plan(plan, {one.name: one for one in flows})


def _concluded(
    request: RunRequest,
    sources_dir: str | None,
    run: Callable[[RunRequest], RunReport],
) -> State[Any]:
    """A run with its report, messages and state, however it ends."""
    if sources_dir:
        os.environ[OWN_SOURCES] = sources_dir
    try:
        begin()
        if set(request.sources) - {SAMPLE.source_id}:
            check_contact(request.contact)
        waiting = partial(when_free, partial(run, request), PATIENCE)
        receivers = os.environ.get(RECEIVERS, "").split()
        report, untold = watched(request.data, receivers, waiting, show)
    except ReviewsError as error:
        return Failed(message=told_of(error), name="NotPublished")
    for sentence in untold:
        get_run_logger().warning(sentence)
    if report.summary is None:
        return Failed(message="The run has finished, but its report could not be written.")
    return state_of(report.summary)


def _ingest(request: RunRequest) -> RunReport:
    archive = open_archive(request)
    log = get_run_logger()
    with under_way(archive, request) as started:
        issues = collect_documents(request, started)
        at_stage(archive, started, "process")
        outcomes: list[DocumentOutcome] = []
        with closing(processing(archive, archive.documents(), request.limits)) as pool:
            while batch := process_documents(pool):
                outcomes += batch
                log.info("%d documents are done", len(outcomes))
        return build_warehouse(request, started, issues, outcomes)


def _rebuild(request: RunRequest) -> RunReport:
    return publish_anew(request, Console(quiet=True))


def _limits(workers: int = 0) -> Limits:
    return Limits(workers, scheduler=os.environ.get("REVIEWS_SCHEDULER", ""))


def _contact(given: str) -> str:
    return given or os.environ.get("REVIEWS_CONTACT", "")


if __name__ == "__main__":
    ingest(data="data/sample", sources=(SAMPLE.source_id,))
