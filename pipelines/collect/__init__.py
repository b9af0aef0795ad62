"""From what publishers list to stored originals: politely, with nothing lost."""

from typing import TYPE_CHECKING, Any

from pipelines.collect.settings import Settings
from pipelines.collect.status import SourceStatus, for_a_person, has_given, source_status

if TYPE_CHECKING:
    from pipelines.collect.engine import Collected, collect, preview
    from pipelines.collect.listing import ListedNow

__all__ = [
    "Collected",
    "ListedNow",
    "Settings",
    "SourceStatus",
    "collect",
    "for_a_person",
    "has_given",
    "preview",
    "source_status",
]


def __getattr__(name: str) -> Any:
    """What goes to the network when it is first asked for: most commands never do."""
    if name not in {"Collected", "ListedNow", "collect", "preview"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipelines.collect import engine  # noqa: PLC0415

    return getattr(engine, name)
