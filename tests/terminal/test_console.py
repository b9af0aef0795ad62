"""What a person reads whose command line is wrong."""

from __future__ import annotations

import pytest

from cli import app
from terminal.commands.options import console
from terminal.console import run_command


def test_a_number_that_is_too_small_says_the_least(monkeypatch, capsys, tmp_path):
    words = ["reviews", "brief", "select", "--minutes", "3", "--out", str(tmp_path / "x.yaml")]
    monkeypatch.setattr("sys.argv", words)
    with pytest.raises(SystemExit):
        run_command(app)
    said = capsys.readouterr().err
    assert "'--minutes': give 5 or more." in said
    assert "Input should" not in said


def test_a_code_between_colons_is_no_picture() -> None:
    with console.capture() as shown:
        console.print("section:question:paragraph")
    assert shown.get().strip() == "section:question:paragraph"
