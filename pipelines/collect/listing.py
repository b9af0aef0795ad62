"""Reads a source's listing through its discovery strategy and says whether that was all of it."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field

from models.records import Fetched, Listed, Outcome
from pipelines.collect.client import Caller, Client
from pipelines.collect.protocols import Discover, SourceLike
from vocabulary.issues import issue_label

log = logging.getLogger(__name__)

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_UNANSWERED = frozenset({Outcome.ERROR, Outcome.TOO_SLOW})
_CLOSED = frozenset({Outcome.BLOCKED_BY_ROBOTS, Outcome.BLOCKED_BY_WAF, Outcome.FORBIDDEN})
_UNREAD = "not read"  # how a strategy begins its reason for a page that it left unread


@dataclass
class ListedNow:
    """What a source lists now, by key: what counts as a document, and what was left out and why.

    `problems` are sentences for a person; the listing is complete where there are none.
    """

    listed: dict[str, Listed] = field(default_factory=dict)
    left_out: dict[str, Listed] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    notices: list[Listed] = field(default_factory=list)  # of withdrawal, without a link
    pages: int = 0
    is_refused: bool = False  # an address of it is never connected to: no night will mend that
    is_closed: bool = False  # its publisher does not want programs on it
    is_out_of_reach: bool = False  # no server has answered: the network may be down

    def withdrawal_of(self, group: str | None) -> str | None:
        """The publisher's word that the review of these words is withdrawn, where no link says it.

        `group` is what singled the review out while it was listed (`Listed.group`).
        """
        words = set((group or "").lower().split())
        for notice in self.notices if words else ():
            if words <= set(_WORD.findall((notice.title or "").lower())):
                return notice.withdrawn
        return None

    @property
    def is_complete(self) -> bool:
        return not self.problems

    def add(self, link: Listed) -> None:
        """Take a link in; the first word about an address counts, and being collected wins."""
        if link.is_notice:
            self.notices.append(link)
            return
        key = link.key or link.url
        if link.left_out is None:
            self.listed.setdefault(key, link)
            self.left_out.pop(key, None)
        elif key not in self.listed:
            self.left_out.setdefault(key, link)
            if link.left_out.startswith(_UNREAD):
                self.problems.append(f"{link.url}: {link.left_out}")


def read_listing(
    source: SourceLike, discover: Discover, client: Client, caller: Caller
) -> ListedNow:
    """All that the source lists. Never raises for what a publisher's site does: it is a problem
    of the listing, and what was found up to there stays.
    """
    listing = ListedNow()
    failed: set[str] = set()

    def fetch(url: str, *, optional: bool = False) -> Fetched:
        page = client.page(url, caller)
        listing.pages += 1
        if not optional and page.outcome not in {Outcome.FETCHED, Outcome.GONE}:
            listing.problems.append(f"{url}: {page.message or issue_label(page.outcome)}")
            failed.add(url)
            listing.is_refused |= page.outcome == Outcome.REFUSED
            listing.is_closed |= page.outcome in _CLOSED
            listing.is_out_of_reach |= not page.status and page.outcome in _UNANSWERED
        return page

    try:
        for link in discover(source, fetch):
            listing.add(link)
    except RuntimeError as problem:  # the strategies' own word, written for a person
        if not any(url in str(problem) for url in failed):  # else it has been reported already
            listing.problems.append(str(problem))
    except Exception as problem:
        log.exception("discovery of %s failed", source.source_id)
        listing.problems.append(f"discovery failed ({type(problem).__name__}): see the log")
    return listing
