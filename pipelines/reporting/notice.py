"""Which runs are worth a message to a person, and what the message says."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import msgspec

from archive.runs import PUBLISHED, WARNED
from models.records import Severity
from pipelines.losses import in_words
from pipelines.reporting.summary import Ending, News, Recovery, Summary
from vocabulary.counting import plural, shortened, some

_GOOD = {PUBLISHED, WARNED}
_BY_A_PERSON = 128 + signal.SIGINT
_TROUBLES, _NEWS = 5, 10  # a message is read on a telephone; the report holds all
_WORDS = 500  # characters of one warning; what to do is never cut


class Notice(msgspec.Struct, frozen=True):
    """A message. `reasons` says why it is sent: failed, stopped, loss_held, recovered, first,
    news."""

    reasons: tuple[str, ...]
    title: str
    lines: tuple[str, ...]
    run_id: str = ""

    @property
    def text(self) -> str:
        """The message below its title."""
        return "\n".join(self.lines)


def notice_of(summary: Summary, report: str = "") -> Notice | None:
    """The message about a run; None where nobody needs to hear of it. `report` says where it is."""
    found = tuple(reasons(summary))
    if not found:
        return None
    lines = (*_lines(summary, found), *((f"Report: {report}",) if report else ()))
    return Notice(found, f"Safeguarding reviews. {summary.headline}", lines, summary.run_id)


def notice_of_failure(message: str) -> Notice:
    """The message about a run that ended before it had a record."""
    title = "Safeguarding reviews. Not published: the run did not start"
    return Notice(("failed",), title, (message,))


def reasons(summary: Summary) -> Iterator[str]:
    """Why a person should hear of this run."""
    if summary.ending == Ending.LOSS_HELD:
        yield "loss_held"
    elif summary.ending == Ending.STOPPED:
        if summary.exit_status != _BY_A_PERSON:  # who reads it on the screen
            yield "stopped"
    elif summary.exit_status not in _GOOD:
        yield "failed"
    elif summary.recovery.published or summary.recovery.collected:
        yield "recovered"
    if summary.is_first_build:
        yield "first"
    elif summary.news:
        yield "news"


def _lines(s: Summary, found: tuple[str, ...]) -> Iterator[str]:
    if "recovered" in found:
        yield from _recovered(s.recovery)
    if "first" in found:
        yield "This is the first publication: reviews can now be searched."
    if s.held_build:
        yield f"To see what would go: reviews diff {s.held_build}"
        yield f"To publish it anyway: reviews accept {s.held_build}"
    for loss in s.losses if "loss_held" in found else ():
        yield in_words(loss)
    yield from _gone(s) if "loss_held" in found else ()
    tells_all = s.exit_status in _GOOD or s.ending == Ending.NOTHING_COLLECTED
    troubles = [
        t
        for t in s.troubles
        if t.code != "loss_held" and (t.severity == Severity.ERROR or (t.is_new and tells_all))
    ]  # a held loss is reported above
    for trouble in troubles[:_TROUBLES]:
        yield f"{shortened(trouble.said, _WORDS)} {trouble.do}".rstrip()
    if len(troubles) > _TROUBLES:
        yield f"... and {len(troubles) - _TROUBLES} more"
    if "news" in found:
        yield from (_news(news) for news in s.news[:_NEWS])
        if len(s.news) > _NEWS:
            yield f"... and {len(s.news) - _NEWS} more new reviews"


def _recovered(what: Recovery) -> Iterator[str]:
    if what.published:
        yield "The previous run failed; this one succeeded."
    if what.collected:
        yield f"Collected again, after a run that could collect nothing: {some(what.collected)}."
    if what.still_away:
        yield f"Still nothing from: {some(what.still_away)}."


def _gone(s: Summary) -> Iterator[str]:
    """Which documents would lose statements, where they are, and why."""
    for one in s.lost[:_TROUBLES]:
        yield (
            f"{one.title} ({one.source_id}): statements {one.statements_before} to"
            f" {one.statements_now}; {one.why}. {one.url}"
        ).rstrip()
    if len(s.lost) > _TROUBLES:
        yield f"... and {plural(len(s.lost) - _TROUBLES, 'more document', 'more documents')}"


def _news(news: News) -> str:
    themes = f" ({', '.join(news.themes)})" if news.themes else ""
    return f"New: {news.title}{themes}{f' {news.url}' if news.url else ''}"
