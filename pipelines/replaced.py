"""Another document at an address takes no other's place until somebody has looked at it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.folder import Archive
from archive.replaced import Finding, ReplacedPair
from models.records import Issue, Reading, Severity, Sighting, Status
from pipelines.process import NOT_IN_FULL, Limits, failed_documents, processed
from pipelines.resaved import stored_or_read
from vocabulary.counting import plural

_UNREAD = NOT_IN_FULL - {Status.PARTIAL, Status.WITHDRAWN}
_RUN = 4  # words: shorter runs are common phrases
# Of the runs of the earlier one: an extract or a summary says less of them, another report under a
# tenth. Reports that fill in one form can share more than half: the names in them separate these.
_MUCH_THE_SAME = 0.4


def settle_replaced(archive: Archive, limits: Limits) -> tuple[Issue, ...]:
    """Find what each later document at an address is to the earlier one; say what needs a look."""
    found = archive.replaced
    for before, row in _replacements(archive):
        now = row.document_id or ""
        if found.finding(before, now):
            continue
        if found.finding(now, before) is Finding.BESIDE:
            found.note(now, before, Finding.RETURNED)
            found.note(before, now, Finding.EDITION)
            continue
        same = _is_edition(archive, before, now, limits)
        found.note(before, now, Finding.EDITION if same else Finding.BESIDE)
    return (
        *(_issue(archive, pair) for pair in waiting(archive)),
        *(_unread_issue(archive, pair) for pair in _beside(archive, is_read=False)),
    )


def waiting(archive: Archive) -> list[ReplacedPair]:
    """The pairs that a person has to look at. A later file that cannot be read takes no place."""
    return _beside(archive, is_read=True)


def _beside(archive: Archive, *, is_read: bool) -> list[ReplacedPair]:
    pairs = archive.replaced.of(Finding.BESIDE)
    later = [pair.now for pair in pairs]
    unread = set(failed_documents(archive.artefacts, later, _UNREAD)) if later else set()
    return [pair for pair in pairs if (pair.now not in unread) is is_read]


def _replacements(archive: Archive) -> Iterator[tuple[str, Sighting]]:
    """Addresses whose latest file took another's place, with the id of that one."""
    ledger = archive.ledger
    rows = {(row.source_id, row.key): row for row in ledger.replacements()}
    if not rows:
        return
    latest = {(row.source_id, row.key): row.document_id for row in ledger.latest().values()}
    for place, row in rows.items():
        if row.document_id and latest.get(place) == row.document_id:
            history = [one.document_id for one in ledger.history(*place) if one.document_id]
            last = len(history) - 1 - history[::-1].index(row.document_id)
            before = (name for name in reversed(history[:last]) if name != row.document_id)
            if earlier := next(before, None):
                yield earlier, row


def _is_edition(archive: Archive, before: str, now: str, limits: Limits) -> bool:
    """Whether the later one still says most of what the earlier one said, of the same people."""
    first = stored_or_read(archive, before, limits)
    if first is None:  # the earlier one counted for nothing
        return True
    second = stored_or_read(archive, now, limits)
    if second is None:  # nobody can say what the later one says
        return False
    if _are_of_others(archive, before, now):
        return False
    old, new = _runs(first), _runs(second)
    return len(old & new) >= _MUCH_THE_SAME * max(1, len(old))


def _are_of_others(archive: Archive, before: str, now: str) -> bool:
    """Whether both name whom they are about, or a reference, and share none of these."""
    first, second = (
        processed(archive.artefacts, name).extraction.metadata for name in (before, now)
    )
    names, others = ({name.casefold() for name in one.pseudonyms} for one in (first, second))
    if names and others:
        return not names & others
    a, b = first.reference, second.reference
    return a is not None and b is not None and a.value.casefold() != b.value.casefold()


def _runs(reading: Reading) -> set[tuple[str, ...]]:
    text = " ".join(line.text for page in reading.pages for line in page.lines)
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def in_numbers(archive: Archive, pair: ReplacedPair) -> str:
    """What both documents count for, and so what it costs to accept the later one."""
    before, now = (
        plural(len(processed(archive.artefacts, name).extraction.statements), "statement")
        for name in (pair.before, pair.now)
    )
    return (
        f"Both count: the earlier one has {before}, the later one {now}. If the later one is"
        " accepted, the earlier one is no longer published."
    )


def _issue(archive: Archive, pair: ReplacedPair) -> Issue:
    message = (
        f"Another document has taken the place of {pair.before[:12]}. {in_numbers(archive, pair)}"
    )
    source = _source_of(archive, pair)
    return Issue(Severity.WARNING, "collect", "replaced_unseen", message, pair.now, source)


def _unread_issue(archive: Archive, pair: ReplacedPair) -> Issue:
    """Only noted: that the file cannot be read is a warning of its own."""
    message = f"It has taken the place of {pair.before[:12]}, which still counts."
    source = _source_of(archive, pair)
    return Issue(Severity.INFO, "collect", "replaced_unread", message, pair.now, source)


def _source_of(archive: Archive, pair: ReplacedPair) -> str | None:
    rows = archive.ledger.of_document(pair.now)
    return rows[-1].source_id if rows else None
