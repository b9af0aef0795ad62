"""How each source has fared: what `reviews status --sources` shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from archive.ledger import Ledger
from models.records import DocumentState, Outcome, Pass, Sighting
from pipelines.collect import clock
from pipelines.collect.states import HELD

_BLOCKED = (Outcome.BLOCKED_BY_ROBOTS, Outcome.BLOCKED_BY_WAF, Outcome.FORBIDDEN)
_FOR_A_PERSON = frozenset(
    {*_BLOCKED, Outcome.TOO_LARGE, Outcome.NOT_A_DOCUMENT, Outcome.REDIRECTS, Outcome.REFUSED}
)
_ERRORS = (
    Outcome.ERROR,
    Outcome.TOO_SLOW,
    Outcome.TOO_LARGE,
    Outcome.REDIRECTS,
    Outcome.REFUSED,
    Outcome.NOT_A_DOCUMENT,
    Outcome.RATE_LIMITED,
    Outcome.HOST_RESTING,
)
# A document came, or would have if a person had not deleted it; an index names them only.
_GAVE = frozenset({*HELD, Outcome.PURGED, Outcome.INDEX_ONLY, Outcome.WITHDRAWN})
NEVER_RUN = "never run"
UNREAD = "the listing could not be read in full, so nothing counts as gone: "
_CHANGED = (DocumentState.REPLACED, DocumentState.MOVED)
_GONE = (DocumentState.DELISTED, DocumentState.REMOVED, DocumentState.WITHDRAWN)


class SourceStatus(msgspec.Struct, frozen=True):
    """One source in one line. The counts are those of its last pass; None means never run."""

    source_id: str
    last_good_run: str | None = None  # UTC, ISO 8601: the last pass that read the whole listing
    last_run: str | None = None
    found: int | None = None
    left_out: int | None = None
    new: int | None = None
    changed: int | None = None
    gone: int | None = None
    blocked: int | None = None
    errors: int | None = None
    days_since_new: int | None = None  # None: nothing new was ever seen
    message: str | None = None
    has_given: bool = False  # whether any document has ever come from it


def source_status(
    ledger: Ledger, source_ids: Iterable[str], now: datetime | None = None
) -> list[SourceStatus]:
    """The status of each of these sources, those never run included, in the order given."""
    passes: dict[str, list[Pass]] = {}
    for row in ledger.passes():
        passes.setdefault(row.source_id, []).append(row)
    today = now or clock.now()
    return [_status(source_id, passes.get(source_id, []), today) for source_id in source_ids]


def for_a_person(ledger: Ledger) -> list[Sighting]:
    """Files that no run will get: their last sightings, each with the page where the link is.

    A document of which an earlier version is held counts too: the new one is out of reach.
    """
    return [row for row in ledger.latest().values() if row.outcome in _FOR_A_PERSON]


def _status(source_id: str, passes: list[Pass], now: datetime) -> SourceStatus:
    if not passes:
        return SourceStatus(source_id, message=NEVER_RUN)
    last, given = passes[-1], has_given(passes)
    return SourceStatus(
        source_id=source_id,
        last_good_run=next((row.finished_at for row in reversed(passes) if row.is_complete), None),
        last_run=last.finished_at,
        found=last.found,
        left_out=last.left_out,
        new=_sum(last.states, (DocumentState.NEW,)),
        changed=_sum(last.states, _CHANGED),
        gone=_sum(last.states, _GONE),
        blocked=_sum(last.outcomes, _BLOCKED),
        errors=_sum(last.outcomes, _ERRORS),
        days_since_new=_days_since_new(passes, now),
        message=last.message or (None if given else "no document has come from it yet"),
        has_given=given,
    )


def has_given(passes: Iterable[Pass]) -> bool:
    """Whether any document of a source was met in one of its passes."""
    return any(_GAVE & row.outcomes.keys() for row in passes)


def reason(row: Pass) -> str:
    """Why a pass gave nothing, without what every one of them would say."""
    if row.message:
        return row.message.removeprefix(UNREAD)
    return "no document could be fetched" if row.found else "nothing is listed"


def _days_since_new(passes: list[Pass], now: datetime) -> int | None:
    for row in reversed(passes):
        if row.states.get(DocumentState.NEW):
            return (now - datetime.fromisoformat(row.finished_at)).days
    return None


def _sum(counts: dict[str, int], names: Iterable[str]) -> int:
    return sum(counts.get(name, 0) for name in names)
