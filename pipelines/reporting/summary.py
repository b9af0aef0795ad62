"""What a run did, as a person and a monitor read it: counts, losses, news, what to do."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from archive.runs import NOTHING
from models.records import Loss, Severity
from vocabulary.counting import plural, shortened


class Ending(StrEnum):
    """How a run ended, in one word; Prefect shows it as the name of the state."""

    PUBLISHED = "Published"
    NOTHING_NEW = "NothingNew"  # what is published was made of the same
    WARNINGS = "PublishedWithWarnings"
    LOSS_HELD = "LossHeld"
    NOTHING_COLLECTED = "NothingCollected"
    FAILED = "NotPublished"
    STOPPED = "Stopped"  # by a signal: Ctrl-C, a shut-down, a scheduler
    DIED = "Died"  # killed, or by a power cut: nobody lived to write its report

    @property
    def in_words(self) -> str:
        """For a heading."""
        return _WORDS[self]


_WORDS = {
    Ending.PUBLISHED: "Published",
    Ending.NOTHING_NEW: "Nothing has changed",
    Ending.WARNINGS: "Published, with new warnings",
    Ending.LOSS_HELD: "Held: too much would be lost",
    Ending.NOTHING_COLLECTED: "Nothing could be collected",
    Ending.FAILED: "Not published",
    Ending.STOPPED: "Stopped before its end",
    Ending.DIED: "The last run stopped unexpectedly",
}


STANDS = "What was published before stays in place."
_IN_A_LINE = 200  # characters of a warning in a mail's subject or a log: the report has all
# What the headline says itself is not counted beside it.
_TOLD_BY = {
    Ending.LOSS_HELD: frozenset({"loss_held"}),
    Ending.NOTHING_COLLECTED: NOTHING,
    Ending.STOPPED: frozenset({"run_stopped"}),
    Ending.DIED: frozenset({"run_died"}),
}


class SourceLine(msgspec.Struct, frozen=True):
    """What one source gave in this run."""

    source_id: str
    title: str
    found: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    blocked: int = 0
    errors: int = 0
    is_complete: bool = True
    last_good_run: str | None = None  # UTC: the last pass that read the whole listing
    message: str | None = None


class StageLine(msgspec.Struct, frozen=True):
    """One stage: how many documents went through it, and the seconds that it took.

    Stages of single documents run side by side, so their seconds add up to more than the run's.
    """

    stage: str
    documents: int | None
    seconds: float


class SlowDocument(msgspec.Struct, frozen=True):
    """A document that took long."""

    document_id: str
    file_name: str
    source_id: str
    pages: int
    seconds: float


class ReportedIssue(msgspec.Struct, frozen=True):
    """One kind of warning or error, of one document or source, with what a person does about it."""

    severity: Severity
    code: str
    message: str
    do: str
    source_id: str | None = None
    document_id: str | None = None
    file_name: str | None = None
    is_new: bool = True

    @property
    def needs_somebody(self) -> bool:
        """Whether a person should look now: old warnings are in `reviews status`."""
        return self.is_new or self.severity == Severity.ERROR

    @property
    def said(self) -> str:
        """What happened, in one line, and where, if that is not the run as a whole."""
        where = f"{self.where}: " if self.source_id or self.file_name else ""
        return " ".join(f"{where}{self.message}".split())

    @property
    def where(self) -> str:
        """Source and file, as far as they are known."""
        return " · ".join(part for part in (self.source_id, self.file_name) if part) or "the run"


class GoneLine(msgspec.Struct, frozen=True):
    """A document that its publisher no longer lists, has removed or withdrawn, since this run."""

    document_id: str
    title: str
    source_id: str
    url: str
    state: str  # delisted, removed, withdrawn
    since: str  # UTC
    do: str


class LostLine(msgspec.Struct, frozen=True):
    """A document that a build lacks, or of which it lacks statements, and why."""

    document_id: str
    title: str
    source_id: str
    url: str
    statements_before: int
    statements_now: int
    why: str


class News(msgspec.Struct, frozen=True):
    """A review that the warehouse did not have before."""

    review_id: str
    title: str
    publisher: str | None
    published_on: str | None
    url: str | None
    themes: tuple[str, ...] = ()


class Recovery(msgspec.Struct, frozen=True):
    """What is well again with a run, and what is not yet.

    `published` says that it ended well after one that had published nothing. `collected` are
    sources that gave something again after a run in which nothing could be collected; `still_away`
    those of that run that have given nothing yet.
    """

    published: bool = False
    collected: tuple[str, ...] = ()
    still_away: tuple[str, ...] = ()


class Summary(msgspec.Struct, frozen=True):
    """One run."""

    run_id: str
    command: str
    version: str
    host: str
    started_at: str  # UTC, ISO 8601
    finished_at: str
    exit_status: int
    ending: Ending
    seconds: float | None = None
    documents: int = 0
    reviews: int = 0
    statements: int = 0
    read: int = 0  # documents that were read in this run
    again: str = ""  # how many of an earlier build were processed again, and why
    sources: tuple[SourceLine, ...] = ()
    stages: tuple[StageLine, ...] = ()
    slowest: tuple[SlowDocument, ...] = ()
    troubles: tuple[ReportedIssue, ...] = ()  # what matters most first
    losses: tuple[Loss, ...] = ()
    lost: tuple[LostLine, ...] = ()  # the documents of `losses`, each once
    gone: tuple[GoneLine, ...] = ()
    held_build: str | None = None
    news: tuple[News, ...] = ()
    is_first_build: bool = False
    recovery: Recovery = Recovery()
    last_good_run: str | None = None  # when a run last ended well

    @property
    def stands(self) -> str:
        """What became of the warehouse where this run published nothing."""
        return STANDS if self.last_good_run else "Nothing has been published yet."

    @property
    def in_a_line(self) -> str:
        """The headline, and the first thing that somebody should look at in its words."""
        first = next((t for t in self.troubles if t.needs_somebody), None)
        if first is None:
            return self.headline
        return f"{self.headline}. {shortened(first.said, _IN_A_LINE)}"

    @property
    def headline(self) -> str:
        """One line for a mail's subject or a log."""
        held = f"{plural(self.reviews, 'review')}, {plural(self.statements, 'statement')}"
        if self.ending in {Ending.PUBLISHED, Ending.NOTHING_NEW, Ending.WARNINGS}:
            parts = [f"{self.ending.in_words}: {held}"]
        else:  # the figures are of what is published, not of what was not
            stands = f"{held} stay published" if self.documents else "nothing is published"
            parts = [f"{self.ending.in_words}; {stands}"]
        if self.news and not self.is_first_build:
            parts.append(f"{len(self.news)} new")
        if gone := sum(line.gone for line in self.sources):
            parts.append(f"{gone} gone from publishers' pages")
        told = _TOLD_BY.get(self.ending, frozenset())
        counted = [t for t in self.troubles if t.code not in told]
        errors = sum(t.severity == Severity.ERROR for t in counted)
        fresh = sum(t.is_new and t.severity == Severity.WARNING for t in counted)
        for count, noun in ((errors, "error"), (fresh, "new warning")):
            parts += [plural(count, noun)] if count else []
        return "; ".join(parts)
