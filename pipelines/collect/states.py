"""What a publisher has done with a document, from what was known and what was met now. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from archive.ledger import KnownAddress
from models.records import DocumentState, Listed, Outcome, Sighting

HELD = frozenset({Outcome.FETCHED, Outcome.NOT_MODIFIED, Outcome.LISTED})
_FINAL = frozenset({DocumentState.REMOVED, DocumentState.WITHDRAWN})


def state_of_listed(
    known: KnownAddress | None,
    outcome: Outcome,
    document_id: str | None,
    earlier_addresses: Iterable[str],
    listed_keys: frozenset[str],
    history: Iterable[Sighting] = (),
    day: str = "",
) -> DocumentState:
    """The state of a document whose address is on the listing now.

    `earlier_addresses` are the keys at which this source had the same bytes before; `history` and
    `day` (YYYY-MM-DD) matter for an address that is gone, to separate a slip from a removal.
    """
    if outcome is Outcome.WITHDRAWN:
        return DocumentState.WITHDRAWN
    before = known.document_id if known else None
    if outcome is Outcome.GONE and before is not None:
        return DocumentState.REMOVED if gone_before(history, day) else DocumentState.UNCHANGED
    if outcome not in HELD:
        return DocumentState.UNCHANGED if before else DocumentState.NEW
    if before is not None:
        return DocumentState.UNCHANGED if before == document_id else DocumentState.REPLACED
    others = set(earlier_addresses)
    if not others:
        return DocumentState.NEW
    return DocumentState.UNCHANGED if others & listed_keys else DocumentState.MOVED


def state_of_missing(
    known: KnownAddress,
    outcome: Outcome,
    document_id: str | None,
    history: Iterable[Sighting] = (),
    day: str = "",
) -> DocumentState:
    """The state of a document that is no longer on the listing, after its file was asked for."""
    if outcome is Outcome.GONE and gone_before(history, day):
        return DocumentState.REMOVED
    if outcome is Outcome.FETCHED and document_id != known.document_id:
        return DocumentState.REPLACED
    return DocumentState.DELISTED


def gone_before(history: Iterable[Sighting], day: str) -> bool:
    """Whether the address was gone on an earlier day too, with no success in between."""
    gone_days: set[str] = set()
    for row in history:
        if row.outcome == Outcome.GONE:
            gone_days.add(row.seen_at[:10])
        elif row.outcome in {Outcome.FETCHED, Outcome.NOT_MODIFIED}:
            gone_days.clear()
    return any(earlier != day for earlier in gone_days)


def is_due(known: KnownAddress, listed: Listed, now: datetime, recheck_seconds: float) -> bool:
    """Whether a known file must be asked for again.

    It must when its last answer is too old, when the last attempt failed, or when the listing
    says something new about it.
    """
    if known.checked_at is None or known.latest.outcome not in HELD:
        return True
    if _words(known.latest) != (listed.title, listed.date, listed.role, listed.note):
        return True
    return _is_old(known.checked_at, now, recheck_seconds)


def is_missing_due(known: KnownAddress, now: datetime, recheck_seconds: float) -> bool:
    """Whether the file of a document off the listing must be looked at now."""
    latest = known.latest
    if latest.state in _FINAL or known.document_id is None or has_moved_away(latest):
        return False
    if latest.state is not DocumentState.DELISTED:
        return True  # it has just gone from the listing
    if latest.outcome == Outcome.GONE:
        return latest.seen_at[:10] != now.isoformat()[:10]
    return _is_old(latest.seen_at, now, recheck_seconds)


def _is_old(moment: str, now: datetime, recheck_seconds: float) -> bool:
    """Whether it is long ago, or was recorded by a clock that was ahead."""
    age = now - datetime.fromisoformat(moment)
    return not timedelta(0) <= age < timedelta(seconds=recheck_seconds)


def has_moved_away(latest: Sighting) -> bool:
    """Whether this is the address that a document has left for another one."""
    return latest.state is DocumentState.MOVED and latest.outcome == Outcome.NOT_LISTED


def _words(row: Sighting) -> tuple[str | None, ...]:
    return (row.listed_title, row.listed_date, row.listed_role, row.listed_note)
