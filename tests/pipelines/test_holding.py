"""What may tell who somebody is, is counted and not seen until a person decides."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from kept import Kept
from reportlab.pdfgen.canvas import Canvas
from rich.console import Console
from typer.testing import CliRunner

import warehouse
from archive.folder import Archive
from archive.places import Places
from cli import app
from pipelines.request import RunRequest
from pipelines.run import ingest
from warehouse.access import connect

QUIET = Console(quiet=True)
NAME = "Jasmine Okafor"
TOLD = (
    "The board should check that each school keeps a chronology of bruises.",
    f"The board should write to the aunt of {NAME} about bruises seen at school.",
    "The trust should tell the nursery about each visit that was missed.",
)


def write(path: Path, *, marked: bool = False) -> None:
    page = Canvas(str(path), invariant=1)
    page.setFont("Helvetica-Bold", 18)
    page.drawString(72, 760, "Child Safeguarding Practice Review")
    page.drawString(72, 730, "Child Ash")
    page.setFont("Helvetica", 10)
    page.drawString(72, 705, "An invented document. Ashshire Safeguarding Children Partnership")
    page.drawString(72, 690, "Published 3 May 2021")
    page.setFont("Helvetica-Bold", 14)
    page.drawString(72, 640, "Recommendations")
    page.setFont("Helvetica", 10)
    for number, told in enumerate(TOLD, 1):
        page.drawString(72, 630 - 22 * number, f"Recommendation {number}: {told}")
    if marked:  # a link, made the note that an editor leaves over what it has yet to take away
        page.linkURL("https://example.com", (250, 560, 330, 576))
    page.save()
    if marked:
        path.write_bytes(path.read_bytes().replace(b"/Subtype /Link", b"/Subtype /Redact"))


@pytest.fixture(autouse=True)
def _here(in_this_process: None) -> None:
    """Documents are worked on in this process."""


def asked(folder: Path) -> RunRequest:
    return RunRequest(folder / "data", path=folder / "in")


@pytest.fixture
def built(kept: Kept) -> RunRequest:
    """A folder with one review that has a text which is held."""

    def make(folder: Path) -> None:
        (folder / "in").mkdir()
        write(folder / "in" / "ash.pdf")
        assert ingest(asked(folder), QUIET).build.is_published

    return asked(kept.once("one_held", make))


def ask(request: RunRequest, sql: str) -> list[tuple[object, ...]]:
    return warehouse.query(Places(request.data).warehouse, sql).rows


def everything(request: RunRequest) -> str:
    with connect(Places(request.data).warehouse):  # open, so that no question opens it anew
        views = ask(
            request,
            "select view_name from duckdb_views() where schema_name = 'main' and not internal",
        )
        return " ".join(str(ask(request, f'from "{view}"')) for (view,) in views)


def test_a_held_statement_is_counted_and_its_words_are_in_no_view(built: RunRequest) -> None:
    held = ask(built, "select text, is_held, held_for from statements where is_held")
    assert held == [("[held]", True, ["name"])]
    assert ask(built, "select n_recommendations, n_held from reviews") == [(3, 1)]
    assert ask(built, "select count(*) from statements where text like '%bruises%'") == [(1,)]
    assert NAME not in everything(built)
    assert "Okafor" not in Places(built.data).warehouse.read_bytes().decode("latin-1")
    assert len(warehouse.search(Places(built.data).warehouse, "bruises")) == 1
    themed = "select count(*) from statement_themes join statements using (statement_id)"
    assert ask(built, f"{themed} where is_held and evidence <> ''") == [(0,)]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("a\n", TOLD[1]),
        ("m\n\n", TOLD[1].replace(NAME, "[name]")),
        ("m\nThe aunt of the child should be told.\n", "The aunt of the child should be told."),
    ],
)
def test_a_persons_decision_survives_every_run(built: RunRequest, typed: str, text: str) -> None:
    run = ["review", "--held", "--who", "an operator", "--data", str(built.data)]
    assert "Decisions written: 1. Texts still held: 0." in " ".join(
        CliRunner().invoke(app, run, input=typed).output.split()
    )
    for _ in range(2):
        ingest(built, QUIET)
        assert (text, False) in ask(built, "select text, is_held from statements")
        assert ask(built, "select count(*) filter (is_held) from statements") == [(0,)]
    assert "an operator" not in everything(built)


def test_words_that_name_somebody_are_not_taken_as_a_mask(built: RunRequest) -> None:
    run = ["review", "--held", "--data", str(built.data)]
    CliRunner().invoke(app, run, input="m\nWrite to Callum Okafor.\nq\n")
    assert not list(Places(built.data).corrections.glob("*.yaml"))


def test_an_accepted_text_is_held_again_when_a_name_is_added(built: RunRequest) -> None:
    (document,) = Archive(built.data).documents()
    folder = Places(built.data).corrections
    folder.mkdir()
    entry = {"document_id": document, "statement_id": "", "field": "statement",
             "who": "x", "why": "y", "action": "accept", "quote": f"{TOLD[1]} Also."}  # fmt: skip
    (folder / "a.yaml").write_text(yaml.safe_dump([entry]))
    ingest(built, QUIET)
    assert ask(built, "select count(*) filter (is_held) from statements") == [(1,)]


def test_a_file_name_that_names_somebody_is_held_with_its_address(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path / "in" / "scr_jasmine_okafor.pdf")
    request = asked(tmp_path)
    assert ingest(request, QUIET).build.is_published
    (row,) = ask(request, "select file_name, url, held_fields from documents")
    assert row == ("[held]", None, ["address", "file_name"])
    assert "jasmine" not in everything(request).lower()


def test_an_area_marked_for_redaction_holds_its_statement_until_a_person_accepts(
    tmp_path: Path,
) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path / "in" / "ash.pdf", marked=True)
    request = asked(tmp_path)
    ingest(request, QUIET)
    held = "select list_sort(list(held_for[1])) from statements where is_held"
    assert ask(request, held) == [(["marked_redaction", "name"],)]
    assert "nursery" not in everything(request)
    assert "each visit" not in everything(request)
    run = ["review", "--held", "--data", str(request.data)]
    CliRunner().invoke(app, run, input="s\na\n")
    ingest(request, QUIET)
    (text,) = ask(request, "select text from statements where text like '%missed%'")[0]
    assert "[redacted]" in text  # what was to be taken away is not kept at all


def test_a_run_says_that_texts_are_held_and_does_not_publish_again_for_them(
    built: RunRequest,
) -> None:
    typed = ["run", "--from", str(built.path), "--data", str(built.data)]
    told = CliRunner().invoke(app, typed)
    assert told.exit_code == 0
    assert "Nothing has changed" in told.output
    assert f"review --data {built.data} --held` asks you about each" in told.output
