"""What a pass over a source means for the operator: issues with a next step in each."""

from __future__ import annotations

from collections.abc import Iterator

from models.records import DocumentState, Issue, Outcome, Pass, Severity
from pipelines.collect.listing import ListedNow
from pipelines.collect.protocols import SourceLike
from pipelines.collect.status import UNREAD, has_given
from pipelines.collect.tally import Tally
from vocabulary.counting import in_number, plural

_SHOWN = 3  # addresses of one kind; the ledger and `reviews status --sources` have all
# Outcomes that will stay as they are until a person does something: they warn when they are new
# and are only mentioned afterwards, so that a warning keeps its meaning. What to do about each
# is in vocabulary/issues.yaml, as of every code.
_LASTING = {
    Outcome.BLOCKED_BY_ROBOTS: "robots.txt forbids {n} [file|files]",
    Outcome.BLOCKED_BY_WAF: "{n} [file is|files are] behind a challenge page",
    Outcome.FORBIDDEN: "{n} [file needs|files need] a login or [is|are] closed to programs",
    Outcome.REFUSED: "{n} [address was|addresses were] refused (private, or not an ordinary web)",
    Outcome.NOT_A_DOCUMENT: "{n} [address|addresses] did not return a document",
    Outcome.TOO_LARGE: "{n} [file is|files are] larger than the limit",
    Outcome.GONE: "{n} [file is|files are] not there (404 or 410)",
    Outcome.REDIRECTS: "{n} [address redirects|addresses redirect] endlessly",
}
_PASSING = {
    Outcome.ERROR: "{n} [file|files] could not be fetched",
    Outcome.TOO_SLOW: "{n} [file|files] took too long",
    Outcome.RATE_LIMITED: "the host asked for fewer requests; {n} [file waits|files wait] for the "
    "next run",
    Outcome.HOST_RESTING: "the host failed too often; {n} [file is|files are] left for the next "
    "run",
}
_NOTED = {
    DocumentState.REPLACED: "{n} [document was|documents were] replaced at the same address; both "
    "are kept",
    DocumentState.MOVED: "{n} [document has|documents have] a new address",
    DocumentState.DELISTED: "{n} [document is|documents are] no longer on the listing; the data is "
    "kept",
    DocumentState.REMOVED: "{n} [document was|documents were] removed by the publisher; the data "
    "is kept",
}
_NEVER = "no document has ever come from this source"
_WITHDRAWN = "{n} [document is|documents are] withdrawn and no longer in the public views"
_LOST = "the listing has lost"  # how the passes of earlier versions begin, too
_SHRUNK = {
    "listing_empty": "the listing has none of the {n} [document|documents] that it had; nothing "
    "counts as gone",
    "listing_shrunk": f"{_LOST} {{n}} of {{had}} documents; until a pass on another day "
    "sees the same, nothing counts as gone",
    "most_gone": "the listing has lost {n} of {had} documents on two days: they count as gone; the "
    "data is kept",
}


def issue(source: SourceLike, severity: Severity, code: str, message: str) -> Issue:
    """An issue of the collecting stage about one source."""
    return Issue(severity, "collect", code, message, source_id=source.source_id)


def of_listing(source: SourceLike, listing: ListedNow) -> Iterator[Issue]:
    """Whether the listing could be read, and whether it gave what the source file expects."""
    if not listing.is_complete:
        more = f" (and {len(listing.problems) - 1} more)" if len(listing.problems) > 1 else ""
        text = f"{UNREAD}{listing.problems[0]}{more}"
        if listing.is_refused:
            yield issue(source, Severity.WARNING, "listing_refused", text)
        elif listing.is_closed:
            yield issue(source, Severity.WARNING, "listing_closed", text)
        elif listing.is_out_of_reach:
            yield issue(source, Severity.WARNING, "listing_out_of_reach", text)
        else:
            yield issue(source, Severity.WARNING, "listing_incomplete", text)
    found, expected = len(listing.listed), source.expectations
    if listing.is_complete and found < expected.min:
        yield issue(
            source,
            Severity.WARNING,
            "too_few_documents",
            f"found {found}, expected at least {expected.min}; the source keeps its last state",
        )
    if found > expected.max:
        yield issue(
            source,
            Severity.WARNING,
            "too_many_documents",
            f"found {found}, expected at most {expected.max}",
        )


def shrunk(source: SourceLike, code: str, missing: int, had: int) -> Issue:
    """That a listing has lost most or all of what it had: see `_SHRUNK`."""
    text = in_number(_SHRUNK[code].replace("{had}", str(had)), missing)
    return issue(source, Severity.WARNING, code, text)


def is_shrunk(row: Pass) -> bool:
    """Whether the list had lost more than half of its documents in this pass."""
    return not row.is_complete and (row.message or "").startswith(_LOST)


def of_looks(source: SourceLike, tally: Tally) -> Iterator[Issue]:
    """What was met at the addresses, in numbers."""
    if tally.notices:
        text = (
            f"one new file appeared at {tally.notices} addresses; what was there before still"
            " counts"
        )
        yield issue(source, Severity.WARNING, "same_everywhere", text)
    for outcome, text in _PASSING.items():
        if count := tally.outcomes[outcome]:
            told = in_number(text, count) + _named(tally, outcome)
            yield issue(source, Severity.WARNING, outcome, told)
    for outcome, text in _LASTING.items():
        if count := tally.outcomes[outcome]:
            severity = Severity.WARNING if tally.fresh[outcome] else Severity.INFO
            yield issue(source, severity, outcome, in_number(text, count) + _named(tally, outcome))
    if count := tally.outcomes[Outcome.DEFERRED]:
        left = plural(count, "new file is", "new files are")
        text = f"{left} left for the next run (politeness.max_documents)"
        yield issue(source, Severity.INFO, Outcome.DEFERRED, text)
    for state, text in _NOTED.items():
        if count := tally.states[state]:
            yield issue(source, Severity.INFO, state, in_number(text, count))
    if count := tally.states[DocumentState.WITHDRAWN]:
        severity = Severity.WARNING if tally.fresh[Outcome.WITHDRAWN] else Severity.INFO
        yield issue(source, severity, DocumentState.WITHDRAWN, in_number(_WITHDRAWN, count))


def of_history(source: SourceLike, passes: list[Pass]) -> Iterator[Issue]:
    """That no pass has ever met a document, this one included: reported by the first whole one."""
    if has_given(passes):
        return
    is_first = not any(row.is_complete for row in passes[:-1])
    yield issue(source, Severity.WARNING if is_first else Severity.INFO, "never_given", _NEVER)


def _named(tally: Tally, outcome: Outcome) -> str:
    """The first of the addresses, those met for the first time in front."""
    met = sorted(tally.met.get(outcome, ()), key=lambda one: not one.is_fresh)
    named = [one.said for one in met[:_SHOWN]]
    if len(met) > _SHOWN:
        named.append(f"and {len(met) - _SHOWN} more")
    return f". {'; '.join(named)}" if named else ""
