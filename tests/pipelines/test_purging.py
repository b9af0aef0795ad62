"""A purged document leaves nothing behind and does not come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from archive.artefacts import Artefacts, _plain
from archive.errors import UserError
from archive.folder import Archive
from archive.ledger import Ledger
from archive.originals import Originals
from pipelines.local import SAMPLE, collect_folder
from pipelines.process import Job
from pipelines.process.worker import serve
from pipelines.purging import purge


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("kept", "gone"):
        canvas = Canvas(str(folder / f"{name}.pdf"), invariant=1)
        canvas.drawString(72, 700, f"An invented review, {name}")
        canvas.save()
    data = tmp_path / "data"
    collect_folder(Originals(data), Ledger(data), SAMPLE, folder, "run")
    for document_id in Archive(data).documents():
        serve(Artefacts(data), Job(document_id, str(Originals(data).path(document_id))))
    (data / "builds").mkdir()
    (data / "builds" / "old.duckdb").write_text("holds the document")
    return data


def named(data: Path, name: str) -> str:
    rows = Ledger(data).latest().values()
    return next(r.document_id for r in rows if r.file_name == name and r.document_id)


def test_nothing_is_left_and_nothing_else_is_touched(data: Path) -> None:
    gone, kept = named(data, "gone.pdf"), named(data, "kept.pdf")
    before = len(Artefacts(data)._files())
    purged = purge(data, gone)
    assert (purged.sightings, purged.builds) == (1, 1)
    assert purged.artefacts * 2 == before
    assert Archive(data).documents() == [kept]
    assert not any(gone.encode() in _plain(path) for path in Artefacts(data)._files())
    leftovers = [p for p in data.rglob("*") if p.is_file() and gone in p.name]
    assert leftovers == []


def test_it_does_not_come_back(data: Path) -> None:
    gone = named(data, "gone.pdf")
    purge(data, gone)
    folder = data.parent / "in"
    found, issues = collect_folder(Originals(data), Ledger(data), SAMPLE, folder, "again")
    assert gone not in found
    assert [issue.code for issue in issues] == ["purged"]
    assert not Originals(data).has(gone)


@pytest.mark.parametrize("wanted", ["f" * 64, "not an id"])
def test_what_is_not_there_cannot_be_purged(data: Path, wanted: str) -> None:
    with pytest.raises(UserError):
        purge(data, wanted)
    assert len(Archive(data).documents()) == 2
    assert (data / "builds" / "old.duckdb").exists()
