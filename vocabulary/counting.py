"""A number with its noun, in one or in several."""

from __future__ import annotations


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 review", "2 reviews"; `many` where an s is not enough."""
    return f"{count} {one if count == 1 else many or one + 's'}"
