"""The state of the runs: what is under way, what failed, what waits for a person."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from archive.accepted import waiting_held
from archive.errors import UserError
from archive.folder import Archive
from archive.runs import FAILED, NOTHING, NOTHING_COLLECTED, STOPPED
from pipelines.advice import to_carry_on
from pipelines.collect import SourceStatus, source_status
from pipelines.doctor.messages import of_messages
from pipelines.doctor.result import FIRST_RUN, CheckResult, as_results, bad, look, ok
from pipelines.environment import own_sources
from pipelines.process import failed_documents
from pipelines.replaced import waiting as replacing
from pipelines.status import DataStatus, with_last_run
from vocabulary.counting import plural, some

if TYPE_CHECKING:
    from pipelines.sources import Source

_SHOWN = 8
_TURNS = {"daily": timedelta(days=1), "weekly": timedelta(days=7), "monthly": timedelta(days=31)}


def of_standing(archive: Archive) -> Iterator[CheckResult]:
    """All checks of the state of the runs."""
    yield _runs(with_last_run(DataStatus(0, 0, {}, [], {}, {}), archive.data))
    yield _held(archive)
    yield from of_messages(archive)
    yield from _records(archive)
    yield from as_results("failures", lambda: [_unreadable(archive)])
    yield from as_results("replaced documents", lambda: [_replaced(archive)])
    yield from as_results("sources", lambda: _sources(archive))


def _runs(status: DataStatus) -> CheckResult:
    if status.under_way:
        row = status.under_way
        says = f"One is under way: process {row.pid} on {row.host}, stage {row.stage}."
        return ok("runs", f"{says} It has been in that stage since {row.since}.")
    last = status.last_run
    if last is None:
        return look("runs", "There has been no run yet.", FIRST_RUN)
    if status.state == "died":
        says = f"The last one ({last.command}) stopped unexpectedly in the stage {status.stage}."
        return bad("runs", says, to_carry_on(last.command))
    says = f"The last one ended at {last.finished_at} with {status.exit_status}."
    if any(issue.code == "loss_held" for issue in status.issues):
        return ok("runs", f"{says} Its build is held.")
    if status.exit_status == FAILED:
        return bad("runs", f"{says} It published nothing.", "`reviews status` says why.")
    if status.exit_status in STOPPED:
        return ok("runs", f"{says} It was stopped; the next one carries on.")
    if status.exit_status == NOTHING_COLLECTED:
        why = next((issue for issue in status.issues if issue.code in NOTHING), None)
        says += f" {why.example}." if why else " Nothing could be collected."
        return look("runs", says.replace("..", "."), why.do if why else "`reviews status`")
    return ok("runs", says)


def _held(archive: Archive) -> CheckResult:
    """Whether a build waits for a person, whatever the last run did."""
    held = waiting_held(archive.places)
    if held is None:
        return ok("held build", "None is waiting.")
    says = f"The build {held.build_id} is held because of what it would lose."
    accepting = f"`reviews accept {held.build_id}`"
    do = f"See `reviews diff {held.build_id}`. Then {accepting}, or correct the cause."
    return bad("held build", says, do)


def _records(archive: Archive) -> Iterator[CheckResult]:
    """Records of runs that cannot be read: nobody can say what those runs did."""
    if damaged := archive.runs.damaged():
        names = some([path.name for path in damaged], _SHOWN)
        says = f"{plural(len(damaged), 'record')} of runs cannot be read: {names}."
        yield look("records of runs", says, "Restore them from the backup, and check the disk.")


def _unreadable(archive: Archive) -> CheckResult:
    accepted = archive.accepted_unreadable
    found = list(failed_documents(archive.artefacts, archive.documents()))
    fresh = [name for name in found if name not in accepted]
    known = len(found) - len(fresh)
    if not fresh:
        but = f", apart from {known} that somebody has accepted" if known else ""
        return ok("failures", f"No document is left as unreadable{but}.")
    says = f"{plural(len(fresh), 'document is', 'documents are')} unreadable."
    names = ", ".join(f"reviews accept {name[:12]}" for name in fresh[:_SHOWN])
    return look(
        "failures",
        says,
        f"`reviews report` says why. Try `reviews retry`. If a file cannot be read at all: {names}",
    )


def _own_sources(archive: Archive) -> Iterator[CheckResult]:
    if own := own_sources(archive.data):
        yield ok("source files", f"No faults found. Your own are in {own}.")


def _replaced(archive: Archive) -> CheckResult:
    waiting = replacing(archive)
    if not waiting:
        return ok("replaced documents", "None is waiting.")
    names = ", ".join(f"reviews accept {pair.now[:12]}" for pair in waiting[:_SHOWN])
    says = f"{plural(len(waiting), 'document has', 'documents have')} replaced another."
    return look("replaced documents", says, f"Look at both. If the later one is right: {names}")


def _sources(archive: Archive) -> Iterator[CheckResult]:
    # The screen of every run knows these checks by name; only doctor makes them.
    from pipelines.sources import (  # noqa: PLC0415
        SourceFileError,
        load_sources,
        whole_sources,
    )

    try:
        sources = load_sources(archive.data)
    except UserError as error:  # of the operator's own folder, which is not there
        sources = whole_sources(archive.data)
        yield bad("source files", str(error), "Until then no run collects or publishes.")
    except SourceFileError as error:
        sources = whole_sources(archive.data)
        do = (
            "Correct it (docs/adding-a-source.md), then `reviews sources check FILE`. Until then"
            " runs leave its source out; it keeps its last state."
        )
        yield bad("source files", str(error), do)
    else:
        yield from _own_sources(archive)
    rows = source_status(archive.ledger, sources)
    used = [row for row in rows if row.last_run]
    yield from _never_collected(archive, sources, {row.source_id for row in used})
    if not used:
        return
    never = [row.source_id for row in used if row.last_good_run is None]
    if never:
        many = plural(len(never), "has", "have")
        says = f"{many} never been listed in full: {some(never, _SHOWN)}."
        yield look("sources", says, "`reviews status --sources` says why for each.")
    elif not (failing := [row for row in used if row.last_run != row.last_good_run]):
        yield ok("sources", f"Listed in full last time: all {len(used)}.")
    else:
        yield look("sources", _why(failing), "`reviews status --sources` shows all that is known.")
    yield from _not_lately(sources, used)
    yield from _never_given(sources, used)
    unsure = [row.source_id for row in used if not sources[row.source_id].info().is_verified]
    if unsure:
        many = plural(len(unsure), "was", "were")
        says = f"{many} never verified: {some(unsure, _SHOWN)}."
        do = (
            "Compare what they list with their pages, then set verified: true in their files. Copy"
            " the file of a shipped one into your own folder of sources (--sources-dir) first."
        )
        yield look("verified sources", says, do)
    else:
        yield ok("verified sources", f"All {len(used)} are verified.")
    if not os.environ.get("REVIEWS_CONTACT"):
        says = "REVIEWS_CONTACT is not set here."
        yield look("contact", says, "Set it, or give --contact: webmasters may need to reach you.")


def _why(failing: list[SourceStatus]) -> str:
    """What was wrong in the last pass, in the words of `reviews status --sources`."""
    named: dict[str, list[str]] = {}
    for row in failing:
        named.setdefault(row.message or "not read in full", []).append(row.source_id)
    told = [f"{some(names, _SHOWN)} ({why})" for why, names in list(named.items())[:_SHOWN]]
    more = f"; and {len(named) - _SHOWN} more causes" if len(named) > _SHOWN else ""
    return f"Something is wrong with {plural(len(failing), 'list')}: {'; '.join(told)}{more}."


def _never_collected(
    archive: Archive, sources: dict[str, Source], used: set[str]
) -> Iterator[CheckResult]:
    """Sources of the operator's own that no run has ever asked: their schedule may not be on."""
    from pipelines.sources import is_own  # noqa: PLC0415 - as above

    never = [one for one in sources.values() if one.source_id not in used]
    if waiting := [one for one in never if is_own(archive.data, one)]:
        names = ", ".join(f"{one.source_id} ({one.schedule})" for one in waiting[:_SHOWN])
        says = f"{plural(len(waiting), 'has', 'have')} never been collected: {names}."
        yield look(
            "own sources",
            says,
            "Check that their schedule is on, or run them now: reviews run SOURCE",
        )


def _not_lately(sources: dict[str, Source], used: list[SourceStatus]) -> Iterator[CheckResult]:
    """Sources whose list was not read in full in their last three scheduled runs."""
    stale = [
        row.source_id
        for row in used
        if row.last_good_run
        and row.last_run
        and (turn := _TURNS.get(sources[row.source_id].schedule))
        and _moment(row.last_run) - _moment(row.last_good_run) > 3 * turn
    ]
    if stale:
        many = plural(len(stale), "has", "have")
        says = f"{many} not been listed in full for three scheduled runs: {some(stale, _SHOWN)}."
        yield look("stale sources", says, "`reviews status --sources` says why for each.")


def _moment(said: str) -> datetime:
    return datetime.fromisoformat(said)


def _never_given(sources: dict[str, Source], used: list[SourceStatus]) -> Iterator[CheckResult]:
    """Sources whose list is read, and that have no document all the same."""
    empty = [
        row.source_id
        for row in used
        if row.last_good_run and not row.has_given and sources[row.source_id].expectations.max
    ]
    if empty:
        many = plural(len(empty), "has", "have")
        says = f"{many} never given a document: {some(empty, _SHOWN)}."
        do = (
            "Compare `reviews discover` with their pages. If these have none, set expectations.max"
            " to 0."
        )
        yield look("documents of sources", says, do)
