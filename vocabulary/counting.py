"""A number with its noun, in one or in several."""

from __future__ import annotations

import re

_EITHER = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 review", "2 reviews"; `many` where an s is not enough."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def in_number(sentence: str, count: int) -> str:
    """A sentence with its number: "{n} [file is|files are] gone" as "1 file is gone"."""
    chosen = _EITHER.sub(lambda found: found[1] if count == 1 else found[2], sentence)
    return chosen.format(n=count)
