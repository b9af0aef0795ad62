"""The run report as headings, sentences and tables; Markdown and HTML are two ways to write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from models.records import DocumentState
from pipelines.reporting.summary import Ending, GoneLine, Summary
from vocabulary.counting import plural

_SHOWN = 40  # rows of one table; the JSON holds all
_STILL = "warnings from earlier runs still apply"
_ENDINGS = frozenset({"run_stopped", "run_died"})  # how a run ended is no row of a table
_STATES: dict[str, str] = {
    DocumentState.DELISTED: "no longer on the list; the data is kept",
    DocumentState.REMOVED: "its file was removed; the data is kept",
    DocumentState.WITHDRAWN: "withdrawn, and no longer in the public views",
}
_NEXT = {
    Ending.LOSS_HELD: "Look at what would go: `reviews diff {build}`. `reviews accept {build}` "
    "publishes it anyway.",
    Ending.FAILED: "The errors below say what to do.",
    Ending.STOPPED: "What was finished is kept: the next run carries on.",
    Ending.DIED: "Start it again as before: what was finished is kept.",
    Ending.NOTHING_COLLECTED: "The warnings below say what to do.",
}


class Block(msgspec.Struct, frozen=True):
    """A heading, a sentence, or a table with its columns."""

    heading: str = ""
    text: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    links: tuple[str | None, ...] = ()  # of the first cell of each row


def blocks(summary: Summary) -> Iterator[Block]:
    """The whole report, top to bottom."""
    yield Block(text=f"{summary.headline}.")
    for trouble in summary.troubles:
        if trouble.code in _ENDINGS:
            yield Block(text=trouble.message)
    if after := _NEXT.get(summary.ending):
        yield Block(text=f"{summary.stands} {after.format(build=summary.held_build)}")
    yield from _facts(summary)
    yield from _troubles(summary)
    yield from _losses(summary)
    yield from _gone(summary.gone)
    yield from _news(summary)
    yield from _sources(summary)
    yield from _times(summary)


def _facts(s: Summary) -> Iterator[Block]:
    rows = [
        ("run", f"{s.run_id} ({s.command}, version {s.version}{f', on {s.host}' * bool(s.host)})"),
        ("from", s.started_at),
        ("to", s.finished_at),
        ("exit status", str(s.exit_status)),
        ("last good run", s.last_good_run or "never"),
        ("documents", f"{s.documents}, {s.read} of them read in this run"),
        ("reviews", str(s.reviews)),
        ("statements", str(s.statements)),
    ]
    yield Block(columns=("", ""), rows=tuple(rows))
    if s.again:
        yield Block(text=s.again)


def _troubles(s: Summary) -> Iterator[Block]:
    fresh = [t for t in s.troubles if t.needs_somebody and t.code not in _ENDINGS]
    old = sum(not t.needs_somebody for t in s.troubles)
    if fresh:
        yield Block(heading="What needs attention")
        rows = [(t.severity.value, t.where, t.message, t.do) for t in fresh]
        yield from _table(("how serious", "where", "what happened", "what to do"), rows)
    if old:
        told = plural(old, "warning from an earlier run still applies", _STILL)
        yield Block(text=f"{told}: `reviews status`.")


def _losses(s: Summary) -> Iterator[Block]:
    rows = [
        (
            loss.source_id or "all sources",
            f"{loss.reviews_before} to {loss.reviews_now}",
            f"{loss.statements_before} to {loss.statements_now}",
        )
        for loss in s.losses
    ]
    if not rows:
        return
    yield Block(
        heading="What would be lost" if s.held_build else "What this build no longer contains"
    )
    yield from _table(("source", "reviews", "statements"), rows)
    lines = [
        (
            one.title,
            one.source_id,
            f"{one.statements_before} to {one.statements_now}",
            one.why,
            one.document_id[:12],
        )
        for one in s.lost
    ]
    if lines:
        columns = ("document", "source", "statements", "why", "id")
        yield from _table(columns, lines, [_web(one.url) for one in s.lost])


def _gone(gone: tuple[GoneLine, ...]) -> Iterator[Block]:
    if not gone:
        return
    yield Block(heading=f"Gone from publishers' pages: {len(gone)}")
    rows = [
        (g.title, g.source_id, _STATES.get(g.state, g.state), g.since[:10], g.url, g.do)
        for g in gone
    ]
    columns = ("document", "source", "what happened", "since", "address", "what to do")
    yield from _table(columns, rows, [_web(g.url) for g in gone])
    yield Block(text="The view `removals` has all that went in earlier runs.")


def _web(url: str) -> str | None:
    return url if url.startswith(("http://", "https://")) else None


def _news(s: Summary) -> Iterator[Block]:
    if s.is_first_build:
        yield Block(text=f"This is the first build: {plural(len(s.news), 'review')}, all new.")
        return
    if s.news:
        yield Block(heading=f"New reviews: {len(s.news)}")
        rows = [
            (n.title, n.publisher or "", n.published_on or "", ", ".join(n.themes)) for n in s.news
        ]
        links = [n.url for n in s.news]
        yield from _table(("review", "publisher", "published", "themes"), rows, links)


def _sources(s: Summary) -> Iterator[Block]:
    if not s.sources:
        return
    yield Block(heading="Sources")
    rows = [
        (
            line.source_id,
            *(str(n) for n in (line.found, line.new, line.changed, line.gone)),
            *(str(n) for n in (line.blocked, line.errors)),
            line.message or "",
        )
        for line in s.sources
    ]
    names = ("source", "found", "new", "changed", "gone", "blocked", "errors", "message")
    yield from _table(names, rows)


def _times(s: Summary) -> Iterator[Block]:
    if s.stages:
        yield Block(heading="Time")
        rows = [
            (line.stage, "" if line.documents is None else str(line.documents), _time(line.seconds))
            for line in s.stages
        ]
        yield from _table(("stage", "documents", "seconds"), rows)
    if s.slowest:
        yield Block(heading="Slowest documents")
        slow = [
            (d.file_name or d.document_id[:12], d.source_id, str(d.pages), _time(d.seconds))
            for d in s.slowest
        ]
        yield from _table(("document", "source", "pages", "seconds"), slow)


def _table(
    columns: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    links: Iterable[str | None] = (),
) -> Iterator[Block]:
    kept = tuple(rows)
    yield Block(columns=columns, rows=kept[:_SHOWN], links=tuple(links)[:_SHOWN])
    if len(kept) > _SHOWN:
        yield Block(text=f"{len(kept) - _SHOWN} more are in the JSON version of this report.")


def _time(seconds: float) -> str:
    return f"{seconds:.1f}"
