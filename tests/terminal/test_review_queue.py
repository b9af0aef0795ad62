"""What the review queue shows of a text."""

from __future__ import annotations

import io

from rich.console import Console

from models.corrections.held_queue import HeldQuestion
from models.records.privacy import HeldText
from terminal.correcting import TerminalAskHeld


def test_a_frame_is_not_too_wide_if_output_is_piped(monkeypatch) -> None:
    monkeypatch.setattr("builtins.input", lambda *_: "q")
    out = io.StringIO()
    held = HeldText("statement", "An invented text. " * 40, (), page=3)
    TerminalAskHeld(Console(file=out, width=5_000))(HeldQuestion("0" * 64, held, "", 1, 1))
    frame = [line for line in out.getvalue().splitlines() if line.startswith(("╭", "│", "╰"))]
    assert len(frame) > 3
    assert {len(line) for line in frame} == {100}


def test_what_would_come_instead_is_shown_with_its_brackets(monkeypatch) -> None:
    answers = iter(["m", ""])
    monkeypatch.setattr("builtins.input", lambda *_: next(answers))
    out = io.StringIO()
    held = HeldText("statement", "An invented name.", ())
    question = HeldQuestion("0" * 64, held, "An invented [name].", 1, 1)
    TerminalAskHeld(Console(file=out, width=90))(question)
    assert "An invented [name]." in out.getvalue()
