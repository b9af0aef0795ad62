"""Answers are measured on held-out answers, used only where they help, and forgotten when asked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

import warehouse
from archive.folder import Archive
from archive.places import Places
from cli import app
from models.corrections import Correction
from models.corrections.writing import write_corrections
from models.records import Labelled
from pipelines import answering
from pipelines.answering import (
    AnswersUse,
    forget_answered,
    told_of_document,
    told_of_use,
    use_of_answers,
)
from pipelines.correcting import DataCorrections
from pipelines.process import processed
from pipelines.request import RunRequest
from pipelines.run import ingest, rebuild
from pipelines.sample import build as sample

QUIET = Console(quiet=True)
THEME = "engage.cultural_competence"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, first_in_this_process: None) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    shutil.copy(sample.FOLDER / "pdf" / "lcspr-aspen-2025.pdf", folder)
    data = tmp_path_factory.mktemp("data")
    ingest(RunRequest(data, path=folder), QUIET)
    return data


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Path:
    """A copy in which nobody has answered anything."""
    return Path(shutil.copytree(built, tmp_path / "data"))


def answer(data: Path, count: int, *themes: str) -> str:
    """Give the first statements these themes besides their own; returns the document's id."""
    archive = Archive(data)
    (document,) = archive.documents()
    record = processed(archive.artefacts, document)
    given: dict[str, set[str]] = {}
    for label in record.labelled.labels:
        given.setdefault(label.statement_id, set()).add(label.theme_id)
    said = [
        Correction(
            document, s.statement_id, s.text, "set_themes", "An analyst", "read",
            themes=tuple(sorted({*given.get(s.statement_id, ()), *themes})),
        )
        for s in record.extraction.statements[:count]
    ]  # fmt: skip
    write_corrections(archive.places.corrections / "a.yaml", said)
    return document


def train(data: Path, *more: str) -> str:
    told = CliRunner().invoke(app, ["train", "--data", str(data), *more])
    assert told.exit_code == 0, told.output
    return " ".join(told.output.split())


def origins(data: Path) -> set[str]:
    query = f"select distinct origin from statement_themes where theme_id = '{THEME}'"
    return {row[0] for row in warehouse.query(Places(data).warehouse, query).rows}


def test_answers_that_help_are_used_reported_and_forgotten(data: Path) -> None:
    """Somebody gives the first statements a theme that the model does not find in this review."""
    document = answer(data, 24, THEME)
    rebuild(RunRequest(data, command="rebuild"), QUIET)
    assert origins(data) == {"human"}
    told = train(data)
    assert "Measured on 24 statements of 1 document" in told
    assert "So they are used for the other" in told
    rebuild(RunRequest(data, command="rebuild"), QUIET)
    assert origins(data) == {"human", "answers"}
    query = f"select statement_id from statement_themes where theme_id = '{THEME}' and origin = 'answers'"  # noqa: E501
    statement = warehouse.query(Places(data).warehouse, query).rows[0][0]
    shown = CliRunner().invoke(app, ["explain", statement, "--data", str(data)]).output
    words = " ".join(shown.split())
    assert "by the model, with people's answers about this document" in words
    assert "people's answers about other statements of this document are used" in words
    assert "no longer used for other statements" in train(data, "--forget")
    assert told_of_document(Places(data), document) == ""
    rebuild(RunRequest(data, command="rebuild"), QUIET)
    assert origins(data) == {"human"}


def test_answers_that_do_not_help_are_refused_with_figures(data: Path) -> None:
    """Who agrees with every label leaves nothing to be gained; an earlier use ends."""
    document = answer(data, 24)
    places = Places(data)
    answering._write(places, AnswersUse((document,), 24, 5, 0.5, 0.6))
    told = train(data)
    assert "F1 of the themes: 1.000 without them" in told
    assert "That is no gain" in told
    assert use_of_answers(places) is None


def test_too_few_answers_are_measured_by_nobody(data: Path) -> None:
    answer(data, 3, THEME)
    assert "3 statements of 1 document answered whole: too few" in train(data)
    assert use_of_answers(Places(data)) is None


def test_documents_of_another_version_are_reported(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(data, 24, THEME)
    monkeypatch.setattr("terminal.undone.is_done", lambda *_: None)
    assert "1 of 1 documents have not been labelled by this version" in train(data)


def test_no_statement_is_judged_with_the_answer_about_itself(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(data, 24, THEME)
    archive = Archive(data)
    corrections = DataCorrections(archive.places)
    (one,) = answering._answered(archive, corrections)
    seen: list[set[str]] = []

    def label(_: object, said: dict[str, object]) -> Labelled:
        seen.append(set(said))
        return Labelled("")

    monkeypatch.setattr(answering, "labelling", lambda: label)
    answering._measured([one], corrections.themes)
    left_out = [set(one.whole) - known for known in seen if known]
    assert sum(len(names) for names in left_out) == 24
    assert set.union(*left_out) == set(one.whole)


def test_a_purged_document_leaves_the_list_and_the_last_one_the_folder(tmp_path: Path) -> None:
    places = Places(tmp_path)
    answering._write(places, AnswersUse(("a" * 64, "b" * 64), 40, 9, 0.5, 0.6))
    forget_answered(places, "a" * 64)
    assert "a" * 64 not in places.answers.read_text()
    assert told_of_document(places, "b" * 64)
    forget_answered(places, "b" * 64)
    assert not places.answers.exists()


def test_a_purge_forgets_answers(data: Path) -> None:
    document = answer(data, 24, THEME)
    train(data)
    told = CliRunner().invoke(app, ["purge", document, "--why", "asked", "--data", str(data)])
    assert "Deleted" in told.output
    assert not Places(data).answers.exists()


def test_figures_are_reported_in_sentences() -> None:
    told = told_of_use(AnswersUse(("a",), 60, 37, 0.687, 0.728, 17, 11))
    assert "60 statements of 1 document" in told
    assert "17 of them came closer to yours and 11 went further away" in told
    assert "0.687 without them, 0.728 with them" in told
    assert "the other 37 statements" in told


def test_whole_training_options_need_gold() -> None:
    told = CliRunner().invoke(app, ["train", "--compared"])
    assert told.exit_code == 2
    assert "need --gold" in " ".join(told.output.split())
