"""Writes corrections in the format that `read_corrections` reads, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
import yaml

from models.corrections.documents import DocumentCorrection, checked, read_documents
from models.corrections.reading import DOCUMENTS, CorrectionError
from models.corrections.schema import Correction
from vocabulary.yaml_text import YamlError, text_of, value_of

_FIRST = ("document_id", "statement_id", "quote", "action", "theme", "who", "why", "when")
_REST = ("themes", "kind", "text", "parts", "merge_with", "field")


def write_corrections(target: Path, corrections: Sequence[Correction]) -> None:
    """Rewrite one file of corrections."""
    _put(target, _dumped(corrections))


def append_correction(target: Path, correction: Correction) -> None:
    """Add one to the end of a file, whose other lines stay as they are.

    Raises CorrectionError where a hand has left the file so that it cannot be added to.
    """
    try:
        before = text_of(target) if target.exists() else ""
    except YamlError as problem:
        raise _unreadable(target) from problem
    if before and not before.endswith("\n"):
        before += "\n"
    text = before + _dumped([correction])
    try:
        found = value_of(text)
        known = len(value_of(before) or []) if before else 0
    except YamlError as problem:
        raise _unreadable(target) from problem
    if not isinstance(found, list) or len(found) != known + 1:
        raise _unreadable(target)
    _put(target, text)


def write_documents(folder: Path, added: Sequence[DocumentCorrection]) -> Path:
    """Write what people say about documents below what is there; an earlier word on a field goes.

    Raises CorrectionError where an entry, or one that is there already, cannot be.
    """
    new = {(c.document_id, c.field): checked(c) for c in added}
    kept = [c for c in read_documents(folder) if (c.document_id, c.field) not in new]
    rows = [msgspec.to_builtins(c) for c in (*kept, *new.values())]
    target = folder / DOCUMENTS
    _put(target, yaml.safe_dump(rows, sort_keys=False, allow_unicode=True, width=100))
    return target


def _dumped(corrections: Sequence[Correction]) -> str:
    rows = [_row(correction) for correction in corrections]
    return yaml.safe_dump(rows, sort_keys=False, allow_unicode=True, width=100)


def _row(correction: Correction) -> dict[str, object]:
    given = {name: getattr(correction, name) for name in (*_FIRST, *_REST)}
    given = {name: value for name, value in given.items() if value not in (None, (), "")}
    # Values of enumerations and tuples as plain YAML.
    return {
        name: list(value) if isinstance(value, tuple) else str(value)
        for name, value in given.items()
    }


def _unreadable(target: Path) -> CorrectionError:
    return CorrectionError(
        f"{target.name} is not a list of corrections, so nothing was written. Correct it or move "
        "it away."
    )


def _put(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f"{target.name}.tmp")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(target)
