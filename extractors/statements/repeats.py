"""Statements printed again in the same document: linked to the fullest one, counted once."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from models.records import Statement

_WORD = re.compile(r"[a-z0-9]+")
SAME = 0.8  # token F1 from which two statements of a kind are the same one printed twice


def link_repeats(statements: list[Statement]) -> tuple[Statement, ...]:
    """Set `is_repeat` and `repeats_statement_id` on all but the fullest of each group."""
    bags = [Counter(_WORD.findall(s.text.lower())) for s in statements]
    groups = _groups(statements, bags)
    out = list(statements)
    for group in groups:
        original = max(group, key=lambda i: (sum(bags[i].values()), -i))
        for i in group:
            if i != original:
                out[i] = msgspec.structs.replace(
                    out[i], is_repeat=True, repeats_statement_id=statements[original].statement_id
                )
    return tuple(out)


def _groups(statements: list[Statement], bags: list[Counter[str]]) -> list[list[int]]:
    by_kind: dict[str, list[int]] = {}
    for i, statement in enumerate(statements):
        by_kind.setdefault(statement.kind, []).append(i)
    groups: list[list[int]] = []
    for members in by_kind.values():
        heads: list[list[int]] = []
        for i in members:
            home = next((g for g in heads if _same(bags[g[0]], bags[i])), None)
            if home is None:
                heads.append([i])
            else:
                home.append(i)
        groups += [g for g in heads if len(g) > 1]
    return groups


def _same(a: Counter[str], b: Counter[str]) -> bool:
    few, many = sorted((a.total(), b.total()))
    # What they share is at most the smaller one: most pairs are told apart by their length.
    if few < 5 or 2 * few < SAME * (few + many):
        return False
    shared = sum(min(a[word], b[word]) for word in a.keys() & b.keys())
    return 2 * shared / (few + many) >= SAME
