"""What `reviews serve` should serve, checked before it starts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import msgspec
from prefect.client.schemas.schedules import CronSchedule

from archive.errors import UserError
from archive.folder import Archive
from deployments.folders import TAG
from pipelines.contact import check_contact
from pipelines.environment import OWN_SOURCES
from pipelines.gathering import named_sources
from pipelines.local import SAMPLE
from pipelines.reporting.notify import check_receivers
from pipelines.sources import ALL, SCHEDULES
from vocabulary.errors import ReviewsError

BY_HAND = "on-demand"


class Plan(msgspec.Struct, frozen=True):
    """One data folder on a schedule."""

    data: Path
    contact: str = ""
    sources: tuple[str, ...] = ()  # if empty, all that have a schedule, each group at its own time
    cron: str = ""  # one time for all of them
    daily: str = "0 5 * * *"
    weekly: str = "0 3 * * 6"
    monthly: str = "0 1 1 * *"
    timezone: str = "Europe/London"
    name: str = ""
    gold: tuple[str, ...] = ()
    audiences: str | None = None
    notify: tuple[str, ...] = ()
    sources_dir: str | None = None


class Planned(msgspec.Struct, frozen=True):
    """One deployment: a flow with a name, its parameters and, if it has one, its schedule."""

    flow: str
    name: str
    parameters: dict[str, Any]
    cron: str | None = None

    @property
    def tags(self) -> list[str]:
        return [TAG, self.flow]


def check(plan: Plan) -> None:
    """Raise one UserError that names everything that would make a run fail."""
    if faults := list(_faults(plan)):
        raise UserError("Nothing was served. " + " ".join(faults))


def planned(plan: Plan) -> Iterator[Planned]:
    """Every deployment of a plan."""
    data = {"data": str(plan.data)}
    common = {
        **data,
        "contact": plan.contact,
        "sources_dir": plan.sources_dir,
    }
    if plan.sources or plan.cron:
        wanted = list(plan.sources) or [ALL]
        cron = plan.cron or plan.daily
        yield Planned("ingest", _named(plan, "scheduled"), {**common, "sources": wanted}, cron)
    else:
        for group in SCHEDULES:
            cron = getattr(plan, group)
            yield Planned("ingest", _named(plan, group), {**common, "sources": [group]}, cron)
    by_hand = _named(plan, BY_HAND)
    yield Planned("recheck", by_hand, {**common, "sources": list(plan.sources) or [ALL]})
    yield Planned("rebuild", by_hand, data)
    yield Planned("evaluate", by_hand, {**data, "gold": list(plan.gold)})
    yield Planned("briefing", by_hand, {**data, "audiences": plan.audiences})


def _named(plan: Plan, name: str) -> str:
    return f"{plan.name}-{name}" if plan.name else name


def _faults(plan: Plan) -> Iterator[str]:
    if plan.sources_dir:
        os.environ[OWN_SOURCES] = plan.sources_dir
    wanted = [name for name in plan.sources or (ALL,) if name != SAMPLE.source_id]
    checks = (
        lambda: check_contact(plan.contact),
        lambda: named_sources(wanted, plan.data),
        lambda: check_receivers(plan.notify),
        lambda: _check_data(plan.data),
    )
    for each in checks:
        try:
            each()
        except ReviewsError as error:
            yield str(error)
    if plan.timezone not in available_timezones():
        yield f"{plan.timezone} is not a time zone: give one such as Europe/London."
    for cron in filter(None, (plan.cron, plan.daily, plan.weekly, plan.monthly)):
        try:
            CronSchedule(cron=cron)
        except ValueError:
            form = 'minute hour day month weekday, such as "0 5 * * *"'
            yield f'"{cron}" is not a schedule: give {form}.'
    for folder in (*plan.gold, *((plan.audiences,) if plan.audiences else ())):
        if not Path(folder).is_dir():
            yield f"There is no folder {folder}."


def _check_data(data: Path) -> None:
    try:
        Archive(data)
    except OSError as error:
        raise UserError(
            f"The data folder {data} could not be created: {error.strerror}."
        ) from error
    if not os.access(data, os.W_OK):
        raise UserError(f"The data folder {data} cannot be written to: check its permissions.")
