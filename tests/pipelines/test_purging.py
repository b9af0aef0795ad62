"""A purged document leaves nothing behind and does not come back."""

from __future__ import annotations

import contextlib
import gzip
import sqlite3
import zipfile
import zlib
from pathlib import Path
from typing import Any

import docx
import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from invented import write_review, write_reviews
from kept import FirstRun, parts
from reportlab.pdfgen.canvas import Canvas
from rich.console import Console
from typer.testing import CliRunner, Result

import warehouse
from archive.accepted import load_accepted
from archive.artefacts import Artefacts, _plain
from archive.errors import UserError
from archive.folder import Archive
from archive.ledger import Ledger
from archive.originals import Originals
from archive.places import Places
from archive.tombstones import tombstones
from cli import app
from models.records import Severity
from pipelines import purging
from pipelines.doctor import Health, examine
from pipelines.local import SAMPLE, collect_folder
from pipelines.process import Job
from pipelines.process.worker import serve
from pipelines.purging import delete, purge
from pipelines.request import RunRequest
from pipelines.run import ingest
from vocabulary.errors import ReviewsError
from vocabulary.yaml_text import value_of

QUIET = Console(quiet=True)
CLOSED = (b"\xfd7zXZ", b"7z\xbc\xaf")  # xz and 7z
HEADS = (0, 4, 36)  # bytes before a compressed block: an artefact's magic word and digest are 36


def words_in(folder: Path, word: str) -> list[str]:
    """Files below a folder that hold a word, however it is kept."""
    return sorted(p.name for p in folder.rglob("*") if p.is_file() and word in _opened(p).lower())


def _opened(path: Path) -> str:
    content = path.read_bytes()
    assert not content.startswith(CLOSED), f"{path} is packed in a way that this does not open"
    found = [str(path), content.decode("latin-1"), content.decode("utf-16-le", errors="replace")]
    for head in HEADS:
        with contextlib.suppress(zlib.error):
            found.append(
                zlib.decompressobj(47 if head else 15).decompress(content[head:]).decode("latin-1")
            )
        with contextlib.suppress(zlib.error):
            found.append(zlib.decompress(content[head:]).decode("latin-1"))
    for codec in ("zstd", "lz4", "brotli", "bz2"):
        with contextlib.suppress(OSError, pa.ArrowException):
            found.append(
                pa.CompressedInputStream(pa.BufferReader(content), codec).read().decode("latin-1")
            )
    if content.startswith(b"PAR1"):
        found.append(str(pq.read_table(path).to_pylist()))
    if content.startswith(b"ARROW1"):
        found.append(str(pa.ipc.open_file(path).read_all().to_pylist()))
    with contextlib.suppress(OSError, EOFError, zlib.error):
        found.append(gzip.decompress(content).decode("latin-1"))
    with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(path) as whole:
        found += [whole.read(name).decode("latin-1") for name in whole.namelist()]
    if content.startswith(b"SQLite"):
        found += sqlite3.connect(f"file:{path}?mode=ro", uri=True).iterdump()
    if content[8:12] == b"DUCK":
        with duckdb.connect(str(path), read_only=True) as db:
            tables = db.execute("select schema_name, table_name from duckdb_tables()").fetchall()
            found += [str(db.execute(f'from "{s}"."{t}"').fetchall()) for s, t in tables]
    return " ".join(found)


def test_words_are_found_however_a_file_is_packed(tmp_path: Path) -> None:
    """The search itself: otherwise "nothing is left" would say nothing."""
    text = b"An invented review, hazel. " * 3
    for codec in ("zstd", "gzip", "lz4", "brotli", "bz2"):
        with pa.CompressedOutputStream(str(tmp_path / f"some.{codec}"), codec) as file:
            file.write(text)
    pq.write_table(pa.table({"a": ["hazel"]}), tmp_path / "some.parquet", compression="zstd")
    with zipfile.ZipFile(tmp_path / "some.zip", "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr("some.txt", text)
    (tmp_path / "some.z").write_bytes(b"magic.." + b"x" * 29 + zlib.compress(text))
    with duckdb.connect(str(tmp_path / "some.duckdb")) as db:
        db.execute("create table said as select 'hazel' as words")
    with sqlite3.connect(tmp_path / "some.sqlite") as db:
        db.execute("create table said as select 'hazel' as words")
    assert len(words_in(tmp_path, "hazel")) == len(list(tmp_path.iterdir())) == 10


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


def said_by(data: Path, document_id: str) -> tuple[str, str]:
    """The id of the document's review, and the text of one of its statements."""
    query = f"select review_id, text from statements where document_id = '{document_id}'"
    review, text = warehouse.query(data / "warehouse.duckdb", query).rows[0]
    return str(review), str(text)


def named(data: Path, name: str) -> str:
    rows = Ledger(data).latest().values()
    return next(r.document_id for r in rows if r.file_name == name and r.document_id)


def test_nothing_is_left_and_nothing_else_is_touched(data: Path) -> None:
    gone, kept = named(data, "gone.pdf"), named(data, "kept.pdf")
    before = Artefacts(data).check()[0]
    purged = delete(Archive(data), gone)
    assert (purged.sightings, purged.builds) == (1, 1)
    assert purged.artefacts * 2 == before
    assert Archive(data).documents() == [kept]
    left = [p for p in (data / "artefacts").rglob("*") if p.is_file()]
    assert left
    assert not any(gone.encode() in _plain(path.read_bytes()) for path in left)
    leftovers = [p for p in data.rglob("*") if gone in p.name]
    assert leftovers == []


@pytest.mark.parametrize(
    "step",
    [
        (purging, "delete_copies"),
        (purging, "_delete_what_may_name_it"),
        (Artefacts, "purge"),
        (Originals, "purge"),
        (Ledger, "purge"),
    ],
    ids=lambda step: step[1],
)
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_purge_that_was_cut_short_is_seen_and_ended_by_the_same_command(
    first_run: FirstRun, step: tuple[Any, str], when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill at any step: what is left of the document is never out of reach."""
    place, name = step
    data, _ = parts(first_run(3))
    gone = named(data, "birch.pdf")
    request = RunRequest(data, command="purge")
    work = getattr(place, name)

    def cut(*arguments: Any, **options: Any) -> None:
        if when == "after":
            work(*arguments, **options)
        raise _KilledError

    with monkeypatch.context() as at:
        at.setattr(place, name, cut)
        with pytest.raises(_KilledError):
            purge(request, gone, QUIET, why="asked for")
    is_done = (name, when) == ("purge", "after") and place is Ledger
    assert _health_of_purges(data) is (Health.OK if is_done else Health.BAD)
    purge(request, gone, QUIET, why="asked for")
    assert words_in(data, "birch") == []
    assert _health_of_purges(data) is Health.OK


class _KilledError(BaseException):
    """As a kill: nothing handles it."""


def _health_of_purges(data: Path) -> Health:
    found = {check.about: check.health for check in examine(data)}
    return found["purged documents"]


def test_it_does_not_come_back(data: Path) -> None:
    gone = named(data, "gone.pdf")
    delete(Archive(data), gone)
    folder = data.parent / "in"
    found, issues = collect_folder(Originals(data), Ledger(data), SAMPLE, folder, "again")
    assert gone not in found
    assert [issue.code for issue in issues] == ["purged"]
    assert not Originals(data).has(gone)


@pytest.mark.parametrize("wanted", ["f" * 64, "not an id"])
def test_what_is_not_there_cannot_be_purged(data: Path, wanted: str) -> None:
    with pytest.raises(UserError):
        purge(RunRequest(data), wanted, QUIET)
    assert len(Archive(data).documents()) == 2
    assert (data / "builds" / "old.duckdb").exists()


def test_nothing_is_deleted_while_another_run_is_under_way(data: Path) -> None:
    gone = named(data, "gone.pdf")
    with Archive(data).lock(), pytest.raises(UserError, match="Another run"):
        purge(RunRequest(data), gone, QUIET)
    assert Archive(data).originals.has(gone)
    assert len(Archive(data).documents()) == 2
    assert (data / "builds" / "old.duckdb").exists()


@pytest.mark.usefixtures("in_this_process")
def test_what_is_purged_is_no_loss(first_run: FirstRun) -> None:
    data = first_run(5) / "data"
    gone = named(data, "ash.pdf")
    _, report = purge(RunRequest(data), gone, QUIET)
    assert report.exit_status == 0
    assert report.build.counts["reviews"] == 4
    kept = load_accepted(Places(data))
    assert kept
    assert gone not in {row.document_id for row in kept.figures}


@pytest.mark.usefixtures("in_this_process")
def test_a_takedown_goes_out_while_a_loss_is_held_and_accepts_none(first_run: FirstRun) -> None:
    data, folder = parts(first_run(8))
    request = RunRequest(data, path=folder)
    for tree in ("ash", "birch", "cedar"):
        write_review(folder / f"{tree}.pdf", tree.title(), 2)
    assert ingest(request, QUIET).exit_status == 1
    gone = named(data, "hazel.pdf")
    _, report = purge(RunRequest(data, is_takedown=True), gone, QUIET)
    assert report.build.is_published
    found = warehouse.query(data / "warehouse.duckdb", "select document_id from documents").rows
    assert (gone,) not in found
    (folder / "hazel.pdf").unlink()
    assert ingest(request, QUIET).exit_status == 1  # the other loss still waits for a person


@pytest.mark.usefixtures("in_this_process")
def test_no_word_of_it_is_left_anywhere_in_the_data_folder(
    first_run: FirstRun, tmp_path: Path
) -> None:
    data, folder, packs = *parts(first_run(8)), tmp_path / "packs"
    request = RunRequest(data, path=folder)
    gone = named(data, "hazel.pdf")
    told = warehouse.query(
        data / "warehouse.duckdb",
        f"select review_id, statement_id, text from statements where document_id = '{gone}'",
    ).rows
    review, statement, text = told[0]
    quoted = {"document_id": gone, "statement_id": statement, "quote": text, "action": "add_theme",
              "theme": "system.training", "who": "x", "why": "y"}  # fmt: skip
    Places(data).corrections.mkdir()
    (Places(data).corrections / "a.yaml").write_text(yaml.safe_dump([quoted]))
    others = [named(data, f"{tree}.pdf") for tree in ("ash", "birch")]
    (data / "session.yaml").write_text(f"# “{text}”\nreviews: []\n")
    ingest(RunRequest(data, path=folder), QUIET)
    Places(data).families.write_text(yaml.safe_dump({"join": [[gone[:12], *others]]}))
    packs.mkdir()
    slides = docx.Document()
    slides.add_paragraph(text)
    slides.save(str(packs / "handout.docx"))
    (packs / "other.md").write_text("Nothing of it.")
    before = words_in(data, "hazel")
    assert {"session.yaml", "a.yaml", "warehouse.duckdb", "ledger.sqlite"} <= set(before)
    assert len(before) > 8  # artefacts, builds and reports as well
    purged, report = purge(
        RunRequest(data, is_takedown=True), review, QUIET, why="asked for", briefings=[packs]
    )
    assert [one.document_id for one in purged] == [gone]
    assert report.build.is_published
    assert value_of(Places(data).families.read_text()) == {"join": [others]}
    assert words_in(data, "hazel") == []
    assert not Archive(data).originals.has(gone)
    assert [path.name for path in packs.iterdir()] == ["other.md"]
    (stone,) = tombstones(Places(data))
    assert (stone.document_id, stone.why) == (gone, "asked for")
    ingest(request, QUIET)  # the file still lies in the folder
    assert gone not in Archive(data).documents()
    left = warehouse.query(data / "warehouse.duckdb", "select count(*) from reviews").rows
    assert left == [(6,)]  # two of the others are one by a person's word


@pytest.mark.usefixtures("in_this_process")
def test_a_pack_that_only_names_the_review_goes_with_its_shortlist(
    first_run: FirstRun, tmp_path: Path
) -> None:
    data, packs = first_run(2) / "data", tmp_path / "packs"
    told = warehouse.query(
        data / "warehouse.duckdb",
        "select title, review_id, primary_document_id from reviews order by 1",
    ).rows
    (kept, kept_id, _), (title, review, gone) = told
    packs.mkdir()
    for stem, name, review_id in (("a", title, review), ("b", kept, kept_id)):
        (packs / f"{stem}.yaml").write_text(f"focus: {review_id}\n")
        (packs / f"{stem}.md").write_text(f"# {name}\n")
    (packs / "a-notes.md").write_text("What I want to say.")
    (packs / "reading.md").write_text(f"{title}: a list of another hand.")
    delete(Archive(data), str(gone), briefings=[packs])
    left = sorted(path.name for path in packs.iterdir())
    assert left == ["a-notes.md", "b.md", "b.yaml", "reading.md"]


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("by", ["review", "document"])
def test_copies_that_come_to_light_after_a_purge_are_deleted_by_the_same_id(
    first_run: FirstRun, tmp_path: Path, by: str
) -> None:
    data, packs = first_run(3) / "data", tmp_path / "packs"
    gone = named(data, "birch.pdf")
    review, text = said_by(data, gone)
    wanted = {"review": review, "document": gone}[by]
    asked = ["purge", wanted, "--why", "asked for", "--data", str(data)]
    assert CliRunner().invoke(app, asked).exit_code == 0
    stored = Places(data).tombstones.read_text()
    assert "birch" not in stored.lower()
    packs.mkdir()
    (packs / "a.yaml").write_text(f"focus: {review}\n")
    (packs / "a-handout.docx").write_text("Its title alone.")  # made from a.yaml
    (packs / "a-notes.md").write_text("What I want to say.")
    (packs / "quotes.md").write_text(f"As they said: “{text}”")
    (packs / "other.md").write_text("Nothing of it.")
    told = CliRunner().invoke(app, [*asked, "--briefings", str(packs)])
    assert told.exit_code == 0
    assert f"{gone[:12]} was purged on " in told.output
    assert "Deleted 3 copies in briefings." in told.output
    assert sorted(path.name for path in packs.iterdir()) == ["a-notes.md", "other.md"]
    assert Places(data).tombstones.read_text() == stored


@pytest.mark.parametrize("is_trial", [True, False])
def test_a_folder_of_briefings_that_is_not_there_is_an_error(
    data: Path, tmp_path: Path, is_trial: bool
) -> None:
    gone, mistyped = named(data, "gone.pdf"), tmp_path / "breifings"
    how = ["--dry-run"] if is_trial else ["--why", "asked for"]
    asked = ["purge", gone, *how, "--briefings", str(mistyped), "--data", str(data)]
    told = CliRunner().invoke(app, asked).exception
    assert isinstance(told, UserError)
    assert f"there is no folder {mistyped}" in str(told)
    assert "--briefings" in str(told)
    assert Archive(data).originals.has(gone)
    assert not tombstones(Places(data))


@pytest.mark.usefixtures("in_this_process")
def test_a_trial_names_the_copies_that_would_go(first_run: FirstRun, tmp_path: Path) -> None:
    data, packs = first_run(3) / "data", tmp_path / "packs"
    gone = named(data, "birch.pdf")
    review, text = said_by(data, gone)
    packs.mkdir()
    (packs / "a.yaml").write_text(f"focus: {review}\n")
    (packs / "typed-by-hand.txt").write_text(f"As they said: {text}")
    (packs / "other.md").write_text("Nothing of it.")
    asked = ["purge", gone, "--data", str(data), "--briefings", str(packs)]
    deleted = {packs / "a.yaml", packs / "typed-by-hand.txt"}
    for _ in range(2):  # and of what was purged before
        told = CliRunner().invoke(app, [*asked, "--dry-run"])
        assert told.exit_code == 0
        assert all(f"{path}, which quotes or names it." in told.output for path in deleted)
        assert "other.md" not in told.output
        assert all(path.exists() for path in deleted)
        CliRunner().invoke(app, [*asked[:-2], "--why", "asked for"])
    assert CliRunner().invoke(app, [*asked, "--why", "asked for"]).exit_code == 0
    assert [path.name for path in packs.iterdir()] == ["other.md"]
    told = CliRunner().invoke(app, [*asked, "--dry-run"])
    assert "No file of a briefing or session" in told.output


def test_a_corrections_file_that_cannot_be_read_stops_a_purge_before_it_begins(
    data: Path,
) -> None:
    gone = named(data, "gone.pdf")
    Places(data).corrections.mkdir()
    for name, text in (("a.yaml", "- {"), ("families.yaml", "join: [")):
        path = Places(data).corrections / name
        path.write_text(text)
        with pytest.raises(ReviewsError, match=name):
            purge(RunRequest(data), gone, QUIET)
        path.unlink()
    assert not tombstones(Places(data))
    assert Archive(data).originals.has(gone)


def test_a_reason_is_asked_for_and_names_nobody(data: Path) -> None:
    gone = named(data, "gone.pdf")
    for why in ("", "Jasmine Okafor asked for it"):
        asked = CliRunner().invoke(app, ["purge", gone, "--why", why, "--data", str(data)])
        assert isinstance(asked.exception, UserError)
    assert Archive(data).originals.has(gone)


def test_a_purge_of_the_only_review_leaves_nothing_published(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "in"
    folder.mkdir()
    write_review(folder / "only.pdf", "Larkhill")
    ingest(RunRequest(data, path=folder), QUIET)
    (document_id,) = Archive(data).documents()
    (_, report) = purge(RunRequest(data, is_takedown=True), document_id, QUIET, why="asked")
    assert report.exit_status == 1
    assert not Places(data).warehouse.exists()


@pytest.mark.usefixtures("in_this_process")
def test_a_purge_warns_of_what_it_met_and_not_of_what_it_did(tmp_path: Path) -> None:
    """And says why it ends with 2, and that nothing can be compared until the next build."""
    data = tmp_path / "data"
    write_reviews(tmp_path / "in", 10)
    write_review(tmp_path / "in" / "larch.pdf", "Larch", 20)
    for _ in range(2):
        ingest(RunRequest(data, path=tmp_path / "in", is_rebuild=True), QUIET)

    def asked(victim: str) -> Any:
        return CliRunner().invoke(app, ["purge", victim, "--why", "asked", "--data", str(data)])

    names = {row.file_name: name for name, row in Archive(data).latest().items()}
    assert asked(names["larch.pdf"]).exit_code == 0  # a third of all statements
    told = {issue.code: issue.severity for issue in Archive(data).runs.load()[-1].issues}
    assert told["fewer_statements_than_before"] is Severity.INFO
    none = {"document_id": "0" * 64, "field": "review", "value": False, "who": "x", "why": "y"}
    Places(data).corrections.mkdir()
    (Places(data).corrections / "documents.yaml").write_text(yaml.safe_dump([none]))
    done = asked(names["ash.pdf"])
    assert done.exit_code == 2
    assert "warning 000000000000: A correction names a document that is not in" in done.stdout
    assert "Look at the correction, and change or delete it." in done.stdout
    assert "`reviews diff` has nothing to compare" in done.stdout
    compared = CliRunner().invoke(app, ["diff", "--data", str(data)])
    assert "a purge has deleted those before it" in str(compared.exception)


def test_builds_that_are_kept_for_good_go_only_if_that_is_said(first_run: FirstRun) -> None:
    data, folder = parts(first_run(6))
    kept = warehouse.keep_build(Places(data).builds, why="Annual report")
    write_review(folder / "oak.pdf", "Oak")
    ingest(RunRequest(data, path=folder), QUIET)
    victim = Archive(data).documents()[0]

    def typed(*more: str) -> Result:
        return CliRunner().invoke(app, ["purge", victim, "--data", str(data), *more])

    trial = typed("--dry-run")
    assert trial.exit_code == 0
    assert f"one that is kept for good: {kept} (Annual report)" in trial.output
    assert "with 4 statements" in trial.output
    refused = typed("--why", "asked for").exception
    assert isinstance(refused, UserError)
    assert f"{kept} (Annual report)" in str(refused)
    assert "--kept-builds" in str(refused)
    assert (Places(data).builds / f"{kept}.duckdb").exists()
    assert victim in Archive(data).documents()
    done = typed("--why", "asked for", "--kept-builds")
    assert done.exit_code == 0, done.exception
    assert f"It was kept for good: {kept} (Annual report)" in done.output
    assert not (Places(data).builds / f"{kept}.duckdb").exists()
    assert typed("--why", "asked for").exit_code == 0  # again: nothing but copies is left
