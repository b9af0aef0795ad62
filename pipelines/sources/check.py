"""`reviews sources check FILE` and `reviews sources`: what a source file would do, in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from archive.originals import Originals
from models.records import Listed
from pipelines.collect import Settings, preview
from pipelines.collect.addresses import Resolver, resolve
from pipelines.sources.loader import faulty_sources, load_source, whole_sources
from pipelines.sources.problems import SourceFileError
from pipelines.sources.schema import Source
from pipelines.strategies import discover
from vocabulary.counting import plural


class CheckReport(msgspec.Struct, frozen=True):
    """The result of trying a source file. Nothing was stored.

    `faults` are in the file itself, `problems` were found on the publisher's pages.
    """

    source_id: str
    title: str = ""
    faults: tuple[str, ...] = ()
    skip_reason: str | None = None
    problems: tuple[str, ...] = ()
    pages: int = 0
    listed: tuple[Listed, ...] = ()
    left_out: tuple[Listed, ...] = ()
    advice: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether a run would collect from this source as it is."""
        return bool(self.listed) and not (self.faults or self.problems or self.skip_reason)

    def lines(self) -> Iterator[str]:
        """The report for a person, line by line."""
        yield f"{self.source_id}: {self.title}" if self.title else self.source_id
        yield from (f"  not usable: {fault}" for fault in self.faults)
        if self.skip_reason:
            yield f"  would be skipped: {self.skip_reason}"
        if not self.faults and not self.skip_reason:
            yield from self._tried()
        yield from (f"Note: {line}" for line in self.advice)

    def _tried(self) -> Iterator[str]:
        yield (
            f"  {plural(self.pages, 'page')} read, {plural(len(self.listed), 'document')} would be "
            f"collected, {plural(len(self.left_out), 'link')} left out"
        )
        yield from (f"  problem: {problem}" for problem in self.problems)
        if self.listed:
            yield "Would be collected:"
            yield from (f"  {_described(row)}" for row in self.listed)
        if self.left_out:
            yield "Left out:"
            yield from (f"  {_described(row)}: {row.left_out}" for row in self.left_out)


class SourceRow(msgspec.Struct, frozen=True):
    """One line of `reviews sources`."""

    source_id: str
    title: str
    nation: str
    sector: str
    strategy: str
    schedule: str
    licence: str
    is_verified: bool
    last_checked: str | None
    skip_reason: str | None
    fault: str = ""  # why its file cannot be used


def check(
    path: Path, settings: Settings | None = None, resolver: Resolver = resolve
) -> CheckReport:
    """Reads the source file at `path`, tries it politely and says what would be collected.

    A fault of the file or of the publisher's site raises nothing: both are in the report.
    """
    try:
        source = load_source(path)
    except SourceFileError as fault:
        return CheckReport(path.stem, faults=fault.problems)
    if source.skip_reason:
        open_questions = tuple(f"not known yet: {line}" for line in source.unknown)
        return CheckReport(
            source.source_id, source.title, skip_reason=source.skip_reason, advice=open_questions
        )
    with TemporaryDirectory() as scratch:
        listing = preview(source, discover, Originals(Path(scratch)), settings, resolver)
    report = CheckReport(
        source_id=source.source_id,
        title=source.title,
        problems=tuple(listing.problems),
        pages=listing.pages,
        listed=tuple(listing.listed.values()),
        left_out=tuple(listing.left_out.values()),
    )
    return msgspec.structs.replace(report, advice=tuple(_advice(source, report)))


def table(data: Path | None = None) -> tuple[SourceRow, ...]:
    """Every source of a data folder as one line. Sources with unusable files come last."""
    faults = faulty_sources(data)
    sound = (_row(source) for source in whole_sources(data).values())
    return (*sound, *(_faulty(name, fault) for name, fault in faults.items()))


def _faulty(source_id: str, fault: SourceFileError) -> SourceRow:
    return SourceRow(
        source_id, "", "", "", "", "", "", False, None, "its file cannot be used", str(fault)
    )


def _row(source: Source) -> SourceRow:
    checked = source.last_checked.on
    return SourceRow(
        source_id=source.source_id,
        title=source.title,
        nation=source.nation,
        sector=source.sector,
        strategy=source.discovery.strategy,
        schedule=source.schedule,
        licence=source.licence.name,
        is_verified=source.verified,
        last_checked=checked.isoformat() if checked else None,
        skip_reason=source.skip_reason,
    )


def _described(row: Listed) -> str:
    facts = ", ".join(fact for fact in (row.role, row.date) if fact)
    return f"{row.title or '(no title)'}{f' [{facts}]' if facts else ''} {row.url}"


def _advice(source: Source, report: CheckReport) -> Iterator[str]:
    found = len(report.listed)
    if not found and not report.problems:
        yield (
            "nothing would be collected: compare the page in a browser with discovery.pages, and "
            "leave out discovery.within if it is there"
        )
    if found and source.expectations.min == 0:
        about = max(1, found // 2)
        yield f"set expectations.min to about {about}, so that an empty page is noticed"
    if found > source.expectations.max:
        yield f"more than expectations.max ({source.expectations.max}): raise it if this is right"
    if source.purpose == "index":
        yield "purpose is `index`: these rows are noted, their addresses are never fetched"
    yield from (f"not known yet: {line}" for line in source.unknown)
    if found and not source.verified:
        yield (
            "when you have compared this with the page in a browser, set verified: true and "
            "last_checked to today with how: live"
        )
