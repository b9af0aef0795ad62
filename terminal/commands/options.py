"""Options that many commands share, and where results are printed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)

DATA = Path("data")
SAMPLE_DATA = DATA / "sample"  # invented reviews stay apart from a person's own
# They say themselves what is read and where it goes.
_CHOOSE_THEMSELVES = ("run", "serve", "evaluate", "train")


def or_sample(context: typer.Context, data: Path) -> Path:
    """The sample's folder where nothing else has been read yet, said so."""
    if data != DATA or context.info_name in _CHOOSE_THEMSELVES:
        return data
    if (DATA / "VERSION").exists() or not (SAMPLE_DATA / "VERSION").exists():
        return data
    sys.stderr.write(
        f"These are invented reviews: the bundled sample, in {SAMPLE_DATA}. "
        "Your own: `reviews run --from FOLDER`.\n"
    )
    return SAMPLE_DATA


Data = Annotated[
    Path,
    typer.Option("--data", help="The data folder.", envvar="REVIEWS_DATA", callback=or_sample),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
Contact = Annotated[
    str, typer.Option(envvar="REVIEWS_CONTACT", help="Where a webmaster reaches you.")
]
