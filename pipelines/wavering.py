"""Sources that fail in some runs and work in those between: reported once, as that.

Each failure alone would be news, night after night. It becomes news again where a source fails in
three runs in a row: that is no coming and going any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from models.records import Issue, Outcome, Severity
from pipelines.marks import OF_LISTS, is_of_source, mark_of
from pipelines.past import Past
from vocabulary.issues import issue_label

CODE = "comes_and_goes"
WINDOW = 8  # runs that asked the source, before the one in question
_OFTEN = 2  # failures with a good run between
_DOWN = 3  # failures in a row
_LIST, _FILES = "its list", "files of it"
_CLOSED = "listing_closed"  # a publisher's decision, or a guard's: other news than a bad night
_PASSING = frozenset(
    {Outcome.ERROR, Outcome.TOO_SLOW, Outcome.RATE_LIMITED, Outcome.HOST_RESTING}
)  # of whatever files; other outcomes stay with the files that they name
_LASTING = frozenset(
    {
        Outcome.BLOCKED_BY_ROBOTS, Outcome.BLOCKED_BY_WAF, Outcome.FORBIDDEN, Outcome.REFUSED,
        Outcome.NOT_A_DOCUMENT, Outcome.TOO_LARGE, Outcome.GONE, Outcome.REDIRECTS,
    }
)  # fmt: skip
_TOO_MANY = "too_many_documents"  # no failure
Kind = tuple[str, str]  # what fails, and, of files that stay the same, which


class Wavering:
    """Which sources come and go, as of one run and its issues."""

    def __init__(self, past: Past, run_id: str, issues: Sequence[Issue]) -> None:
        self._now = _kinds(issues)
        self._past: dict[str, list[dict[str, set[Kind]]]] = {
            source_id: [_kinds(record.issues) for record in past.of(source_id)]
            for source_id in past.asked_by(run_id)
        }

    def issues(self) -> Iterator[Issue]:
        """One for each kind of failure of a source that comes and goes."""
        for source_id in self._past:
            told = dict.fromkeys(
                _words(kind) for kind in self._seen(source_id) if self._wavers(source_id, kind)
            )
            for words in told:
                text = f"{words} in some runs and not in those between"
                yield Issue(Severity.WARNING, "collect", CODE, text, source_id=source_id)

    def is_part(self, issue: Issue) -> bool:
        """Whether an issue is one more failure of what comes and goes."""
        kind = _kind(issue)
        return bool(kind and issue.source_id and self._wavers(issue.source_id, kind))

    def is_down(self, issue: Issue) -> bool:
        """Whether what came and went fails for good with this issue, from this run on."""
        kind = _kind(issue)
        if not kind or not issue.source_id:
            return False
        flags = self._flags(issue.source_id, kind)
        streak = _streak(flags)
        return streak == _DOWN and _is_often(flags[: len(flags) - streak + 1])

    def _wavers(self, source_id: str, kind: Kind) -> bool:
        flags = self._flags(source_id, kind)
        return _streak(flags) < _DOWN and _is_often(flags)

    def _flags(self, source_id: str, kind: Kind) -> list[bool]:
        """Whether it failed, run by run, this one last."""
        runs = [*self._past.get(source_id, []), self._now]
        return [kind in run.get(source_id, set()) for run in runs]

    def _seen(self, source_id: str) -> list[Kind]:
        runs = [*self._past[source_id][-WINDOW:], self._now]
        return sorted(set().union(*(run.get(source_id, set()) for run in runs)))


def _is_often(flags: list[bool]) -> bool:
    recent = flags[-WINDOW - 1 :]
    before = [False, *recent]
    return sum(is_bad and not was for was, is_bad in zip(before, recent, strict=False)) >= _OFTEN


def _streak(flags: list[bool]) -> int:
    return next((n for n, is_bad in enumerate(reversed(flags)) if not is_bad), len(flags))


def _kinds(issues: Iterable[Issue]) -> dict[str, set[Kind]]:
    found: dict[str, set[Kind]] = {}
    for issue in issues:
        if (kind := _kind(issue)) and issue.source_id:
            found.setdefault(issue.source_id, set()).add(kind)
    return found


def _kind(issue: Issue) -> Kind | None:
    if not is_of_source(issue):
        return None
    if issue.code == _CLOSED:
        return _CLOSED, ""
    if issue.code in OF_LISTS - {_TOO_MANY}:
        return _LIST, ""
    if issue.code in _PASSING:
        return _FILES, ""
    return (issue.code, mark_of(issue)[-1]) if issue.code in _LASTING else None


def _words(kind: Kind) -> str:
    what, which = kind
    if what == _CLOSED:
        return "its list is closed to programs"
    return f"files of it: {issue_label(what)}" if which else f"{what} cannot be fetched"
