"""What an issue is called, how much it matters and what a person does about it.

vocabulary/issues.yaml says it; checks say it themselves.

Messages say what happened, so that no screen, report or mail says twice what to do.
"""

from __future__ import annotations

import re
from functools import cache

from models.records import Issue, Severity
from vocabulary.issues import Touches, issue_codes, issue_label

_CHECK = "check"
_COLLECTING = frozenset({"run", "flow", "recheck"})
_SHORT = 12  # digits of a document's id
_WORD = re.compile(r"\b(?:BUILD|DOCUMENT|ID|SOURCE)\b")


def what_to_do(issue: Issue, build: str | None = None) -> str:
    """One or two sentences; `build` is the one that is held. Nothing where nobody knows."""
    known = issue_codes().get(issue.code)
    if known is None:
        return _next_steps().get(issue.code, "") if issue.stage == _CHECK else ""
    names = {
        "BUILD": build,
        "DOCUMENT": issue.document_id,
        "ID": issue.document_id and issue.document_id[:_SHORT],
        "SOURCE": issue.source_id,
    }
    return _WORD.sub(lambda found: names[found[0]] or found[0], known.do)


def to_carry_on(command: str) -> str:
    """What a person does after a run of this command has died."""
    if command in _COLLECTING:
        return "Start it again as before: with the same sources, or the same --from."
    if command == "purge":
        return "Run the same purge again."
    return "`reviews rebuild` carries on where it stopped; so does the next run."


def what_happened(issue: Issue) -> str:
    """The message; that of a check without its next step."""
    if issue.stage != _CHECK or issue.code in issue_codes():
        return issue.message
    return issue.message.removesuffix(_next_steps().get(issue.code, "")).rstrip()


def what_it_is_called(issue: Issue) -> str:
    """The plain name of an issue's code; nothing of a check, whose message begins with its own."""
    if issue.stage == _CHECK and issue.code not in issue_codes():
        return ""
    return issue_label(issue.code)


def importance(issue: Issue) -> tuple[int, int]:
    """The less, the sooner a person should hear of it: errors first, then what touches most."""
    known = issue_codes().get(issue.code)
    if known is not None:
        touches = known.touches
    else:  # a check that compares reports a loss
        is_loss = issue.stage == _CHECK and issue.code in _comparing_checks()
        touches = Touches.EVERYTHING if is_loss else Touches.DOCUMENT
    return list(Severity).index(issue.severity), list(Touches).index(touches)


@cache
def _comparing_checks() -> frozenset[str]:
    from warehouse import comparing_checks  # noqa: PLC0415 - DuckDB takes a second to load

    return comparing_checks()


@cache
def _next_steps() -> dict[str, str]:
    from warehouse import next_steps  # noqa: PLC0415 - DuckDB takes a second to load

    return next_steps()
