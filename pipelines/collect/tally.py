"""What one pass over a source met, in numbers and by address."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Met:
    """An address where no document was had, with what was there; whether that is new."""

    said: str
    is_fresh: bool


@dataclass
class Tally:
    """What one pass met; `fresh` counts outcomes that an address did not have the last time."""

    outcomes: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    fresh: Counter[str] = field(default_factory=Counter)
    met: dict[str, list[Met]] = field(default_factory=dict)  # by outcome
    new_files: int = 0
    notices: int = 0  # addresses that gave the same bytes as many others, all at once
