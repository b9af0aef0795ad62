"""The correction file: which documents a person has put together or kept apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from vocabulary.yaml_text import YamlError, text_of, value_of
from warehouse.errors import WarehouseError


@dataclass(frozen=True)
class Corrections:
    """Pairs of document ids; a pair in `apart` is never joined, one in `join` always."""

    join: tuple[tuple[str, str], ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    unknown: tuple[str, ...] = ()  # ids of the file that no document has


NO_CORRECTIONS = Corrections()


def read_corrections(path: Path, document_ids: Collection[str]) -> Corrections:
    """Read `join:` and `apart:`, each a list of lists of ids (or their first 8 digits or more).

    Raises WarehouseError where the file is not of this shape or an id fits several documents.
    """
    try:
        content = value_of(text_of(path))
    except YamlError as problem:
        raise WarehouseError(f"{path.name}, {problem}") from problem
    if content is None:
        raise WarehouseError(f"{path.name} is empty: restore it from the backup, or delete it.")
    if not isinstance(content, dict) or set(content) - {"join", "apart"}:
        raise WarehouseError(f"{path.name} may hold `join:` and `apart:`, lists of lists of ids.")
    unknown: list[str] = []
    pairs = {
        part: [
            pair
            for ids in _lists(content.get(part) or [], path)
            for pair in combinations(_resolve(ids, document_ids, unknown, path), 2)
        ]
        for part in ("join", "apart")
    }
    apart = frozenset(frozenset(pair) for pair in pairs["apart"])
    return Corrections(tuple(pairs["join"]), apart, tuple(unknown))


def _lists(value: Any, path: Path) -> Iterator[list[str]]:
    for ids in value:
        if not isinstance(ids, list) or not all(isinstance(i, str) for i in ids):
            raise WarehouseError(f"{path.name}: {ids!r} is not a list of document ids in quotes.")
        yield ids


def _resolve(
    ids: list[str], known: Collection[str], unknown: list[str], path: Path
) -> Iterator[str]:
    for wanted in ids:
        found = [d for d in known if len(wanted) >= 8 and d.startswith(wanted)]
        if len(found) > 1:
            raise WarehouseError(f"{path.name}: {wanted} fits {len(found)} documents; add digits.")
        if found:
            yield found[0]
        else:
            unknown.append(wanted)
