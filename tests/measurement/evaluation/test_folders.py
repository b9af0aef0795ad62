"""Annotations and their files are found by bytes; floors hold or are named."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from archive.errors import UserError
from measurement.evaluation import as_json, evaluate_folders, load_gold
from measurement.evaluation.floors import below
from measurement.evaluation.folders import evaluate_sets
from measurement.evaluation.predict import find_files
from measurement.evaluation.sets import compare
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


def test_files_are_recognised_by_their_bytes_not_by_their_names(tmp_path: Path) -> None:
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
def test_unusable_annotations_are_reported(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.jsonl").write_text(content)
    with pytest.raises(UserError, match=says):
        evaluate_folders([tmp_path / "gold"], [], tmp_path / "data", Limits())


def test_annotations_without_any_file_are_reported(tmp_path: Path) -> None:
    annotate(tmp_path / "gold", b"nowhere")
    with pytest.raises(UserError, match="--from"):
        evaluate_folders([tmp_path / "gold"], [], tmp_path / "data", Limits())


def test_floors_name_what_is_below_them_and_what_was_not_measured() -> None:
    summary = {"soft_all": {"f1": 0.7}, "verbatim": 0.9, "quoted": None}
    floors = {"soft_all.f1": 0.8, "verbatim": 0.9, "quoted": 1.0, "no.such": 0.1}
    said = below(floors, summary)
    assert [line.split(":")[0] for line in said] == ["soft_all.f1", "quoted", "no.such"]


def test_sets_are_compared_with_their_own_floors_and_each_is_what_it_is_alone(
    tmp_path: Path,
) -> None:
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        document = annotate(folder, name.encode())  # no PDF: nothing is found in it
        (folder / f"{document}.pdf").write_bytes(name.encode())
    floors = tmp_path / "floors.yaml"
    floors.write_text("one: {soft_all.recall: 0.0}\ntwo: {soft_all.recall: 0.5}\n")
    sets = {name: [tmp_path / name] for name in ("one", "two")}
    told = compare(floors, sets, [], tmp_path / "data")
    assert told == {"one": [], "two": ["soft_all.recall: 0.000 is below the floor of 0.5"]}
    together = evaluate_sets(sets, [], tmp_path / "data", Limits())
    for name, gold in sets.items():
        assert as_json(together[name]) == as_json(
            evaluate_folders(gold, [], tmp_path / "data", Limits())
        )


def test_a_set_without_floors_or_without_its_files_does_not_pass(tmp_path: Path) -> None:
    for name in ("here", "away"):
        annotate(tmp_path / name, name.encode())
    (tmp_path / "here" / "x.pdf").write_bytes(b"here")
    floors = tmp_path / "floors.yaml"
    floors.write_text("here: {}\naway: {}\n")
    sets = {name: [tmp_path / name] for name in ("here", "away")}
    told = compare(floors, sets, [], tmp_path / "data")
    assert told == {"here": [], "away": ["none of its documents was found"]}
    with pytest.raises(UserError, match="no floors for another"):
        compare(floors, {"another": [tmp_path / "here"]}, [], tmp_path / "data")
