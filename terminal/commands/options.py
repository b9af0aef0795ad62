"""Options that many commands share, and where results are printed."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Annotated, Any

import typer

from archive.errors import UserError
from archive.places import Places
from pipelines.environment import OWN_SOURCES
from terminal.standing import Screen, as_typed, remember

_LOG_BYTES = 1_000_000
_WHOLE_LINES = 100_000  # columns of a pipe or a file: a row is one line there, and no word is cut
console = Screen(highlight=False, emoji=False, width=None if sys.stdout.isatty() else _WHOLE_LINES)

DATA = Path("data")
SAMPLE_DATA = DATA / "sample"  # invented reviews stay apart from a person's own
# These commands choose their own data folder and say which.
_CHOOSE_THEMSELVES = ("run", "serve", "evaluate", "train")


def or_sample(context: typer.Context, data: Path) -> Path:
    """The sample's folder if nothing else has been read yet. Says so on standard error.

    A folder that was typed is remembered, for the commands that messages name.
    """
    source = context.get_parameter_source("data")
    if data != DATA and source and source.name == "COMMANDLINE":
        remember(data, dict(_take_data(context.find_root().command)))
    if data != DATA or context.info_name in _CHOOSE_THEMSELVES:
        return data
    if Places(DATA).version.exists() or not Places(SAMPLE_DATA).version.exists():
        return data
    told = f"These are invented reviews: the bundled sample, in {SAMPLE_DATA}."
    sys.stderr.write(as_typed(f"{told} To read your own: `reviews run --from FOLDER`.\n"))
    return SAMPLE_DATA


def _take_data(command: Any, *names: str) -> Iterator[tuple[str, bool]]:
    """The name of each command below this one, and whether it has `--data`."""
    for name, below in getattr(command, "commands", {}).items():
        yield from _take_data(below, *names, name)
    yield " ".join(names), any("--data" in parameter.opts for parameter in command.params)


Data = Annotated[
    Path,
    typer.Option("--data", help="The data folder.", envvar="REVIEWS_DATA", callback=or_sample),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
Contact = Annotated[
    str, typer.Option(envvar="REVIEWS_CONTACT", help="An address where webmasters can reach you.")
]


def year_of(option: str) -> Callable[[str], int]:
    """A parser of years for an option. It raises UserError for anything else."""

    def parsed(words: str) -> int:
        if not re.fullmatch(r"[12]\d{3}", words):
            raise UserError(f"{option} takes a year, such as 2024, not {words!r}.")
        return int(words)

    return parsed


def _own_sources(folder: Path | None) -> Path | None:
    """Put the folder into the environment, from which builds, children and flows read it."""
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
        help="A folder with your own sources; a run keeps it for later commands.",
    ),
]
Notify = Annotated[
    list[str] | None,
    typer.Option(
        "--notify",
        envvar="REVIEWS_NOTIFY",
        help="Send failures, held losses, recoveries and news to this https:// or mailto: address.",
    ),
]

Scheduler = Annotated[
    str,
    typer.Option(
        envvar="REVIEWS_SCHEDULER",
        help="A Dask scheduler (tcp://HOST:8786), to read documents on many machines.",
    ),
]
Store = Annotated[
    str,
    typer.Option(
        envvar="REVIEWS_STORE",
        help="Object storage (s3://BUCKET/FOLDER) for originals and results of a new data folder.",
    ),
]
Wait = Annotated[
    float, typer.Option(min=0, help="Minutes to wait if another run is using the folder.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be done and lost; change nothing.")
]
Quiet = Annotated[
    bool, typer.Option("--quiet", help="Print nothing, or one line if somebody should look.")
]


@contextmanager
def quieter(quiet: bool, data: Path) -> Iterator[None]:
    """If `quiet`, show no progress and write log messages to DATA/warnings.log instead."""
    if not quiet:
        yield
        return
    root = logging.getLogger()
    level, handlers, kept = root.level, root.handlers[:], _KeptLog(Places(data).log)
    root.handlers[:] = [kept]
    root.setLevel(logging.WARNING)
    told = logging.getLogger(
        "pipelines.again"
    )  # it also announces that many documents will be read again
    before = told.level
    told.setLevel(logging.INFO)
    try:
        yield
    finally:
        told.setLevel(before)
        kept.close()
        root.handlers[:] = handlers
        root.setLevel(level)


class _KeptLog(RotatingFileHandler):
    """A log file that is created at the first message and kept small."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True)
        self.setFormatter(logging.Formatter("%(asctime)s %(message)s"))

    def close(self) -> None:
        """Lose what can no longer be written. How the run ended is reported elsewhere."""
        with suppress(OSError):
            super().close()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Do nothing: if there is no folder or no space, the run itself says so."""
