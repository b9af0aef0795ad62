"""Where documents come from: sightings of files at addresses, and the state of each over time."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class DocumentState(StrEnum):
    """What the publisher has done with a document since it was last seen."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    MOVED = "moved"
    DELISTED = "delisted"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """How one attempt to have a file or page ended. The first three mean that we hold the bytes."""

    FETCHED = "fetched"
    NOT_MODIFIED = "not_modified"  # the server said that the copy we hold is still right
    LISTED = "listed"  # on the listing, held, and not yet due for another look
    LEFT_OUT = "left_out"  # on the listing, but not a review; the message says why
    PURGED = "purged"  # a person had this content deleted; it is not kept again
    INDEX_ONLY = "index_only"  # the source is a discovery index: its files are never fetched
    NOT_LISTED = "not_listed"  # known from earlier, no longer on the listing
    WITHDRAWN = "withdrawn"  # the publisher says that it is withdrawn
    GONE = "gone"  # 404 or 410
    BLOCKED_BY_ROBOTS = "blocked_by_robots"
    BLOCKED_BY_WAF = "blocked_by_waf"  # a challenge page instead of the file
    FORBIDDEN = "forbidden"  # 401 or 403
    REFUSED = "refused"  # an address that we never connect to
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"  # the total time for one request was used up
    NOT_A_DOCUMENT = "not_a_document"  # the bytes are no PDF, Word or rich-text file
    REDIRECTS = "redirects"  # a loop or too many
    DEFERRED = "deferred"  # left for the next run: this run has had its share of new files
    RATE_LIMITED = "rate_limited"  # 429 or 503 with a wait longer than a run can give
    HOST_RESTING = "host_resting"  # not asked: the host failed too often just now
    ERROR = "error"  # the network or the server failed, after all retries


class Sighting(msgspec.Struct, frozen=True):
    """One file seen at one address (or path) of one source at one time; append-only.

    `document_id` is None where the file was never had; `outcome` (see `Outcome`) then says why.
    A later failure at a known address keeps the `document_id` that was last had there.
    The `listed_*` fields are what the listing page said near the link, never more than a hint.
    """

    source_id: str
    url: str  # address, or file:// address of a local path
    seen_at: str  # UTC, ISO 8601, seconds
    run_id: str
    outcome: str
    document_id: str | None = None
    file_name: str = ""
    bytes: int = 0
    media_type: str = ""
    listed_title: str | None = None
    listed_date: str | None = None
    listed_publisher: str | None = None
    listed_role: str | None = None
    listed_group: str | None = None  # what ties several files of one review together on the page
    page_url: str | None = None  # where a person finds the link
    state: DocumentState = DocumentState.NEW
    message: str | None = None
    key: str = ""  # what stays the same while a file is replaced; "": made from the address
    listed_date_quote: str = ""  # the words that `listed_date` was read from
    listed_note: str = ""  # what the publisher said had changed last


class Listed(msgspec.Struct, frozen=True):
    """One link to a file as discovery found it on a publisher's page, before anything is fetched.

    Every field but `url` is what the page said, in its words, or None. `left_out` is the reason why
    the link is not collected (another area's review, a policy, ...): it is reported, not lost.
    """

    url: str  # as it will be asked for: absolute, escaped
    title: str | None = None
    date: str | None = None  # ISO with the printed precision: "2023", "2023-01", "2023-01-14"
    date_quote: str = ""  # the words (or the part of the address) that `date` was read from
    publisher: str | None = None
    role: str | None = None  # report, executive_summary, briefing, ... as in Metadata.role
    group: str | None = None  # what ties several files of one review together on the page
    page_url: str | None = None  # where a person finds the link
    left_out: str | None = None
    withdrawn: str | None = None  # the publisher's word that it is withdrawn: date, explanation
    key: str = ""  # see Sighting.key
    file_name: str = ""  # what the page calls the file
    media_type: str = ""  # a hint; "text/html" allows a page as the document itself
    bytes: int = 0  # the size that the page states, 0 where it states none
    note: str = ""  # what the publisher says has changed last: date, words
    is_notice: bool = False  # no link, but words that what `title` names is withdrawn


class Fetched(msgspec.Struct, frozen=True):
    """A page that the client brought, whatever its HTTP status (404 and 410 have bodies too).

    `url` is the address that answered in the end; header names are in lower case. A page that could
    not be had (robots, network, refused address) is no exception: its status is 0 and its `outcome`
    and `message` say why, so that a listing can go on without one of its pages.
    """

    url: str
    status: int
    content: bytes
    headers: dict[str, str] = {}
    requested_url: str = ""
    outcome: str = Outcome.FETCHED
    message: str | None = None

    @property
    def media_type(self) -> str:
        """The declared type without parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Fetch(msgspec.Struct, frozen=True):
    """One attempt over HTTP: the row of the fetch log, for robots, pages and files alike."""

    run_id: str
    source_id: str
    purpose: str  # robots, page, file
    url: str
    started_at: str  # UTC, ISO 8601, seconds
    outcome: str
    status: int | None = None  # None: no answer, or not asked
    final_url: str | None = None  # where it differs from `url`
    redirects: tuple[str, ...] = ()  # addresses passed on the way, the first one left out
    duration_ms: int = 0
    bytes: int = 0
    attempt: int = 1
    document_id: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    headers: dict[str, str] = {}  # those of interest: type, length, disposition, robots tag, ...
    message: str | None = None


class Pass(msgspec.Struct, frozen=True):
    """One whole pass over one source: what its listing gave and how it ended."""

    run_id: str
    source_id: str
    started_at: str  # UTC, ISO 8601, seconds
    finished_at: str
    is_complete: bool  # the whole listing was read, so what is missing from it is delisted
    found: int = 0  # links that count as documents
    left_out: int = 0
    outcomes: dict[str, int] = {}
    states: dict[str, int] = {}
    message: str | None = None


class SourceInfo(msgspec.Struct, frozen=True):
    """A publisher as the warehouse needs to know it, and what may be expected of it."""

    source_id: str
    title: str
    publisher: str | None = None
    nation: str | None = None
    sector: str | None = None
    licence: str | None = None
    home_url: str | None = None
    is_verified: bool = False
    kinds: tuple[str, ...] = ()  # codes of the kinds of review that it publishes; empty: any
    expects_min: int | None = None  # documents listed by a full pass
    expects_max: int | None = None
    is_fictional: bool = False  # invented documents: never counted beside real ones
