"""What the line makes of the annotated documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec

import extractors
from models.records import Extraction, Labelled, Status
from pipelines.evaluation.verbatim import verbatim


class Predicted(msgspec.Struct, frozen=True):
    """One document after all stages; `verbatim` is aligned with the statements."""

    status: Status
    n_pages: int
    extraction: Extraction
    labelled: Labelled | None = None
    verbatim: tuple[bool, ...] = ()


def find_files(folders: Iterable[Path], wanted: set[str]) -> dict[str, Path]:
    """The `wanted` documents (sha256) among the files below `folders`, told by their bytes."""
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


def predict(files: dict[str, Path], workers: int = 2) -> Iterator[tuple[str, Predicted]]:
    """Read, extract and check each file in child processes, as they finish."""
    jobs = sorted(files.items(), key=lambda item: -item[1].stat().st_size)
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(_predict_one, jobs)


def _predict_one(job: tuple[str, Path]) -> tuple[str, Predicted]:
    document_id, path = job
    reading = extractors.read(path, document_id)
    extraction = extractors.extract(reading)  # type: ignore[attr-defined, unused-ignore]
    stands = verbatim(path, reading, extraction.statements)
    return document_id, Predicted(reading.status, reading.n_pages, extraction, None, stands)
