"""From what publishers list to stored originals: politely, with nothing lost."""

from pipelines.collect.engine import Collected, collect, preview
from pipelines.collect.listing import Listing
from pipelines.collect.settings import Settings
from pipelines.collect.status import SourceStatus, for_a_person, source_status

__all__ = [
    "Collected",
    "Listing",
    "Settings",
    "SourceStatus",
    "collect",
    "for_a_person",
    "preview",
    "source_status",
]
