"""Corrections survive re-runs, win over the classifier, and orphans are told."""

from __future__ import annotations

import shutil

import pytest
import yaml
from rich.console import Console
from typer.testing import CliRunner

import warehouse
from archive.places import Places
from briefings.pack.render import Choices, render
from briefings.shortlist import KeptQuote, Shortlist
from cli import app
from models.corrections import CorrectionError
from pipelines.request import RunRequest
from pipelines.run import ingest
from pipelines.sample import build as sample


@pytest.fixture(scope="module")
def built(tmp_path_factory, first_in_this_process):
    folder = tmp_path_factory.mktemp("documents")
    shutil.copy(sample.FOLDER / "pdf" / "briefing-aspen-2025.pdf", folder)
    data = tmp_path_factory.mktemp("data")
    request = RunRequest(data, path=folder)
    ingest(request, Console(quiet=True))
    return request


def ask(request, sql):
    return warehouse.query(Places(request.data).warehouse, sql).rows


def correct(request, **fields):
    folder = request.data / "corrections"
    folder.mkdir(exist_ok=True)
    entry = {"who": "an annotator", "why": "read again", "when": "2026-11-23", **fields}
    (folder / "one.yaml").write_text(yaml.safe_dump([entry]), encoding="utf-8")
    return ingest(request, Console(quiet=True))


def test_a_theme_added_by_a_person_is_there_after_every_run(built):
    statement, document, text = ask(
        built, "select statement_id, document_id, text from statements"
    )[0]
    added = {
        "document_id": document,
        "statement_id": statement,
        "quote": text,
        "action": "add_theme",
        "theme": "system.training",
    }
    for _ in range(2):
        correct(built, **added)
        found = ask(
            built,
            f"select origin, score from statement_themes where statement_id = '{statement}'"
            " and theme_id = 'system.training'",
        )
        assert found == [("human", 1.0)]


def test_a_dropped_statement_is_gone_and_comes_back_without_the_file(built):
    statement, document, text = ask(
        built, "select statement_id, document_id, text from statements"
    )[0]
    before = ask(built, "select count(*) from statements")[0][0]
    correct(built, document_id=document, statement_id=statement, quote=text, action="drop")
    assert ask(built, "select count(*) from statements")[0][0] == before - 1
    (built.data / "corrections" / "one.yaml").unlink()
    ingest(built, Console(quiet=True))
    assert ask(built, "select count(*) from statements")[0][0] == before


def test_corrected_words_are_found_by_the_id_that_a_session_has(built, tmp_path):
    statement, document, text = ask(
        built, "select statement_id, document_id, text from statements order by length(text) desc"
    )[0]
    words = text[: len(text) // 2].rsplit(" ", 1)[0]
    correct(built, document_id=document, statement_id=statement, quote=text, action="set_text",
            text=words)  # fmt: skip
    told = CliRunner().invoke(app, ["explain", statement, "--data", str(built.data)])
    said = " ".join(told.output.split())
    assert words in said
    assert "corrected by an annotator on 2026-11-23: read again" in said
    session = Shortlist("Ours", implications=(KeptQuote(statement),))
    made = render(session, "ours", Places(built.data).warehouse, tmp_path, Choices(("md",)))
    assert made.remarks == ()
    shown = " ".join((tmp_path / "ours.md").read_text().split())
    assert words in shown
    assert text not in shown
    (built.data / "corrections" / "one.yaml").unlink()
    ingest(built, Console(quiet=True))
    told = CliRunner().invoke(app, ["explain", statement, "--data", str(built.data)])
    assert "corrected by" not in told.output


def test_an_orphan_is_an_issue_and_costs_nothing_else(built):
    quote = "Words that stand in no document of this folder."
    report = correct(
        built,
        document_id="0" * 64,
        statement_id="0" * 16,
        quote=quote,
        action="drop",
    )
    assert report.exit_status == 2
    codes = [code for (code,) in ask(built, "select code from issues where stage = 'classify'")]
    assert codes == ["correction_orphaned"]


def test_a_wrong_file_is_named(built):
    wrong = built.data / "corrections" / "one.yaml"
    wrong.parent.mkdir(exist_ok=True)
    wrong.write_text("- action: shout\n", encoding="utf-8")
    with pytest.raises(CorrectionError, match=r"one\.yaml"):
        ingest(built, Console(quiet=True))
    wrong.unlink()


def test_a_review_of_unlabelled_documents_says_so(built, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(built.data, data)
    asked = CliRunner().invoke(app, ["review", "--data", str(data)], input="q\n")
    assert "not been labelled" not in asked.output
    for path in (data / "artefacts").rglob("classify-*"):  # as a new version of the program sees it
        path.unlink()
    asked = CliRunner().invoke(app, ["review", "--data", str(data)], input="q\n")
    assert "1 of 1 documents have not been labelled" in " ".join(asked.output.split())


def test_a_persons_word_on_a_document_is_in_every_view_after_every_run(built):
    document = ask(built, "select document_id from documents")[0][0]
    review = f"rev-{document[:10]}"  # as the view reviews shows it
    run = ["correct", review, "--why", "read again", "--who", "an annotator", "--data"]
    put = {"title": "Review of Aspen", "date": "2024-11", "type": "lcspr", "place": "Ambleford",
           "sector": "child", "licence": "OGL", "address": "https://board.example/a",
           "outcome": "serious_harm", "incident": "2023-04", "subjects": "2",
           "ages": "under 1, 1-4", "nation": "Wales", "period-from": "2021",
           "period-to": "2022-03"}  # fmt: skip
    said = [word for field, value in put.items() for word in (f"--{field}", value)]
    done = CliRunner().invoke(app, [*run, str(built.data), *said], env={"COLUMNS": "200"})
    assert done.exit_code in (0, 2), done.output
    for _ in range(2):
        ingest(built, Console(quiet=True))
        found = ask(
            built,
            "select title, published_on::varchar, published_precision, review_type, area, sector, "
            "url, licence, corrected from reviews",
        )
        assert found == [
            ("Review of Aspen", "2024-11-01", "month", "lcspr", "Ambleford", "child",
             "https://board.example/a", "OGL",
             ["address", "ages", "date", "incident", "licence", "nation", "outcome", "period_from",
              "period_to", "place", "sector", "subjects", "title", "type"]),
        ]  # fmt: skip
        facts = "select outcome, incident_on::varchar, n_subjects, age_bands, subjects from reviews"
        assert ask(built, facts) == [
            ("serious_harm", "2023-04-01", 2, ["under 1", "1-4"], "2 people: under 1, 1-4"),
        ]  # fmt: skip
        more = "select nation, period_from::varchar, period_to::varchar from reviews"
        assert ask(built, more) == [("Wales", "2021-01-01", "2022-03-01")]
    assert ask(built, "select page_url like 'https://board.example/a#page=%' from statements")[0][0]
    CliRunner().invoke(app, [*run, str(built.data), "--date", "none", "--fiction"])
    again = "select published_on, published_basis, is_fictional, title from documents"
    assert ask(built, again) == [(None, "corrected", True, "Review of Aspen")]


def test_a_person_overrules_what_a_document_says_of_itself(tmp_path, in_this_process):
    """The document says that it is invented, its source does not."""
    folder = tmp_path / "documents"
    folder.mkdir()
    shutil.copy(sample.FOLDER / "pdf" / "briefing-aspen-2025.pdf", folder)
    request = RunRequest(tmp_path / "data", path=folder)
    ingest(request, Console(quiet=True))
    ((document, invented),) = ask(request, "select document_id, is_fictional from documents")
    assert invented
    run = ["correct", document[:12], "--why", "W", "--who", "A", "--data", str(request.data)]
    CliRunner().invoke(app, [*run, "--real"])
    for _ in range(2):
        told = "select is_fictional, corrected from documents"
        assert ask(request, told) == [(False, ["fiction"])]
        ingest(RunRequest(request.data, path=folder, is_rebuild=True), Console(quiet=True))


@pytest.mark.parametrize(
    ("put", "says"),
    [
        (["--date", "May 2024"], "is not a date"),
        (
            ["--fiction", "--real"],
            "--fiction and --real contradict each other: give only one of them",
        ),
        (["--review", "--no-review"], "--review and --no-review contradict each other"),
        (["--date", "2999-01"], "is in the future"),
        (["--type", "lcsp"], "There is no type lcsp"),
        (["--sector", "adults"], "A sector is one of child"),
        (["--address", "board.example"], "must begin with https://"),
        (["--outcome", "harm"], "An outcome is one of death"),
        (["--incident", "2023-04-05"], "more exact than a month"),
        (["--incident", "spring"], "is not a date"),
        (["--nation", "Engand"], "A nation is one of England, Wales"),
        (["--period-to", "2023-04-05"], "more exact than a month"),
        (["--subjects", "two"], "not a number of people"),
        (["--ages", "under 1, 3"], "There is no age band 3. Age bands: under 1"),
        ([], "Say what to correct"),
    ],
)
def test_a_value_that_cannot_be_is_reported_and_not_written(built, put, says):
    document = ask(built, "select document_id from documents")[0][0]
    file = built.data / "corrections" / "documents.yaml"
    before = file.read_bytes() if file.exists() else None
    done = CliRunner().invoke(
        app, ["correct", document, "--why", "x", "--data", str(built.data), *put]
    )
    assert done.exit_code != 0
    assert says in str(done.exception)
    assert (file.read_bytes() if file.exists() else None) == before
