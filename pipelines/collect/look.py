"""Looks at one address after the other and writes down what was met there."""

from __future__ import annotations

import dataclasses

from msgspec.structs import replace

from archive.ledger import KnownAddress, Ledger
from archive.originals import Originals
from archive.resaved import Resaved
from models.records import DocumentState, Listed, Outcome, Sighting
from pipelines.collect import clock
from pipelines.collect.client import Answer, Caller, Client
from pipelines.collect.client.sniff import HTML
from pipelines.collect.listing import ListedNow
from pipelines.collect.notices import Notices, Write
from pipelines.collect.protocols import SourceLike
from pipelines.collect.sighting import row_of, take_local, validators_of, with_file
from pipelines.collect.states import (
    HELD,
    has_moved_away,
    is_due,
    is_missing_due,
    state_of_listed,
    state_of_missing,
)
from pipelines.collect.tally import Met, Tally

_NEVER_ASKED = frozenset({Outcome.LEFT_OUT, Outcome.INDEX_ONLY, Outcome.NOT_LISTED})
_WITHOUT_REQUEST = _NEVER_ASKED | {Outcome.LISTED, Outcome.DEFERRED, Outcome.WITHDRAWN}
_TOGETHER = 500


class SourcePass:
    """One pass over one source's addresses. `now` is the time of the whole pass."""

    def __init__(
        self, source: SourceLike, caller: Caller, listing: ListedNow, client: Client,
        store: Originals, ledger: Ledger,
    ) -> None:  # fmt: skip
        self.tally = Tally()
        self._source = source
        self._caller = caller
        self._listing = listing
        self._client = client
        self._store = store
        self._ledger = ledger
        self._resaved = Resaved(store.data)
        self._known = ledger.known(source.source_id)
        self._waiting: list[Sighting] = []
        self._notices = Notices()
        self._listed_keys = frozenset(listing.listed) | frozenset(listing.left_out)
        self._keys_of: dict[str, set[str]] = {}  # document id -> where this source has had it
        for key, known in self._known.items():
            if known.document_id is not None:
                self._keys_of.setdefault(known.document_id, set()).add(key)

    @property
    def active(self) -> set[str]:
        """Keys that a complete listing should still show."""
        passive = {DocumentState.DELISTED, DocumentState.REMOVED, DocumentState.WITHDRAWN}
        return {
            key
            for key, known in self._known.items()
            if known.latest.state not in passive
            and known.latest.outcome not in _NEVER_ASKED
            and not has_moved_away(known.latest)
        }

    @property
    def missing(self) -> set[str]:
        """Keys that were on the listing and no longer are, without documents that have moved."""
        return {key for key in self.active - self._listed_keys if not self._is_elsewhere(key)}

    def _is_elsewhere(self, key: str) -> bool:
        """Whether the listing has the document of this key at another one."""
        document_id = self._known[key].document_id or ""
        return bool(self._keys_of.get(document_id, set()) & frozenset(self._listing.listed) - {key})

    @property
    def is_any_listed(self) -> bool:
        """Whether the listing has any document, old or new."""
        return bool(self._listing.listed)

    def at_listed(self) -> None:
        """Look at everything on the listing; what is known first, since a limit or a kill should
        cost new files and not the watch over old ones.
        """
        for key, link in self._listing.left_out.items():
            self._note_left_out(key, link)
        listed = self._listing.listed
        for key in [key for key in listed if key in self._known]:
            self._look(key, listed[key], self._known[key])
        self._settle()
        for key in [key for key in listed if key not in self._known]:
            self._look(key, listed[key], None)
        self._settle()

    def at_missing(self) -> None:
        """Look at the files of documents that the listing no longer shows."""
        for key, known in self._known.items():
            if key not in self._listed_keys:
                self._look_for_missing(key, known)
        self._settle()

    def _look(self, key: str, link: Listed, known: KnownAddress | None) -> None:
        if self._ledger.is_purged(self._source.source_id, key):
            self._count(Outcome.PURGED, DocumentState.UNCHANGED, known)
        elif known and known.latest.run_id == self._caller.run_id and self._is_held(known):
            self._count(
                Outcome(known.latest.outcome), known.latest.state, None
            )  # done before a kill
        elif link.withdrawn is not None:
            answer = Answer(Outcome.WITHDRAWN, link.url, message=link.withdrawn)
            self._write(key, link, known, answer)
        elif self._source.purpose == "index":
            self._write(key, link, known, Answer(Outcome.INDEX_ONLY, link.url))
        elif known and self._is_held(known) and not self._is_due(known, link):
            self._write(key, link, known, Answer(Outcome.LISTED, link.url))
        elif self._is_beyond_share(known):
            message = (
                f"this run has fetched {self.tally.new_files} new files: the next one carries on"
            )
            self._write(key, link, known, Answer(Outcome.DEFERRED, link.url, message=message))
        else:
            self._take(known, self._fetch(link, known), lambda a: self._write(key, link, known, a))

    def _take(self, known: KnownAddress | None, answer: Answer, write: Write) -> None:
        if answer.document_id:
            # Bytes that are known to say again what a document says are that document.
            same = self._resaved.original(answer.document_id)
            answer = dataclasses.replace(answer, document_id=same)
        self._notices.take(known, answer, write)

    def _settle(self) -> None:
        self._notices.settle()
        self.tally.notices = self._notices.count
        self._flush()

    def _is_held(self, known: KnownAddress) -> bool:
        return (
            known.latest.outcome in HELD
            and known.document_id is not None
            and self._store.has(known.document_id)
        )

    def _is_due(self, known: KnownAddress, link: Listed) -> bool:
        return is_due(known, link, clock.now(), self._client.settings.recheck_seconds)

    def _is_beyond_share(self, known: KnownAddress | None) -> bool:
        is_new = known is None or known.document_id is None
        return is_new and self.tally.new_files >= self._source.politeness.max_documents

    def _fetch(self, link: Listed, known: KnownAddress | None) -> Answer:
        if link.url.startswith("file:") and self._source.discovery.strategy == "folder":
            return take_local(link.url, self._store)
        return self._client.file(
            link.url,
            self._caller,
            validators=validators_of(known, link.url),
            accept_html=link.media_type == HTML,
            listed_name=link.file_name,
            is_purged=lambda document_id: self._ledger.is_purged("", "", document_id),
        )

    def _write(self, key: str, link: Listed, known: KnownAddress | None, answer: Answer) -> None:
        history: list[Sighting] = []
        if answer.outcome is Outcome.GONE and known:
            history = self._ledger.history(self._source.source_id, key)
        held = known.document_id if known else None
        document_id = answer.document_id or held
        now = clock.stamp()
        state = state_of_listed(
            known,
            answer.outcome,
            document_id,
            self._keys_of.get(document_id or "", set()) - {key},
            self._listed_keys,
            history,
            now[:10],
        )
        row = replace(
            row_of(link, self._source.source_id, self._caller.run_id, key),
            seen_at=now,
            outcome=answer.outcome,
            state=state,
            message=answer.message,
        )
        self._record(with_file(row, answer, known))
        if answer.outcome is Outcome.FETCHED and held is None:
            self.tally.new_files += 1
        if answer.document_id:
            self._keys_of.setdefault(answer.document_id, set()).add(key)
        self._count(answer.outcome, state, known)
        self._name(link.url, answer, known)

    def _note_left_out(self, key: str, link: Listed) -> None:
        """Once for each reason, not at every pass: pages link to thousands of other things."""
        known = self._known.get(key)
        if known and (known.latest.outcome, known.latest.message) == (
            Outcome.LEFT_OUT,
            link.left_out,
        ):
            self.tally.outcomes[Outcome.LEFT_OUT] += 1
            return
        self._write(key, link, known, Answer(Outcome.LEFT_OUT, link.url, message=link.left_out))

    def _look_for_missing(self, key: str, known: KnownAddress) -> None:
        settings, latest = self._client.settings, known.latest
        if latest.run_id == self._caller.run_id and latest.state is not DocumentState.NEW:
            return  # done before a kill
        if known.document_id is None:
            if latest.outcome not in _NEVER_ASKED and latest.state is not DocumentState.DELISTED:
                self._write_missing(known, Answer(Outcome.NOT_LISTED, latest.url))
            return
        said = self._listing.withdrawal_of(latest.listed_group)
        if said and latest.state is not DocumentState.WITHDRAWN:
            answer = Answer(Outcome.WITHDRAWN, latest.url, message=said)
            self._write_missing(known, answer, DocumentState.WITHDRAWN)
            return
        if not is_missing_due(known, clock.now(), settings.recheck_seconds):
            return
        if self._is_elsewhere(key):
            self._write_missing(known, Answer(Outcome.NOT_LISTED, latest.url), DocumentState.MOVED)
            return
        link = Listed(latest.url, file_name=latest.file_name, media_type=latest.media_type)
        self._take(known, self._fetch(link, known), lambda a: self._write_missing(known, a))

    def _write_missing(
        self, known: KnownAddress, answer: Answer, state: DocumentState | None = None
    ) -> None:
        now, latest = clock.stamp(), known.latest
        history: list[Sighting] = []
        if answer.outcome is Outcome.GONE:
            history = self._ledger.history(latest.source_id, latest.key)
        if state is None:
            state = state_of_missing(known, answer.outcome, answer.document_id, history, now[:10])
        row = replace(
            latest,
            seen_at=now,
            run_id=self._caller.run_id,
            outcome=answer.outcome,
            state=state,
            message=answer.message,
        )
        self._record(with_file(row, answer, known))
        self._count(answer.outcome, state, known)
        self._name(latest.url, answer, known)

    def _record(self, row: Sighting) -> None:
        """Write a row down: at once where a request was made for it, else together with others,
        since a kill then costs nothing but the same look at the same listing.
        """
        self._waiting.append(row)
        if row.outcome not in _WITHOUT_REQUEST or len(self._waiting) >= _TOGETHER:
            self._flush()

    def _flush(self) -> None:
        self._ledger.append(*self._waiting)
        self._waiting.clear()

    def _count(self, outcome: Outcome, state: DocumentState, known: KnownAddress | None) -> None:
        self.tally.outcomes[outcome] += 1
        if outcome in HELD or state is not DocumentState.NEW:
            self.tally.states[state] += 1
        if _is_fresh(known, outcome):
            self.tally.fresh[outcome] += 1

    def _name(self, url: str, answer: Answer, known: KnownAddress | None) -> None:
        """Keep where something was met, and what: a number alone sends nobody to the right page."""
        if answer.outcome in HELD | _WITHOUT_REQUEST:
            return
        led = f", which leads to {answer.redirects[-1]}" if answer.redirects else ""
        said = f"{url}{led} ({answer.message})" if answer.message else f"{url}{led}"
        met = Met(said, _is_fresh(known, answer.outcome))
        self.tally.met.setdefault(answer.outcome, []).append(met)


def _is_fresh(known: KnownAddress | None, outcome: Outcome) -> bool:
    return known is None or known.latest.outcome != outcome
