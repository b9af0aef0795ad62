"""How documents are found at each kind of publisher: one small function per strategy."""

from typing import TYPE_CHECKING, Any

from models.records.collection import Fetched
from pipelines.strategies.contract import DiscoveryError, FetchPage, Strategy

if TYPE_CHECKING:
    from pipelines.strategies.every import STRATEGIES, discover

__all__ = ["STRATEGIES", "DiscoveryError", "FetchPage", "Fetched", "Strategy", "discover"]


def __getattr__(name: str) -> Any:
    """Import all strategies at first use, because a local folder only needs its own."""
    if name not in {"STRATEGIES", "discover"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipelines.strategies import every  # noqa: PLC0415

    return getattr(every, name)
