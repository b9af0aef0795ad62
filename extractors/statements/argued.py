"""Recommendations argued for in prose and then listed: one, and the listed one is kept.

An inquiry writes "For this reason I recommend that ..." and closes the chapter with its list. Where
the words are nearly the same, the two are one. Where a report prints its whole list a second time,
the list is complete: what prose recommends shortly before an item on the same subject is that item.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from models.records import Kind, Statement

_WORD = re.compile(r"[a-z]{4,}")
_STEM = 6  # letters, as for lists that are printed twice
_NEAR = 4  # pages from the argument to its list
_FEWEST = 4  # informative words: fewer may be shared by chance
_SAME = 0.75  # of the shorter one's informative words that are in the other
_LISTED = 12  # items: a list that is printed twice as a whole has at least so many
_TWICE = 0.9  # of the items that are printed twice
_SUBJECT = 2  # informative words that an argument and its item share


def argued(
    statements: Sequence[Statement], groups: Sequence[Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Places of a recommendation in prose and of the listed one; `groups` are those printed twice."""
    asked = [i for i, s in enumerate(statements) if s.kind is Kind.RECOMMENDATION]
    in_prose = [i for i in asked if is_argument(statements[i])]
    listed = [i for i in asked if i not in in_prose]
    twice = {i for group in groups for i in group}
    words = _telling(statements, asked)
    is_whole = len(listed) >= _LISTED and len(twice & {*listed}) >= _TWICE * len(listed)
    for i in in_prose:
        near = [j for j in listed if 0 <= _apart(statements, i, j) <= _NEAR]
        if not near or (i in twice and is_whole):
            continue
        closest = max(near, key=lambda j: (_likeness(words[i], words[j]), -j))
        shared = len(words[i] & words[closest])
        fewer = min(len(words[i]), len(words[closest]))
        is_same = fewer >= _FEWEST and shared >= _SAME * fewer
        if is_same or (is_whole and shared >= _SUBJECT):
            yield i, closest


def is_argument(statement: Statement) -> bool:
    """Whether a recommendation is in running text, without a number."""
    return statement.number is None and statement.rule.startswith("prose:recommend")


def _apart(statements: Sequence[Statement], i: int, j: int) -> int:
    """Pages from one to the other; negative where the second comes first."""
    return statements[j].page_first - statements[i].page_first if i < j else -1


def _telling(statements: Sequence[Statement], asked: Sequence[int]) -> dict[int, frozenset[str]]:
    """Stems of each, without those that are in many of the report's recommendations."""
    bags = {
        i: frozenset(w[:_STEM] for w in _WORD.findall(statements[i].text.lower())) for i in asked
    }
    common = Counter(word for bag in bags.values() for word in bag)
    usual = {word for word, n in common.items() if n > max(2, len(bags) / 4)}
    return {i: bag - usual for i, bag in bags.items()}


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    fewer = min(len(a), len(b))
    return len(a & b) / fewer if fewer else 0.0
