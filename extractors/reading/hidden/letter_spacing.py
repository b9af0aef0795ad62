"""Letters that a Word file moves over each other: a heap that nobody can read.

Word and readers of .odt files move them as far as the file says. LibreOffice keeps them apart when
it prints, so that the heap would come out as text.
"""

from __future__ import annotations

_CLOSEST = 0.4  # sizes of type by which letters move closer: few are more than half a size wide
_USUAL_SIZE = 12.0  # points, where the size is not given beside the spacing


def is_squeezed(closer: float, size: float | None) -> bool:
    """Whether letters of that size cannot be read if they are so many points closer."""
    return closer >= _CLOSEST * (size or _USUAL_SIZE)
