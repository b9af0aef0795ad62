"""Which script a text is written in."""

from __future__ import annotations

_BEYOND_LATIN = "\u0370"  # from here on stand Greek, Cyrillic and the scripts of Asia


def is_foreign(text: str) -> bool:
    """Whether most letters of a text are those of another script than the Latin one."""
    if text.isascii():
        return False
    letters = [c for c in text if c.isalpha()]
    return sum(c >= _BEYOND_LATIN for c in letters) * 2 > len(letters)
