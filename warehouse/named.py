"""Macros that give the id of what a condition names, by id or label: a wrong word is an error.

In a condition of one's own a wrong id is a silent zero. The ids are written into the macros: one
that looked them up would be asked for each pair of rows where it stands in an outer join.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import get_args

import duckdb

from vocabulary.report_types import Family

_PLAIN = "trim(core.plain_words({}::varchar))"
_THEMES = f"""
select theme_id, {_PLAIN.format("theme_id")}, {_PLAIN.format("label")},
    [{_PLAIN.format("group_id")}, {_PLAIN.format("group_label")}]
from core.themes order by ordinal
"""
_AGENCIES = f"""
select agency, [{_PLAIN.format("agency")}, {_PLAIN.format("label")}] from core.agencies
order by ordinal
"""
_TYPES = f"""
select code, [{_PLAIN.format("code")}, {_PLAIN.format("label")}] from core.report_types
order by code
"""
_FAMILIES = (*get_args(Family), "unknown")  # that of a report whose type is not known


def write_named(connection: duckdb.DuckDBPyConnection) -> None:
    """Create `theme_named`, `agency_named`, `type_named` and `family_named`."""
    themes = _themes(connection.execute(_THEMES).fetchall())
    agencies = _ids(connection.execute(_AGENCIES).fetchall())
    _create(connection, "theme", "theme", themes, "the view themes lists them")
    _create(
        connection, "agency", "kind of agency", agencies, f"there are {_listed(agencies.values())}"
    )
    types = _ids(connection.execute(_TYPES).fetchall())
    _create(connection, "type", "type of report", types, "the view report_types lists them")
    families = {name.replace("_", " "): name for name in _FAMILIES}
    _create(connection, "family", "family", families, f"there are {_listed(_FAMILIES)}")


def _themes(rows: Iterable[tuple[str, str, str, list[str]]]) -> dict[str, str]:
    """Ids by id, label, and words in a row that one label alone has; none by a group's name."""
    found: dict[str, str] = {}
    by_words: defaultdict[str, set[str]] = defaultdict(set)
    groups: set[str] = set()
    for theme_id, plain_id, label, names in rows:
        found |= {plain_id: theme_id, label: theme_id}
        groups.update(names)
        words = label.split()
        for first in range(len(words)):
            for last in range(first, len(words)):
                by_words[" ".join(words[first : last + 1])].add(theme_id)
    alone = {words: min(ids) for words, ids in by_words.items() if len(ids) == 1}
    return {words: theme_id for words, theme_id in alone.items() if words not in groups} | found


def _ids(rows: Iterable[tuple[str, list[str]]]) -> dict[str, str]:
    """Ids by the names that one of them alone has."""
    named = [(name, id_) for id_, names in rows for name in dict.fromkeys(names)]
    times = Counter(name for name, _ in named)
    return {name: id_ for name, id_ in named if times[name] == 1}


def _create(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    what: str,
    ids: Mapping[str, str],
    instead: str,
) -> None:
    pairs = ", ".join(f"{_quoted(words)}: {_quoted(id_)}" for words, id_ in ids.items())
    known = f"map {{{pairs}}}[{_PLAIN.format('word')}]" if ids else "null::varchar"
    told = f"'There is no {what} ' || coalesce(word::varchar, 'NULL') || {_quoted(f'; {instead}.')}"
    connection.execute(f"create macro {name}_named(word) as coalesce({known}, error({told}))")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
