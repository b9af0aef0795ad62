"""Messages that did not reach somebody: kept in DATA/unsent.json and sent again by the next run.

Addresses of receivers are secrets: a digest says whose message it is, the host where it was to go.
"""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from archive.files import write_whole
from archive.places import Places
from archive.runs import now
from pipelines.reporting.notice import Notice
from pipelines.reporting.notify import deliver, shown
from vocabulary.json_text import record_of

log = logging.getLogger(__name__)
_KEPT = 20  # messages to one receiver: whoever has missed more reads `reviews report`
KEPT_DAYS = 30  # nobody waits for older ones, and a receiver may be gone for good


class Unsent(msgspec.Struct, frozen=True):
    """One message that one receiver has not had."""

    receiver: str  # digest of its address
    host: str
    at: str  # UTC, ISO 8601: when it was to be sent first
    notice: Notice


def load_unsent(data: Path) -> tuple[Unsent, ...]:
    """All that wait, oldest first."""
    try:
        return record_of(Places(data).unsent.read_bytes(), tuple[Unsent, ...])
    except (OSError, msgspec.MsgspecError):
        return ()


def send(data: Path, receivers: Sequence[str], notice: Notice | None) -> list[str]:
    """Send to each receiver what it has missed, and then this message.

    Returns one sentence for each receiver that could not be reached; what it misses is kept. It is
    kept before it is sent: a run that is killed meanwhile leaves it to the next.
    """
    if not receivers:
        return []
    before = load_unsent(data)
    digests = {_digest(address): address for address in receivers}
    fresh = [Unsent(d, shown(address), now(), notice) for d, address in digests.items() if notice]
    waiting = _keep(data, before, (*before, *fresh))
    failures = []
    for digest, address in digests.items():
        for row in [row for row in waiting if row.receiver == digest]:
            if failed := deliver(_told(row, is_late=row in before), [address]):
                failures += failed
                break  # the others would only wait as long
            waiting = _keep(data, waiting, [other for other in waiting if other is not row])
    if failures:
        failures[-1] += " The next run tries again."
    return failures


def _told(row: Unsent, *, is_late: bool) -> Notice:
    if not is_late:
        return row.notice
    late = f"This message dates from {row.at}: it could not be sent then."
    return msgspec.structs.replace(row.notice, lines=(late, *row.notice.lines))


def _keep(data: Path, before: Sequence[Unsent], wanted: Sequence[Unsent]) -> tuple[Unsent, ...]:
    """Write what waits, less what is too old or too much for one receiver; returns it."""
    oldest = datetime.now(UTC) - timedelta(days=KEPT_DAYS)
    recent = [row for row in wanted if datetime.fromisoformat(row.at) > oldest]
    later = Counter(row.receiver for row in recent)
    kept: list[Unsent] = []
    for row in recent:
        if later[row.receiver] <= _KEPT:
            kept.append(row)
        later[row.receiver] -= 1
    if kept == list(before):
        return tuple(kept)
    path = Places(data).unsent
    if not data.is_dir():  # a folder that is named wrongly is not made by a message about it
        log.warning("What could not be sent was not kept either (there is no folder %s).", data)
        return tuple(kept)
    try:
        if kept:
            write_whole(path, msgspec.json.encode(kept))
        else:
            path.unlink(missing_ok=True)
    except OSError as error:  # no room: the log has it
        log.warning("What could not be sent was not kept either (%s).", error.strerror)
    return tuple(kept)


def _digest(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:16]
