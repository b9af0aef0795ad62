"""Reports that print recommendations straight after their findings, chapter by chapter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from warehouse.answers.said import Said

_TURNS = 3  # times that recommendations follow findings: from here on it is how they are printed
_PER_TURN = 3  # recommendations of a chapter; more on average are a list behind all findings
_NEAREST = 3  # findings before a recommendation that it answers, where no heading says it
_IN_CHAPTER = 6  # those of one chapter
_CHAPTER = 2  # headings that findings and recommendation share: the first is the report's title


class _Turn(NamedTuple):
    """Findings and the recommendations straight behind them, as places."""

    findings: list[int]
    asked: list[int]


def printed_after(findings: Sequence[Said], asked: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Findings with the recommendations behind them, in documents that print them so.

    One list of recommendations behind all findings says nothing of which answers which.
    """
    documents: defaultdict[str, list[tuple[int, bool, int]]] = defaultdict(list)
    for i, finding in enumerate(findings):
        documents[finding.document_id].append((finding.ordinal, True, i))
    for j, answer in enumerate(asked):
        documents[answer.document_id].append((answer.ordinal, False, j))
    for said in documents.values():
        turns = [turn for turn in _turns(sorted(said)) if turn.findings and turn.asked]
        n_asked = sum(not is_finding for _, is_finding, _ in said)
        if len(turns) < _TURNS or n_asked > _PER_TURN * len(turns):
            continue
        for turn in turns:
            if len(turn.asked) <= _PER_TURN:
                before = _before(turn.findings, findings, asked[turn.asked[0]].path)
                yield from ((i, j) for i in before for j in turn.asked)


def _turns(said: Sequence[tuple[int, bool, int]]) -> Iterator[_Turn]:
    turn = _Turn([], [])
    for _, is_finding, place in said:
        if is_finding and turn.asked:
            yield turn
            turn = _Turn([], [])
        (turn.findings if is_finding else turn.asked).append(place)
    yield turn


def _before(run: list[int], findings: Sequence[Said], path: tuple[str, ...]) -> list[int]:
    """The findings of a run that are in the chapter of a recommendation, else the nearest."""
    shared = {i: _n_shared(findings[i].path, path) for i in run}
    depth = max(shared.values())
    if depth < _CHAPTER:
        return run[-_NEAREST:]
    return [i for i in run if shared[i] == depth][-_IN_CHAPTER:]


def _n_shared(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """How many headings, from the outermost, two places of a report have in common."""
    n = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        n += 1
    return n
