"""Links between statements and to those who are to act: repeats and addressees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from measurement.evaluation.gold import GoldStatement
from measurement.evaluation.matching import MatchedPair, words
from measurement.evaluation.tallies import Ratio, Tally
from models.records import Statement

_ARTICLES = frozenset({"the", "a", "an", "all"})


def repeats_score(
    lines: Sequence[GoldStatement],
    gold: list[GoldStatement],
    found: list[Statement],
    pairs: list[MatchedPair],
) -> Tally:
    """Annotated repeats linked to the right statement, in either direction or through a third.

    `lines` are all lines of the annotation file, since `repeat_of` counts these from 1.
    """
    matched = {id(gold[pair.gold]): found[pair.found].statement_id for pair in pairs}
    group = _groups(found)
    tally = Tally()
    linked: set[str] = set()
    for row in lines:
        if row.repeat_of is None or not 0 < row.repeat_of <= len(lines):
            continue
        one, other = matched.get(id(row)), matched.get(id(lines[row.repeat_of - 1]))
        hit = one is not None and other is not None and group[one] == group[other]
        linked |= {name for name in (one, other) if hit and name}
        tally.add(Tally(found=hit, missed=not hit))
    known = set(matched.values())
    for statement in found:
        if statement.repeats_statement_id and statement.statement_id in known:
            right = statement.statement_id in linked
            tally.add(Tally(right=right, wrong=not right))
    return tally


def _groups(found: list[Statement]) -> dict[str, str]:
    """Statement to the first statement that it repeats, through any number of steps."""
    repeats = {s.statement_id: s.repeats_statement_id for s in found}
    groups: dict[str, str] = {}
    for name in repeats:
        root, seen = name, {name}
        while (above := repeats.get(root)) and above not in seen:
            root = above
            seen.add(root)
        groups[name] = root
    return groups


def addressees(text: str | None) -> frozenset[str]:
    """The names in a list, compared without articles and case.

    Some annotators join names with ";", others leave the printed "and": both divide here.
    """
    parts = re.split(r"[;\n]|,? and ", text or "")
    names = (" ".join(w for w in words(part) if w not in _ARTICLES) for part in parts)
    return frozenset(name for name in names if name)


def addressees_score(
    gold: list[GoldStatement], found: list[Statement], pairs: list[MatchedPair]
) -> tuple[Tally, Ratio]:
    """Names annotated and given over matched recommendations, and how many lists agree entirely."""
    tally, exact = Tally(), Ratio()
    for pair in pairs:
        if gold[pair.gold].kind != "recommendation":
            continue
        told = addressees(gold[pair.gold].addressee)
        given = addressees(found[pair.found].addressee)
        both = len(told & given)
        tally.add(Tally(both, len(told) - both, both, len(given) - both))
        exact.count(told == given)
    return tally, exact
