"""Bytes to pages of lines in reading order."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.reading.files import read

__all__ = ["read"]


def __getattr__(name: str) -> Any:
    """The reader when it is first asked for: a run looks into files without reading them."""
    if name != "read":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from extractors.reading.files import read  # noqa: PLC0415

    return read
