"""The command line from outside: what it says, where, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

from archive.errors import UserError
from cli import app
from terminal import console
from terminal.commands import options
from vocabulary.loading import VocabularyError

ROOT = Path(__file__).resolve().parents[1]


def _does_something(command: object) -> bool:
    """A group that does nothing itself is tried by its commands."""
    return not hasattr(command, "commands") or getattr(command, "invoke_without_command", False)


COMMANDS = sorted(
    f"{name} {part}".strip()
    for name, command in get_command(app).commands.items()  # type: ignore[attr-defined]
    for part in ([""] if _does_something(command) else command.commands)
)


def reviews(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"COLUMNS": "120", "NO_COLOR": "1"} | environment,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_takes_a_data_folder(command: str) -> None:
    done = CliRunner().invoke(
        app, [*command.split(), "--help"], env={"COLUMNS": "120", "NO_COLOR": "1"}
    )
    assert done.exit_code == 0
    assert "Usage" in done.output
    assert "--data" in done.output or command == "brief templates"  # it reads none


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", "--from", "/nowhere/at/all"], "no file or folder at /nowhere/at/all"),
        (["run", "--from", "one", "--from", "two"], "Give --from once"),
        (["run", "no_such_source"], "no source no_such_source"),
        (["run", "camden_cscp"], "camden_scp"),
        (["status"], "No run has been made"),
        (["inspect", "nothing.pdf"], "There is no file at nothing.pdf"),
        (["evaluate", "--gold", "/nowhere"], "No folder of annotations"),
        (["bogus"], "No such command"),
        (["run", "--workers", "many"], "workers"),
    ],
)
def test_bad_input_is_one_clear_message_and_status_1(
    tmp_path: Path, arguments: list[str], says: str
) -> None:
    done = reviews(*arguments, REVIEWS_DATA=str(tmp_path / "data"))
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_without_a_run_of_ones_own_the_sample_is_shown_and_said_to_be_invented(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = typer.Context(get_command(app), info_name="sql")
    own = options.or_sample(asked, options.DATA)
    for folder, wanted in ((options.SAMPLE_DATA, options.SAMPLE_DATA), (options.DATA, own)):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "VERSION").write_text("1")
        assert options.or_sample(asked, options.DATA) == wanted
        assert ("invented" in capsys.readouterr().err) == (wanted != own)
    running = typer.Context(get_command(app), info_name="run")
    assert options.or_sample(running, options.DATA) == options.DATA


def test_an_empty_folder_and_a_newer_data_folder_are_reported(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    data = tmp_path / "data"
    empty = reviews("run", "--from", str(tmp_path / "empty"), "--data", str(data))
    assert (empty.returncode, empty.stdout) == (1, "")
    assert "is empty" in empty.stderr
    (data / "VERSION").write_text("99\n")
    newer = reviews("status", "--data", str(data))
    assert newer.returncode == 1
    assert "newer version" in newer.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_to_read_is_reported(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0)
    done = reviews("run", "--from", str(locked), "--data", str(tmp_path / "data"))
    assert done.returncode == 1
    assert "permissions" in done.stderr


def test_a_source_file_that_is_not_there_is_a_fault_of_that_file() -> None:
    done = reviews("sources", "check", "/nowhere/invented.yaml")
    assert done.returncode == 1
    assert "invented" in done.stdout
    assert "not usable" in done.stdout


def test_the_list_of_sources_is_json_when_asked_for() -> None:
    rows = json.loads(reviews("sources", "--json").stdout)
    assert {"govuk_csprp", "home_office_dhr"} <= {row["source_id"] for row in rows}


@pytest.mark.parametrize(
    ("error", "says", "status"),
    [
        (UserError("Do this next."), "Do this next.", 1),
        (VocabularyError("places.yaml: no nation."), "places.yaml: no nation.", 1),
        (KeyboardInterrupt(), "Run again to carry on", 130),
        (ZeroDivisionError("words of a report"), "unexpected error (ZeroDivisionError)", 1),
    ],
)
def test_no_error_reaches_the_user_as_a_traceback(
    error: BaseException,
    says: str,
    status: int,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def fails(**_: object) -> None:
        raise error

    assert console._run(fails) == status  # type: ignore[arg-type]
    said = capsys.readouterr().err
    assert says in said
    assert "Traceback" not in said
    assert "words of a report" not in said
    logs = [path.read_text() for path in tmp_path.glob("reviews-error-*")]
    assert bool(logs) == isinstance(error, ZeroDivisionError)
    assert all("Traceback" in log for log in logs)
