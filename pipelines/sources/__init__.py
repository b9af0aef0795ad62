"""One YAML file per publisher, and the code that reads and checks them."""

from pipelines.sources.awaited import awaited_sources, is_own
from pipelines.sources.loader import (
    faulty_sources,
    load_folders,
    load_source,
    load_sources,
    whole_sources,
)
from pipelines.sources.problems import SourceFileError
from pipelines.sources.schema import ALL, SCHEDULES, Nation, ReviewKind, Sector, Source

__all__ = [
    "ALL",
    "SCHEDULES",
    "Nation",
    "ReviewKind",
    "Sector",
    "Source",
    "SourceFileError",
    "awaited_sources",
    "faulty_sources",
    "is_own",
    "load_folders",
    "load_source",
    "load_sources",
    "whole_sources",
]
