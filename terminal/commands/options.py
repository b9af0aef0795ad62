"""Options that many commands share, and where results are printed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)

Data = Annotated[Path, typer.Option("--data", help="The data folder.", envvar="REVIEWS_DATA")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
Contact = Annotated[
    str, typer.Option(envvar="REVIEWS_CONTACT", help="Where a webmaster reaches you.")
]
DATA = Path("data")
