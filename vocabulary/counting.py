"""A number with its noun in the singular or plural, and texts cut to a length."""

from __future__ import annotations

import re
from collections.abc import Sequence

_EITHER = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 review", "2 reviews"; give `many` if the plural needs more than an s."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def some(names: Sequence[str], shown: int = 5) -> str:
    """ "a, b, c, d, e and 7 more": the first of many names."""
    more = f" and {len(names) - shown} more" if len(names) > shown else ""
    return f"{', '.join(names[:shown])}{more}"


def shortened(text: str, most: int) -> str:
    """A text of at most this many characters. "..." shows that some are left out."""
    if len(text) <= most:
        return text
    kept = text[: most - 4]
    words = kept[: kept.rfind(" ")] if " " in kept[most // 2 :] else kept
    return f"{words.rstrip(' ,;:.(')} ..."


def sentence(text: str) -> str:
    """A text with a full stop at its end, added if it has none."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def in_number(sentence: str, count: int) -> str:
    """A sentence with its number: "{n} [file is|files are] gone" as "1 file is gone"."""
    chosen = _EITHER.sub(lambda found: found[1] if count == 1 else found[2], sentence)
    return chosen.format(n=count)
