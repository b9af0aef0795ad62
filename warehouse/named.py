"""Macros that give the id of what a condition names, by id or label: a wrong word is an error.

In a condition of one's own a wrong id is a silent zero. The ids are written into the macros: one
that looked them up would be asked for each pair of rows where it is in an outer join.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import duckdb

from models.records import Kind
from vocabulary.registers import nations_or_uk, sectors
from warehouse.listed import FAMILIES

_PLAIN = "trim(core.plain_words({}::varchar))"
_Row = tuple[str, str, str, list[str], str]  # of _THEMES
_THEMES = f"""
select theme_id, {_PLAIN.format("theme_id")}, {_PLAIN.format("label")},
    [{_PLAIN.format("group_id")}, {_PLAIN.format("group_label")}], label
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
# What there is of each: the macros are in every build, and their words are its own.
NAMED = (
    "theme_named",
    "agency_named",
    "type_named",
    "family_named",
    "kind_named",
    "nation_named",
    "sector_named",
)
_FEW = 5  # labels that a message names


def write_named(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the macros NAMED."""
    rows = connection.execute(_THEMES).fetchall()
    themes, unsure = _themes(rows), _unsure(rows)
    agencies = _ids(connection.execute(_AGENCIES).fetchall())
    _create(connection, "theme", "theme", themes, "the view themes lists them", unsure)
    _create(
        connection, "agency", "kind of agency", agencies, f"there are {_listed(agencies.values())}"
    )
    types = _ids(connection.execute(_TYPES).fetchall())
    _create(connection, "type", "type of report", types, "the view report_types lists them")
    for name, ids in (
        ("family", FAMILIES),
        ("kind", tuple(Kind)),
        ("nation", sorted(nations_or_uk())),
        ("sector", sectors()),
    ):
        what = "kind of statement" if name == "kind" else name
        named = {id_.replace("_", " ").lower(): id_ for id_ in ids}
        _create(connection, name, what, named, f"there are {_listed(ids)}")


def _themes(rows: Iterable[_Row]) -> dict[str, str]:
    """Ids by id, label, and words in a row that one label alone has; none by a group's name."""
    rows = list(rows)
    found: dict[str, str] = {}
    groups: set[str] = set()
    for theme_id, plain_id, label, names, *_ in rows:
        found |= {plain_id: theme_id, label: theme_id}
        groups.update(names)
    alone = {words: ids[0] for words, ids in _by_words(rows).items() if len(ids) == 1}
    return {words: theme_id for words, theme_id in alone.items() if words not in groups} | found


def _unsure(rows: Iterable[_Row]) -> dict[str, str]:
    """What to say of words that several labels have, and of the names of groups."""
    rows = list(rows)
    printed = {theme_id: label for theme_id, _, _, _, label in rows}
    of_group: defaultdict[str, list[str]] = defaultdict(list)
    for theme_id, _, _, names, _ in rows:
        for name in dict.fromkeys(names):
            of_group[name].append(theme_id)
    told = {
        words: f" is in the label of more than one theme: {_few([printed[id_] for id_ in ids])}."
        for words, ids in _by_words(rows).items()
        if len(ids) > 1
    }
    return told | {
        name: f" is a group of themes; name one of them: {_few(ids)}."
        for name, ids in of_group.items()
    }


def _by_words(rows: Iterable[_Row]) -> dict[str, list[str]]:
    """Ids by words in a row of their labels."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for theme_id, _, label, *_ in rows:
        words = label.split()
        for first in range(len(words)):
            for last in range(first, len(words)):
                found[" ".join(words[first : last + 1])][theme_id] = None
    return {words: list(ids) for words, ids in found.items()}


def _few(names: list[str]) -> str:
    return "; ".join(names[:_FEW]) + ("; ..." if len(names) > _FEW else "")


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
    unsure: Mapping[str, str] | None = None,
) -> None:
    told = f"'There is no {what} ' || coalesce(word::varchar, 'NULL') || {_quoted(f'; {instead}.')}"
    if unsure:
        told = f"coalesce(word::varchar || {_meant(unsure)}, {told})"
    connection.execute(f"create macro {name}_named(word) as coalesce({_meant(ids)}, error({told}))")


def _meant(by_word: Mapping[str, str]) -> str:
    """What the plain word means, NULL where it is none of these."""
    pairs = ", ".join(f"{_quoted(words)}: {_quoted(meant)}" for words, meant in by_word.items())
    return f"map {{{pairs}}}[{_PLAIN.format('word')}]" if by_word else "null::varchar"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
