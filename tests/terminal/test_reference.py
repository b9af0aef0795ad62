"""docs/commands.md is what the commands say of themselves, exit statuses included."""

from __future__ import annotations

import inspect
import re
from typing import Any

from typer.main import get_command

from archive.runs import FAILED, NOTHING_COLLECTED, PUBLISHED, WARNED
from cli import app
from terminal.commands import exits
from terminal.reference import PAGE, _commands, reference

COMMANDS = dict(_commands("reviews", get_command(app)))


def test_the_page_of_commands_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(app), "python -m terminal.reference"


def test_the_page_has_every_command_and_every_option() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, command in COMMANDS.items():
        section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        for option in command.params:
            assert option.name == "help" or option.opts[-1].lower() in section.lower(), name
            assert option.help, f"{name} {option.name}"


def test_a_command_with_an_exit_status_of_its_own_says_what_it_means() -> None:
    leaves = {name for name, command in COMMANDS.items() if _chooses_its_status(command)}
    assert {"reviews run", "reviews doctor", "reviews sources check"} <= leaves
    assert {name for name in leaves if "Exit status" not in (COMMANDS[name].epilog or "")} == set()


def test_the_statuses_of_a_run_are_those_that_it_leaves_with() -> None:
    said = {int(status) for status in re.findall(r"\b(\d) ", exits.RUN)}
    assert said == {PUBLISHED, FAILED, WARNED, NOTHING_COLLECTED}


def _chooses_its_status(command: Any) -> bool:
    source = inspect.getsource(inspect.unwrap(command.callback))
    return bool(re.search(r"\bExit\(|\bpublish\(\n|\b_end\(|\bcheck_source\(", source))
