"""The one reader of JSON that the program has written: damaged bytes are one kind of error."""

from __future__ import annotations

from typing import TypeVar

import msgspec

Record = TypeVar("Record")


def record_of(content: bytes, kind: type[Record]) -> Record:
    """What JSON says, as a record. Raises msgspec.DecodeError, also for bytes that are no text."""
    try:
        return msgspec.json.decode(content, type=kind)
    except UnicodeDecodeError as error:  # of a single flipped bit inside a string
        raise msgspec.DecodeError(str(error)) from error
