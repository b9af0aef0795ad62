"""Runs passes over sources: hosts in parallel, each source on its own, every look recorded."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from archive.ledger import Ledger
from archive.originals import Originals
from archive.trouble import is_of_the_machine
from models.records import Issue, Pass, Severity
from pipelines.collect import clock
from pipelines.collect.addresses import Resolver, resolve
from pipelines.collect.client import Caller, Client
from pipelines.collect.findings import (
    is_shrunk,
    issue,
    of_history,
    of_listing,
    of_looks,
    shrunk,
)
from pipelines.collect.listing import ListedNow, read_listing
from pipelines.collect.look import SourcePass
from pipelines.collect.protocols import Discover, SourceLike
from pipelines.collect.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Collected:
    """What a run collected: one pass per source that was read, and everything worth saying."""

    passes: tuple[Pass, ...]
    issues: tuple[Issue, ...]


def collect(
    sources: Iterable[SourceLike],
    discover: Discover,
    store: Originals,
    ledger: Ledger,
    run_id: str,
    settings: Settings | None = None,
    resolver: Resolver = resolve,
) -> Collected:
    """Collect from `sources`. One source's trouble never stops another; all of it is an issue.

    With the `run_id` of a run that was killed, what that run has already had is not asked again.
    """
    settings = settings or Settings()
    store.sweep()
    client = Client(settings, store, ledger.append, resolver)
    since = clock.now() - timedelta(days=settings.blocked_days)
    for host in ledger.blocked_hosts(clock.stamp(since), clock.stamp()):
        client.hosts.leave_to_a_person(host)
    collector = _Collector(discover, store, ledger, client, run_id)
    try:
        with ThreadPoolExecutor(settings.workers, thread_name_prefix="collect") as pool:
            try:
                parts = list(pool.map(collector.one, list(sources)))
            except BaseException:
                client.hosts.stop()
                pool.shutdown(cancel_futures=True)
                raise
    finally:
        client.close()
    return Collected(
        passes=tuple(one for part in parts for one in part.passes),
        issues=tuple(found for part in parts for found in part.issues) + _courtesy(settings, parts),
    )


def preview(
    source: SourceLike,
    discover: Discover,
    store: Originals,
    settings: Settings | None = None,
    resolver: Resolver = resolve,
) -> ListedNow:
    """A dry run: what the source lists now and why the rest is left out. Files are not asked for
    and nothing is recorded.
    """
    client = Client(settings or Settings(), store, lambda _: None, resolver)
    try:
        return read_listing(source, discover, client, _caller(source, "preview"))
    finally:
        client.close()


def _courtesy(settings: Settings, parts: Iterable[Collected]) -> tuple[Issue, ...]:
    """Publishers are asked in somebody's name: say so where the name is missing."""
    if settings.contact or not any(part.passes for part in parts):
        return ()
    text = "no contact is set, so webmasters cannot reach you"
    return (Issue(Severity.WARNING, "collect", "no_contact", text),)


@dataclass(frozen=True)
class _Collector:
    discover: Discover
    store: Originals
    ledger: Ledger
    client: Client
    run_id: str

    def one(self, source: SourceLike) -> Collected:
        """One source, whatever happens to it."""
        if source.skip_reason:
            text = f"not collected: {source.skip_reason}"
            return Collected((), (issue(source, Severity.INFO, "source_skipped", text),))
        try:
            return self._pass(source)
        except Exception as problem:
            if is_of_the_machine(problem):
                raise  # no other source would fare better, and no publisher is to blame
            log.exception("collecting from %s broke", source.source_id)
            return self._broken(source, problem)

    def _pass(self, source: SourceLike) -> Collected:
        started, caller = clock.stamp(), _caller(source, self.run_id)
        listing = read_listing(source, self.discover, self.client, caller)
        look = SourcePass(source, caller, listing, self.client, self.store, self.ledger)
        issues = list(of_listing(source, listing))
        message = next((found.message for found in issues if found.code in _INCOMPLETE), None)
        is_complete = message is None
        look.at_listed()
        if is_complete and (told := self._shrunk(source, look)):
            issues.append(told)
            if told.code != "most_gone":
                is_complete = False
                message = told.message
        if is_complete:
            look.at_missing()
        issues += of_looks(source, look.tally)
        row = Pass(
            run_id=self.run_id,
            source_id=source.source_id,
            started_at=started,
            finished_at=clock.stamp(),
            is_complete=is_complete,
            found=len(listing.listed),
            left_out=len(listing.left_out),
            outcomes=dict(look.tally.outcomes),
            states=dict(look.tally.states),
            message=message,
        )
        self.ledger.append(row)
        if is_complete and source.expectations.max:
            issues += of_history(source, self.ledger.passes(source.source_id))
        return Collected((row,), tuple(issues))

    def _broken(self, source: SourceLike, problem: Exception) -> Collected:
        """Its pass is recorded too: else nothing would show a source that always breaks."""
        why = f"broke off ({type(problem).__name__}: see the log)"
        now = clock.stamp()
        row = Pass(self.run_id, source.source_id, now, now, is_complete=False, message=why)
        self.ledger.append(row)
        return Collected((row,), (issue(source, Severity.WARNING, "collect_broke", why),))

    def _shrunk(self, source: SourceLike, look: SourcePass) -> Issue | None:
        """What is said of a source of which so much is missing that a broken page is likelier than
        so many removals: None where that is not so. A listing that has nothing left is never
        believed, until its source file says that there is nothing to expect.
        """
        missing, had = len(look.missing), len(look.active)
        if missing * 2 <= had or source.expectations.max == 0:
            return None
        if missing == had and not look.is_any_listed:
            return shrunk(source, "listing_empty", missing, had)
        earlier = self.ledger.passes(source.source_id)[-1:]
        today = clock.stamp()[:10]
        if any(is_shrunk(row) and row.finished_at[:10] != today for row in earlier):
            return shrunk(source, "most_gone", missing, had)
        return shrunk(source, "listing_shrunk", missing, had)


_INCOMPLETE = frozenset(
    {
        "listing_refused", "listing_closed", "listing_out_of_reach", "listing_incomplete",
        "too_few_documents",
    }
)  # fmt: skip


def _caller(source: SourceLike, run_id: str) -> Caller:
    return Caller(run_id, source.source_id, source.politeness.gap_seconds)
