"""Corrections survive re-runs, win over the classifier, and orphans are told."""

from __future__ import annotations

import shutil

import pytest
import yaml
from rich.console import Console
from typer.testing import CliRunner

import warehouse
from archive.places import Places
from cli import app
from models.corrections import CorrectionError
from pipelines.request import RunRequest
from pipelines.run import ingest
from pipelines.sample import build as sample


@pytest.fixture(scope="module")
def built(tmp_path_factory):
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
    (built.data / "corrections" / "one.yaml").write_text("- action: shout\n", encoding="utf-8")
    with pytest.raises(CorrectionError, match=r"one\.yaml"):
        ingest(built, Console(quiet=True))
    (built.data / "corrections" / "one.yaml").unlink()


def test_a_review_of_unlabelled_documents_says_so(built, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(built.data, data)
    asked = CliRunner().invoke(app, ["review", "--data", str(data)], input="q\n")
    assert "not labelled" not in asked.output
    shutil.rmtree(data / "artefacts" / "classify")  # as a new version of the program sees them
    asked = CliRunner().invoke(app, ["review", "--data", str(data)], input="q\n")
    assert "1 of 1 documents are not labelled" in " ".join(asked.output.split())
