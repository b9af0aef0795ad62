"""DuckDB's errors for somebody who writes SQL: what is wrong, the place, and what to do next."""

from __future__ import annotations

import re

import duckdb

from warehouse.comments import macros

_KIND = re.compile(r"^[A-Z]\w*(?: [A-Z]\w*)* Error: ")
_CALL = re.compile(r"(?<![\w.])(\w+)\s*\(")
_NAMED = re.compile(r"(\w+)\s*:=")
# The line of the SQL that is marked below it with ^.
_PLACE = re.compile(r"^(LINE \d+: .*)\n( *)\^", re.MULTILINE)
_NO_SUCH_CALL = re.compile(r'^Macro "?(?P<name>\w+)"?\(\) does not support the supplied arguments')
_VIEWS = 'The views: `reviews sql "show tables"`. docs/data-dictionary.md says what is in each.'
_COLUMNS = 'The columns of a view: `reviews sql "describe reviews"`. Put text in single quotes.'
_TYPES = 'The types of columns: `reviews sql "describe reviews"`.'
_MACROS = "Macros of the warehouse are at the end of docs/data-dictionary.md."
_COOKBOOK = "docs/cookbook.md has queries to start from."


def plain(problem: duckdb.Error, sql: str) -> str:
    """The message without DuckDB's words for its kinds of error, and with a next step."""
    message = _KIND.sub("", str(problem).strip())
    if isinstance(problem, duckdb.InvalidInputException):  # of a macro, which says what there is
        return message
    refused = _NO_SUCH_CALL.search(message)
    if refused and refused["name"] in macros():
        return _refused(refused["name"], sql, message)
    if called := _called_at(message):
        call = macros()[called].call
        return f"{message}\n{called} is called like this, texts in single quotes:\n  {call}"
    return "\n".join(filter(None, (message, _next_step(problem, message))))


def _refused(name: str, sql: str, message: str) -> str:
    """A macro that was given a name that it does not have, too much or too little."""
    call = macros()[name].call
    others = [one for one in _CALL.findall(sql) if one in macros() and one != name]
    known = {*_NAMED.findall(call)}
    odd = [] if others else [word for word in _NAMED.findall(sql) if word not in known]
    why = f"it has no {', no '.join(odd)}" if odd else "something is missing or too much"
    place = _PLACE.search(message)
    told = f"{name} cannot be called like this: {why}. It is called like this:\n  {call}"
    return f"{told}\n{place[1]}" if place else told


def _called_at(message: str) -> str | None:
    """The macro of the warehouse in whose call the marked place is."""
    place = _PLACE.search(message)
    if not place:
        return None
    line, marked = place[1], len(place[2])
    for call in _CALL.finditer(line):
        before = line[call.end() : marked]
        is_inside = call.start() <= marked and before.count(")") <= before.count("(")
        if is_inside and call[1] in macros():
            return call[1]
    return None


def _next_step(problem: duckdb.Error, message: str) -> str:
    if isinstance(problem, duckdb.CatalogException):
        return _VIEWS if message.startswith("Table with name") else _MACROS
    if isinstance(problem, duckdb.BinderException):
        return _COLUMNS if "not found" in message else ""
    if isinstance(problem, duckdb.ParserException):
        return _COOKBOOK
    return _TYPES if isinstance(problem, duckdb.ConversionException) else ""
