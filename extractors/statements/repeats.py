"""Statements printed again in the same document: linked to the fullest one, counted once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from extractors.statements.argued import argued, is_argument
from extractors.statements.short_forms import restated
from models.records import Statement

_WORD = re.compile(r"[a-z0-9]+")
SAME = 0.8  # token F1 from which two statements of a kind are the same one printed twice


class _Bag(NamedTuple):
    """The words of a statement, however often each, and how many in all."""

    words: Counter[str]
    size: int


def _bag(text: str) -> _Bag:
    words = _WORD.findall(text.lower())
    return _Bag(Counter(words), len(words))


def link_repeats(statements: list[Statement]) -> tuple[Statement, ...]:
    """Set `is_repeat` and `repeats_statement_id` on all but the fullest of each group.

    Of an argument in prose and the item of a list, the item is kept.
    """
    bags = [_bag(s.text) for s in statements]
    printed_twice = _groups(statements, bags)
    pairs = [*restated(statements), *argued(statements, printed_twice)]
    groups = _joined(printed_twice, pairs)
    arguments = {i for i, _ in pairs if is_argument(statements[i])}
    out = list(statements)
    for group in groups:
        original = max(group, key=lambda i: (i not in arguments, bags[i].size, -i))
        for i in group:
            if i != original:
                out[i] = msgspec.structs.replace(
                    out[i], is_repeat=True, repeats_statement_id=statements[original].statement_id
                )
    return tuple(out)


def _groups(statements: list[Statement], bags: list[_Bag]) -> list[list[int]]:
    by_kind: dict[str, list[int]] = {}
    for i, statement in enumerate(statements):
        by_kind.setdefault(statement.kind, []).append(i)
    groups: list[list[int]] = []
    for members in by_kind.values():
        heads: list[tuple[int, list[int]]] = []  # with the size of the first
        for i in members:
            size = bags[i].size
            least, most = SAME * size / (2 - SAME) - 1, (2 - SAME) * size / SAME + 1
            # What they share is at most the smaller one: most pairs are separated by their length.
            near = [group for first, group in heads if least <= first <= most]
            home = next((g for g in near if _same(bags[g[0]], bags[i])), None)
            if home is None:
                heads.append((size, [i]))
            else:
                home.append(i)
        groups += [g for _, g in heads if len(g) > 1]
    return groups


def _joined(groups: list[list[int]], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The groups, where each pair is in one."""
    home = {i: group for group in groups for i in group}
    for pair in pairs:
        old = [home.get(i, [i]) for i in pair]
        if old[0] is old[1]:
            continue
        home |= dict.fromkeys(old[0] + old[1], sorted(old[0] + old[1]))
    return list({id(group): group for group in home.values()}.values())


def _same(a: _Bag, b: _Bag) -> bool:
    few, many = (a, b) if a.size <= b.size else (b, a)
    needed = SAME * (few.size + many.size) / 2
    if few.size < 5 or few.size < needed:
        return False
    common = few.words.keys() & many.words.keys()
    # Each different word that only the smaller one has costs at least one.
    if few.size - (len(few.words) - len(common)) < needed:
        return False
    return sum(min(few.words[word], many.words[word]) for word in common) >= needed
