"""Adds what a person says about a document to `corrections/documents.yaml`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
import yaml

from models.corrections.documents import DocumentCorrection, checked, read_documents
from models.corrections.reading import DOCUMENTS


def write_documents(folder: Path, added: Sequence[DocumentCorrection]) -> Path:
    """Write the entries below those that are there; an earlier word on the same field goes.

    Raises CorrectionError where an entry, or one that is there already, cannot be.
    """
    new = {(c.document_id, c.field): checked(c) for c in added}
    kept = [c for c in read_documents(folder) if (c.document_id, c.field) not in new]
    rows = [msgspec.to_builtins(c) for c in (*kept, *new.values())]
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / DOCUMENTS
    aside = target.with_name(f"{target.name}.tmp")
    with aside.open("w", encoding="utf-8") as file:
        yaml.safe_dump(rows, file, sort_keys=False, allow_unicode=True, width=100)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(target)
    return target
