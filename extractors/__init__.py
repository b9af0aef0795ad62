"""From bytes to statements: reading, structure, statements and metadata, all pure functions."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.extraction import extract
    from extractors.reading.files import read

__all__ = ["extract", "read"]
_PLACES = {"extract": "extractors.extraction", "read": "extractors.reading.files"}


def __getattr__(name: str) -> Any:
    """Either function when it is first asked for: a run that finds nothing new needs neither."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
