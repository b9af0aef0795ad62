"""What the line makes of the annotated documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec
from rich.console import Console

from archive.artefacts import Artefacts
from measurement.evaluation.verbatim import verbatim
from models.records import Extraction, Labelled, Status
from pipelines.process import Job, Limits, Progress, is_done, processed, stored_reading, work


class Predicted(msgspec.Struct, frozen=True):
    """One document after all stages; `verbatim` is aligned with the statements."""

    status: Status
    n_pages: int
    extraction: Extraction
    labelled: Labelled | None = None
    verbatim: tuple[bool, ...] = ()


def find_files(folders: Iterable[Path], wanted: set[str]) -> dict[str, Path]:
    """The `wanted` documents (sha256) among the files below `folders`, found by their bytes."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            if path.suffix.lower() in {".jsonl", ".json", ".md", ".csv"} or len(found) == len(
                wanted
            ):
                continue
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            if digest in wanted:
                found.setdefault(digest, path)
    return found


def predict(
    files: dict[str, Path], data: Path, limits: Limits, console: Console
) -> Iterator[tuple[str, Predicted]]:
    """Take each file through the stages (or its artefacts in `data`) and check its quotes."""
    artefacts = Artefacts(data)
    jobs = [Job(name, str(path)) for name, path in files.items() if not is_done(artefacts, name)]
    jobs.sort(key=lambda job: -job.bytes)
    with Progress({job.document_id: job.bytes for job in jobs}, console) as progress:
        for outcome in work(jobs, data, limits):
            progress.advance(outcome)
    with ProcessPoolExecutor(limits.n_workers) as pool:
        yield from pool.map(_predict_one, ((name, path, data) for name, path in files.items()))


def _predict_one(job: tuple[str, Path, Path]) -> tuple[str, Predicted]:
    document_id, path, data = job
    record = processed(Artefacts(data), document_id)
    scanned = record.ocr_confidence is not None
    reading = stored_reading(Artefacts(data), document_id) if scanned else None
    ocr = {
        page.number: " ".join(line.text for line in page.lines)
        for page in (reading.pages if reading else ())
        if page.ocr_confidence is not None
    }
    return document_id, Predicted(
        status=record.status,
        n_pages=record.n_pages,
        extraction=record.extraction,
        labelled=record.labelled,
        verbatim=verbatim(path, record.extraction.statements, ocr),
    )
