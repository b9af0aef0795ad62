"""Words that are in a file and that its page does not show: found, counted, left out.

What is certain from the structure is told from it (`scene`, `suspects`, `notes`, `replaced`); the
rest is looked at as the page is drawn (`ink`). Nothing is kept of hidden words but their places.
"""

from extractors.reading.hidden.layers import has_layers
from extractors.reading.hidden.notes import is_marked
from extractors.reading.hidden.parting import Parted, read_seen
from extractors.reading.hidden.places import REDACTED
from extractors.reading.hidden.scene import Scene, scene_of
from extractors.reading.hidden.unprinted import with_unprinted

__all__ = [
    "REDACTED",
    "Parted",
    "Scene",
    "has_layers",
    "is_marked",
    "read_seen",
    "scene_of",
    "with_unprinted",
]
