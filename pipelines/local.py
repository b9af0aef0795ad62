"""Documents from a folder of this machine: no network, everything below it, oddities told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from models.records import DocumentState, Issue, Severity, Sighting, SourceInfo
from pipelines.errors import UserError
from pipelines.ledger import Ledger
from pipelines.store import Store

LOCAL = SourceInfo("local", "Files from a folder of this machine", is_verified=True)
SAMPLE = SourceInfo(
    "sample",
    "The bundled sample: eight invented reviews, no real person or place",
    publisher="safeguarding-reviews",
    licence="MIT",
    is_verified=True,
)
SAMPLE_FOLDER = Path(__file__).resolve().parent / "sample" / "pdf"
# Files that can hold a review. An HTML page is taken in so that it is counted, as `not_pdf`.
_SUFFIXES = {".pdf", ".doc", ".docx", ".odt", ".rtf", ".htm", ".html"}


def collect_folder(
    store: Store, ledger: Ledger, source: SourceInfo, path: Path, run_id: str
) -> tuple[list[str], list[Issue]]:
    """Store every document at or below `path` and note that it was seen.

    Gives the document ids in order of their paths, and an issue for each file or folder that
    could not be read. Raises UserError where there is nothing to read at all.
    """
    issues: list[Issue] = []
    found: list[str] = []
    known = {url: row.document_id for (_, url), row in ledger.latest(source.source_id).items()}
    for file in files_below(path, source, issues):
        try:
            document_id = store.put(file)
            size = file.stat().st_size
        except OSError as error:
            issues.append(_unreadable(file, source, error))
            continue
        url = file.resolve().as_uri()
        state = _state(known.get(url), document_id)
        ledger.append(_sighting(source, file, url, size, document_id, state, run_id))
        found.append(document_id)
    if not found:
        raise UserError(_nothing(path, issues))
    return list(dict.fromkeys(found)), issues


def files_below(path: Path, source: SourceInfo, issues: list[Issue]) -> Iterator[Path]:
    """Documents at or below `path`, sorted; what cannot be opened becomes an issue."""
    if not path.exists():
        raise UserError(f"There is nothing at {path}. Check the path given with --from.")
    if path.is_file():
        yield path
        return

    def note(error: OSError) -> None:
        issues.append(_unreadable(Path(error.filename), source, error))

    files: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(folder) / name for name in names if not name.startswith(".")]
    yield from sorted(file for file in files if _is_document(file))


def _is_document(file: Path) -> bool:
    if file.suffix.lower() in _SUFFIXES:
        return True
    try:
        with file.open("rb") as opened:
            return opened.read(5) == b"%PDF-"
    except OSError:
        return False


def _state(before: str | None, now: str) -> DocumentState:
    if before is None:
        return DocumentState.NEW
    return DocumentState.UNCHANGED if before == now else DocumentState.REPLACED


def _sighting(
    source: SourceInfo,
    file: Path,
    url: str,
    size: int,
    document_id: str,
    state: DocumentState,
    run_id: str,
) -> Sighting:
    return Sighting(
        source_id=source.source_id,
        url=url,
        seen_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        run_id=run_id,
        outcome="fetched",
        document_id=document_id,
        file_name=file.name,
        bytes=size,
        state=state,
    )


def _unreadable(path: Path, source: SourceInfo, error: OSError) -> Issue:
    return Issue(
        Severity.WARNING,
        "collect",
        "cannot_open",
        f"{path.name} could not be opened ({error.strerror}). Check who may read it.",
        source_id=source.source_id,
    )


def _nothing(path: Path, issues: list[Issue]) -> str:
    if issues:
        return f"Nothing below {path} could be read: {issues[0].message}"
    kinds = ", ".join(sorted(_SUFFIXES))
    return f"No document below {path}. Files that are looked for: {kinds}."
