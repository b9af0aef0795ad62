"""What a person reads whose command line is wrong."""

from __future__ import annotations

import pytest

from cli import app
from terminal.commands.options import console
from terminal.console import run_command


def test_a_number_that_is_too_small_names_the_minimum(monkeypatch, capsys, tmp_path):
    words = ["reviews", "brief", "select", "--minutes", "3", "--out", str(tmp_path / "x.yaml")]
    monkeypatch.setattr("sys.argv", words)
    with pytest.raises(SystemExit):
        run_command(app)
    said = capsys.readouterr().err
    assert "'--minutes': give 5 or more." in said
    assert "Input should" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("brief select --out x.yaml --since soon", "--since takes a year, such as 2024"),
        ("brief select --out x.yaml --until 20", "--until takes a year, such as 2024"),
        ("search house --since soon", "--since takes a year, such as 2024"),
        ("search house --year soon", "--year takes a year, such as 2024"),
        ("search house --limit many", "'--limit': give a number."),
        ("sql select --seconds many", "'--seconds': give a number."),
        ("search house --like 0123", "Words and --like cannot both be given"),
        ("search", "Give words to look for, or a statement with --like"),
    ],
)
def test_a_mistake_in_an_option_is_reported_in_plain_words(words, said, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["reviews", *words.split()])
    with pytest.raises(SystemExit):
        run_command(app)
    shown = capsys.readouterr().err
    assert said in shown
    assert "Input should" not in shown


def test_a_code_between_colons_is_not_turned_into_an_emoji() -> None:
    with console.capture() as shown:
        console.print("section:question:paragraph")
    assert shown.get().strip() == "section:question:paragraph"
