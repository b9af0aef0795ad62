"""The next step that a run prints works where the person is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

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
