"""Lists of words of the domain, put into SQL and comments from where each word is defined.

A file writes the name of a list in braces. `{statuses}` becomes 'ok', 'partial', ... in SQL and
ok, partial, ... in a comment; `{statuses in words}` is the comment's form within a text of SQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from typing import get_args

from vocabulary.kinds import kind_names
from vocabulary.registers import nations_or_uk, sectors
from vocabulary.report_types import Family
from vocabulary.statuses import readable, status_labels
from warehouse.errors import WarehouseError

FAMILIES = (*get_args(Family), "unknown")  # that of a report whose type is not known
_LISTS: dict[str, Callable[[], tuple[str, ...]]] = {
    "statuses": lambda: tuple(status_labels()),
    "readable": lambda: tuple(code for code in status_labels() if code in readable()),
    "kinds": lambda: tuple(kind_names()),
    "families": lambda: FAMILIES,
    "nations": lambda: tuple(sorted(nations_or_uk())),
    "sectors": sectors,
}
_PLACE = re.compile(r"\{(?P<name>[a-z]+)(?P<words> in words)?\}")


@cache
def in_sql(text: str) -> str:
    """The text of a file of SQL with its lists."""
    return _PLACE.sub(partial(_list, joined=lambda words: ", ".join(f"'{w}'" for w in words)), text)


@cache
def in_comment(text: str) -> str:
    """A comment with its lists."""
    return _PLACE.sub(partial(_list, joined=", ".join), text)


def _list(found: re.Match[str], joined: Callable[[tuple[str, ...]], str]) -> str:
    if found["name"] not in _LISTS:
        raise WarehouseError(f"There is no list {found[0]}; there are {', '.join(_LISTS)}.")
    words = _LISTS[found["name"]]()
    return _sentence(words) if found["words"] else joined(words)


def _sentence(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
