"""Words that are in a file and that its page does not show: found, counted, left out.

What the structure makes certain is decided from it (`scene`, `suspects`, `notes`, `replaced`). For
the rest the page is drawn and looked at (`ink`). Of hidden words only the places are kept.
"""

from extractors.reading.hidden.bare_notes import draw_bare_notes
from extractors.reading.hidden.layers import has_layers
from extractors.reading.hidden.notes import AnnotationPlaces, notes_of
from extractors.reading.hidden.notes_off import notes_off
from extractors.reading.hidden.parting import Parted, held_places, read_seen
from extractors.reading.hidden.places import REDACTED
from extractors.reading.hidden.scene import Scene, scene_of
from extractors.reading.hidden.unprinted import with_unprinted

__all__ = [
    "REDACTED",
    "AnnotationPlaces",
    "Parted",
    "Scene",
    "draw_bare_notes",
    "has_layers",
    "held_places",
    "notes_of",
    "notes_off",
    "read_seen",
    "scene_of",
    "with_unprinted",
]
