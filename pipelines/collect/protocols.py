"""What the engine needs to know of a source, and how discovery is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from models.records import Fetched, Listed


class PolitenessLimits(Protocol):
    """The limits of one source."""

    @property
    def gap_seconds(self) -> float: ...
    @property
    def max_documents(self) -> int: ...


class ExpectedDocuments(Protocol):
    """How many documents a full pass should find."""

    @property
    def min(self) -> int: ...
    @property
    def max(self) -> int: ...


class Strategy(Protocol):
    """The settings of the discovery strategy; the engine reads its name only."""

    @property
    def strategy(self) -> str: ...


class SourceLike(Protocol):
    """A publisher as its source file describes it (`pipelines.sources.Source` fits)."""

    @property
    def source_id(self) -> str: ...
    @property
    def purpose(self) -> str: ...
    @property
    def politeness(self) -> PolitenessLimits: ...
    @property
    def expectations(self) -> ExpectedDocuments: ...
    @property
    def discovery(self) -> Strategy: ...
    @property
    def skip_reason(self) -> str | None: ...


Discover = Callable[[Any, Callable[..., Fetched]], Iterator[Listed]]
