"""Annotations and their files are found by bytes; floors hold or are named."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from archive.errors import UserError
from measurement.evaluation import evaluate_folders, load_gold
from measurement.evaluation.floors import below
from measurement.evaluation.predict import find_files
from pipelines.process import Limits


def annotate(folder: Path, content: bytes, name: str = "a.jsonl") -> str:
    folder.mkdir(parents=True, exist_ok=True)
    doc = hashlib.sha256(content).hexdigest()
    row = {"doc": doc, "file": "x.pdf", "kind": "finding", "text": "Nobody asked.", "page": 1}
    (folder / name).write_text(json.dumps(row) + "\n\n")
    return doc


def test_statements_and_metadata_of_one_document_come_together(tmp_path: Path) -> None:
    doc = annotate(tmp_path, b"x")
    (tmp_path / "meta.jsonl").write_text(json.dumps({"doc": doc, "partial": True}))
    (only,) = load_gold(tmp_path)
    assert (only.document_id, only.is_partial, len(only.statements)) == (doc, True, 1)


def test_files_are_told_by_their_bytes_not_by_their_names(tmp_path: Path) -> None:
    doc = annotate(tmp_path / "gold", b"the right bytes")
    corpus = tmp_path / "corpus" / "deep"
    corpus.mkdir(parents=True)
    (corpus / "x.pdf").write_bytes(b"other bytes")
    (corpus / "renamed").write_bytes(b"the right bytes")
    assert find_files([tmp_path / "corpus"], {doc}) == {doc: corpus / "renamed"}


@pytest.mark.parametrize(
    ("content", "says"),
    [("", "No annotations"), ('{"doc": 1}', "a.jsonl, line 1"), ("no json", "a.jsonl, line 1")],
)
def test_unusable_annotations_are_told(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.jsonl").write_text(content)
    with pytest.raises(UserError, match=says):
        evaluate_folders([tmp_path / "gold"], [], tmp_path / "data", Limits())


def test_annotations_without_any_file_are_told(tmp_path: Path) -> None:
    annotate(tmp_path / "gold", b"nowhere")
    with pytest.raises(UserError, match="--from"):
        evaluate_folders([tmp_path / "gold"], [], tmp_path / "data", Limits())


def test_floors_name_what_is_below_them_and_what_was_not_measured() -> None:
    summary = {"soft_all": {"f1": 0.7}, "verbatim": 0.9, "quoted": None}
    floors = {"soft_all.f1": 0.8, "verbatim": 0.9, "quoted": 1.0, "no.such": 0.1}
    said = below(floors, summary)
    assert [line.split(":")[0] for line in said] == ["soft_all.f1", "quoted", "no.such"]
