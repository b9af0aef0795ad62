"""Which script a text is written in."""

from __future__ import annotations

import re

# From here on come Greek, Cyrillic and the scripts of Asia, and signs such as “ and –.
_BEYOND_LATIN = re.compile(r"[\u0370-\U0010ffff]")


def is_foreign(text: str) -> bool:
    """Whether most letters of a text are those of another script than the Latin one."""
    if text.isascii():
        return False
    foreign = sum(map(str.isalpha, _BEYOND_LATIN.findall(text)))
    return foreign > 0 and foreign * 2 > sum(map(str.isalpha, text))
