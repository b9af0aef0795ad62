"""Messages that did not reach somebody: kept in DATA/unsent.json and sent again by the next run.

Addresses of receivers are secrets: a digest says whose message it is, the host where it was to go.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from archive.files import write_whole
from archive.places import Places
from archive.runs import now
from pipelines.reporting.notice import Notice
from pipelines.reporting.notify import deliver, shown

log = logging.getLogger(__name__)
_KEPT = 20  # messages to one receiver: whoever has missed more reads `reviews report`
_KEPT_DAYS = 30  # nobody waits for older ones, and a receiver may be gone for good


class Unsent(msgspec.Struct, frozen=True):
    """One message that one receiver has not had."""

    receiver: str  # digest of its address
    host: str
    at: str  # UTC, ISO 8601: when it was to be sent first
    notice: Notice


def load_unsent(data: Path) -> tuple[Unsent, ...]:
    """All that wait, oldest first."""
    try:
        return msgspec.json.decode(Places(data).unsent.read_bytes(), type=tuple[Unsent, ...])
    except (OSError, msgspec.MsgspecError):
        return ()


def send(data: Path, receivers: Sequence[str], notice: Notice | None) -> list[str]:
    """Send to each receiver what it has missed, and then this message.

    Returns one sentence for each receiver that could not be reached; what it misses is kept.
    """
    if not receivers:
        return []
    waiting = load_unsent(data)
    digests = {_digest(address): address for address in receivers}
    left = [row for row in waiting if row.receiver not in digests]
    failures = []
    for digest, address in digests.items():
        rows = [row for row in waiting if row.receiver == digest]
        if notice:
            rows.append(Unsent(digest, shown(address), now(), notice))
        missed = list(rows)
        for row in rows:
            if failed := deliver(_told(row, is_late=row in waiting), [address]):
                failures += failed
                break  # the others would only wait as long
            missed.remove(row)
        left += missed[-_KEPT:]
    _keep(data, waiting, left)
    return [f"{sentence} The next run tries again." for sentence in failures]


def _told(row: Unsent, *, is_late: bool) -> Notice:
    if not is_late:
        return row.notice
    late = f"This message is of {row.at}: it could not be sent then."
    return msgspec.structs.replace(row.notice, lines=(late, *row.notice.lines))


def _keep(data: Path, before: Sequence[Unsent], rows: Iterable[Unsent]) -> None:
    oldest = datetime.now(UTC) - timedelta(days=_KEPT_DAYS)
    kept = tuple(row for row in rows if datetime.fromisoformat(row.at) > oldest)
    if kept == tuple(before):
        return
    path = Places(data).unsent
    try:
        if kept:
            write_whole(path, msgspec.json.encode(kept))
        else:
            path.unlink(missing_ok=True)
    except OSError as error:  # no data folder yet, or no room: the log has it
        log.warning("What could not be sent was not kept either (%s).", error.strerror)


def _digest(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:16]
