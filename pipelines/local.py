"""Documents from a folder of this machine: no network, everything below it, oddities reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from archive.errors import UserError
from archive.ledger import Ledger
from archive.originals import Originals
from archive.resaved import Resaved
from archive.trouble import is_full
from models.records import DocumentState, Issue, Listed, Severity, Sighting, SourceInfo
from pipelines.advice import what_to_do
from pipelines.parts import KnownOfSource, keep_parts, state_of
from pipelines.strategies.contract import DiscoveryError
from pipelines.strategies.files_below import list_folder
from vocabulary.counting import plural

# As local.yaml has it. Said here as well: what reads source files takes longer to load than a run
# without news takes to find that there is none.
LOCAL = SourceInfo("local", "Files of this machine")
SAMPLE = SourceInfo(
    "sample",
    "The bundled sample: nine invented reviews, no real person or place",
    publisher="safeguarding-reviews",
    licence="MIT",
    is_verified=True,
    is_fictional=True,
)
SAMPLE_FOLDER = Path(__file__).resolve().parent / "sample" / "pdf"
# Files that can hold a review. An HTML page is taken in so that it is counted, as `not_pdf`.
_SUFFIXES = {".pdf", ".doc", ".docx", ".odt", ".rtf", ".htm", ".html"}


def collect_folder(
    store: Originals,
    ledger: Ledger,
    source: SourceInfo,
    path: Path,
    run_id: str,
    looked_into: frozenset[str] = frozenset(),
) -> tuple[list[str], list[Issue]]:
    """Store every document at or below `path` and note that it was seen.

    `looked_into` are earlier runs that looked into files as this one does. Gives the document ids
    in order of their paths, and an issue for each file or folder that could not be read. Raises
    UserError where there is nothing to read at all.
    """
    issues: list[Issue] = []
    found: list[str] = []
    resaved = Resaved(store.data)
    known = KnownOfSource(ledger.latest(source.source_id).values())
    try:
        rows = list(list_folder(path))
    except DiscoveryError as error:
        raise UserError(f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
    for file in _documents(rows, issues, source.source_id):
        url = file.resolve().as_uri()
        before = known.at.get(url)
        try:
            likely = before.document_id if before else None
            document_id = resaved.original(store.put(file, likely))
            size = file.stat().st_size
        except OSError as error:
            if is_full(error):
                raise
            issues.append(_unreadable(file, source, error))
            continue
        if ledger.is_purged(source.source_id, url, document_id):
            store.purge(document_id)
            message = f"{file.name} was deleted for good, so it was left out."
            issues.append(Issue(Severity.INFO, "collect", "purged", message, document_id))
            continue
        state = state_of(before, document_id)
        row = _sighting(source, file, url, size, document_id, state, run_id)
        ledger.append(row)
        found.append(document_id)
        found += keep_parts(store, ledger, row, file, known, looked_into)
    if not found:
        kinds = ", ".join(sorted(_SUFFIXES))
        problem = f"{issues[0].message} {what_to_do(issues[0])}" if issues else ""
        raise UserError(f"No document below {path} could be read ({kinds}). {problem}")
    return list(dict.fromkeys(found)), issues


def _documents(rows: Iterable[Listed], issues: list[Issue], source_id: str) -> Iterator[Path]:
    """Files that can hold a review; what could not be opened becomes an issue, as does the rest."""
    others = 0
    for row in rows:
        if row.left_out:
            severity = Severity.WARNING if "cannot be read" in row.left_out else Severity.INFO
            issues.append(Issue(severity, "collect", "left_out", row.left_out, source_id=source_id))
            continue
        file = Path(unquote(urlsplit(row.url).path))
        if _is_document(file):
            yield file
        else:
            others += 1
    if others:
        left = plural(others, "other file was", "other files were")
        message = f"{left} left out: neither a PDF nor a text document."
        issues.append(Issue(Severity.INFO, "collect", "left_out", message, source_id=source_id))


def _is_document(file: Path) -> bool:
    if file.suffix.lower() in _SUFFIXES:
        return True
    try:
        with file.open("rb") as opened:
            return opened.read(5) == b"%PDF-"
    except OSError:
        return True  # so that it is reported when it is stored


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
        f"{path.name} could not be opened ({error.strerror}).",
        source_id=source.source_id,
    )
