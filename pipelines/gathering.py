"""Where a run's documents come from: named sources, a folder of this machine, or the sample."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from archive.errors import UserError
from archive.folder import Archive
from archive.places import Places
from models.records import Issue, Severity, SourceInfo
from pipelines.collect import Settings
from pipelines.collect.status import reason
from pipelines.local import LOCAL, SAMPLE, SAMPLE_FOLDER, collect_folder
from pipelines.notes import issues_of_notes
from pipelines.originals import put_right, sample_artefacts, sample_originals
from pipelines.parts import runs_by_these_rules
from pipelines.request import RunRequest, Started, at_stage, project_version
from vocabulary.counting import plural, some

if TYPE_CHECKING:
    from pipelines.collect import Collected
    from pipelines.sources import Source

NOTHING_PUBLISHED = "Nothing has been published yet."
_SHOWN = 5
# The page was read; what it lists is not believed.
_READ_ALL_THE_SAME = frozenset({"too_few_documents", "listing_empty", "listing_shrunk"})


def collect(archive: Archive, request: RunRequest, started: Started) -> tuple[Issue, ...]:
    """Store what the sources offer and note it in the ledger; returns what went wrong."""
    at_stage(archive, started, "collect")
    issues = look_at_store(archive, started)  # first: this run may then bring the good file
    lost = set(archive.missing())
    issues += _collected(archive, request, started)
    return (*issues, *put_right(archive, lost))


def look_at_store(archive: Archive, started: Started) -> list[Issue]:
    """Check a sample of what is stored; damaged originals are put aside, and then missing."""
    sample_originals(archive, started.run_id)
    return [*sample_artefacts(archive, started.run_id), *issues_of_notes(archive.places)]


def _collected(archive: Archive, request: RunRequest, started: Started) -> list[Issue]:
    issues: list[Issue] = []
    if request.is_of_sample:
        return _of_folder(archive, SAMPLE, SAMPLE_FOLDER, started)
    if request.path is not None:
        issues += _of_folder(archive, LOCAL, request.path, started)
    if request.sources:
        # The HTTP client and all strategies: a folder of this machine does without.
        from pipelines.collect import collect as collect_sources
        from pipelines.strategies import discover

        wanted = named_sources(request.sources, archive.data)
        issues += _left_out_files(archive.data)
        rules = settings(request.contact, is_recheck=request.is_recheck)
        store, run_id = archive.originals, started.run_id
        got = collect_sources(wanted, discover, store, archive.ledger, run_id, rules)
        issues += got.issues
        if request.path is None:
            issues += _nothing_collected(archive, wanted, got)
    return issues


def _of_folder(archive: Archive, source: SourceInfo, path: Path, started: Started) -> list[Issue]:
    looked_into = runs_by_these_rules(archive.runs)
    store, ledger = archive.originals, archive.ledger
    return collect_folder(store, ledger, source, path, started.run_id, looked_into)[1]


def _nothing_collected(
    archive: Archive, wanted: Iterable[Source], got: Collected
) -> Iterator[Issue]:
    """Whether no source at all gave anything: the network is likelier to be down than all sites.

    Or whether there is still no document at all, as where every file of a first run was refused.
    """
    asked = [source for source in wanted if not source.skip_reason]
    is_any_read = any(row.found or row.is_complete for row in got.passes)
    is_any_read |= any(issue.code in _READ_ALL_THE_SAME for issue in got.issues)
    if not asked or (is_any_read and archive.documents()):
        return
    away = {issue.source_id for issue in got.issues if issue.code == "listing_out_of_reach"}
    stands = (
        "What is published stays in place."
        if archive.places.warehouse.exists()
        else NOTHING_PUBLISHED
    )
    many = plural(len(asked), "source")
    if all(source.source_id in away for source in asked):
        names = some([source.source_id for source in asked])
        why = next((reason(row) for row in got.passes if row.message), "see the log")
        message = (
            f"No publisher's server answered, so nothing came from {many} ({names}). The first:"
            f" {why}. {stands}"
        )
        yield Issue(Severity.WARNING, "collect", "network_down", message)
    else:
        message = f"Nothing could be collected from {many}: {_causes(got)}. {stands}"
        yield Issue(Severity.WARNING, "collect", "nothing_collected", message)


def _causes(got: Collected) -> str:
    """Which sources gave nothing and why, those with the same cause together."""
    named: dict[str, list[str]] = {}
    for row in got.passes:
        why = reason(row)
        named.setdefault(why, []).append(row.source_id)
    told = [f"{some(names)} ({why})" for why, names in list(named.items())[:_SHOWN]]
    if len(named) > _SHOWN:
        told.append(f"and {sum(map(len, list(named.values())[_SHOWN:]))} more")
    return "; ".join(told) or "see the log"


def _left_out_files(data: Path) -> Iterator[Issue]:
    """A warning for each source file that cannot be used: nobody knows when it is scheduled."""
    from pipelines.sources import faulty_sources

    for source_id, fault in faulty_sources(data).items():
        text = "; ".join(str(fault).splitlines())
        message = f"{text}. It was not collected and keeps its last state"
        yield Issue(Severity.WARNING, "collect", "source_file_wrong", message, source_id=source_id)


def named_sources(names: Iterable[str], data: Path | None = None) -> list[Source]:
    """The sources of these names; `daily`, `weekly` and `monthly` name those on that schedule,
    and `all` those on any. One whose file cannot be used is left out, beside others.

    Raises UserError, with the nearest names, for one that is not there; SourceFileError where
    there is no other.
    """
    from pipelines.sources import ALL, SCHEDULES, faulty_sources, whole_sources

    known, faults = whole_sources(data), faulty_sources(data)
    wanted: dict[str, Source] = {}
    wrong: list[str] = []
    for name in names:
        if name in {ALL, *SCHEDULES}:
            wanted |= {
                source.source_id: source
                for source in known.values()
                if source.schedule == name or (name == ALL and source.schedule in SCHEDULES)
            }
        elif name in known:
            wanted[name] = known[name]
        elif name in faults:
            wrong.append(name)
        else:
            near = get_close_matches(name, (*known, ALL, *SCHEDULES), cutoff=0.5)
            near = near or list(known)[:5]
            raise UserError(
                f"There is no source {name}. Similar: {', '.join(near)}. All: `reviews sources`."
            )
    if wrong and not wanted:
        raise faults[wrong[0]]
    return list(wanted.values())


def source_infos(data: Path) -> tuple[SourceInfo, ...]:
    """Every source that documents of a data folder can come from.

    One whose file cannot be used is as the published warehouse has it.
    """
    from pipelines.sources import faulty_sources, whole_sources

    sound = (source.info() for source in whole_sources(data).values())
    if not (faults := faulty_sources(data)):
        return (SAMPLE, *sound)
    from warehouse import source_facts  # DuckDB takes a second to load; a build has it

    before = {info.source_id: info for info in source_facts(Places(data).warehouse)}
    return (SAMPLE, *sound, *(before[name] for name in faults if name in before))


def settings(contact: str, *, is_recheck: bool = False) -> Settings:
    """How the collector behaves, and who it says it is."""
    rules = Settings(contact=contact, version=project_version())
    return replace(rules, recheck_seconds=0.0) if is_recheck else rules
