"""Lists that lose one document at a time, run after run: too little each night to be reported.

Many publishers take a report down about a year after they published it. That is expected, and no
loss: such a document is about a year old, or older than most of those that stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import msgspec

from archive.folder import Archive
from models.records import DocumentState, Issue, Outcome, Severity, Sighting
from pipelines.past import Past
from pipelines.process import processed

_WEEKS = 26  # that are looked at
_YEAR = timedelta(days=330)  # what is younger has not been published for a year, to the month
_ABOUT_A_YEAR = timedelta(days=460)
_LEAST = 3  # documents: two say nothing
# Reported again when the second is reached. A share that falls again is no news.
_STEPS = ((10, "a tenth"), (3, "a third"))
_OFF = frozenset({DocumentState.DELISTED, DocumentState.REMOVED})


class _Document(msgspec.Struct):
    """One address of a source that a document was had from."""

    document_id: str
    title: str | None
    file_name: str
    first_seen: datetime
    dated: date | None  # as the list says, or else the document
    off_since: datetime | None = None  # when it left the list


def slow_losses(archive: Archive, past: Past, run_id: str) -> Iterator[Issue]:
    """A warning for each source of this run whose list has lost too much in half a year."""
    for row in past.passes:
        if row.run_id == run_id:
            found = _found(archive, row.source_id, datetime.fromisoformat(row.finished_at))
            for severity, text in _told(*found):
                yield Issue(severity, "collect", "slow_loss", text, source_id=row.source_id)


def _told(had: int, lost: int, expired: int) -> Iterator[tuple[Severity, str]]:
    reached = [name for part, name in _STEPS if lost >= _LEAST and lost * part >= had]
    for name in reached:
        severity = Severity.WARNING if name == reached[-1] else Severity.INFO
        yield (
            severity,
            (
                f"its list has lost {name} or more of its documents in six months: {lost} of "
                f"{had}; another {expired} may have been taken down because of their age; the "
                "data is kept"
            ),
        )


def _found(archive: Archive, source_id: str, now: datetime) -> tuple[int, int, int]:
    """How many documents the list has had in this time, has lost, and has let go for their age."""
    documents = _documents(archive, source_id)
    since = now - timedelta(weeks=_WEEKS)
    left = _one_by_one(documents, since)
    there = [one for one in documents if one.off_since is None]
    if len(left) < _LEAST:
        return len(there) + len(left), 0, 0
    left = list(_without_renamed(left, there))
    for one in (*left, *there):
        one.dated = one.dated or _published_on(archive, one.document_id)
    first = min(one.first_seen for one in documents)
    for one in left:
        if one.dated is None and one.first_seen - first > timedelta(days=1):
            one.dated = one.first_seen.date()  # what was there from the first may be of any age
    dates = sorted(one.dated for one in there if one.dated)
    expired = sum(_is_expired(one, dates) for one in left)
    return len(there) + len(left), len(left) - expired, expired


def _one_by_one(documents: list[_Document], since: datetime) -> list[_Document]:
    """Those that have left since then, unless most of a list left in one run (reported at once)."""
    left = [one for one in documents if one.off_since and one.off_since >= since]
    days = Counter(one.off_since.date() for one in left if one.off_since)
    there = sum(one.off_since is None for one in documents)
    most = {day for day, count in days.items() if count * 2 > there + count}
    return [one for one in left if one.off_since and one.off_since.date() not in most]


def _is_expired(one: _Document, staying: list[date]) -> bool:
    if one.dated is None:
        return True  # nobody knows: better no warning than a false one every year
    age = (one.off_since or one.first_seen).date() - one.dated
    younger = sum(other >= one.dated for other in staying)
    return age >= _YEAR and (age <= _ABOUT_A_YEAR or younger * 2 >= len(staying))


def _without_renamed(left: list[_Document], there: list[_Document]) -> Iterator[_Document]:
    """Those that have not come back as another file, under the same title or name."""
    for one in left:
        names = {one.file_name, one.title} - {"", None}
        again = next((new for new in there if _is_after(new, one) and names & _names(new)), None)
        if again is None:
            yield one
        else:
            there.remove(again)  # it replaces one of them


def _names(one: _Document) -> set[str | None]:
    return {one.file_name, one.title}


def _is_after(new: _Document, one: _Document) -> bool:
    return one.off_since is not None and new.first_seen >= one.off_since - timedelta(days=1)


def _documents(archive: Archive, source_id: str) -> list[_Document]:
    """What was had from a source, and since when it is off the list."""
    latest = {row.key: row for row in archive.ledger.latest(source_id).values()}
    if not any(row.state in _OFF for row in latest.values()):
        return []
    first: dict[str, Sighting] = {}
    off: dict[str, datetime] = {}
    for row in archive.ledger.news(source_id):
        first.setdefault(row.key, row)
        if row.state in _OFF:
            off.setdefault(row.key, datetime.fromisoformat(row.seen_at))
        else:
            off.pop(row.key, None)
    return [
        _Document(
            row.document_id,
            row.listed_title,
            row.file_name,
            datetime.fromisoformat(first[key].seen_at),
            _day(row.listed_date or ""),
            off.get(key) if row.state in _OFF else None,
        )
        for key, row in latest.items()
        if row.document_id and row.state is not DocumentState.WITHDRAWN and not _has_moved(row)
    ]


def _has_moved(row: Sighting) -> bool:
    return row.state is DocumentState.MOVED and row.outcome == Outcome.NOT_LISTED


def _published_on(archive: Archive, document_id: str) -> date | None:
    told = processed(archive.artefacts, document_id).extraction.metadata.published_on
    return _day(told.value) if told else None


def _day(value: str) -> date | None:
    """The first day of "2023", "2023-01" or "2023-01-14"; None of anything else."""
    try:
        return date.fromisoformat(f"{value}-01-01"[:10] if len(value) < 8 else value[:10])
    except ValueError:
        return None
