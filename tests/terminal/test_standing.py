"""The next step that a run prints works where the person is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from terminal.screen.run import _command
from terminal.standing import reviews_command


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


def test_inside_the_environment_its_name_will_do(
    environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(environment))
    assert reviews_command(tmp_path) == "reviews"


def test_another_program_of_the_same_name_is_not_meant(
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
