"""Options that many commands share, and where results are printed."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipelines.sources import OWN_SOURCES

console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)

Data = Annotated[Path, typer.Option("--data", help="The data folder.", envvar="REVIEWS_DATA")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
Contact = Annotated[
    str, typer.Option(envvar="REVIEWS_CONTACT", help="Where a webmaster reaches you.")
]
DATA = Path("data")


def _own_sources(folder: Path | None) -> Path | None:
    """Builds, children and flows read it from the environment."""
    if folder is not None:
        os.environ[OWN_SOURCES] = str(folder.resolve())
    return folder


SourcesDir = Annotated[
    Path | None,
    typer.Option(
        "--sources-dir",
        envvar=OWN_SOURCES,
        callback=_own_sources,
        is_eager=True,
        help="A folder with your own sources.",
    ),
]
Notify = Annotated[
    list[str] | None,
    typer.Option(
        "--notify",
        envvar="REVIEWS_NOTIFY",
        help="Tell https://... or mailto:... of failures, held losses, recovery and news.",
    ),
]


@contextmanager
def quieter(quiet: bool) -> Iterator[None]:
    """Keep progress to itself; warnings of the program still show."""
    level = logging.getLogger().level
    if quiet:
        logging.getLogger().setLevel(logging.WARNING)
    try:
        yield
    finally:
        logging.getLogger().setLevel(level)
