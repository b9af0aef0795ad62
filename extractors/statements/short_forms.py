"""Lists printed twice in different words: short in the summary, in full at the end.

The single statements are too different to be recognised as repeats. But two lists with the same
numbers, in which nearly every item is closest to the one with its number, are one list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from models.records import Kind, Statement

_KINDS = (Kind.RECOMMENDATION, Kind.FINDING)
_NUMBER = re.compile(r"([A-Za-z ]*)(\d{1,2})\W*")
_WORD = re.compile(r"[a-z]{4,}")
_STEM = 6  # letters: "excluded" and "exclusion" are near enough here
_FEWEST = 3  # items: fewer may be closest by chance
_IN_BOTH = 0.8  # of the shorter list's numbers that the other must have
_CLOSEST = 0.6  # of the items that must be closest to their namesakes
_LEAST = 0.2  # of the shorter one's informative words that are in its namesake
_MARGIN = 0.15  # by which namesakes share more words than others do

_Words = frozenset[str]


class _Item(NamedTuple):
    place: int  # in the document's statements
    words: _Words


_List = dict[int, _Item]  # by number


def restated(statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """Places of statements of which one gives the other's advice in fewer words."""
    for kind in _KINDS:
        for a, b in combinations(_lists(statements, kind), 2):
            shared = sorted(a.keys() & b.keys())
            if len(shared) < max(_FEWEST, _IN_BOTH * min(len(a), len(b))):
                continue
            if _are_one(a, b, shared):
                for number in shared:
                    if _likeness(a[number], b[number]) >= _LEAST:
                        yield a[number].place, b[number].place


def _lists(statements: Sequence[Statement], kind: Kind) -> list[_List]:
    """Runs of rising numbers; a list may go on through chapters, and a letter begins another."""
    found: list[dict[int, int]] = []
    last: tuple[str, int] | None = None
    for place, statement in enumerate(statements):
        match = _NUMBER.fullmatch(statement.number or "") if statement.kind == kind else None
        if not match:
            continue
        letters, number = match[1], int(match[2])
        if last is None or last[0] != letters or number <= last[1]:
            found.append({})
        found[-1][number] = place
        last = letters, number
    return [_told(statements, run) for run in found if len(run) >= _FEWEST]


def _told(statements: Sequence[Statement], run: dict[int, int]) -> _List:
    """With the words that distinguish an item from the others of its list."""
    bags = {number: _words(statements[place].text) for number, place in run.items()}
    common = Counter(word for bag in bags.values() for word in bag)
    usual = {word for word, n in common.items() if n > max(2, len(run) / 2)}
    return {number: _Item(run[number], bag - usual) for number, bag in bags.items()}


def _words(text: str) -> _Words:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()))


def _likeness(a: _Item, b: _Item) -> float:
    fewer = min(len(a.words), len(b.words))
    return len(a.words & b.words) / fewer if fewer else 0.0


def _are_one(a: _List, b: _List, shared: Sequence[int]) -> bool:
    closest = 0
    own = others = 0.0
    for number in shared:
        likeness = {other: _likeness(a[number], b[other]) for other in shared}
        closest += likeness[number] == max(likeness.values()) and likeness[number] > 0
        own += likeness[number]
        others += (sum(likeness.values()) - likeness[number]) / (len(shared) - 1)
    n = len(shared)
    return closest >= _CLOSEST * n and (own - others) / n >= _MARGIN
