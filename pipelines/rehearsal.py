"""Runs a source against saved pages, so that a source file is tried without asking a publisher.

The pages are a folder, HOST/PATH as `wget --recursive` saves them, or a server on this machine that
tells publishers apart by the Host header. Everything but the network is as in a real run.
"""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from archive.errors import UserError
from archive.ledger import Ledger
from archive.originals import Originals
from models.records import Issue, Pass, Severity, Sighting
from pipelines.collect import Settings, collect
from pipelines.gathering import named_sources
from pipelines.saved_pages import port_of, serving
from pipelines.sources import Source, load_source
from pipelines.strategies import discover

_SECONDS = 5.0


class Rehearsed(msgspec.Struct, frozen=True):
    """What a run would have collected, file by file, and what it would have said."""

    source_id: str
    title: str
    skip_reason: str | None
    found: int
    left_out: int
    files: tuple[Sighting, ...]
    issues: tuple[Issue, ...]
    missing: tuple[str, ...] = ()  # asked for and not among the saved pages, as HOST/PATH

    @property
    def is_good(self) -> bool:
        """Whether files were had, and nothing was wrong."""
        had = any(row.document_id for row in self.files)
        return had and not any(issue.severity != Severity.INFO for issue in self.issues)


def rehearse(source: str, against: str, data: Path | None = None) -> Rehearsed:
    """Collect from a source (its id, or its file) into a folder that is thrown away.

    `data` is the data folder whose sources are meant.

    Raises UserError where there are no saved pages, SourceFileError for a source file at fault.
    """
    is_file = source.endswith((".yaml", ".yml"))
    wanted = load_source(Path(source)) if is_file else named_sources([source], data)[0]
    missing: set[str] = set()
    with _stage(against, missing) as port, tempfile.TemporaryDirectory() as scratch:
        store, ledger = Originals(Path(scratch)), Ledger(Path(scratch))
        rules = Settings(
            contact="rehearsal",
            gap_seconds=0.0,
            backoff_seconds=0.01,
            tries=1,
            stand_in=port,
            allow_loopback=True,
        )
        # Nobody is asked, so nobody needs sparing.
        quick = wanted.model_copy(
            update={"politeness": wanted.politeness.model_copy(update={"gap_seconds": 0.0})}
        )
        got = collect([quick], discover, store, ledger, "rehearsal", rules)
        files = tuple(ledger.sightings(every=False))
        ledger.close()
    found = _as_rehearsed(wanted, got.passes[0] if got.passes else None, files, got.issues)
    return msgspec.structs.replace(found, missing=tuple(sorted(missing)))


def _as_rehearsed(
    source: Source, done: Pass | None, files: tuple[Sighting, ...], issues: tuple[Issue, ...]
) -> Rehearsed:
    return Rehearsed(
        source_id=source.source_id,
        title=source.title,
        skip_reason=source.skip_reason,
        found=done.found if done else 0,
        left_out=done.left_out if done else 0,
        files=files,
        issues=issues,
    )


@contextmanager
def _stage(against: str, missing: set[str]) -> Iterator[int]:
    """The port where the saved pages are served; `missing` is filled with those that are not."""
    if against.startswith(("http://", "https://")):
        port = port_of(against)
        _check_server(port)
        yield port
        return
    folder = Path(against)
    if not folder.is_dir():
        raise UserError(
            f"There is no folder {against}. Save pages as HOST/PATH, for instance with wget"
            " --recursive, or name a server: http://127.0.0.1:PORT."
        )
    with serving(folder, missing) as port:
        yield port


def _check_server(port: int) -> None:
    try:
        socket.create_connection(("127.0.0.1", port), _SECONDS).close()
    except OSError as error:
        raise UserError(
            f"No server answers at http://127.0.0.1:{port} ({error.strerror or 'in time'})."
            " Start it, or give a folder of saved pages."
        ) from error
