"""Reads JSON that the program wrote. All damage raises the same kind of error."""

from __future__ import annotations

from typing import TypeVar

import msgspec

Record = TypeVar("Record")


def record_of(content: bytes, kind: type[Record]) -> Record:
    """The content as a record. Raises msgspec.DecodeError, even for bytes that are not text."""
    try:
        return msgspec.json.decode(content, type=kind)
    except UnicodeDecodeError as error:  # a single flipped bit inside a string is enough
        raise msgspec.DecodeError(str(error)) from error
