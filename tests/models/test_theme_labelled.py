"""Labels without text find their statements in what is extracted from the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from measurement.labelled import texts_of_labels
from models.records import Extraction, Kind, Metadata, Statement
from models.themes.corpus import CorpusError
from models.themes.labelled import labelled_texts, opening, read_labels
from models.themes.loading import load_taxonomy

TEXT = "The invented board should check every month that plans have dates and owners."


def extraction(*texts: str) -> Extraction:
    statements = tuple(
        Statement(str(i), "d1", Kind.FINDING, text, 1, 1, (), "test", 1.0)
        for i, text in enumerate(texts)
    )
    return Extraction("d1", Metadata(), (), statements)


def labels_file(folder: Path, **changed: object) -> Path:
    row = {"document": "d1", "opening": opening("d1", TEXT), "themes": ["engage.drift_planning"]}
    path = folder / "labels.jsonl"
    path.write_text(json.dumps(row | changed) + "\n", encoding="utf-8")
    return path


def test_a_label_finds_its_statement_though_the_end_was_mended(tmp_path: Path) -> None:
    labels = read_labels(load_taxonomy(), labels_file(tmp_path))
    longer = TEXT + " It was not done."
    texts = labelled_texts(labels, [extraction("Another statement of the board.", longer)])
    assert [(t.text, t.themes, t.group) for t in texts] == [
        (longer, ("engage.drift_planning",), "d1")
    ]
    assert texts[0].reader == "project"


def test_a_label_is_used_once_and_only_in_its_document(tmp_path: Path) -> None:
    labels = read_labels(load_taxonomy(), labels_file(tmp_path))
    assert len(labelled_texts(labels, [extraction(TEXT, TEXT)])) == 1
    assert opening("d1", TEXT) != opening("d2", TEXT)


def test_an_unknown_theme_is_named_with_its_line(tmp_path: Path) -> None:
    path = labels_file(tmp_path, themes=["no.theme"])
    with pytest.raises(CorpusError, match=r"labels.jsonl:1: unknown theme 'no.theme'"):
        read_labels(load_taxonomy(), path)


def test_the_shipped_labels_hold_no_text() -> None:
    labels = read_labels(load_taxonomy())
    assert len(labels.themes) > 600
    assert all(len(document) == 64 and len(key) == 16 for document, key in labels.themes)


def test_the_sample_is_learnt_from_and_kept_apart() -> None:
    texts = texts_of_labels([])
    told = {(text.reader, text.collection, text.is_narrative) for text in texts}
    assert told == {
        ("project", "sample", True),
        ("project", "narratives", True),
        ("annotator", "written", True),
    }
    assert len({text.group for text in texts}) > 3
    written = [text for text in texts if text.collection == "written"]
    assert all(text.themes and "{" not in text.text for text in written)
    assert any(text.heading for text in written)
