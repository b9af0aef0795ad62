"""`folder`: every file below a folder of this machine, whatever its suffix."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from models.records.collection import Listed
from pipelines.sources.schema import Source
from pipelines.sources.settings import Folder
from pipelines.strategies.contract import DiscoveryError, FetchPage
from pipelines.strategies.files_below import list_folder


def discover(source: Source, fetch: FetchPage) -> Iterator[Listed]:  # noqa: ARG001
    """The files below the source's folder; nothing is fetched."""
    settings = source.discovery
    if not isinstance(settings, Folder) or settings.path is None:
        raise DiscoveryError("no folder is given: name one with `reviews run --from PATH`")
    yield from list_folder(Path(settings.path))
