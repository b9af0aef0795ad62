"""What is wrong with an entry of a corrections file, in plain words."""

from __future__ import annotations

import re
from typing import Any

import msgspec

_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>[^`]+)`")
_MISSING = re.compile(r"Object missing required field `(?P<name>[^`]+)`")
_CHOICE = re.compile(r"Invalid enum value (?P<value>.+?) - at `\$\.(?P<name>\w+)`")
_SHAPE = re.compile(
    r"Expected `(?P<wanted>[^`]+)`, got `(?P<got>[^`]+)`(?: - at `\$\.(?P<name>\w+))?"
)
_WORDS = {"bool": "true or false", "array": "a list", "null": "nothing"}


def told(error: msgspec.ValidationError, shape: type[msgspec.Struct]) -> str:
    """One sentence about the field that is wrong; `shape` is what an entry has to be."""
    message = str(error)
    fields = {field.name: field for field in msgspec.structs.fields(shape)}
    if found := _UNKNOWN.search(message):
        return f"There is no field {found['name']}. Fields: {', '.join(fields)}."
    if found := _MISSING.search(message):
        return f"The field {found['name']} is missing."
    if found := _CHOICE.search(message):
        choices = ", ".join(_choices(fields[found["name"]].type))
        return f"{found['name']} is {found['value']}. It must be one of {choices}."
    if found := _SHAPE.search(message):
        if found["name"] is None:
            return "An entry is a group of lines, each with a name, a colon and a value."
        kinds = sorted(found["wanted"].split(" | "), key=lambda kind: kind not in _WORDS)
        wanted = " or ".join(dict.fromkeys(map(_words, kinds)))
        return f"{found['name']} must be {wanted}."
    return message


def _words(wanted: str) -> str:
    return _WORDS.get(wanted, "words (a number or a date needs quotation marks)")


def _choices(kind: Any) -> list[str]:
    info = msgspec.inspect.type_info(kind)
    options = getattr(info, "types", (info,))
    return [
        str(value)
        for option in options
        for value in (
            getattr(option, "values", ()) or [member.value for member in getattr(option, "cls", ())]
        )
    ]
