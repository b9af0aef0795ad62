"""The committed sample is what its text makes, and every page says that it is invented."""

from __future__ import annotations

import json

import pypdfium2
import pytest

from pipelines.sample import build

pytest.importorskip("reportlab")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    return folder, build.write(folder)


def test_the_text_makes_the_committed_pdfs_to_the_byte(made):
    folder, names = made
    assert len(names) == 9
    for name in names:
        assert (folder / "pdf" / name).read_bytes() == (build.FOLDER / "pdf" / name).read_bytes()


def test_the_annotations_belong_to_the_pdfs(made):
    folder, names = made
    for name in names:
        gold = f"gold/{name.removesuffix('.pdf')}.jsonl"
        assert (folder / gold).read_text() == (build.FOLDER / gold).read_text()


def test_every_page_is_marked_as_fictional():
    for path in sorted((build.FOLDER / "pdf").glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            for page in document:
                assert "FICTIONAL" in page.get_textpage().get_text_range()


def test_every_annotated_statement_is_on_its_page():
    for path in sorted((build.FOLDER / "gold").glob("*.jsonl")):
        if path.name == "meta.jsonl":
            continue
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        with pypdfium2.PdfDocument(build.FOLDER / "pdf" / rows[0]["file"]) as document:
            for row in rows:
                text = document[row["page"] - 1].get_textpage().get_text_range()
                first = " ".join(row["text"].split()[:3])
                assert first in " ".join(text.split()), (row["file"], row["page"])
