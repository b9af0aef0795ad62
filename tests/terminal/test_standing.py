"""The next step that a run prints works where the person is."""

from __future__ import annotations

import ast
import io
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main
from rich.text import Text

from cli import app
from terminal.commands.options import _take_data
from terminal.console import run_command
from terminal.screen.run import _command
from terminal.standing import Screen, as_typed, remember, remembering, reviews_command

ROOT = Path(__file__).parents[2]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / ".venv" / "bin"
    folder.mkdir(parents=True)
    program = folder / "reviews"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(folder / "python"))
    monkeypatch.setenv("PATH", "/nowhere")
    return folder


def test_outside_the_environment_its_path_is_given(environment: Path, tmp_path: Path) -> None:
    assert reviews_command(tmp_path) == ".venv/bin/reviews"
    assert reviews_command(tmp_path / "elsewhere") == str(environment / "reviews")


def test_inside_the_environment_the_name_is_enough(
    environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(environment))
    assert reviews_command(tmp_path) == "reviews"


def test_another_program_of_the_same_name_is_not_used(
    environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "reviews").write_text("#!/bin/sh\n")
    (other / "reviews").chmod(0o755)
    monkeypatch.setenv("PATH", str(other))
    assert reviews_command(tmp_path) == ".venv/bin/reviews"


def test_a_next_step_with_spaces_in_its_paths_can_be_pasted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "our team" / "bin"
    folder.mkdir(parents=True)
    (folder / "reviews").write_text('#!/bin/sh\nprintf "%s|" "$@"\n')
    (folder / "reviews").chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(folder / "python"))
    monkeypatch.chdir(tmp_path)
    step = _command("status", tmp_path / "my data")
    done = subprocess.run(["sh", "-c", step], capture_output=True, text=True, check=True)
    assert done.stdout == f"status|--data|{tmp_path / 'my data'}|"


@pytest.mark.parametrize(
    "shown",
    [
        "Look with `reviews diff b1`. Then `reviews accept b1`: reviews are kept.",
        Text.assemble(
            ("warning ", "yellow"),
            "Look with `reviews diff b1`. Then `reviews accept b1`: reviews are kept.",
        ),
    ],
    ids=["words", "styled"],
)
def test_messages_name_commands_by_the_path_that_works_here(
    shown: str | Text, environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    screen = io.StringIO()
    Screen(file=screen, width=200).print(shown)
    path = ".venv/bin/reviews"
    said = f"Look with `{path} diff b1`. Then `{path} accept b1`: reviews are kept."
    assert screen.getvalue().strip().removeprefix("warning ") == said


def test_styles_stay_where_a_command_is_named_by_its_path(environment: Path) -> None:
    screen = io.StringIO()
    console = Screen(file=screen, width=300, force_terminal=True, color_system="standard")
    console.print(Text("Now `reviews run`.", "yellow"))
    yellow = "\x1b[33m"
    assert screen.getvalue().startswith(f"{yellow}Now `\x1b[0m{yellow}")
    assert f"/reviews run\x1b[0m{yellow}`." in screen.getvalue()


def test_errors_name_commands_by_the_path_that_works_here(
    environment: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["reviews", "status", "--data", "nowhere"])
    with pytest.raises(SystemExit):
        run_command(app)
    assert "Start with `.venv/bin/reviews run --data nowhere`." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "here"),
    [
        ("See `reviews report`.", "See `reviews report --data 'my data'`."),
        ("Try `reviews run daily`.", "Try `reviews run --data 'my data' daily`."),
        ("Or `reviews brief select`.", "Or `reviews brief select --data 'my data'`."),
        ("`reviews diff x --data other` shows it.", "`reviews diff x --data other` shows it."),
        ("`reviews sources check FILE`, `reviews --help`.",) * 2,
    ],
)
def test_a_data_folder_that_was_typed_goes_with_the_commands_that_take_one(
    said: str, here: str, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(environment))
    takers = dict(_take_data(typer.main.get_command(app)))
    with remembering():
        remember(Path("my data"), takers)
        screen = io.StringIO()
        Screen(file=screen, width=200).print(Text(said))
        assert (as_typed(said), screen.getvalue().strip()) == (here, here)
    assert as_typed(said) == said


@pytest.mark.parametrize("how", ["typed", "in the environment"])
def test_an_error_names_the_data_folder_only_if_it_was_typed(
    how: str,
    environment: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PATH", str(environment))
    monkeypatch.chdir(tmp_path)
    if how == "typed":
        monkeypatch.setattr("sys.argv", ["reviews", "status", "--data", "nowhere"])
    else:
        monkeypatch.setattr("sys.argv", ["reviews", "status"])
        monkeypatch.setenv("REVIEWS_DATA", "nowhere")
    with pytest.raises(SystemExit):
        run_command(app)
    data = " --data nowhere" if how == "typed" else ""
    assert f"Start with `reviews run{data}`." in capsys.readouterr().err


def test_inside_the_environment_messages_stay_as_they_are(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(environment))
    assert as_typed("See `reviews report`.") == "See `reviews report`."


def test_everything_that_commands_print_goes_through_such_a_screen() -> None:
    plain = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in [ROOT / "cli.py", *(ROOT / "terminal").rglob("*.py")]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"Console", "print"}
    ]
    assert plain == []
